# Cost by kind over time: stacked bars, what comes back below the line.
# Frame: 1 width, 2 height, 3-6 left right top bottom, 7 bars, 8 least, 9 most, 10 step, 11 kinds.

data_file = ARG1; output_file = ARG2; output_format = ARG3; font_name = ARG4; folder = ARG5
frame_numbers = ARG6; series_colours = ARG7
load folder . "/house.gp"

kinds = int(frame(11))
set lmargin at screen screen_x(frame(3))
set rmargin at screen screen_x(frame(4))
set tmargin at screen screen_y(frame(5))
set bmargin at screen screen_y(frame(6))
set xrange [0:frame(7)]
set yrange [frame(8):frame(9)]
set ytics frame(10)

plot for [i=1:kinds] data_file index sprintf("kind %02d", i) using 1:2:3:4:5:6 \
		with boxxyerror fillstyle solid 1.0 border linecolor rgb 0xffffff linewidth 0.5 fillcolor rgb colour(i), \
	data_file index "zero" using 1:2 with lines linewidth 1.2 linecolor rgb colour(kinds + 1)

load folder . "/text.gp"
