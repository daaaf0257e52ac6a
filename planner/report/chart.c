#include "planner/report/chart.h"
#include "planner/report/format.h"
#include "planner/report/view.h"
#include "planner/report/words.h"

#include <math.h>
#include <string.h>

/* ---- building ---- */

/*
 * A quoted field of the data file. gnuplot expands backslash sequences in it, so the three characters that mean
 * something there are written as octal codes; control characters would end the row.
 */
static void add_quoted(struct str *out, const char *text)
{
	struct str clean = STR_INIT;
	const char *c;

	format_cut(&clean, text, 1000);
	str_add_char(out, '"');
	for (c = clean.text; *c; c++) {
		if (*c == '"')
			str_add(out, "\\042");
		else if (*c == '\\')
			str_add(out, "\\134");
		else
			str_add_char(out, *c);
	}
	str_add_char(out, '"');
	str_dispose(&clean);
}

void chart_text(struct chart *chart, enum chart_role role, double x, double y, int rgb, const char *text)
{
	struct str *out = &chart->text[role];

	if (!*text)
		text = " ";
	str_addf(out, "%.1f\t%.1f\t%d\t", x, y, rgb);
	add_quoted(out, text);
	str_add_char(out, '\n');
}

void chart_box(struct chart *chart, double left, double top, double right, double bottom, int rgb)
{
	str_addf(&chart->boxes, "%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t%d\n", (left + right) / 2, (top + bottom) / 2,
	         left, right, top, bottom, rgb);
}

void chart_rule(struct chart *chart, double x1, double y1, double x2, double y2, int rgb)
{
	str_addf(&chart->rules, "%.1f\t%.1f\t%.1f\t%.1f\t%d\n", x1, y1, x2 - x1, y2 - y1, rgb);
}

void chart_title(struct chart *chart, const char *title, const char *subtitle, const char *foot)
{
	const double most = CHART_WIDTH - 2 * MARGIN;

	chart_text(chart, ROLE_TITLE, MARGIN, 30, INK, chart_fitted(chart, title, 19, most));
	chart_text(chart, ROLE_SUBTITLE, MARGIN, 54, INK_SOFT, chart_fitted(chart, subtitle, 13, most));
	chart_text(chart, ROLE_FOOT, MARGIN, chart->height - 16, INK_SOFT, chart_fitted(chart, foot, 11, most));
	str_add(&chart->summary, title);
}

void chart_block(struct chart *chart, const char *format, ...)
{
	va_list args;

	str_addf(&chart->data, "%s# ", chart->data.length > 0 ? "\n\n" : "");
	va_start(args, format);
	str_addv(&chart->data, format, args);
	va_end(args);
	str_add_char(&chart->data, '\n');
}

void chart_row(struct chart *chart, int n, const double *values)
{
	int i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			str_add_char(&chart->data, '\t');
		str_add_number(&chart->data, values[i]);
	}
	str_add_char(&chart->data, '\n');
}

void chart_series_of(struct chart *chart, const char *name, int rgb, int site)
{
	void *series = chart->series;

	memory_reserve(&series, &chart->series_capacity, chart->n_series + 1, sizeof *chart->series);
	chart->series = series;
	chart->series[chart->n_series++] = (struct picture_series){
		arena_string(chart->arena, name),
		site >= 0 ? chart->sc->sites[site].id : NULL,
	};
	str_addf(&chart->colours, "%s%d", chart->colours.length > 0 ? " " : "", rgb);
}

void chart_series(struct chart *chart, const char *name, int rgb)
{
	chart_series_of(chart, name, rgb, -1);
}

void chart_tip(struct chart *chart, double left, double top, double right, double bottom, int site, const char *text)
{
	void *tips = chart->tips;

	memory_reserve(&tips, &chart->tip_capacity, chart->n_tips + 1, sizeof *chart->tips);
	chart->tips = tips;
	chart->tips[chart->n_tips++] = (struct picture_tip){
		left,
		top,
		right - left,
		bottom - top,
		site >= 0 ? chart->sc->sites[site].id : NULL,
		arena_string(chart->arena, text),
		NULL,
	};
}

void chart_tip_along(struct chart *chart, const struct point *points, int n, const char *text)
{
	struct str path = STR_INIT;
	int i;

	for (i = 0; i < n; i++)
		str_addf(&path, "%s%.1f %.1f", i > 0 ? "L" : "M", points[i].x, points[i].y);
	chart_tip(chart, 0, 0, 0, 0, -1, text);
	chart->tips[chart->n_tips - 1].path = arena_string(chart->arena, path.text);
	str_dispose(&path);
}

void chart_frame(struct chart *chart, double value)
{
	if (chart->frame.length > 0)
		str_add_char(&chart->frame, ' ');
	str_add_number(&chart->frame, value);
}

/* ---- measures ---- */

static double character_em(unsigned code)
{
	if (code >= 0x2e80 || (code >= 0x2018 && code <= 0x201d)) /* in Chinese fonts quotes are as wide */
		return 1;
	if (code < 0x80 && strchr("ijl.,:;|!'()[] ", (int)code))
		return 0.31;
	if ((code >= 'A' && code <= 'Z') || code == 'm' || code == 'w' || code == '%')
		return 0.7;
	return 0.56;
}

double chart_text_px(const char *text, double size_px)
{
	const unsigned char *c = (const unsigned char *)text;
	double em = 0;

	while (*c) {
		unsigned code = *c++;

		if (code >= 0xf0)
			code &= 0x07;
		else if (code >= 0xe0)
			code &= 0x0f;
		else if (code >= 0xc0)
			code &= 0x1f;
		while ((*c & 0xc0) == 0x80)
			code = code << 6 | (*c++ & 0x3f);
		em += character_em(code);
	}
	return em * size_px;
}

bool chart_has_wide(const char *text)
{
	int characters = 0;
	const char *c;

	for (c = text; *c; c++)
		characters += ((unsigned char)*c & 0xc0) != 0x80;
	return str_columns(text) > characters;
}

double chart_nice_step(double most, int about)
{
	static const double steps[] = { 1, 2, 2.5, 5, 10 };
	double rough = most / about, power;
	size_t i;

	if (!(rough > 0))
		return 1;
	power = pow(10, floor(log10(rough)));
	for (i = 0; i < sizeof steps / sizeof *steps - 1; i++) {
		if (steps[i] * power >= rough * (1 - 1e-9))
			break;
	}
	return steps[i] * power;
}

/* With so many percent of another colour. */
static int mixed(int rgb, int with, int percent)
{
	int shift, out = 0;

	for (shift = 16; shift >= 0; shift -= 8)
		out |= ((rgb >> shift & 255) * (100 - percent) + (with >> shift & 255) * percent) / 100 << shift;
	return out;
}

/* After Okabe and Ito, then Tol, a little lighter, so that lines are seen on them. */
int chart_palette(int order)
{
	static const int colours[] = {
		0x3a83b8, 0xedb54a, 0x3fae8c, 0xd58fb5, 0x7fc3ea, 0xdd7b3f, 0x7a70ad, 0xaead5a,
		0xa04f74, 0xe3d594, 0x4d8a5f, 0x9fa8c9, 0xb565b2, 0xb98a7a, 0x68b5a8, 0x8a939c,
	};

	enum { N = sizeof colours / sizeof *colours };
	const int rgb = colours[(size_t)order % N], round = order / N % 3;

	/* The second time round darker, the third lighter. */
	return round == 0 ? rgb : round == 1 ? mixed(rgb, 0x000000, 35) : mixed(rgb, 0xffffff, 45);
}

int chart_site_colour(const struct scenario *sc, int s)
{
	int i, order = 0;

	for (i = 0; i < s; i++)
		order += scenario_site_exists(sc, i);
	return chart_palette(order);
}

static const char *kept(struct chart *chart, struct str *text)
{
	const char *copy = arena_string(chart->arena, text->text);

	str_dispose(text);
	return copy;
}

const char *chart_number(struct chart *chart, double value, int decimals)
{
	struct str text = STR_INIT;

	format_short(&text, value, decimals);
	return kept(chart, &text);
}

const char *chart_money(struct chart *chart, double value_cny)
{
	struct str text = STR_INIT;

	format_money(&text, chart->sc, value_cny, chart->language);
	return kept(chart, &text);
}

const char *chart_cut(struct chart *chart, const char *text, int columns)
{
	struct str cut = STR_INIT;

	format_cut(&cut, text, columns);
	return kept(chart, &cut);
}

const char *chart_fitted(struct chart *chart, const char *text, double size_px, double most_px)
{
	const char *cut = text;
	int columns = str_columns(text);

	while (chart_text_px(cut, size_px) > most_px && columns > 3)
		cut = chart_cut(chart, text, --columns);
	return cut;
}

const char *chart_date(struct chart *chart, struct date date)
{
	char text[16];

	return arena_string(chart->arena, date_format(date, text));
}

const char *chart_subject(struct chart *chart)
{
	struct str text = STR_INIT;

	str_addf(&text, "%s · ", report_text(&chart->sc->title, chart->language));
	format_scenario(&text, chart->plan);
	return kept(chart, &text);
}

void chart_spread(int n, double *y, double gap, double top, double bottom)
{
	int i;

	for (i = 0; i < n; i++) {
		double least = i > 0 ? y[i - 1] + gap : top;

		if (y[i] < least)
			y[i] = least;
	}
	for (i = n - 1; i >= 0; i--) {
		double most = i < n - 1 ? y[i + 1] - gap : bottom;

		if (y[i] > most)
			y[i] = most;
	}
}

/* ---- axes ---- */

static double period_x(const struct chart *chart, struct plot_area area, double t)
{
	return area.left + (area.right - area.left) * t / chart->sc->n_periods;
}

static void year_labels(struct chart *chart, struct plot_area area, double y)
{
	const struct scenario *sc = chart->sc;
	double last_right = -1e9;
	int begin, end;

	for (begin = 0; begin < sc->n_periods; begin = end) {
		int year = sc->periods[begin].first_day.year;
		double middle, left = period_x(chart, area, begin);

		for (end = begin + 1; end < sc->n_periods && sc->periods[end].first_day.year == year; end++)
			;
		middle = (left + period_x(chart, area, end)) / 2;
		chart_rule(chart, left, area.bottom, left, area.bottom + 6, INK_SOFT);
		if (begin > 0)
			chart_rule(chart, left, y - 6, left, y + 6, INK_FAINT);
		if (middle - 18 < last_right)
			continue;
		chart_text(chart, ROLE_CENTRE, middle, y, INK, arena_format(chart->arena, "%d", year));
		last_right = middle + 18;
	}
	chart_rule(chart, area.right, area.bottom, area.right, area.bottom + 6, INK_SOFT);
}

static const char *period_label(struct chart *chart, int t)
{
	const struct scenario *sc = chart->sc;
	int month = sc->periods[t].first_day.month;

	if (sc->horizon.step == STEP_QUARTER)
		return arena_format(chart->arena, "Q%d", (month + 2) / 3);
	return report_word((enum word)(WORD_MONTH_1 + month - 1), chart->language);
}

void chart_time_axis(struct chart *chart, struct plot_area area, bool dense)
{
	const struct scenario *sc = chart->sc;
	double width = (area.right - area.left) / sc->n_periods;
	int every = sc->horizon.step == STEP_MONTH ? (width < 12 ? 6 : width < 38 ? 3 : 1) : (width < 28 ? 2 : 1), t;
	bool labels = !dense && sc->horizon.step != STEP_YEAR && width * every >= 26;

	chart_rule(chart, area.left, area.bottom, area.right, area.bottom, INK_SOFT);
	for (t = 0; labels && t < sc->n_periods; t++) {
		int month = sc->periods[t].first_day.month;
		int order = sc->horizon.step == STEP_QUARTER ? (month - 1) / 3 : month - 1;

		chart_rule(chart, period_x(chart, area, t), area.bottom, period_x(chart, area, t), area.bottom + 4,
		           INK_FAINT);
		if (order % every == 0)
			chart_text(chart, ROLE_CENTRE, period_x(chart, area, t + 0.5), area.bottom + 14, INK_SOFT,
			           period_label(chart, t));
	}
	year_labels(chart, area, area.bottom + (labels ? 32 : 14));
}

void chart_value_axis(struct chart *chart, struct plot_area area, double least, double most, double step,
                      const char *unit)
{
	double i;

	for (i = ceil(least / step - 1e-9); i * step <= most + step * 1e-9; i++) {
		double y = area.bottom - (area.bottom - area.top) * (i * step - least) / (most - least);

		chart_text(chart, ROLE_RIGHT, area.left - 8, y, INK_SOFT, chart_number(chart, i * step, 3));
	}
	if (*unit)
		chart_text(chart, ROLE_LEFT, MARGIN, area.top - 18, INK_SOFT, unit);
}
