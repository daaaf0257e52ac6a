/* Cost by kind over time, undiscounted: stacked bars a year, quarter or period; what comes back lies below the line. */
#include "planner/report/chart.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <math.h>
#include <string.h>

enum { MOST_BARS = 8 };

struct bars {
	int n;                     /* bars, with the horizon's end last when something falls there */
	int *bar_of_period;        /* [n_periods + 1] */
	const char **labels;       /* [n]; NULL where the axis of time labels them */
	double *money[COST_KINDS]; /* [n], in the unit of the axis */
	double total[COST_KINDS];  /* over all bars */
	bool any[COST_KINDS];
	bool end;
	double unit_cny;
	double least, most, step;
	struct plot_area area;
};

/* Investment in blues, power in oranges, running in greens, what is not done in reds, what comes back in greys. */
static int kind_colour(enum cost_kind kind)
{
	static const int colours[COST_KINDS] = {
		[COST_START] = 0x1f4e79,     [COST_SHELL] = 0x3a83b8,    [COST_FITOUT] = 0x7fc3ea,
		[COST_FEED] = 0xbfe0f4,      [COST_ENERGY] = 0xedb54a,   [COST_DEMAND_CHARGE] = 0xf6da9b,
		[COST_OPEX] = 0x3fae8c,      [COST_HOSTING] = 0x9fd8c6,  [COST_MOVING] = 0xd58fb5,
		[COST_SALVAGE] = 0xa8b0b9,   [COST_UNSERVED] = 0xdd7b3f, [COST_DISCOURAGED] = 0xeeb592,
		[COST_SHORTFALL] = 0xa04f74, [COST_BONUS] = 0xcfd5da,    [COST_OPENING] = 0x2c6694,
		[COST_LINK] = 0x5aa2d0,      [COST_CHANGED] = 0xc77f9f,
	};

	return colours[kind];
}

static bool same_bar(const struct scenario *sc, int a, int b, int months)
{
	struct date x = sc->periods[a].first_day, y = sc->periods[b].first_day;

	return x.year == y.year && (x.month - 1) / months == (y.month - 1) / months;
}

/* Bars of this many months, or of a period each with 0; returns how many. */
static int share_out(const struct chart *chart, struct bars *bars, int months)
{
	const struct scenario *sc = chart->sc;
	int t, n = 0;

	for (t = 0; t < sc->n_periods; t++) {
		if (t == 0 || months == 0 || !same_bar(sc, t - 1, t, months))
			n++;
		bars->bar_of_period[t] = n - 1;
	}
	return n;
}

static void name_bars(struct chart *chart, struct bars *bars, int months)
{
	const struct scenario *sc = chart->sc;
	int t;

	bars->labels = arena_alloc(chart->arena, bars->n, sizeof *bars->labels);
	for (t = 0; t < sc->n_periods; t++) {
		struct date day = sc->periods[t].first_day;
		const char **label = &bars->labels[bars->bar_of_period[t]];

		if (*label)
			continue;
		if (months == 12)
			*label = arena_format(chart->arena, "%d", day.year);
		else if (months == 3)
			*label = arena_format(chart->arena, "%d-Q%d", day.year, (day.month + 2) / 3);
		else
			*label = sc->periods[t].label;
	}
	if (bars->end)
		bars->labels[bars->n - 1] = report_word(WORD_HORIZON_END, chart->language);
}

static void gather(struct chart *chart, struct bars *bars)
{
	const struct plan *plan = chart->plan;
	static const int months[] = { 0, 3, 12 };
	int i;
	size_t m = 0;

	bars->bar_of_period = arena_alloc(chart->arena, plan->n_periods + 1, sizeof *bars->bar_of_period);
	while ((bars->n = share_out(chart, bars, months[m])) > MOST_BARS && m < 2)
		m++;
	for (i = 0; i < plan->n_costs; i++)
		bars->end = bars->end || plan->costs[i].period >= plan->n_periods;
	bars->bar_of_period[plan->n_periods] = bars->n;
	bars->n += bars->end;
	name_bars(chart, bars, months[m]);
	for (i = 0; i < COST_KINDS; i++)
		bars->money[i] = arena_alloc(chart->arena, bars->n, sizeof(double));
	for (i = 0; i < plan->n_costs; i++) {
		const struct cost_item *cost = &plan->costs[i];

		bars->money[cost->kind][bars->bar_of_period[cost->period]] += cost->nominal_cny;
		bars->total[cost->kind] += cost->nominal_cny;
		bars->any[cost->kind] = bars->any[cost->kind] || fabs(cost->nominal_cny) > 0;
	}
}

static void scale(struct chart *chart, struct bars *bars)
{
	int bar, k;
	double most = 0, least = 0;

	for (bar = 0; bar < bars->n; bar++) {
		double up = 0, down = 0;

		for (k = 0; k < COST_KINDS; k++) {
			up += fmax(0, bars->money[k][bar]);
			down += fmin(0, bars->money[k][bar]);
		}
		most = fmax(most, up);
		least = fmin(least, down);
	}
	bars->unit_cny = chart->language == LANGUAGE_ZH ? (most - least >= 1e8 ? 1e8 : 1e4) : 1e6;
	bars->step = chart_nice_step((most - least) / bars->unit_cny, 6);
	bars->most = ceil(most * 1.06 / bars->unit_cny / bars->step - 1e-9) * bars->step;
	bars->least = floor(least * 1.06 / bars->unit_cny / bars->step + 1e-9) * bars->step;
}

static double y_of(const struct bars *bars, double value)
{
	return bars->area.bottom -
	       (bars->area.bottom - bars->area.top) * (value - bars->least) / (bars->most - bars->least);
}

static const char *fixed(struct chart *chart, const struct bars *bars, double value)
{
	struct str text = STR_INIT;
	const char *copy;

	/* A small plan's parts would all read 0.0. */
	format_number(&text, value, bars->most - bars->least < 10 ? 3 : bars->unit_cny >= 1e8 ? 2 : 1);
	copy = arena_string(chart->arena, text.text);
	str_dispose(&text);
	return copy;
}

/* A segment that has room for it says its amount. */
static void label_segment(struct chart *chart, const struct bars *bars, enum cost_kind kind, int bar, double middle,
                          double value)
{
	double height = fabs(y_of(bars, value) - y_of(bars, 0)), width = (bars->area.right - bars->area.left) / bars->n;
	const char *text = fixed(chart, bars, value);
	double sum = 0;
	int k;
	int rgb = kind_colour(kind), light = (rgb >> 16 & 255) * 3 + (rgb >> 8 & 255) * 6 + (rgb & 255);

	for (k = 0; k < COST_KINDS; k++)
		sum += bars->money[k][bar] / bars->unit_cny;
	if (fabs(sum - value) > 0.005 * (bars->most - bars->least) && /* else the sum beside the bar says it */
	    height > 17 && width * 0.6 > chart_text_px(text, TEXT_PX) + 6)
		chart_text(chart, ROLE_CENTRE, bars->area.left + width * (bar + 0.5), y_of(bars, middle),
		           light > 1250 ? ON_LIGHT : ON_DARK, text);
}

/* Each bar's sum above it, or below where all of it comes back. */
static void label_sums(struct chart *chart, const struct bars *bars)
{
	double width = (bars->area.right - bars->area.left) / bars->n;
	int bar, k;

	for (bar = 0; bar < bars->n; bar++) {
		double up = 0, down = 0, x = bars->area.left + width * (bar + 0.5), y, half;
		const char *label;

		for (k = 0; k < COST_KINDS; k++) {
			up += fmax(0, bars->money[k][bar] / bars->unit_cny);
			down += fmin(0, bars->money[k][bar] / bars->unit_cny);
		}
		y = up > 0 ? y_of(bars, up) - 10 : y_of(bars, down) + 11;
		label = fixed(chart, bars, up + down);
		half = chart_text_px(label, TEXT_PX) / 2;
		if (width < 2 * half + 4 || !(up > 0 || down < 0))
			continue;
		chart_box(chart, x - half, y - 8, x + half, y + 8, PAPER); /* over a grid line */
		chart_text(chart, ROLE_CENTRE, x, y, INK, label);
	}
}

static int add_series(struct chart *chart, const struct bars *bars)
{
	double *up = arena_alloc(chart->arena, bars->n, sizeof *up),
	       *down = arena_alloc(chart->arena, bars->n, sizeof *down);
	int k, bar, kinds = 0;

	for (k = 0; k < COST_KINDS; k++) {
		if (!bars->any[k])
			continue;
		chart_block(chart, "kind %02d", ++kinds);
		chart_series(chart, report_cost_word((enum cost_kind)k, chart->language),
		             kind_colour((enum cost_kind)k));
		for (bar = 0; bar < bars->n; bar++) {
			double value = bars->money[k][bar] / bars->unit_cny;
			double *base = value > 0 ? &up[bar] : &down[bar];

			if (fabs(value) > 0)
				chart_row(chart, 6,
				          (double[]){ bar + 0.5, *base, bar + 0.2, bar + 0.8, *base, *base + value });
			*base += value;
			label_segment(chart, bars, (enum cost_kind)k, bar, *base - value / 2, value);
		}
	}
	chart_block(chart, "zero");
	chart_row(chart, 2, (double[]){ 0, 0 });
	chart_row(chart, 2, (double[]){ bars->n, 0 });
	chart_series(chart, "", INK_SOFT);
	return kinds;
}

static void add_bar_labels(struct chart *chart, const struct bars *bars)
{
	double width = (bars->area.right - bars->area.left) / bars->n;
	double widest = 0;
	int bar, every;

	for (bar = 0; bar < bars->n; bar++)
		widest = fmax(widest, chart_text_px(bars->labels[bar], TEXT_PX) + 6);
	every = (int)ceil(widest / width);
	for (bar = 0; bar < bars->n; bar++) {
		bool last = bars->end && bar == bars->n - 1;

		if (!last && (bar % every != 0 || (bars->end && bar + every > bars->n && every > 1)))
			continue;
		chart_text(chart, ROLE_CENTRE, bars->area.left + width * (bar + 0.5), bars->area.bottom + 16, INK_SOFT,
		           bars->labels[bar]);
	}
	chart_rule(chart, bars->area.left, bars->area.bottom, bars->area.right, bars->area.bottom, INK_FAINT);
}

/* Right of the bars: every kind with its sum, in the order of the stack from the top. */
static void add_legend(struct chart *chart, const struct bars *bars)
{
	double x = bars->area.right + 26, y = bars->area.top + 4, sum = 0;
	int i, k;

	for (i = 2 * COST_KINDS - 1; i >= 0; i--) { /* what comes back stands last, as it does in the bars */
		k = i % COST_KINDS;
		if (!bars->any[k] || (i >= COST_KINDS) != (bars->total[k] > 0))
			continue;
		chart_box(chart, x, y - 6, x + 12, y + 6, kind_colour((enum cost_kind)k));
		chart_text(chart, ROLE_LEFT, x + 20, y, INK, report_cost_word((enum cost_kind)k, chart->language));
		chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, y, INK_SOFT,
		           fixed(chart, bars, bars->total[k] / bars->unit_cny));
		sum += bars->total[k];
		y += 22;
	}
	chart_rule(chart, x, y - 10, CHART_WIDTH - MARGIN, y - 10, INK_FAINT);
	chart_text(chart, ROLE_STRONG, x + 20, y + 3, INK, report_word(WORD_TOTAL_NOMINAL, chart->language));
	chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, y + 3, INK, fixed(chart, bars, sum / bars->unit_cny));
}

static void add_titles(struct chart *chart, const struct bars *bars)
{
	struct str title = STR_INIT, foot = STR_INIT, plan = STR_INIT;
	double spending = 0;
	int k, largest = 0;

	for (k = 0; k < COST_KINDS; k++) {
		spending += fmax(0, bars->total[k]);
		if (bars->total[k] > bars->total[largest])
			largest = k;
	}
	report_say(&title, WORD_CHART_COSTS, chart->language,
	           (const char *[4]){ chart_money(chart, chart->plan->objective_cny),
	                              report_cost_word((enum cost_kind)largest, chart->language),
	                              arena_format(chart->arena, "%.0f %%",
	                                           spending > 0 ? 100 * bars->total[largest] / spending : 0),
	                              NULL });
	format_scenario(&plan, chart->plan);
	report_say(&foot, WORD_NOTE_PLAN, chart->language, (const char *[4]){ plan.text, NULL, NULL, NULL });
	if (bars->any[COST_SALVAGE])
		str_addf(&foot, " · %s", report_word(WORD_NOTE_SALVAGE, chart->language));
	chart_title(chart, title.text, chart_subject(chart), foot.text);
	str_dispose(&title);
	str_dispose(&foot);
	str_dispose(&plan);
}

static const char *unit_words(struct chart *chart, const struct bars *bars)
{
	const char *currency = chart->sc->money.currency, *text;
	struct str words = STR_INIT;

	if (chart->language == LANGUAGE_ZH && strcmp(currency, "CNY") == 0)
		currency = "元";
	report_say(&words,
	           bars->unit_cny >= 1e8   ? WORD_AXIS_MONEY_YI
	           : bars->unit_cny >= 1e6 ? WORD_AXIS_MONEY_M
	                                   : WORD_AXIS_MONEY_WAN,
	           chart->language, (const char *[4]){ currency, NULL, NULL, NULL });
	text = arena_string(chart->arena, words.text);
	str_dispose(&words);
	return text;
}

void chart_costs(struct chart *chart)
{
	struct bars bars = { 0 };
	int kinds, k;
	bool any = false;

	chart->height = 600;
	gather(chart, &bars);
	for (k = 0; k < COST_KINDS; k++)
		any = any || bars.any[k];
	if (!any) {
		chart->empty_because = report_word(WORD_EMPTY_COSTS, chart->language);
		return;
	}
	scale(chart, &bars);
	bars.area = (struct plot_area){ 92, CHART_WIDTH - 300, 112, chart->height - 68 };
	add_titles(chart, &bars);
	kinds = add_series(chart, &bars);
	chart_value_axis(chart, bars.area, bars.least, bars.most, bars.step, unit_words(chart, &bars));
	add_bar_labels(chart, &bars);
	label_sums(chart, &bars);
	add_legend(chart, &bars);
	chart_frame(chart, bars.area.left);
	chart_frame(chart, bars.area.right);
	chart_frame(chart, bars.area.top);
	chart_frame(chart, bars.area.bottom);
	chart_frame(chart, bars.n);
	chart_frame(chart, bars.least);
	chart_frame(chart, bars.most);
	chart_frame(chart, bars.step);
	chart_frame(chart, kinds);
}
