# The house style: terminal, numbers of the frame, and what no chart has. Loaded by every template.
#
# ARG1 data file, ARG2 output, ARG3 svg|png, ARG4 font, ARG5 folder of the templates, ARG6 numbers of the frame,
# ARG7 colours of the series. All are made by planner/report; none holds a word of the scenario.

frame(i) = real(word(frame_numbers, i))
# A loop over nothing still has its style read once: a colour beyond the last must not be an error.
colour(i) = i <= words(series_colours) ? int(word(series_colours, i)) : 0
width = int(frame(1))
height = int(frame(2))
screen_x(px) = px / width
screen_y(px) = 1.0 - px / height

if (output_format eq "svg") {
	set terminal svg size width,height dynamic font sprintf("%s,12", font_name) noenhanced background "#ffffff" \
		butt linewidth 1
} else {
	set terminal pngcairo size 2*width,2*height font sprintf("%s,12", font_name) noenhanced background "#ffffff" \
		butt fontscale 1.5 linewidth 2 pointscale 2 dashlength 1.2
}
set output output_file
set datafile separator tab
set encoding utf8
unset key
unset border
set tics scale 0
unset xtics
set format x ""
set format y ""
set style fill solid 1.0 noborder
set grid ytics back linetype 1 linewidth 0.8 linecolor rgb 0xe4e8ec dashtype solid
set multiplot
