# Power by site: what the facility draws against the usable feed, a panel a site.
# Frame: 1 width, 2 height, 3 periods, 4 panels, then of each panel left right top bottom most step.

data_file = ARG1; output_file = ARG2; output_format = ARG3; font_name = ARG4; folder = ARG5
frame_numbers = ARG6; series_colours = ARG7
load folder . "/house.gp"

panels = int(frame(4))
set xrange [0:frame(3)]
do for [panel=1:panels] {
	first = 5 + 6 * (panel - 1)
	set lmargin at screen screen_x(frame(first))
	set rmargin at screen screen_x(frame(first + 1))
	set tmargin at screen screen_y(frame(first + 2))
	set bmargin at screen screen_y(frame(first + 3))
	set yrange [0:frame(first + 4)]
	set ytics frame(first + 5)
	plot data_file index sprintf("panel %02d", panel) using 1:(0):3 \
			with filledcurves fillstyle solid 1.0 noborder fillcolor rgb colour(3 * panel - 2), \
		"" index sprintf("panel %02d", panel) using 1:(0):2 \
			with filledcurves fillstyle solid 1.0 noborder fillcolor rgb colour(3 * panel - 1), \
		"" index sprintf("panel %02d", panel) using 1:3 \
			with lines linewidth 1.8 linecolor rgb colour(3 * panel)
}

load folder . "/text.gp"
