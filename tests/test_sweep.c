/* Sweeps: the file's reader, the designs, the result files, the statistics. tests/cli_sweep.sh has whole sweeps. */
#include "planner/sweep/statistics.h"
#include "tests/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char small[] = "tests/fixtures/cli/small.json";

#define HEAD "{\"rackplan_sweep\": 1, \"id\": \"t\", \"scenario\": \"small.json\",\n"
#define HYPERCUBE HEAD " \"method\": \"latin_hypercube\", \"seed\": 7, \"samples\": 20,\n \"parameters\": [\n"
#define ONE HEAD " \"method\": \"one_at_a_time\", \"parameters\": [\n"
#define GRID HEAD " \"method\": \"grid\", \"parameters\": [\n"

struct case_of { /* a sweep file read and designed on the small scenario */
	struct findings findings;
	struct scenario *base;
	struct sweep *sweep;
	char *said;
	int result;
};

static void open_case(struct case_of *c, const char *text)
{
	const struct read_options options = { NULL, 0, NULL };
	char *directory = support_directory();
	struct str path = STR_INIT, said = STR_INIT;
	struct findings none = { 0 };

	memset(c, 0, sizeof *c);
	str_addf(&path, "%s/s.json", directory);
	support_write(path.text, text);
	c->base = scenario_read(small, &options, &none);
	ck_assert_ptr_nonnull(c->base);
	c->sweep = sweep_read(path.text, &c->findings);
	c->result = c->sweep ? sweep_design(c->sweep, c->base, "base\nlate\nmuch\n", &c->findings) : -1;
	findings_print(&c->findings, &said);
	c->said = strdup(said.text);
	findings_dispose(&none);
	str_dispose(&said);
	str_dispose(&path);
	support_remove(directory);
}

static void close_case(struct case_of *c)
{
	free(c->said);
	sweep_free(c->sweep);
	scenario_free(c->base);
	findings_dispose(&c->findings);
}

static double value_of(const struct case_of *c, int variant, int setting)
{
	return c->sweep->variants[variant].settings[setting].value.number;
}

/* ---- the reader ---- */

static const struct {
	const char *text, *says;
} wrong[] = {
	{ "", "s.json:1:1: " },
	{ "[]", "s.json:1:1: expected an object (got a list)" },
	{ "{\"id\": \"t\",}", "s.json:1:" },
	{ "{}", "the sweep lacks \"rackplan_sweep\"" },
	{ "{}", "the sweep lacks \"scenario\"" },
	{ "{\"rackplan_sweep\": 2}", "/rackplan_sweep: expected a whole number from 1 to 1 (got 2)" },
	{ GRID "], \"sede\": 3}", "s.json:3:4: /sede: unknown key \"sede\" of a sweep; did you mean \"seed\"?" },
	{ GRID "], \"x-mine\": 3}", "/parameters: expected at least one parameter" },
	{ HEAD "\"method\": \"gird\"}",
	  "s.json:2:11: /method: unknown method \"gird\" (expected grid, latin_hypercube" },
	{ HEAD "\"method\": \"gird\"}", "did you mean \"grid\"?" },
	{ HEAD "\"method\": \"latin_hypercube\"}", "the sweep lacks \"samples\"" },
	{ HEAD "\"method\": \"latin_hypercube\"}", "the sweep lacks \"seed\"" },
	{ HEAD "\"method\": \"grid\", \"samples\": 3}", "\"samples\" is of the method latin_hypercube" },
	{ HYPERCUBE "{\"path\": \"sites.south.pue\"}]}", "s.json:4:1: /parameters/0: the parameter lacks \"values\"" },
	{ HYPERCUBE "{\"path\": \"sites.south.pue\", \"from\": 2, \"to\": 1}]}", "\"to\" is 1, and \"from\" 2" },
	{ HYPERCUBE "{\"path\": \"sites.south.pue\", \"values\": []}]}", "expected at least one value" },
	{ HYPERCUBE "{\"path\": \"sites.south.pue\", \"values\": [1.2, 1.20]}]}", "the same value twice (got 1.2)" },
	{ HYPERCUBE "{\"path\": \"sites.south.pue\", \"value\": 1}]}",
	  "unknown key \"value\" of a parameter; did you mean \"values\"?" },
	{ HYPERCUBE "{\"path\": \"sites.south.puee\", \"from\": 1, \"to\": 2}]}",
	  "s.json:4:10: /parameters/0/path: there is no" },
	{ HYPERCUBE "{\"path\": \"/sites/south/puee\", \"from\": 1, \"to\": 2}]}",
	  "did you mean \"/sites/south/pue\"?" },
	{ HYPERCUBE "{\"path\": \"sites.south.kind\", \"from\": 1, \"to\": 2}]}", "/sites/south/kind is no number" },
	{ HYPERCUBE "{\"path\": \"sites.south.pue\", \"from\": 1, \"to\": 2},\n"
	            "{\"path\": \"/sites/south/pue\", \"from\": 1, \"to\": 2}]}",
	  "s.json:5:10: /parameters/1/path: /sites/south/pue is a parameter already" },
	{ HYPERCUBE "{\"path\": \"sites.south.phases.1.lead_months\", \"from\": 1.2, \"to\": 1.8}]}",
	  "is a whole number, and there are no two" },
	{ HYPERCUBE "{\"assumed\": [\"tariffs\"]}]}", "expected a pointer that begins with / (got \"tariffs\")" },
	{ HYPERCUBE "{\"assumed\": [\"/tarifs\"]}]}", "no assumed number with a range is at /tarifs" },
	{ HYPERCUBE "{\"assumed\": [\"/tariffs\"], \"from\": 1}]}",
	  "takes the ranges of the scenario, and no \"from\"" },
	{ GRID "{\"path\": \"sites.south.pue\", \"from\": 1, \"to\": 2}]}",
	  "in a grid, \"from\" and \"to\" need \"steps\"" },
	{ GRID "{\"assumed\": [\"/tariffs\"]}]}", "in a grid, \"assumed\" needs \"steps\"" },
	{ GRID "{\"path\": \"sites.south.pue\", \"from\": 1, \"to\": 2, \"steps\": 1001},\n"
	       "{\"path\": \"sites.north.pue\", \"from\": 1, \"to\": 2, \"steps\": 1000}]}",
	  "the grid has 1001000 variants (expected at most 100000)" },
	{ HEAD "\"method\": \"list\"}", "the sweep lacks \"list\"" },
	{ HEAD "\"method\": \"list\", \"list\": [\n{\"scenario\": \"lat\"}]}",
	  "s.json:3:14: /list/0/scenario: the scenario file has no scenario \"lat\"; did you mean \"late\"?" },
	{ HEAD "\"method\": \"list\", \"list\": [{\"sets\": {}}]}",
	  "unknown key \"sets\" of a variant; did you mean \"set\"?" },
};
enum { N_WRONG = sizeof wrong / sizeof *wrong };

START_TEST(reader_says_what_is_wrong_and_where)
{
	struct case_of c;

	open_case(&c, wrong[_i].text);
	ck_assert_int_eq(c.result, -1);
	ck_assert_msg(strstr(c.said, wrong[_i].says), "no '%s' in: %s", wrong[_i].says, c.said);
	close_case(&c);
}
END_TEST

START_TEST(patterns_are_prefixes_of_whole_keys)
{
	ck_assert(sweep_pattern_fits("/sites", "/sites/a/pue"));
	ck_assert(sweep_pattern_fits("/sites/a/pue", "/sites/a/pue"));
	ck_assert(sweep_pattern_fits("/sites/*/pue", "/sites/b/pue"));
	ck_assert(!sweep_pattern_fits("/sites/*/pue", "/sites/b/usable_share"));
	ck_assert(!sweep_pattern_fits("/site", "/sites/a/pue"));
	ck_assert(!sweep_pattern_fits("/sites/a", "/sites/ab/pue"));
	ck_assert(!sweep_pattern_fits("/sites/a/pue/x", "/sites/a/pue"));
	ck_assert(sweep_pattern_fits("/sites/a~1b", "/sites/a~1b/pue"));
	ck_assert(sweep_pattern_fits("/", "/sites/a/pue"));
}
END_TEST

/* ---- random numbers ---- */

START_TEST(random_numbers_are_splitmix64)
{
	struct sweep_random random = { 1234567 };

	ck_assert_uint_eq(sweep_random_next(&random), UINT64_C(6457827717110365317));
	ck_assert_uint_eq(sweep_random_next(&random), UINT64_C(3203168211198807973));
	random.state = 0;
	ck_assert_uint_eq(sweep_random_next(&random), UINT64_C(0xe220a8397b1dcdaf));
}
END_TEST

START_TEST(random_numbers_below_n_reach_each_and_no_other)
{
	struct sweep_random random = { 5 };
	int seen[7] = { 0 }, i;

	for (i = 0; i < 7000; i++) {
		uint64_t k = sweep_random_below(&random, 7);
		double share = sweep_random_share(&random);

		ck_assert_uint_lt(k, 7);
		seen[k]++;
		ck_assert(share >= 0 && share < 1);
	}
	for (i = 0; i < 7; i++)
		ck_assert_int_gt(seen[i], 800);
}
END_TEST

/* ---- designs ---- */

START_TEST(grid_is_the_product_and_its_last_parameter_is_fastest)
{
	struct case_of c;
	int i;

	open_case(&c, GRID "{\"path\": \"sites.south.pue\", \"values\": [1.2, 1.4]},\n"
	                   "{\"path\": \"sites.south.phases.1.lead_months\", \"from\": 6, \"to\": 12, \"steps\": 3}]}");
	ck_assert_msg(c.result == 0, "%s", c.said);
	ck_assert_int_eq(c.sweep->n_variants, 6);
	for (i = 0; i < 6; i++) {
		ck_assert_double_eq_tol(value_of(&c, i, 0), i < 3 ? 1.2 : 1.4, 1e-12);
		ck_assert_double_eq_tol(value_of(&c, i, 1), 6 + 3 * (i % 3), 1e-12);
	}
	ck_assert_str_eq(c.sweep->variants[5].settings[1].set, "/sites/south/phases/1/lead_months=12");
	close_case(&c);
}
END_TEST

#define TWO "{\"path\": \"sites.south.pue\", \"from\": 1.1, \"to\": 1.9},\n{\"assumed\": [\"/tariffs\"]}"

START_TEST(hypercube_has_one_sample_in_each_stratum)
{
	struct case_of c;
	int i, j, k;

	open_case(&c, HYPERCUBE TWO "]}");
	ck_assert_msg(c.result == 0, "%s", c.said);
	ck_assert_int_eq(c.sweep->n_parameters, 3);
	ck_assert_int_eq(c.sweep->n_variants, 20);
	for (j = 0; j < 3; j++) {
		const struct sweep_parameter *p = &c.sweep->parameters[j];
		const double range = p->to - p->from;

		for (k = 0; k < 20; k++) {
			int n = 0;

			for (i = 0; i < 20; i++)
				n += value_of(&c, i, j) >= p->from + range * k / 20 &&
				     value_of(&c, i, j) < p->from + range * (k + 1) / 20;
			ck_assert_int_eq(n, 1);
		}
	}
	close_case(&c);
}
END_TEST

START_TEST(hypercube_takes_whole_numbers_and_listed_values_evenly)
{
	int seen[5] = { 0 }, words[2] = { 0 }, i;
	struct case_of c;

	open_case(
		&c, HYPERCUBE
		"{\"path\": \"sites.south.phases.1.lead_months\", \"from\": 3, \"to\": 7},\n"
		"{\"path\": \"sites.south.phases.1.earliest_start\", \"values\": [\"2018-04-01\", \"2019-04-01\"]}]}");
	ck_assert_msg(c.result == 0, "%s", c.said);
	for (i = 0; i < 20; i++) {
		const struct sweep_setting *s = c.sweep->variants[i].settings;

		seen[(int)lround(s[0].value.number) - 3]++;
		words[strcmp(s[1].value.json, "\"2018-04-01\"") == 0]++;
		ck_assert(!isfinite(s[1].value.number));
	}
	for (i = 0; i < 5; i++)
		ck_assert_int_eq(seen[i], 4);
	ck_assert_int_eq(words[0], 10);
	close_case(&c);
}
END_TEST

START_TEST(hypercube_samples_follow_from_seed_and_path_alone)
{
	struct case_of a, b, other;
	int i, n_same = 0;

	open_case(&a, HYPERCUBE TWO "]}");
	open_case(&b, HYPERCUBE "{\"path\": \"sites.north.pue\", \"from\": 1.1, \"to\": 1.9}, " TWO "]}");
	open_case(&other,
	          HEAD "\"method\": \"latin_hypercube\", \"seed\": 8, \"samples\": 20, \"parameters\": [" TWO "]}");
	for (i = 0; i < 20; i++) {
		ck_assert_str_eq(a.sweep->variants[i].settings[0].set, b.sweep->variants[i].settings[1].set);
		ck_assert_str_eq(a.sweep->variants[i].settings[2].set, b.sweep->variants[i].settings[3].set);
		n_same += strcmp(a.sweep->variants[i].settings[0].set, other.sweep->variants[i].settings[0].set) == 0;
	}
	ck_assert_int_lt(n_same, 3);
	close_case(&a);
	close_case(&b);
	close_case(&other);
}
END_TEST

START_TEST(one_at_a_time_has_the_base_and_each_end)
{
	struct case_of c;

	open_case(&c,
	          ONE "{\"path\": \"sites.south.pue\", \"from\": 1.2, \"to\": 1.5},\n{\"assumed\": [\"/tariffs\"]}]}");
	ck_assert_msg(c.result == 0, "%s", c.said);
	/* 1.5 is what it is already: it has a low end only. */
	ck_assert_int_eq(c.sweep->n_variants, 1 + 1 + 2 + 2);
	ck_assert_str_eq(c.sweep->variants[0].name, "base");
	ck_assert_int_eq(c.sweep->variants[0].n_settings, 0);
	ck_assert_str_eq(c.sweep->variants[1].name, "low");
	ck_assert_str_eq(c.sweep->variants[1].settings[0].set, "/sites/south/pue=1.2");
	ck_assert_str_eq(c.sweep->variants[2].settings[0].set, "/tariffs/grid/demand_cny_per_kw_month=15");
	ck_assert_str_eq(c.sweep->variants[3].name, "high");
	ck_assert_str_eq(c.sweep->variants[3].settings[0].set, "/tariffs/grid/demand_cny_per_kw_month=60");
	close_case(&c);
}
END_TEST

START_TEST(series_keeps_its_shape)
{
	const struct read_options none = { NULL, 0, NULL };
	struct findings findings = { 0 };
	struct scenario *varied, *base = scenario_read(small, &none, &findings);
	struct read_options options = { NULL, 1, NULL };
	struct case_of c;
	int t;

	open_case(&c, HYPERCUBE "{\"path\": \"demands.growth.need_racks\", \"values\": [1000, 2000]}]}");
	ck_assert_msg(c.result == 0, "%s", c.said);
	options.set = &c.sweep->variants[0].settings[0].set;
	varied = scenario_read(small, &options, &findings);
	ck_assert_ptr_nonnull(varied);
	for (t = 0; t < base->n_periods; t++) {
		const double factor = value_of(&c, 0, 0) / base->demands[0].need_racks[0];

		/* Both are rounded up to whole racks. */
		ck_assert_double_eq_tol(varied->demands[0].need_racks[t], factor * base->demands[0].need_racks[t],
		                        factor + 1);
	}
	ck_assert_double_gt(varied->demands[0].need_racks[7], 2 * varied->demands[0].need_racks[0]);
	scenario_free(varied);
	scenario_free(base);
	findings_dispose(&findings);
	close_case(&c);
}
END_TEST

START_TEST(list_takes_named_scenarios_and_sets)
{
	struct case_of c;

	open_case(
		&c, HEAD
		"\"method\": \"list\", \"list\": [{\"scenario\": \"late\"}, "
		"{\"name\": \"both\", \"scenario\": \"much\", \"set\": {\"sites.south.pue\": 1.25, \"targets\": null}}]}");
	ck_assert_msg(c.result == 0, "%s", c.said);
	ck_assert_int_eq(c.sweep->n_variants, 2);
	ck_assert_str_eq(c.sweep->variants[0].scenario, "late");
	ck_assert_str_eq(c.sweep->variants[0].name, "late");
	ck_assert_str_eq(c.sweep->variants[1].name, "both");
	ck_assert_str_eq(c.sweep->variants[1].settings[0].set, "sites.south.pue=1.25");
	ck_assert_str_eq(c.sweep->variants[1].settings[1].set, "targets=null");
	close_case(&c);
}
END_TEST

/* ---- result files ---- */

static void write_result(struct str *out)
{
	struct sweep_setting setting = { "/a", 0, { "\"x, \\\"y\\\"\"", (double)NAN }, "/a=x" };
	struct sweep_target target = { "t", "racks", "missed", 10, 8.25, -1.75 };
	struct sweep_cost cost = { "energy", 0.1, 1e15 / 3 };
	struct sweep_order order = { "中心", "start", 2, 300, 1.5, 0, 7e6 };
	const struct sweep_result result = {
		.key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
		.scenario = "s",
		.variant = "base",
		.sha256 = "",
		.status = "infeasible",
		.exit_code = 4,
		.message = "line\n\"quoted\" 不可行",
		.solver = "glpk",
		.objective_cny = (double)NAN,
		.lp_bound_cny = (double)NAN,
		.mip_bound_cny = (double)NAN,
		.gap = (double)NAN,
		.n_settings = 1,
		.settings = &setting,
		.n_targets = 1,
		.targets = &target,
		.n_costs = 1,
		.costs = &cost,
		.n_orders = 1,
		.orders = &order,
	};

	sweep_result_write(&result, out);
}

START_TEST(result_reads_back_and_a_changed_byte_is_refused)
{
	const char *key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	char *directory = support_directory();
	struct str text = STR_INIT, path = STR_INIT;
	struct arena *arena = arena_new();
	struct sweep_result *back;
	size_t i;

	write_result(&text);
	str_addf(&path, "%s/r.json", directory);
	ck_assert_ptr_null(sweep_result_read(path.text, key, arena));
	support_write(path.text, text.text);
	back = sweep_result_read(path.text, key, arena);
	ck_assert_ptr_nonnull(back);
	ck_assert_str_eq(back->message, "line\n\"quoted\" 不可行");
	ck_assert_int_eq(back->exit_code, 4);
	ck_assert(!isfinite(back->objective_cny) && !back->planned);
	ck_assert_double_eq_tol(back->targets[0].slack, -1.75, 1e-300);
	ck_assert_double_eq_tol(back->costs[0].present_cny, 1e15 / 3, 1e-300);
	ck_assert_str_eq(back->orders[0].owner, "中心");
	ck_assert_int_eq(back->orders[0].quantity, 300);
	ck_assert_ptr_null(sweep_result_read(path.text, "other", arena));
	for (i = 0; i < text.length; i += 7) {
		text.text[i] ^= 1;
		support_write(path.text, text.text);
		ck_assert_ptr_null(sweep_result_read(path.text, key, arena));
		text.text[i] ^= 1;
	}
	text.text[text.length - 1] = '\0';
	support_write(path.text, text.text);
	ck_assert_ptr_null(sweep_result_read(path.text, key, arena));
	arena_free(arena);
	str_dispose(&path);
	str_dispose(&text);
	support_remove(directory);
}
END_TEST

/* ---- statistics ---- */

START_TEST(rank_correlation_is_spearmans)
{
	const double iq[] = { 106, 100, 86, 101, 99, 103, 97, 113, 112, 110 };
	const double hours[] = { 7, 27, 2, 50, 28, 29, 20, 12, 6, 17 };
	const double a[] = { 1, 2, 3, 4 }, ties[] = { 1, 1, 2, 2 }, back[] = { 4, 3, 2, 1 }, flat[] = { 5, 5, 5, 5 };

	ck_assert_double_eq_tol(sweep_rank_correlation(10, iq, hours), -29.0 / 165, 1e-12);
	ck_assert_double_eq_tol(sweep_rank_correlation(4, a, back), -1, 1e-12);
	ck_assert_double_eq_tol(sweep_rank_correlation(4, a, ties), 4 / sqrt(20), 1e-12);
	ck_assert(!isfinite(sweep_rank_correlation(4, a, flat)));
	ck_assert(!isfinite(sweep_rank_correlation(2, a, back)));
}
END_TEST

/* 20 variants, of which a plan exists where the PUE is below 1.5: that parameter decides, and no other. */
START_TEST(summary_finds_the_parameter_that_decides)
{
	struct sweep_target met = { "t", "racks", "met", 1, 1, 0 }, missed = { "t", "racks", "missed", 1, 0, -1 };
	struct sweep_result items[20] = { 0 };
	const struct sweep_result *results[20];
	struct sweep_runs runs = { NULL, results };
	struct sweep_summary summary;
	struct case_of c;
	int i;

	open_case(&c, HYPERCUBE TWO "]}");
	runs.sweep = c.sweep;
	for (i = 0; i < 20; i++) {
		const double pue = value_of(&c, i, 0);

		results[i] = &items[i];
		items[i].planned = pue < 1.5;
		items[i].status = items[i].planned ? "optimal" : "infeasible";
		items[i].objective_cny = items[i].planned ? 1000 - 100 * pue : (double)NAN;
		items[i].targets = items[i].planned ? &met : &missed;
		items[i].n_targets = 1;
	}
	items[0].planned = false;
	items[0].status = "invalid";
	items[0].n_targets = 0;
	sweep_summarise(&runs, &summary);
	ck_assert_int_eq(summary.n_planned + summary.n_infeasible, 19);
	ck_assert_int_eq(summary.n_invalid, 1);
	ck_assert_int_eq(summary.plan.n_known, 19);
	ck_assert_int_eq(summary.n_targets, 1);
	ck_assert_int_eq(summary.targets[0].n_reached, summary.n_planned);
	ck_assert_int_eq(summary.effects[0].parameter, 0);
	ck_assert_double_eq_tol(summary.effects[0].with_cost, -1, 1e-12);
	ck_assert_int_eq(summary.targets[0].order[0], 0);
	ck_assert_double_eq_tol(sweep_split_difference(&summary.effects[0].targets[0]), -1, 1e-12);
	ck_assert_double_eq_tol(sweep_split_difference(&summary.effects[0].plan), -1, 1e-12);
	sweep_summary_dispose(&summary);
	close_case(&c);
}
END_TEST

static TCase *designs(void)
{
	TCase *tcase = tcase_create("designs");

	tcase_add_test(tcase, grid_is_the_product_and_its_last_parameter_is_fastest);
	tcase_add_test(tcase, hypercube_has_one_sample_in_each_stratum);
	tcase_add_test(tcase, hypercube_takes_whole_numbers_and_listed_values_evenly);
	tcase_add_test(tcase, hypercube_samples_follow_from_seed_and_path_alone);
	tcase_add_test(tcase, one_at_a_time_has_the_base_and_each_end);
	tcase_add_test(tcase, series_keeps_its_shape);
	tcase_add_test(tcase, list_takes_named_scenarios_and_sets);
	return tcase;
}

int main(void)
{
	Suite *suite = suite_create("sweep");
	TCase *tcase = tcase_create("reader, results, statistics");

	tcase_add_loop_test(tcase, reader_says_what_is_wrong_and_where, 0, support_loops(N_WRONG));
	tcase_add_test(tcase, patterns_are_prefixes_of_whole_keys);
	tcase_add_test(tcase, random_numbers_are_splitmix64);
	tcase_add_test(tcase, random_numbers_below_n_reach_each_and_no_other);
	tcase_add_test(tcase, result_reads_back_and_a_changed_byte_is_refused);
	tcase_add_test(tcase, rank_correlation_is_spearmans);
	tcase_add_test(tcase, summary_finds_the_parameter_that_decides);
	suite_add_tcase(suite, tcase);
	suite_add_tcase(suite, designs());
	return support_run(suite);
}
