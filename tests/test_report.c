#include "planner/report/format.h"
#include "planner/report/page_words.h"
#include "planner/report/words.h"
#include "planner/base/memory.h"
#include "tests/report_plan.h"
#include "tests/support.h"

#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 32 };

/* A table read back by libcsv, not by our own code. */
struct table {
	char **cells;
	int n_cells, columns;
};

static struct scenario *sc;
static struct plan *plan;

static void set_up(void)
{
	sc = report_scenario();
	plan = report_plan(sc);
}

static void tear_down(void)
{
	plan_free(plan);
	scenario_free(sc);
}

static void on_cell(void *bytes, size_t length, void *data)
{
	struct table *table = data;

	table->cells = realloc(table->cells, (size_t)(table->n_cells + 1) * sizeof *table->cells);
	table->cells[table->n_cells++] = strndup(bytes, length);
}

static void on_row(int end, void *data)
{
	struct table *table = data;

	(void)end;
	if (table->columns == 0)
		table->columns = table->n_cells;
	ck_assert_int_eq(table->n_cells % table->columns, 0);
}

typedef void table_writer(const struct plan *plan, const struct scenario *sc, struct str *out);

static struct table read_back(table_writer *write)
{
	struct table table = { 0 };
	struct str text = STR_INIT;
	struct csv_parser parser;

	write(plan, sc, &text);
	ck_assert_int_eq(csv_init(&parser, CSV_STRICT), 0);
	ck_assert_uint_eq(csv_parse(&parser, text.text, text.length, on_cell, on_row, &table), text.length);
	csv_fini(&parser, on_cell, on_row, &table);
	csv_free(&parser);
	ck_assert_ptr_null(strchr(text.text, '\r'));
	str_dispose(&text);
	return table;
}

static void dispose(struct table *table)
{
	int i;

	for (i = 0; i < table->n_cells; i++)
		free(table->cells[i]);
	free(table->cells);
}

static int rows(const struct table *table)
{
	return table->n_cells / table->columns - 1;
}

static const char *cell(const struct table *table, int row, const char *column)
{
	int i;

	for (i = 0; i < table->columns; i++) {
		if (strcmp(table->cells[i], column) == 0)
			return table->cells[(row + 1) * table->columns + i];
	}
	ck_abort_msg("no column %s", column);
	return NULL;
}

static double number(const struct table *table, int row, const char *column)
{
	const char *text = cell(table, row, column);
	char *end;
	double value = strtod(text, &end);

	ck_assert_msg(*text && !*end, "%s: '%s' is no number", column, text);
	return value;
}

/* The row whose columns hold these two values. */
static int find(const struct table *table, const char *column_a, const char *a, const char *column_b, const char *b)
{
	int i;

	for (i = 0; i < rows(table); i++) {
		if (strcmp(cell(table, i, column_a), a) == 0 && strcmp(cell(table, i, column_b), b) == 0)
			return i;
	}
	ck_abort_msg("no row with %s = %s and %s = %s", column_a, a, column_b, b);
	return -1;
}

/* ---- tables ---- */

START_TEST(plan_csv_holds_the_plan)
{
	struct table table = read_back(report_plan_csv);
	double design = 0, hosted = 0, expected_design = 0, expected_hosted = 0;
	int i, s, t, h;

	for (i = 0; i < rows(&table); i++) {
		double value = number(&table, i, "value");

		ck_assert_str_eq(cell(&table, i, "scenario"),
		                 *plan->variant ? cell(&table, 0, "scenario") : "province");
		if (strcmp(cell(&table, i, "item"), "design_racks") == 0)
			design += value;
		if (strncmp(cell(&table, i, "item"), "hosted:", 7) == 0)
			hosted += value;
	}
	for (t = 0; t < plan->n_periods; t++) {
		for (s = 0; s < plan->n_sites; s++)
			expected_design += plan_site_design(plan, sc, s, t);
		for (h = 0; h < plan->n_hosting; h++)
			expected_hosted += plan->hosting[h].racks[t];
	}
	ck_assert_double_eq_tol(design, expected_design, 1e-6);
	ck_assert_double_eq_tol(hosted, expected_hosted, 1e-6);
	s = scenario_find_site(sc, "taiyuan");
	for (i = 0; i < rows(&table); i++) {
		if (strcmp(cell(&table, i, "site"), "taiyuan") == 0 &&
		    strcmp(cell(&table, i, "period"), "2019-Q4") == 0 &&
		    strcmp(cell(&table, i, "item"), "facility_mw") == 0)
			break;
	}
	ck_assert_int_lt(i, rows(&table));
	ck_assert_double_eq_tol(number(&table, i, "value"), plan_site_facility_mw(plan, sc, s, 7), 1e-6);
	ck_assert_str_eq(cell(&table, i, "unit"), "MW");
	dispose(&table);
}
END_TEST

START_TEST(costs_csv_adds_up_to_the_objective)
{
	struct table table = read_back(report_costs_csv);
	long double nominal = 0, present = 0;
	double expected_nominal = 0;
	int i;

	/* Nothing in it is a sum of other rows: a plain sum of the column is the objective. */
	ck_assert_int_eq(rows(&table), plan->n_costs);
	for (i = 0; i < rows(&table); i++) {
		expected_nominal += plan->costs[i].nominal_cny;
		nominal += strtold(cell(&table, i, "nominal_cny"), NULL);
		present += strtold(cell(&table, i, "present_cny"), NULL);
	}
	ck_assert_double_le(fabs((double)present - plan->objective_cny), 1e-9 * plan->objective_cny);
	ck_assert_double_le(fabs((double)nominal - expected_nominal), 1e-9 * (double)nominal);
	ck_assert_str_eq(cell(&table, rows(&table) - 1, "period"), "end");
	dispose(&table);
}
END_TEST

START_TEST(orders_give_the_latest_day_that_keeps_the_plan)
{
	struct table table = read_back(report_orders_csv);
	int i;

	/* Ready when commissioned: started 2018-Q1, six months, in use from 2018-Q3. */
	i = find(&table, "site", "taiyuan", "action", "start");
	ck_assert_str_eq(cell(&table, i, "planned_date"), "2018-01-01");
	ck_assert_str_eq(cell(&table, i, "latest_date"), "2018-01-01");
	ck_assert_double_eq_tol(number(&table, i, "slack_days"), 0, 1e-6);
	ck_assert_double_eq_tol(number(&table, i, "cost_cny"), 2000000 + 5000 * 40000.0, 1e-6);
	ck_assert_str_eq(cell(&table, i, "usable_from"), "2018-Q3");
	/* Commissioned four quarters after the start: half a year to spare. */
	i = find(&table, "site", "lvliang", "action", "start");
	ck_assert_str_eq(cell(&table, i, "planned_date"), "2018-04-01");
	ck_assert_str_eq(cell(&table, i, "latest_date"), "2018-10-01");
	ck_assert_double_eq_tol(number(&table, i, "slack_days"), 183, 1e-6);
	ck_assert_str_eq(cell(&table, i, "because"), "racks commissioned in 2019-Q2");
	for (i = 1; i < rows(&table); i++)
		ck_assert_int_le(strcmp(cell(&table, i - 1, "planned_date"), cell(&table, i, "planned_date")), 0);
	dispose(&table);
}
END_TEST

START_TEST(order_is_not_later_than_a_target_that_counts_it)
{
	int g = scenario_find_target(sc, "racks-2018");
	struct target_result *results = arena_alloc(plan->arena, plan->n_results, sizeof *results);
	int *commissioned = arena_alloc(plan->arena, plan->n_phases * plan->n_periods, sizeof *commissioned);
	struct table table;
	int i;

	/* Nothing commissioned: only the target holds the starts; and it has less to spare than any phase brings. */
	memcpy(results, plan->results, (size_t)plan->n_results * sizeof *results);
	results[g].slack = 10;
	plan->results = results;
	plan->commissioned_racks = commissioned;
	table = read_back(report_orders_csv);
	i = find(&table, "site", "taiyuan", "action", "start");
	ck_assert_str_eq(cell(&table, i, "latest_date"), "2018-12-31");
	ck_assert_str_eq(cell(&table, i, "because"), "target racks-2018");
	dispose(&table);
}
END_TEST

START_TEST(targets_csv_tells_states_and_origins)
{
	struct table table = read_back(report_targets_csv);
	int i = find(&table, "id", "racks-2018", "state", "met");

	ck_assert_int_eq(rows(&table), sc->n_targets);
	ck_assert_str_eq(cell(&table, i, "origin"), "stated");
	ck_assert_str_eq(cell(&table, i, "statements"), "T-1");
	ck_assert_str_eq(cell(&table, i, "scope"), "kinds: open government");
	ck_assert_double_eq_tol(number(&table, i, "slack"), plan->results[scenario_find_target(sc, "racks-2018")].slack,
	                        1e-6);
	i = find(&table, "id", "pue", "state", "missed");
	ck_assert_str_eq(cell(&table, i, "origin"), "assumed");
	ck_assert_str_eq(cell(&table, i, "op"), "<=");
	ck_assert_double_lt(number(&table, i, "slack"), 0);
	i = find(&table, "id", "racks-undated", "state", "overruled");
	ck_assert_str_eq(cell(&table, i, "overruled_by"), "racks-2018");
	i = find(&table, "id", "exchange", "state", "off");
	ck_assert_str_eq(cell(&table, i, "achieved"), "");
	dispose(&table);
}
END_TEST

START_TEST(assumptions_csv_lists_every_assumed_number_and_what_rests_on_it)
{
	struct table table = read_back(report_assumptions_csv);
	int i, assumed = 0;

	for (i = 0; i < sc->n_marks; i++)
		assumed += sc->marks[i].origin.kind == ORIGIN_ASSUMED;
	ck_assert_int_gt(assumed, 0);
	ck_assert_int_eq(rows(&table), assumed);
	for (i = 0; i < rows(&table); i++) {
		bool both = strcmp(cell(&table, i, "pointer"), "/sites/taiyuan/pue") == 0;
		bool one = strcmp(cell(&table, i, "pointer"), "/sites/taiyuan/installed_mw") == 0;

		ck_assert_double_eq_tol(number(&table, i, "binding_rows"), both ? 2 : one ? 1 : 0, 1e-6);
		ck_assert_str_eq(cell(&table, i, "dearest_row"), both || one ? "power[taiyuan,2019-Q1]" : "");
		ck_assert_double_le(number(&table, i, "low"), number(&table, i, "high"));
	}
	dispose(&table);
}
END_TEST

START_TEST(binding_csv_speaks_of_limits_in_words)
{
	struct table table = read_back(report_binding_csv);

	ck_assert_int_eq(rows(&table), plan->n_bindings);
	ck_assert_str_eq(cell(&table, 0, "limit_en"), "usable power");
	ck_assert_str_eq(cell(&table, 0, "limit_zh"), "可用电力");
	ck_assert_str_eq(cell(&table, 0, "assumed"), "/sites/taiyuan/pue /sites/taiyuan/installed_mw");
	dispose(&table);
}
END_TEST

static void expect_eighty_columns(const char *text)
{
	char *copy = strdup(text), *line, *rest = copy;

	while ((line = strsep(&rest, "\n"))) {
		const char *c;

		ck_assert_msg(str_columns(line) <= 80, "%d columns: %s", str_columns(line), line);
		for (c = line; *c; c++)
			ck_assert_msg((unsigned char)*c >= 0x20 && *c != 0x7f, "a control character in: %s", line);
		ck_assert_msg(*line == '\0' || line[strlen(line) - 1] != ' ', "blanks end: %s", line);
	}
	free(copy);
}

START_TEST(price_in_the_summary_keeps_its_unit_however_large_it_is)
{
	struct binding *bindings = arena_alloc(plan->arena, 1, sizeof *bindings);
	enum language language;

	bindings[0] = (struct binding){ .row = "target[racks-2018,2018-Q4]",
		                        .family = "target",
		                        .unit = "customers",
		                        .site = -1,
		                        .period = 3,
		                        .price_cny = 1234567.8e6 };
	plan->bindings = bindings;
	plan->n_bindings = 1;
	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		struct str text = STR_INIT;

		report_summary(plan, sc, language, &text);
		ck_assert_ptr_nonnull(strstr(text.text, language == LANGUAGE_EN
		                                                ? "one customer more saves CNY 1,234,567.8 M or less\n"
		                                                : "每多 1 户至多可省 12,345.68 亿元\n"));
		expect_eighty_columns(text.text);
		str_dispose(&text);
	}
}
END_TEST

static void expect_lines(enum language language, const char *const *lines, int n)
{
	struct str text = STR_INIT;
	int i;

	report_summary(plan, sc, language, &text);
	for (i = 0; i < n; i++)
		ck_assert_msg(strstr(text.text, lines[i]) != NULL, "no '%s' in:\n%s", lines[i], text.text);
	expect_eighty_columns(text.text);
	str_dispose(&text);
}

/* A limit whose price is the same both ways; one at a kink, that is a lower one; one that is not worked out. */
START_TEST(limits_are_said_in_a_planners_words)
{
	static const char *const en[] = {
		"\n    one MW more saves 123,457 CNY, up to +14 MW\n    one less costs as much, down to -3 MW\n",
		"\n    less of it alone saves nothing\n    one rack more costs 4.25 CNY, up to +1,252 racks\n",
	};
	static const char *const zh[] = {
		"\n    每多 1 MW可省 123,457 元，至 +14 MW 为止；减少则多花同样的钱，至 -3 MW 为止\n",
		"\n    单独放宽不省钱；每多 1 机架多花 4.25 元，至 +1,252 机架 为止\n",
	};
	struct binding *bindings;

	expect_lines(LANGUAGE_EN, en, 2);
	expect_lines(LANGUAGE_ZH, zh, 2);
	bindings = arena_alloc(plan->arena, 2, sizeof *bindings);
	bindings[0] = plan->bindings[1];
	bindings[1] = plan->bindings[0];
	bindings[1].range.tightened_by = 0;
	bindings[1].site = 1;
	plan->bindings = bindings;
	plan->n_bindings = 2;
	expect_lines(LANGUAGE_EN,
	             (const char *const[]){ "\n    one MW more saves 120,000 CNY or less\n",
	                                    "any less, and these decisions have no plan\n" },
	             2);
	expect_lines(LANGUAGE_ZH,
	             (const char *const[]){ "每多 1 MW至多可省 120,000 元\n", "再少则在这些建设决定下没有方案\n" }, 2);
}
END_TEST

START_TEST(binding_csv_says_how_far_prices_hold)
{
	struct table table = read_back(report_binding_csv);

	ck_assert_str_eq(cell(&table, 0, "loosened_by"), "14");
	ck_assert_str_eq(cell(&table, 0, "saves_cny"), "123456.7");
	ck_assert_str_eq(cell(&table, 0, "tightened_by"), "3");
	ck_assert_str_eq(cell(&table, 0, "lower"), "no");
	ck_assert_str_eq(cell(&table, 1, "loosened_by"), "");
	ck_assert_str_eq(cell(&table, 1, "costs_cny"), "");
	ck_assert_str_eq(cell(&table, 2, "lower"), "yes");
	ck_assert_str_eq(cell(&table, 2, "saves_cny"), "0");
	ck_assert_str_eq(cell(&table, 2, "costs_cny"), "4.25");
	dispose(&table);
}
END_TEST

START_TEST(ledger_says_stated_sourced_or_assumed)
{
	struct table table = read_back(report_targets_csv);
	struct str text = STR_INIT;
	int i, n = 0;

	report_ledger(plan, sc, LANGUAGE_EN, &text);
	for (i = 0; i < rows(&table); i++) {
		const char *line = strstr(text.text, cell(&table, i, "id")), *end = strchr(line, '\n');
		const char *word = strstr(line, cell(&table, i, "origin"));

		ck_assert_msg(word != NULL && *cell(&table, i, "origin"), "%s", cell(&table, i, "id"));
		n += word < end;
		ck_assert_int_eq(*cell(&table, i, "baseline") != '\0', *cell(&table, i, "baseline_origin") != '\0');
	}
	ck_assert_int_gt(n, 0);
	str_dispose(&text);
	dispose(&table);
	expect_lines(LANGUAGE_EN, (const char *const[]){ "\n  required: " }, 1);
	expect_lines(LANGUAGE_ZH, (const char *const[]){ "\n  要求的数值：" }, 1);
}
END_TEST

START_TEST(summary_lists_the_assumed_numbers_that_limits_rest_on)
{
	expect_lines(LANGUAGE_EN,
	             (const char *const[]){ "\n  /sites/taiyuan/installed_mw ", "\n  /sites/taiyuan/pue " }, 2);
}
END_TEST

START_TEST(cell_that_a_spreadsheet_would_run_is_text)
{
	struct table table = read_back(report_orders_csv);
	int i = find(&table, "site", "datong", "action", "start");

	ck_assert_str_eq(cell(&table, i, "name_en"), "'=cmd|'x'!A1, \"two\"");
	dispose(&table);
}
END_TEST

/* ---- text ---- */

START_TEST(summary_and_ledger_fit_eighty_columns)
{
	enum language language;

	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		struct str text = STR_INIT;

		report_summary(plan, sc, language, &text);
		report_ledger(plan, sc, language, &text);
		expect_eighty_columns(text.text);
		str_dispose(&text);
	}
}
END_TEST

START_TEST(summary_keeps_the_phase_of_a_site_with_a_long_name)
{
	struct site *sites = arena_alloc(plan->arena, sc->n_sites, sizeof *sites);
	struct str text = STR_INIT;
	int i;

	memcpy(sites, sc->sites, (size_t)sc->n_sites * sizeof *sites);
	sc->sites = sites;
	for (i = 0; i < sc->n_sites; i++)
		sites[i].name.en = "a cloud data centre with a very long name";
	report_summary(plan, sc, LANGUAGE_EN, &text);
	ck_assert_msg(strstr(text.text, "… / phase two ") != NULL, "%s", text.text);
	str_dispose(&text);
}
END_TEST

START_TEST(ledger_gives_no_share_of_nothing)
{
	struct target_result *results = arena_alloc(plan->arena, plan->n_results, sizeof *results);
	struct target *targets = arena_alloc(plan->arena, sc->n_targets, sizeof *targets);
	struct str text = STR_INIT;

	memcpy(results, plan->results, (size_t)plan->n_results * sizeof *results);
	plan->results = results;
	memcpy(targets, sc->targets, (size_t)sc->n_targets * sizeof *targets);
	sc->targets = targets;
	targets[results[0].target].metric = METRIC_SERVED_SHARE;
	results[0].state = TARGET_MET;
	results[0].achieved = results[0].slack = 0;
	results[0].denominator = 1;
	report_ledger(plan, sc, LANGUAGE_EN, &text);
	ck_assert_msg(strstr(text.text, " 0 %  ") != NULL && strstr(text.text, "+0 %") != NULL, "%s", text.text);
	results[0].denominator = 0;
	str_clear(&text);
	report_ledger(plan, sc, LANGUAGE_EN, &text);
	ck_assert_msg(strstr(text.text, " 0 %") == NULL && strstr(text.text, "+0 %") == NULL, "%s", text.text);
	str_dispose(&text);
}
END_TEST

START_TEST(summary_says_the_states_first_and_in_words)
{
	struct str en = STR_INIT, zh = STR_INIT;

	report_summary(plan, sc, LANGUAGE_EN, &en);
	report_summary(plan, sc, LANGUAGE_ZH, &zh);
	ck_assert_ptr_nonnull(strstr(en.text, "Targets: 3 met, 1 missed, 2 not enforced"));
	ck_assert_ptr_nonnull(strstr(en.text, "✗ missed"));
	ck_assert_ptr_nonnull(strstr(zh.text, "✗ 未达成"));
	ck_assert(strstr(en.text, "Targets") < strstr(en.text, "What to do when"));
	ck_assert(strstr(en.text, "What to do when") < strstr(en.text, "Cost by kind"));
	ck_assert_ptr_nonnull(strstr(en.text, "≥ 30,000       36,000    +6,000"));
	ck_assert_ptr_nonnull(strstr(en.text, "binding limits rest on 2 of them"));
	str_dispose(&en);
	str_dispose(&zh);
}
END_TEST

START_TEST(summary_tells_bounds_from_costs)
{
	struct str en = STR_INIT, zh = STR_INIT;

	plan->objective_cny = 105e6;
	plan->lp_bound_cny = 98e6;
	plan->mip_bound_cny = 100e6;
	plan->fixed_cny = 102e6;
	report_summary(plan, sc, LANGUAGE_EN, &en);
	report_summary(plan, sc, LANGUAGE_ZH, &zh);
	ck_assert_ptr_nonnull(
		strstr(en.text, "  no plan can cost less than (LP bound)                   CNY 98.0 M\n"));
	ck_assert_ptr_nonnull(
		strstr(en.text, "  no plan in whole phases costs less; not proved         CNY 100.0 M\n"));
	ck_assert_ptr_nonnull(strstr(en.text, "  distance to the bound                   "
	                                      "                CNY 5.00 M      5.00 %\n"));
	ck_assert_ptr_nonnull(strstr(en.text, "  of it, price of whole racks in the same phases "
	                                      "         CNY 3.00 M      3.00 %\n"));
	ck_assert_ptr_nonnull(strstr(zh.text, "任何方案的费用不低于（LP 界）"));
	ck_assert_ptr_nonnull(strstr(zh.text, "整期建设的方案不低于；未证明"));
	ck_assert_ptr_null(strstr(en.text, "least cost of any plan"));
	/* A search that found nothing better, and other phases than those with racks in parts: nothing is said of them. */
	plan->mip_bound_cny = plan->lp_bound_cny;
	plan->fixed_cny = 106e6;
	str_clear(&en);
	report_summary(plan, sc, LANGUAGE_EN, &en);
	ck_assert_ptr_null(strstr(en.text, "not proved"));
	ck_assert_ptr_null(strstr(en.text, "price of whole racks"));
	ck_assert_ptr_nonnull(strstr(en.text, "CNY 7.00 M      7.14 %"));
	str_dispose(&en);
	str_dispose(&zh);
}
END_TEST

START_TEST(unserved_demand_is_said_after_the_targets_and_only_when_there_is_any)
{
	/* The plan leaves t racks of the tenants unserved in quarter t of twelve: 66 quarters of a rack. */
	int *none = arena_alloc(plan->arena, plan->n_demands * plan->n_periods, sizeof *none);
	struct str en = STR_INIT, zh = STR_INIT, ledger = STR_INIT;
	const char *line;
	char expected[100];

	snprintf(expected, sizeof expected, "\n  %-38s%14s%11s%15s\n", "tenants", "11", "2020-Q4", "16.5");
	report_summary(plan, sc, LANGUAGE_EN, &en);
	report_summary(plan, sc, LANGUAGE_ZH, &zh);
	report_ledger(plan, sc, LANGUAGE_EN, &ledger);
	line = strstr(ledger.text, "\nUnserved demand\n");
	ck_assert_ptr_nonnull(line);
	ck_assert_ptr_nonnull(strstr(line, expected));
	ck_assert_ptr_null(strstr(line, "office"));
	line = strstr(en.text, "\nUnserved demand\n");
	ck_assert_ptr_nonnull(line);
	ck_assert(strstr(en.text, "\nTargets") < line && line < strstr(en.text, "\nWhat to do when"));
	ck_assert_ptr_nonnull(strstr(line, " 11    2020-Q4           16.5\n"));
	ck_assert_ptr_nonnull(strstr(zh.text, "\n未满足的需求\n"));
	plan->unserved_racks = none;
	str_clear(&en);
	report_summary(plan, sc, LANGUAGE_EN, &en);
	report_ledger(plan, sc, LANGUAGE_EN, &en);
	ck_assert_ptr_null(strstr(en.text, "Unserved demand"));
	str_dispose(&en);
	str_dispose(&zh);
	str_dispose(&ledger);
}
END_TEST

START_TEST(ledger_has_a_line_and_every_source_row_of_each_target)
{
	struct str text = STR_INIT;
	int g, j;

	report_ledger(plan, sc, LANGUAGE_EN, &text);
	for (g = 0; g < sc->n_targets; g++) {
		const char *line = strstr(text.text, sc->targets[g].id);

		ck_assert_msg(line != NULL, "%s", sc->targets[g].id);
		for (j = 0; j < sc->targets[g].n_statements; j++)
			ck_assert_ptr_nonnull(strstr(line, sc->targets[g].statements[j]));
	}
	str_dispose(&text);
}
END_TEST

/* ---- words and numbers ---- */

static int placeholders(const char *text)
{
	int set = 0;

	for (; *text; text++) {
		if (text[0] == '{' && text[1] >= '0' && text[1] <= '3' && text[2] == '}')
			set |= 1 << (text[1] - '0');
	}
	return set;
}

static void expect_both_languages(const struct words *table, int n)
{
	int i, j;

	for (i = 0; i < n; i++) {
		const struct words *words = &table[i];

		ck_assert_msg(words->key && words->zh && words->en && *words->key && *words->zh && *words->en,
		              "word %d", i);
		ck_assert_msg(placeholders(words->zh) == placeholders(words->en), "%s", words->key);
		for (j = 0; j < i; j++)
			ck_assert_str_ne(words->key, table[j].key);
	}
}

START_TEST(every_word_is_in_both_languages)
{
	expect_both_languages(report_words, WORDS);
	expect_both_languages(page_words, PAGE_WORDS);
}
END_TEST

START_TEST(words_are_filled_in_but_not_looked_into)
{
	struct str text = STR_INIT;

	report_say(&text, WORD_MORE_ROWS, LANGUAGE_EN, (const char *[4]){ "{1}", "a{0}b", NULL, NULL });
	ck_assert_str_eq(text.text, "{1} more in a{0}b");
	str_dispose(&text);
}
END_TEST

static void expect_number(double value, int decimals, const char *expected)
{
	struct str text = STR_INIT;

	format_number(&text, value, decimals);
	ck_assert_str_eq(text.text, expected);
	str_dispose(&text);
}

START_TEST(numbers_have_thousands_separators)
{
	expect_number(0, 0, "0");
	expect_number(999, 0, "999");
	expect_number(1000, 0, "1,000");
	expect_number(-1234567.891, 2, "-1,234,567.89");
	expect_number(-0.0004, 2, "0.00");
	expect_number(50000, 0, "50,000");
}
END_TEST

static void expect_pue(double value, bool sign, const char *expected)
{
	struct str text = STR_INIT;

	format_metric(&text, NULL, METRIC_PUE, value, sign, LANGUAGE_EN);
	ck_assert_str_eq(text.text, expected);
	str_dispose(&text);
}

START_TEST(a_small_slack_of_a_pue_is_not_shown_as_none)
{
	expect_pue(1.2463, false, "1.25");
	expect_pue(0.0037, true, "+0.0037");
	expect_pue(-0.00004, true, "-0.00004");
	expect_pue(0.02, false, "0.02");
	expect_pue(1e-17, true, "+0.00");
}
END_TEST

static void expect_cut(const char *text, int columns, const char *expected)
{
	struct str cut = STR_INIT;

	format_cut(&cut, text, columns);
	ck_assert_str_eq(cut.text, expected);
	str_dispose(&cut);
}

START_TEST(names_are_cut_by_columns_not_bytes)
{
	expect_cut("数据中心", 8, "数据中心");
	expect_cut("数据中心", 7, "数据中…");
	expect_cut("数据中心", 6, "数据…");
	expect_cut("abc", 2, "a…");
	expect_cut("a\033[31mb\nc", 20, "a [31mb c");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report");
	TCase *tables = tcase_create("tables"), *text = tcase_create("text"), *words = tcase_create("words");

	tcase_add_checked_fixture(tables, set_up, tear_down);
	tcase_add_checked_fixture(text, set_up, tear_down);
	tcase_add_test(tables, plan_csv_holds_the_plan);
	tcase_add_test(tables, costs_csv_adds_up_to_the_objective);
	tcase_add_test(tables, orders_give_the_latest_day_that_keeps_the_plan);
	tcase_add_test(tables, order_is_not_later_than_a_target_that_counts_it);
	tcase_add_test(tables, targets_csv_tells_states_and_origins);
	tcase_add_test(tables, binding_csv_says_how_far_prices_hold);
	tcase_add_test(tables, ledger_says_stated_sourced_or_assumed);
	tcase_add_test(tables, summary_lists_the_assumed_numbers_that_limits_rest_on);
	tcase_add_test(tables, limits_are_said_in_a_planners_words);
	tcase_add_test(tables, assumptions_csv_lists_every_assumed_number_and_what_rests_on_it);
	tcase_add_test(tables, binding_csv_speaks_of_limits_in_words);
	tcase_add_test(tables, cell_that_a_spreadsheet_would_run_is_text);
	tcase_add_test(text, price_in_the_summary_keeps_its_unit_however_large_it_is);
	tcase_add_test(text, summary_and_ledger_fit_eighty_columns);
	tcase_add_test(text, summary_keeps_the_phase_of_a_site_with_a_long_name);
	tcase_add_test(text, ledger_gives_no_share_of_nothing);
	tcase_add_test(text, summary_says_the_states_first_and_in_words);
	tcase_add_test(text, summary_tells_bounds_from_costs);
	tcase_add_test(text, unserved_demand_is_said_after_the_targets_and_only_when_there_is_any);
	tcase_add_test(text, ledger_has_a_line_and_every_source_row_of_each_target);
	tcase_add_test(words, every_word_is_in_both_languages);
	tcase_add_test(words, words_are_filled_in_but_not_looked_into);
	tcase_add_test(words, numbers_have_thousands_separators);
	tcase_add_test(words, a_small_slack_of_a_pue_is_not_shown_as_none);
	tcase_add_test(words, names_are_cut_by_columns_not_bytes);
	suite_add_tcase(suite, tables);
	suite_add_tcase(suite, text);
	suite_add_tcase(suite, words);
	return support_run(suite);
}
