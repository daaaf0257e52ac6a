# Racks by site over time: design racks stacked, available and occupied in total, and the targets' lines.
# Frame: 1 width, 2 height, 3-6 left right top bottom, 7 periods, 8 most, 9 step, 10 sites, 11 target lines.

data_file = ARG1; output_file = ARG2; output_format = ARG3; font_name = ARG4; folder = ARG5
frame_numbers = ARG6; series_colours = ARG7
load folder . "/house.gp"

sites = int(frame(10))
targets = int(frame(11))
set lmargin at screen screen_x(frame(3))
set rmargin at screen screen_x(frame(4))
set tmargin at screen screen_y(frame(5))
set bmargin at screen screen_y(frame(6))
set xrange [0:frame(7)]
set yrange [0:frame(8)]
set ytics frame(9)

# A loop over nothing still reads its data once and complains: the part that may be empty is text, and left out then.
stocks = 'for [i=1:sites] data_file index sprintf("site %02d", i) using 1:2:3 '.\
	'with filledcurves fillstyle solid 1.0 border linecolor rgb 0xffffff linewidth 0.5 fillcolor rgb colour(i), '.\
	'for [stock in "available occupied"] data_file index stock using 1:2 '.\
	'with lines linewidth 4.5 linecolor rgb colour(sites + 1), '.\
	'data_file index "available" using 1:2 with lines linewidth 2.2 linecolor rgb colour(sites + 3), '.\
	'data_file index "occupied" using 1:2 with lines linewidth 2.2 dashtype (6, 4) linecolor rgb colour(sites + 4)'
lines = ', for [i=1:targets] data_file index sprintf("target %02d", i) using 1:2 '.\
	'with lines linewidth 4.5 linecolor rgb colour(sites + 4 + i), '.\
	'for [i=1:targets] data_file index sprintf("target %02d", i) using 1:2 '.\
	'with linespoints pointtype 7 pointsize 0.7 pointinterval 0 linewidth 1.6 dashtype (8, 5) '.\
	'linecolor rgb colour(sites + 4 + targets + i)'
if (targets > 0) { plot @stocks @lines } else { plot @stocks }

load folder . "/text.gp"
