/* The sheets on what is reached, what it costs and why: targets, costs, limits, assumptions; the chart of costs. */
#include "planner/report/chart.h"
#include "planner/report/format.h"
#include "planner/report/limits.h"
#include "planner/report/workbook.h"

#include <math.h>
#include <string.h>

/* ---- targets ---- */

static void statements_cell(struct sheet *sheet, const struct target *target)
{
	struct str ids = STR_INIT;
	int i;

	for (i = 0; i < target->n_statements; i++)
		str_addf(&ids, "%s%s", i > 0 ? " " : "", target->statements[i]);
	sheet_text(sheet, ids.text);
	str_dispose(&ids);
}

static void known_number(struct sheet *sheet, bool known, double value, enum cell_look look)
{
	if (known)
		sheet_number(sheet, value, look);
	else
		sheet_skip(sheet);
}

static void target_cells(struct sheet *sheet, const struct target_result *result)
{
	const struct workbook *workbook = sheet->workbook;
	const struct target *target = &workbook->sc->targets[result->target];
	const struct metric_kind *kind = &metric_kinds[target->metric];
	const enum cell_look look = kind->ratio && target->metric != METRIC_PUE ? LOOK_SHARE : LOOK_NUMBER;
	const bool judged = result->state != TARGET_OFF, known = report_result_known(result, workbook->sc);

	sheet_look(sheet, report_state_word(result->state, workbook->language),
	           result->state == TARGET_MET      ? LOOK_MET
	           : result->state == TARGET_MISSED ? LOOK_MISSED
	                                            : LOOK_TEXT);
	sheet_text(sheet, report_text(&target->name, workbook->language));
	sheet_text(sheet, target->at_most ? "≤" : "≥");
	sheet_number(sheet, target->value, look);
	known_number(sheet, known, result->achieved, look);
	known_number(sheet, known, result->slack, look);
	sheet_text(sheet, look == LOOK_SHARE ? "%" : kind->unit);
	sheet_date(sheet, target->by);
	sheet_text(sheet, judged ? format_period(workbook->sc, result->period) : "");
	sheet_text(sheet, report_modality_word(target->modality, workbook->language));
	known_number(sheet,
	             judged && fabs(result->price_cny) > 0, /* of a share: one percentage point, as its unit says */
	             result->price_cny / (look == LOOK_SHARE ? 100 : 1), LOOK_MONEY);
	statements_cell(sheet, target);
	sheet_text(sheet, target->id);
}

void sheet_targets(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "state", "状态", LOOK_TEXT, 12 },
		{ "target", "目标", LOOK_TEXT, 44 },
		{ "", "", LOOK_TEXT, 4 },
		{ "required", "要求", LOOK_NUMBER, 16 },
		{ "achieved", "实现", LOOK_NUMBER, 16 },
		{ "slack", "余量", LOOK_NUMBER, 16 },
		{ "unit", "单位", LOOK_TEXT, 12 },
		{ "by", "期限", LOOK_DATE, 12 },
		{ "tightest in", "最紧的一期", LOOK_TEXT, 12 },
		{ "force", "约束力", LOOK_TEXT, 14 },
		{ "cost of one unit more", "再高一单位的费用", LOOK_MONEY, 20 },
		{ "source", "依据", LOOK_TEXT, 20 },
		{ "id", "编号", LOOK_TEXT, 28 },
	};
	struct sheet sheet = sheet_begin(workbook, "Targets", "目标台账", sizeof columns / sizeof *columns, columns);
	int g;

	for (g = 0; g < workbook->plan->n_results && sheet_row(&sheet); g++)
		target_cells(&sheet, &workbook->plan->results[g]);
	sheet_end(&sheet);
	worksheet_freeze_panes(sheet.page, 1, 2);
}

/* ---- costs ---- */

static void costs_chart(struct sheet *sheet, int n)
{
	struct workbook *workbook = sheet->workbook;
	const bool zh = workbook->language == LANGUAGE_ZH;
	lxw_chart *chart;
	lxw_chart_options options = { .x_scale = 1.7, .y_scale = 1.5 };
	lxw_chart_fill fill = { .color = 0x3a83b8 };
	lxw_chart_series *series;

	if (n == 0)
		return;
	chart = workbook_add_chart(workbook->book, LXW_CHART_BAR);
	series = chart_add_series(chart, NULL, NULL);
	chart_series_set_categories(series, sheet->name, 1, 0, (lxw_row_t)n, 0);
	chart_series_set_values(series, sheet->name, 1, 2, (lxw_row_t)n, 2);
	chart_series_set_name_range(series, sheet->name, 0, 2);
	chart_series_set_fill(series, &fill);
	chart_title_set_name(chart, zh ? "各类费用（现值）" : "Cost by kind, present value");
	/* Of bars the library calls the upright axis y, though the kinds stand there. */
	chart_axis_set_reverse(chart->y_axis); /* the table's order from the top */
	chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
	chart_axis_set_num_format(chart->x_axis, "#,##0,,");
	chart_axis_set_name(chart->x_axis, zh ? "百万" : "million");
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	worksheet_insert_chart_opt(sheet->page, 1, 5, chart, &options);
}

void sheet_cost_kinds(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "kind", "类别", LOOK_TEXT, 28 },
		{ "undiscounted", "未折现", LOOK_MONEY, 20 },
		{ "present value", "现值", LOOK_MONEY, 20 },
	};
	const struct plan *plan = workbook->plan;
	struct sheet sheet = sheet_begin(workbook, "Cost by kind", "各类费用", sizeof columns / sizeof *columns,
	                                 columns);
	double nominal[COST_KINDS] = { 0 }, present[COST_KINDS] = { 0 }, sums[2] = { 0, 0 };
	int i, k, n = 0;

	for (i = 0; i < plan->n_costs; i++) {
		nominal[plan->costs[i].kind] += plan->costs[i].nominal_cny;
		present[plan->costs[i].kind] += plan->costs[i].present_cny;
	}
	for (k = 0; k < COST_KINDS; k++) {
		if (!(fabs(nominal[k]) > 0 || fabs(present[k]) > 0))
			continue;
		sheet_row(&sheet);
		sheet_text(&sheet, report_cost_word((enum cost_kind)k, workbook->language));
		sheet_number(&sheet, nominal[k], LOOK_MONEY);
		sheet_number(&sheet, present[k], LOOK_MONEY);
		sums[0] += nominal[k];
		sums[1] += present[k];
		n++;
	}
	sheet_row(&sheet);
	sheet_look(&sheet, report_word(WORD_TOTAL, workbook->language), LOOK_HEAD);
	sheet_number(&sheet, sums[0], LOOK_MONEY);
	sheet_number(&sheet, sums[1], LOOK_MONEY);
	costs_chart(&sheet, n);
}

void sheet_costs(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "kind", "类别", LOOK_TEXT, 24 },
		{ "site", "编号", LOOK_TEXT, 22 },
		{ "name", "站点", LOOK_TEXT, 32 },
		{ "period", "期", LOOK_TEXT, 10 },
		{ "undiscounted", "未折现", LOOK_MONEY, 20 },
		{ "present value", "现值", LOOK_MONEY, 20 },
	};
	const struct plan *plan = workbook->plan;
	struct sheet sheet = sheet_begin(workbook, "Costs", "费用", sizeof columns / sizeof *columns, columns);
	int i;

	for (i = 0; i < plan->n_costs && sheet_row(&sheet); i++) {
		const struct cost_item *cost = &plan->costs[i];
		const struct site *site = cost->site >= 0 ? &workbook->sc->sites[cost->site] : NULL;

		sheet_text(&sheet, report_cost_word(cost->kind, workbook->language));
		sheet_text(&sheet, site ? site->id : "");
		sheet_text(&sheet, site ? report_text(&site->name, workbook->language) : "");
		sheet_text(&sheet, cost->period < plan->n_periods ? format_period(workbook->sc, cost->period)
		                                                  : report_word(WORD_HORIZON_END, workbook->language));
		sheet_number(&sheet, cost->nominal_cny, LOOK_MONEY);
		sheet_number(&sheet, cost->present_cny, LOOK_MONEY);
	}
	sheet_end(&sheet);
}

/* ---- why ---- */

void sheet_limits(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "limit", "限制", LOOK_TEXT, 28 },
		{ "where", "何处", LOOK_TEXT, 36 },
		{ "period", "期", LOOK_TEXT, 10 },
		{ "one unit looser saves at most", "每放宽一单位至多可省", LOOK_MONEY, 26 },
		{ "unit", "单位", LOOK_TEXT, 16 },
		{ "rests on assumed numbers", "所依据的假设数字", LOOK_TEXT, 50 },
		{ "row", "行", LOOK_TEXT, 40 },
	};
	const struct plan *plan = workbook->plan;
	struct sheet sheet = sheet_begin(workbook, "Binding limits", "起约束作用的限制",
	                                 sizeof columns / sizeof *columns, columns);
	int i, a;

	for (i = 0; i < plan->n_bindings && sheet_row(&sheet); i++) {
		const struct binding *binding = &plan->bindings[i];
		struct str assumed = STR_INIT;

		for (a = 0; a < binding->n_assumed; a++)
			str_addf(&assumed, "%s%s", a > 0 ? " " : "", binding->assumed[a]);
		sheet_text(&sheet, report_limit_word(binding->row, binding->family, workbook->language));
		sheet_text(&sheet, limit_place(binding, workbook->sc, workbook->language));
		sheet_text(&sheet, format_period(workbook->sc, binding->period));
		sheet_number(&sheet, binding->price_cny, LOOK_MONEY);
		sheet_text(&sheet, limit_unit(binding, workbook->language));
		sheet_text(&sheet, assumed.text);
		sheet_text(&sheet, binding->row);
		str_dispose(&assumed);
	}
	sheet_end(&sheet);
}

void sheet_assumptions(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "pointer", "位置", LOOK_TEXT, 56 }, { "value", "数值", LOOK_NUMBER, 16 },
		{ "unit", "单位", LOOK_TEXT, 18 },    { "low", "下限", LOOK_NUMBER, 16 },
		{ "high", "上限", LOOK_NUMBER, 16 },  { "reason", "理由", LOOK_TEXT, 80 },
	};
	const struct scenario *sc = workbook->sc;
	struct sheet sheet = sheet_begin(workbook, "Assumptions", "假设", sizeof columns / sizeof *columns, columns);
	int i;

	for (i = 0; i < sc->n_marks; i++) {
		const struct number_mark *mark = &sc->marks[i];

		if (mark->origin.kind != ORIGIN_ASSUMED)
			continue;
		if (!sheet_row(&sheet))
			break;
		sheet_text(&sheet, mark->pointer);
		sheet_number(&sheet, mark->value, LOOK_NUMBER);
		sheet_text(&sheet, mark->unit);
		sheet_number(&sheet, mark->origin.range_low, LOOK_NUMBER);
		sheet_number(&sheet, mark->origin.range_high, LOOK_NUMBER);
		sheet_text(&sheet, mark->origin.reference);
	}
	sheet_end(&sheet);
}
