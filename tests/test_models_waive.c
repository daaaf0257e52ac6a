/* Waivers: what gives way, by how much, and on what the price rests. small.json has numbers to check by hand. */
#include "tests/models_case.h"
#include "tests/support.h"

#include <check.h>
#include <math.h>
#include <string.h>

enum { MOST = 8 };

struct asked {
	struct models_case c;
	int n;
	struct model_waiver waivers[MOST];
	double used[MOST], worth[MOST];
	enum solve_status status;
	double total;
};

static void ask(struct asked *asked, bool relaxed)
{
	struct model_options options = { .only_shortfalls = true, .relaxed = relaxed };
	struct solve_options solving = solve_defaults;
	struct error err = ERROR_INIT;
	int i;

	options.n_waivers = asked->n;
	options.waivers = asked->waivers;
	asked->c.model = model_build(asked->c.sc, &options, &err);
	ck_assert_msg(asked->c.model != NULL, "%s: %s", err.where, err.what);
	solving.whole = false;
	ck_assert_int_eq(solve(model_lp(asked->c.model), &solving, &asked->c.solution, &err), 0);
	asked->status = asked->c.solution.status;
	if (asked->status != SOLVE_OPTIMAL)
		return;
	asked->total = asked->c.solution.objective[0];
	for (i = 0; i < asked->n; i++) {
		asked->used[i] = model_waived(asked->c.model, i, asked->c.solution.x);
		asked->worth[i] = model_waiver_worth(asked->c.model, i, asked->c.solution.column_price);
	}
}

static void add(struct asked *asked, enum waiver_kind kind, int item, double price)
{
	ck_assert_int_ge(item, 0);
	asked->waivers[asked->n++] = (struct model_waiver){ kind, item, price };
}

static struct asked small(const char *set)
{
	struct asked asked;

	memset(&asked, 0, sizeof asked);
	asked.c.path = "tests/fixtures/cli/small.json";
	asked.c.set[0] = set;
	models_read(&asked.c);
	return asked;
}

#define ASSERT_NEAR(value, expected) ck_assert_double_eq_tol(value, expected, 1e-6 * fmax(1.0, fabs(expected)))

START_TEST(nothing_gives_way_where_there_is_a_plan)
{
	struct asked asked = small(NULL);

	add(&asked, WAIVE_TARGET, 0, 1.0);
	add(&asked, WAIVE_POWER, scenario_find_site(asked.c.sc, "north"), 1.0);
	ask(&asked, true);
	ASSERT_NEAR(asked.total, 0.0);
	ASSERT_NEAR(asked.used[0], 0.0);
	ASSERT_NEAR(asked.used[1], 0.0);
	models_close(&asked.c);
}
END_TEST

/* 300 + 400 + 500 racks can be designed by the end of 2018: of 1,300, 100 are missing. */
START_TEST(target_gives_way_by_what_is_missing)
{
	struct asked asked = small("targets.design-2018.value=1300");

	add(&asked, WAIVE_TARGET, 0, 1.0);
	ask(&asked, true);
	ASSERT_NEAR(asked.used[0], 100.0);
	ASSERT_NEAR(asked.total, 100.0 / 1300.0);
	models_close(&asked.c);
}
END_TEST

START_TEST(size_gives_way_by_what_is_missing_and_power_has_no_part)
{
	struct asked asked = small("targets.design-2018.value=1300");

	add(&asked, WAIVE_SIZE, scenario_find_phase(asked.c.sc, "south/1"), 1.0);
	add(&asked, WAIVE_POWER, scenario_find_site(asked.c.sc, "south"), 1.0);
	ask(&asked, true);
	ASSERT_NEAR(asked.used[0], 100.0);
	ASSERT_NEAR(asked.used[1], 0.0);
	ck_assert_double_gt(asked.worth[0], 0.5);
	ASSERT_NEAR(asked.worth[1], 0.0);
	models_close(&asked.c);
}
END_TEST

START_TEST(what_no_waiver_can_give_is_infeasible)
{
	struct asked asked = small("targets.design-2018.value=1300");

	add(&asked, WAIVE_POWER, scenario_find_site(asked.c.sc, "south"), 1.0);
	ask(&asked, true);
	ck_assert_int_eq(asked.status, SOLVE_INFEASIBLE);
	models_close(&asked.c);
}
END_TEST

START_TEST(waived_for_nothing_costs_nothing)
{
	struct asked asked = small("targets.design-2018.value=1300");

	add(&asked, WAIVE_TARGET, 0, 0.0);
	add(&asked, WAIVE_SIZE, scenario_find_phase(asked.c.sc, "south/1"), 1.0);
	ask(&asked, true);
	ASSERT_NEAR(asked.total, 0.0);
	ASSERT_NEAR(asked.used[1], 0.0);
	models_close(&asked.c);
}
END_TEST

/* All of need must be served: 4 kW x 1.3 / 1000 a rack, half of what is installed usable. */
START_TEST(power_gives_way_by_installed_mw)
{
	struct asked asked = small("sites.north.installed_mw=0.1");

	asked.c.set[1] = "sites.north.feeds.a.most_steps=0";
	asked.c.set[2] = "demands.growth.unserved_cny_per_rack_year=null";
	asked.c.set[3] = "demands.growth.sites=[\"north\"]";
	asked.c.set[4] = "demands.growth.need_racks=100";
	scenario_free(asked.c.sc);
	models_read(&asked.c);
	add(&asked, WAIVE_POWER, scenario_find_site(asked.c.sc, "north"), 1.0);
	ask(&asked, true);
	ASSERT_NEAR(asked.used[0], 100 * 4 * 1.3 / 1000.0 / 0.5 - 0.1);
	models_close(&asked.c);
	asked.n = 0;
	models_read(&asked.c);
	add(&asked, WAIVE_DEMAND, 0, 1.0);
	ask(&asked, true);
	ASSERT_NEAR(asked.used[0], 100 - 0.05 / (4 * 1.3 / 1000.0));
	models_close(&asked.c);
}
END_TEST

/* 400 racks of phase north/2 come whole, at 9 M; 744.4 racks for 8 M in parts, 700 whole. */
START_TEST(relaxed_lets_a_whole_phase_be_a_share)
{
	struct asked asked = small(
		"budgets={\"b\": {\"op\": \"<=\", \"amount_cny\": 8000000, \"kinds\": [\"start\", \"shell\"]}}");

	asked.c.set[1] = "sites.south.phases.1.design_racks=1";
	asked.c.set[2] = "targets.design-2018.value=701";
	scenario_free(asked.c.sc);
	models_read(&asked.c);
	add(&asked, WAIVE_BUDGET, 0, 1e-6);
	ask(&asked, false);
	ck_assert_double_gt(asked.used[0], 1e6 - 1.0); /* the whole phase, 9 M, and a rack */
	models_close(&asked.c);
	models_read(&asked.c);
	asked.c.solution = (struct solution){ 0 };
	ask(&asked, true);
	ck_assert_int_eq(asked.status, SOLVE_OPTIMAL);
	models_close(&asked.c);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: waivers");
	TCase *tc = tcase_create("waivers");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, nothing_gives_way_where_there_is_a_plan);
	tcase_add_test(tc, target_gives_way_by_what_is_missing);
	tcase_add_test(tc, size_gives_way_by_what_is_missing_and_power_has_no_part);
	tcase_add_test(tc, what_no_waiver_can_give_is_infeasible);
	tcase_add_test(tc, waived_for_nothing_costs_nothing);
	tcase_add_test(tc, power_gives_way_by_installed_mw);
	tcase_add_test(tc, relaxed_lets_a_whole_phase_be_a_share);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
