/* Outlines of areas and lines: gnuplot draws a step of each period, though mostly nothing changes there. */
#include "planner/report/picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct outline {
	struct str *out;
	int n;             /* points that are not written yet: the last two */
	double x[2], y[2]; /* the first of them stands; the second may lie on the way to the next */
	bool begun;        /* a point was written since the last move */
};

static void add_px(struct str *out, double px)
{
	char text[32];
	size_t n = (size_t)snprintf(text, sizeof text, "%.2f", px);

	while (text[n - 1] == '0')
		n--;
	n -= text[n - 1] == '.';
	str_add_n(out, text, n);
}

static void write_point(struct outline *line, double x, double y, const char *lead)
{
	str_add(line->out, line->begun ? lead : "");
	add_px(line->out, x);
	str_add_char(line->out, ',');
	add_px(line->out, y);
	line->begun = true;
}

static bool between(double a, double b, double c)
{
	return (a <= b && b <= c) || (a >= b && b >= c);
}

static bool on_the_way(const struct outline *line, double x, double y)
{
	const double least_px = 0.001;

	return (fabs(line->x[0] - line->x[1]) < least_px && fabs(line->x[1] - x) < least_px &&
	        between(line->y[0], line->y[1], y)) ||
	       (fabs(line->y[0] - line->y[1]) < least_px && fabs(line->y[1] - y) < least_px &&
	        between(line->x[0], line->x[1], x));
}

static void take_point(struct outline *line, double x, double y)
{
	if (line->n == 2 && on_the_way(line, x, y)) {
		line->n = 1;
	} else if (line->n == 2) {
		write_point(line, line->x[0], line->y[0], " ");
		line->x[0] = line->x[1];
		line->y[0] = line->y[1];
		line->n = 1;
	}
	line->x[line->n] = x;
	line->y[line->n] = y;
	line->n++;
}

static void end_line(struct outline *line)
{
	int i;

	for (i = 0; i < line->n; i++)
		write_point(line, line->x[i], line->y[i], " ");
	line->n = 0;
}

bool picture_outline(struct str *out, const char *text, size_t length)
{
	const char *c = text, *end = text + length;
	struct outline line = { .out = out };
	char *past_number;
	double x, y;

	for (;;) {
		while (c < end && strchr(" \n\t\r", *c))
			c++;
		if (c == end)
			break;
		if (*c == 'M') {
			end_line(&line);
			str_add_char(out, 'M');
			line.begun = false;
		}
		c += *c == 'M' || *c == 'L';
		x = strtod(c, &past_number);
		if (past_number == c || past_number >= end || *past_number != ',')
			return false;
		c = past_number + 1;
		y = strtod(c, &past_number);
		if (past_number == c || past_number > end)
			return false;
		c = past_number;
		take_point(&line, x, y);
	}
	end_line(&line);
	return true;
}
