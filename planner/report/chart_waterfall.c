/* The present cost, kind by kind, up to the objective. */
#include "planner/report/chart_parts.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

enum { TOP_PX = 92, COST = 0x3a83b8, BACK = 0x3fae8c, TOTAL = 0x57606a + 0x010101 };

struct steps {
	int n;
	enum cost_kind kinds[COST_KINDS];
	double present[COST_KINDS], total; /* in units of the axis */
	double unit_cny;
	struct rows_frame rows;
};

/* What costs first, largest first; then what comes back. */
static void gather(const struct chart *chart, struct steps *steps)
{
	double present[COST_KINDS] = { 0 };
	int i, k;

	for (i = 0; i < chart->plan->n_costs; i++)
		present[chart->plan->costs[i].kind] += chart->plan->costs[i].present_cny;
	for (k = 0; k < COST_KINDS; k++) {
		if (!(fabs(present[k]) > 0.5))
			continue;
		for (i = steps->n++; i > 0 && steps->present[i - 1] < present[k]; i--) {
			steps->kinds[i] = steps->kinds[i - 1];
			steps->present[i] = steps->present[i - 1];
		}
		steps->kinds[i] = (enum cost_kind)k;
		steps->present[i] = present[k];
		steps->total += present[k];
	}
}

static void scale(const struct chart *chart, struct steps *steps)
{
	double sum = 0, most = 0, least = 0;
	int i;

	for (i = 0; i < steps->n; i++) {
		sum += steps->present[i];
		most = fmax(most, sum);
		least = fmin(least, sum);
	}
	steps->unit_cny = chart->language == LANGUAGE_ZH ? (most - least >= 1e8 ? 1e8 : 1e4) : 1e6;
	for (i = 0; i < steps->n; i++)
		steps->present[i] /= steps->unit_cny;
	steps->total /= steps->unit_cny;
	most /= steps->unit_cny;
	least /= steps->unit_cny;
	steps->rows.step = chart_nice_step(most - least, 6);
	steps->rows.most = ceil(most * 1.001 / steps->rows.step) * steps->rows.step;
	steps->rows.least = floor(least / steps->rows.step + 1e-9) * steps->rows.step;
}

static const char *amount(struct chart *chart, const struct steps *steps, double value)
{
	struct str text = STR_INIT;
	const char *copy;

	/* A small plan's parts would all read 0.0. */
	format_number(&text, value, steps->rows.most < 10 ? 3 : steps->unit_cny >= 1e8 ? 2 : 1);
	copy = arena_string(chart->arena, text.text);
	str_dispose(&text);
	return copy;
}

static void add_row(struct chart *chart, struct steps *steps, int row, const char *name, double from, double value,
                    int rgb)
{
	double y = rows_y(&steps->rows, row);
	const char *text = amount(chart, steps, value);
	bool total = row == steps->n;

	chart_block(chart, "bars %03d", ++steps->rows.n_bars);
	rows_bar(chart, row, from, from + value, 0.32);
	chart_series(chart, name, rgb);
	chart_text(chart, total ? ROLE_STRONG : ROLE_LEFT, MARGIN, y, INK, chart_fitted(chart, name, TEXT_PX, 220));
	chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, y, INK, text);
	if (!total) /* a thread to the next step */
		chart_rule(chart, rows_x(&steps->rows, from + value), y, rows_x(&steps->rows, from + value), y + BAR_PX,
		           INK_SOFT);
	chart_tip(chart, MARGIN, y - BAR_PX / 2.0, CHART_WIDTH - MARGIN, y + BAR_PX / 2.0, -1,
	          arena_format(chart->arena, "%s\n%s", name, chart_money(chart, value * steps->unit_cny)));
}

void chart_waterfall(struct chart *chart)
{
	struct steps steps = { 0 };
	double sum = 0;
	int i;

	gather(chart, &steps);
	if (steps.n == 0) {
		chart->empty_because = report_word(WORD_EMPTY_COSTS, chart->language);
		return;
	}
	scale(chart, &steps);
	steps.rows.n = steps.n + 1;
	chart->height = TOP_PX + BAR_PX * steps.rows.n + 78;
	steps.rows.area = (struct plot_area){ 260, CHART_WIDTH - MARGIN - 84, TOP_PX, TOP_PX + BAR_PX * steps.rows.n };
	chart_title(chart,
	            chart_say(chart, PAGE_TITLE_WATERFALL,
	                      (const char *[4]){ report_cost_word(steps.kinds[0], chart->language),
	                                         chart_money(chart, steps.present[0] * steps.unit_cny),
	                                         chart_money(chart, chart->plan->objective_cny), NULL }),
	            chart_subject(chart), chart_plan_note(chart, page_word(PAGE_NOTE_WATERFALL, chart->language)));
	for (i = 0; i < steps.n; i++) {
		add_row(chart, &steps, i, report_cost_word(steps.kinds[i], chart->language), sum, steps.present[i],
		        steps.present[i] < 0 ? BACK : COST);
		sum += steps.present[i];
	}
	add_row(chart, &steps, steps.n, report_word(WORD_TOTAL, chart->language), 0, steps.total, TOTAL);
	rows_cost_axis(chart, &steps.rows, steps.unit_cny);
	rows_frame(chart, &steps.rows);
}
