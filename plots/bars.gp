# Rows of horizontal bars, then points and upright lines over them.
# Frame: 1 width, 2 height, 3-6 left right top bottom, 7 least, 8 most, 9 step (0: no grid), 10 rows, 11 bars, 12 points, 13 lines.

data_file = ARG1; output_file = ARG2; output_format = ARG3; font_name = ARG4; folder = ARG5
frame_numbers = ARG6; series_colours = ARG7
load folder . "/house.gp"

set lmargin at screen screen_x(frame(3))
set rmargin at screen screen_x(frame(4))
set tmargin at screen screen_y(frame(5))
set bmargin at screen screen_y(frame(6))
set xrange [frame(7):frame(8)]
set yrange [frame(10):0]
unset ytics
unset grid
if (frame(9) > 0) {
	set xtics scale 0 frame(9)
	set grid xtics back linetype 1 linewidth 0.8 linecolor rgb 0xe4e8ec dashtype solid
}

# As in panels.gp: parts that may be empty are left out.
bars = int(frame(11)); points = int(frame(12)); lines = int(frame(13))
parts = ""
do for [i=1:bars] {
	parts = parts . (i > 1 ? ", " : "") . sprintf("data_file index 'bars %03d' using 1:2:3:4:5:6 with boxxyerror ".\
		"fillstyle solid 1.0 noborder linecolor rgb %d", i, colour(i))
}
if (lines > 0) {
	do for [i=1:lines] {
		parts = parts . sprintf(", data_file index 'line %03d' using 1:2 with lines linewidth 1.4 linecolor rgb %d", \
			i, colour(bars + i))
	}
}
if (points > 0) {
	do for [i=1:points] {
		parts = parts . sprintf(", data_file index 'points %03d' using 1:2 with points pointtype 13 pointsize 0.9 ".\
			"linecolor rgb %d", i, colour(bars + lines + i))
	}
}
eval "plot " . parts

load folder . "/text.gp"
