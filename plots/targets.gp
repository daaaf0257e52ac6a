# The target ledger: achieved as a share of what is required, a bar a target, with the line at 100 %.
# Frame: 1 width, 2 height, 3-6 left right top bottom, 7 rows, 8 most %, 9 step %.

data_file = ARG1; output_file = ARG2; output_format = ARG3; font_name = ARG4; folder = ARG5
frame_numbers = ARG6; series_colours = ARG7
load folder . "/house.gp"

set lmargin at screen screen_x(frame(3))
set rmargin at screen screen_x(frame(4))
set tmargin at screen screen_y(frame(5))
set bmargin at screen screen_y(frame(6))
set xrange [0:frame(8)]
set yrange [frame(7):0]
unset ytics
unset grid
set xtics scale 0 frame(9)
set grid xtics back linetype 1 linewidth 0.8 linecolor rgb 0xe4e8ec dashtype solid

plot data_file index "bars" using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid 1.0 noborder linecolor rgb variable, \
	data_file index "hundred" using 1:2 with lines linewidth 1.6 linecolor rgb colour(2)

load folder . "/text.gp"
