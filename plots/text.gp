# The overlay: boxes, rules and every word of the chart, placed in pixels from the top left. Loaded last.

unset grid
unset xtics
unset ytics
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:width]
set yrange [height:0]

bold_size(role) = role eq "title" ? 19 : 12
size(role) = role eq "subtitle" ? 13 : role eq "foot" ? 11 : 12
plain(role) = sprintf("%s,%d", font_name, size(role))
bold(role) = sprintf("%s:Bold,%d", font_name, bold_size(role))

plot data_file index "boxes" using 1:2:3:4:5:6:7 with boxxyerror fillstyle solid 1.0 noborder linecolor rgb variable, \
	data_file index "rules" using 1:2:3:4:5 with vectors nohead linewidth 1 linecolor rgb variable, \
	for [role in "title strong"] data_file index role using 1:2:4:3 \
		with labels left font bold(role) textcolor rgb variable noenhanced, \
	for [role in "subtitle foot left"] data_file index role using 1:2:4:3 \
		with labels left font plain(role) textcolor rgb variable noenhanced, \
	data_file index "centre" using 1:2:4:3 with labels center font plain("") textcolor rgb variable noenhanced, \
	data_file index "right" using 1:2:4:3 with labels right font plain("") textcolor rgb variable noenhanced
unset multiplot
unset output
