/* Prices at binding limits: what one unit more would save, on a scale of powers of ten, dearest first. */
#include "planner/report/chart_parts.h"
#include "planner/report/format.h"
#include "planner/report/limits.h"

#include <math.h>
#include <string.h>

enum { MOST_ROWS = 24, TOP_PX = 104, PRICE = 0x3a83b8, MOST_LIMIT_PX = 170, MOST_LEFT_PX = 560 };

static const double least_price_cny = 0.01; /* below it a price is rounding */

struct price_rows {
	int n, n_left_out;
	int items[MOST_ROWS]; /* bindings, each the dearest of its limit and place */
	double where_px;      /* where the second column begins */
	struct rows_frame rows;
};

static void gather(const struct chart *chart, struct price_rows *prices)
{
	const struct plan *plan = chart->plan;
	int i;

	for (i = 0; i < plan->n_bindings; i++) {
		if (limit_is_internal(plan->bindings[i].row) || !(plan->bindings[i].price_cny >= least_price_cny) ||
		    !limit_is_dearest(plan, i))
			continue;
		if (prices->n == MOST_ROWS)
			prices->n_left_out++;
		else
			prices->items[prices->n++] = i;
	}
}

static const char *price_text(struct chart *chart, const struct binding *binding)
{
	struct str text = STR_INIT;
	const char *copy;

	limit_price(&text, binding, chart->sc, chart->language);
	copy = arena_string(chart->arena, text.text);
	str_dispose(&text);
	return copy;
}

static const char *when_text(struct chart *chart, const struct binding *binding)
{
	const char *when = format_period(chart->sc, binding->period);

	return *when ? arena_format(chart->arena, " · %s", when) : "";
}

/* The two columns of words are as wide as what stands there, and the bars begin behind them. Returns where. */
static double lay_out(struct chart *chart, struct price_rows *prices)
{
	double limit_px = 0, where_px = 0;
	int i;

	for (i = 0; i < prices->n; i++) {
		const struct binding *binding = &chart->plan->bindings[prices->items[i]];

		limit_px = fmax(
			limit_px,
			chart_text_px(report_limit_word(binding->row, binding->family, chart->language), TEXT_PX));
		where_px = fmax(where_px, chart_text_px(limit_place(binding, chart->sc, chart->language), TEXT_PX) +
		                                  chart_text_px(when_text(chart, binding), TEXT_PX));
	}
	prices->where_px = MARGIN + fmin(limit_px, MOST_LIMIT_PX) + 12;
	return fmin(MOST_LEFT_PX, prices->where_px + fmax(where_px, 90) + 18);
}

/* A bar for each site's limits, so that a page can pick the site out. */
static void add_row(struct chart *chart, struct price_rows *prices, int i)
{
	const struct binding *binding = &chart->plan->bindings[prices->items[i]];
	const char *limit = report_limit_word(binding->row, binding->family, chart->language);
	const char *place = limit_place(binding, chart->sc, chart->language), *price = price_text(chart, binding);
	double y = rows_y(&prices->rows, i), value = log10(binding->price_cny), x = rows_x(&prices->rows, value);
	const char *when = when_text(chart, binding);
	double room = prices->rows.area.left - prices->where_px - 8;
	int colour = binding->site >= 0 ? chart_site_colour(chart->sc, binding->site) : PRICE;
	/* The name gives way, not the period. */
	const char *label = arena_format(
		chart->arena, "%s%s", chart_fitted(chart, place, TEXT_PX, room - chart_text_px(when, TEXT_PX)), when);

	chart_block(chart, "bars %03d", ++prices->rows.n_bars);
	rows_bar(chart, i, prices->rows.least, value, 0.3);
	chart_series_of(chart, arena_format(chart->arena, "%s: %s", limit, label), colour, binding->site);
	chart_text(chart, ROLE_LEFT, MARGIN, y, INK, chart_fitted(chart, limit, TEXT_PX, MOST_LIMIT_PX));
	chart_text(chart, ROLE_LEFT, prices->where_px, y, INK_SOFT, chart_fitted(chart, label, TEXT_PX, room));
	chart_text(chart, ROLE_LEFT, x + 8, y, INK, price);
	chart_tip(chart, MARGIN, y - BAR_PX / 2.0, CHART_WIDTH - MARGIN, y + BAR_PX / 2.0, binding->site,
	          arena_format(chart->arena, "%s · %s%s\n%s\n%s", limit, place, when, price, binding->row));
}

/* 0.1, 1, ... 100 k, 1 M; 1 万, ... 1 亿. */
static const char *power_text(struct chart *chart, int power)
{
	const bool zh = chart->language == LANGUAGE_ZH;
	const int unit = zh           ? (power >= 8   ? 8
	                                 : power >= 4 ? 4
	                                              : 0)
	                 : power >= 9 ? 9
	                 : power >= 6 ? 6
	                 : power >= 3 ? 3
	                              : 0;
	const char *name = zh          ? (unit == 8   ? " 亿"
	                                  : unit == 4 ? " 万"
	                                              : "")
	                   : unit == 9 ? " bn"
	                   : unit == 6 ? " M"
	                   : unit == 3 ? " k"
	                               : "";

	return arena_format(chart->arena, "%s%s", chart_number(chart, pow(10, power - unit), 2), name);
}

static void add_axis(struct chart *chart, const struct price_rows *prices)
{
	const struct plot_area area = prices->rows.area;
	const char *currency = chart->sc->money.currency;
	const double least_px = 46; /* between two labels */
	const double every = ceil(least_px * (prices->rows.most - prices->rows.least) / (area.right - area.left));
	double power;

	for (power = prices->rows.least; power <= prices->rows.most + 1e-9; power += every)
		chart_text(chart, ROLE_CENTRE, rows_x(&prices->rows, power), area.bottom + 14, INK_SOFT,
		           power_text(chart, (int)lround(power)));
	if (chart->language == LANGUAGE_ZH && strcmp(currency, "CNY") == 0)
		currency = "元";
	chart_text(chart, ROLE_CENTRE, (area.left + area.right) / 2, area.bottom + 32, INK_SOFT,
	           chart_say(chart, PAGE_AXIS_PRICES, (const char *[4]){ currency, NULL, NULL, NULL }));
	chart_rule(chart, area.left, area.top, area.left, area.bottom, INK_SOFT);
}

void chart_prices(struct chart *chart)
{
	struct price_rows prices = { 0 };
	const struct binding *dearest;
	const char *note = NULL;
	int i;

	gather(chart, &prices);
	if (prices.n == 0) {
		chart->empty_because = report_word(WORD_BINDING_NONE, chart->language);
		return;
	}
	dearest = &chart->plan->bindings[prices.items[0]];
	chart->height = TOP_PX + BAR_PX * prices.n + 78;
	prices.rows = (struct rows_frame){
		.area = { lay_out(chart, &prices), CHART_WIDTH - MARGIN - 178, TOP_PX, TOP_PX + BAR_PX * prices.n },
		.least = floor(log10(chart->plan->bindings[prices.items[prices.n - 1]].price_cny) - 0.3),
		.most = ceil(log10(dearest->price_cny)),
		.step = 1,
		.n = prices.n,
	};
	if (prices.rows.most <= prices.rows.least)
		prices.rows.most = prices.rows.least + 1;
	if (prices.n_left_out > 0)
		note = chart_say(chart, PAGE_NOTE_MORE_PRICES,
		                 (const char *[4]){ chart_number(chart, prices.n_left_out, 0), NULL, NULL, NULL });
	chart_title(chart,
	            chart_say(chart, PAGE_TITLE_PRICES,
	                      (const char *[4]){ report_limit_word(dearest->row, dearest->family, chart->language),
	                                         limit_place(dearest, chart->sc, chart->language),
	                                         price_text(chart, dearest), NULL }),
	            chart_subject(chart), chart_plan_note(chart, note));
	chart_text(chart, ROLE_LEFT, MARGIN, TOP_PX - 12, INK_SOFT, report_word(WORD_LIMIT, chart->language));
	chart_text(chart, ROLE_LEFT, prices.where_px, TOP_PX - 12, INK_SOFT,
	           page_word(PAGE_WHERE_WHEN, chart->language));
	for (i = 0; i < prices.n; i++)
		add_row(chart, &prices, i);
	add_axis(chart, &prices);
	rows_frame(chart, &prices.rows);
}
