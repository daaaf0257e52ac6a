# Small multiples over time: in each panel areas (stacked or not), then lines.
# Frame: 1 width, 2 height, 3 periods, 4 panels; then of each panel left right top bottom most step, areas, lines, and a style
# for each line: 0 solid, 1 dashed, 2 a target's.

data_file = ARG1; output_file = ARG2; output_format = ARG3; font_name = ARG4; folder = ARG5
frame_numbers = ARG6; series_colours = ARG7
load folder . "/house.gp"

# A loop over nothing still reads its data once and complains, so the plot's parts are put together: numbers only.
area(panel, i, series) = sprintf("data_file index 'panel %02d area %02d' using 1:2:3 with filledcurves ".\
	"fillstyle solid 1.0 border linecolor rgb 0xffffff linewidth 0.5 fillcolor rgb %d", panel, i, colour(series))
look(style) = style == 0 ? "linewidth 1.8" : style == 1 ? "linewidth 1.8 dashtype (6, 4)" : "linewidth 1.6 dashtype (8, 5)"
line(panel, i, series, style) = sprintf("data_file index 'panel %02d line %02d' using 1:2 with lines %s linecolor rgb %d", \
	panel, i, look(style), colour(series))

set xrange [0:frame(3)]
first = 5
series = 0
do for [panel=1:int(frame(4))] {
	set lmargin at screen screen_x(frame(first))
	set rmargin at screen screen_x(frame(first + 1))
	set tmargin at screen screen_y(frame(first + 2))
	set bmargin at screen screen_y(frame(first + 3))
	set yrange [0:frame(first + 4)]
	set ytics frame(first + 5)
	areas = int(frame(first + 6))
	lines = int(frame(first + 7))
	parts = ""
	if (areas > 0) {
		do for [i=1:areas] {
			series = series + 1
			parts = parts . (strlen(parts) > 0 ? ", " : "") . area(panel, i, series)
		}
	}
	if (lines > 0) {
		do for [i=1:lines] {
			series = series + 1
			parts = parts . (strlen(parts) > 0 ? ", " : "") . line(panel, i, series, int(frame(first + 7 + i)))
		}
	}
	eval "plot " . parts
	first = first + 8 + lines
}

load folder . "/text.gp"
