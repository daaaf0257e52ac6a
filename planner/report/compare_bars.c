/* Cost by kind of two plans: two bars a row on one scale. */
#include "planner/report/chart_parts.h"
#include "planner/report/compare_charts.h"
#include "planner/report/compare_text.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

enum { ROW_PX = 20, A_BAR = 0xa9c3d8, B_BAR = 0x1f6aa5 };

const char *compare_sides_named(struct chart *chart, const struct compared *c)
{
	struct str text = STR_INIT;
	const char *copy;

	str_add(&text, "A ");
	compare_side_name(&text, &c->side[0]);
	str_add(&text, "  ·  B ");
	compare_side_name(&text, &c->side[1]);
	copy = arena_string(chart->arena, text.text);
	str_dispose(&text);
	return copy;
}

struct cost_rows {
	int n;
	enum cost_kind kinds[COST_KINDS];
	double unit_cny;
	struct rows_frame rows;
};

static void list_kinds(const struct chart *chart, const struct compared *c, struct cost_rows *costs)
{
	double most = 0, least = 0;
	int k, side;

	for (k = 0; k < COST_KINDS; k++) {
		if (fabs(c->cost_cny[0][k]) > 0.5 || fabs(c->cost_cny[1][k]) > 0.5)
			costs->kinds[costs->n++] = (enum cost_kind)k;
		for (side = 0; side < COMPARE_SIDES; side++) {
			most = fmax(most, c->cost_cny[side][k]);
			least = fmin(least, c->cost_cny[side][k]);
		}
	}
	costs->unit_cny = chart->language == LANGUAGE_ZH ? (most - least >= 1e8 ? 1e8 : 1e4) : 1e6;
	costs->rows.step = chart_nice_step((most - least) / costs->unit_cny, 6);
	costs->rows.most = ceil(most / costs->unit_cny * 1.001 / costs->rows.step) * costs->rows.step;
	costs->rows.least = floor(least / costs->unit_cny / costs->rows.step + 1e-9) * costs->rows.step;
}

static void cost_bar(struct chart *chart, struct cost_rows *costs, int row, int side, double value)
{
	const double middle = row + (side == 0 ? 0.3 : 0.68), half = 0.17;

	if (!(fabs(value) > 0))
		return;
	chart_block(chart, "bars %03d", ++costs->rows.n_bars);
	chart_row(chart, 6, (double[]){ value / 2, middle, 0, value, middle - half, middle + half });
	chart_series(chart,
	             arena_format(chart->arena, "%s %s", side == 0 ? "A" : "B",
	                          report_cost_word(costs->kinds[row], chart->language)),
	             side == 0 ? A_BAR : B_BAR);
}

static void cost_row(struct chart *chart, const struct compared *c, struct cost_rows *costs, int row)
{
	const enum cost_kind kind = costs->kinds[row];
	const double a = c->cost_cny[0][kind], b = c->cost_cny[1][kind], y = rows_y(&costs->rows, row);
	const char *name = report_cost_word(kind, chart->language);
	struct str change = STR_INIT;

	compare_money(&change, c, b - a, true, chart->language);
	cost_bar(chart, costs, row, 0, a / costs->unit_cny);
	cost_bar(chart, costs, row, 1, b / costs->unit_cny);
	chart_text(chart, ROLE_LEFT, MARGIN, y, INK, chart_fitted(chart, name, TEXT_PX, 190));
	chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, y, INK, change.text);
	chart_tip(chart, MARGIN, y - ROW_PX, CHART_WIDTH - MARGIN, y + ROW_PX, -1,
	          arena_format(chart->arena, "%s\nA %s\nB %s\n%s", name, chart_money(chart, a), chart_money(chart, b),
	                       change.text));
	str_dispose(&change);
}

static void cost_axis(struct chart *chart, const struct cost_rows *costs)
{
	double x = MARGIN;

	rows_cost_axis(chart, &costs->rows, costs->unit_cny);
	chart_legend(chart, &x, 84, MARK_BOX, A_BAR, "A");
	chart_legend(chart, &x, 84, MARK_BOX, B_BAR, "B");
	chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, 84, INK_SOFT, "B − A");
}

void compare_build_costs(struct chart *chart, void *own)
{
	const struct compared *c = *(const struct compared *const *)own;
	struct cost_rows costs = { 0 };
	int i;

	if (!c->same_money) {
		chart->empty_because = compare_word(SAY_OTHER_MONEY, chart->language);
		return;
	}
	list_kinds(chart, c, &costs);
	if (costs.n == 0) {
		chart->empty_because = report_word(WORD_EMPTY_COSTS, chart->language);
		return;
	}
	costs.rows.n = costs.n;
	chart->height = 104 + 2 * ROW_PX * costs.n + 84;
	costs.rows.area = (struct plot_area){ 230, CHART_WIDTH - MARGIN - 120, 104, 104 + 2 * ROW_PX * costs.n };
	chart_title(chart, compare_word(SAY_COST_CHART, chart->language), compare_sides_named(chart, c),
	            compare_word(SAY_CHEAPER, chart->language));
	for (i = 0; i < costs.n; i++)
		cost_row(chart, c, &costs, i);
	cost_axis(chart, &costs);
	rows_frame(chart, &costs.rows);
}
