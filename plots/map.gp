# Areas and lines in pixels, one layer over the other.
# Frame: 1 width, 2 height, then of each layer its kind (0 areas, 1 lines, 2 dashed lines) and the width of its lines.

data_file = ARG1; output_file = ARG2; output_format = ARG3; font_name = ARG4; folder = ARG5
frame_numbers = ARG6; series_colours = ARG7
load folder . "/house.gp"

set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:width]
set yrange [height:0]
unset ytics
unset grid

area(i) = sprintf("with filledcurves closed fillstyle solid 1.0 noborder fillcolor rgb %d", colour(i))
line(i, kind) = sprintf("with lines linewidth %.2f %s linecolor rgb %d", frame(2 * i + 2), \
	kind == 2 ? "dashtype (4, 3)" : "", colour(i))
parts = ""
do for [i=1:words(series_colours)] {
	kind = int(frame(2 * i + 1))
	parts = parts . (i > 1 ? ", " : "") . sprintf("data_file index 'layer %04d' using 1:2 ", i) . \
		(kind == 0 ? area(i) : line(i, kind))
}
eval "plot " . parts

load folder . "/text.gp"
