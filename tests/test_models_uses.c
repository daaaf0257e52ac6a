/*
 * Other problems that are scenarios of this model: network design, capacitated facility location, rack allocation. Their
 * optima are worked out by hand, and by ways that have nothing in common with a linear program: all sets of modules
 * or open sites are tried.
 */
#include "tests/models_case.h"
#include "tests/support.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ASSERT_COST(cost, by_hand) ck_assert_double_eq_tol(cost, by_hand, 1e-6)

static double cost_of(const char *fixture, const char *set)
{
	return models_cost_of(fixture, NULL, set, NULL, NULL);
}

/* ---- no sites: network design. Three nodes a, b, c, all traffic to c ---- */

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int modules_cny(int n, int start, int each)
{
	return n > 0 ? start + n * each : 0;
}

/*
 * The cheapest of 5^4 sets of modules. With z Gbps more of b going round by a than of a by b (both at once would be a
 * waste), links a-c and b-c carry at_a + z and at_b - z, and a-b |z|.
 */
static int design_by_trial(int at_a, int at_b, int ac_start, bool twenty)
{
	int i, best = INT_MAX, z;

	for (i = 0; i < 625; i++) {
		const int ab = i % 5, ac = i / 5 % 5, bc = i / 25 % 5, bc20 = twenty ? i / 125 : 0;

		for (z = -at_a; z <= at_b; z++) {
			if (abs(z) <= 10 * ab && at_a + z <= 10 * ac && at_b - z <= 10 * bc + 20 * bc20)
				best = least(best, modules_cny(ab, 30, 10) + modules_cny(ac, ac_start, 10) +
				                           modules_cny(bc, 100, 10) + modules_cny(bc20, 100, 15));
		}
	}
	return best;
}

START_TEST(design_costs_what_trying_all_modules_gives)
{
	/* The figures themselves are worked out in test_models_network.c. */
	ck_assert_int_eq(design_by_trial(8, 8, 100, true), 155);
	ASSERT_COST(cost_of("design", NULL), 155);
	ck_assert_int_eq(design_by_trial(8, 8, 100, false), 160);
	ASSERT_COST(cost_of("design", "/links/bc/modules/twenty=null"), 160);
	ck_assert_int_eq(design_by_trial(8, 8, 0, true), 60);
	ASSERT_COST(cost_of("design", "/links/ac/modules/ten/start_cny=0"), 60);
	ck_assert_int_eq(design_by_trial(17, 8, 100, true), 170);
	ASSERT_COST(cost_of("design", "/traffic/a-to-c/gbps=17"), 170);
	ASSERT_COST(cost_of("design", "/traffic/a-to-c/gbps=31"), design_by_trial(31, 8, 100, true));
	ASSERT_COST(cost_of("design", "/traffic/b-to-c/gbps=29"), design_by_trial(8, 29, 100, true));
}
END_TEST

/* ---- one period, opening and hosting costs: capacitated facility location ---- */

START_TEST(facility_opens_the_sites_that_are_cheapest_together)
{
	/*
	 * 12 racks: 4 that are near a and b, 5 near b and c, 3 near c and a; a has 12 places, b and c 10 each.
	 *	a 60 + 5 x 15 = 135    b, c: too small    a, b 130    a, c 110    b, c 120    all 180
	 * The relaxation opens what is used: 60 / 12 = 5 a rack at a, 7 at b, 5 at c. All 12 racks for 5: 60.
	 */
	struct models_case c = { .fixture = "facility" };

	models_solve(&c);
	ASSERT_COST(c.plan->objective_cny, 110);
	ASSERT_COST(c.solution.lp_bound[0], 60);
	ASSERT_COST(models_sum(c.plan, COST_OPENING), 110);
	ck_assert_int_eq(c.plan->started_racks[scenario_find_phase(c.sc, "b/1")], 0);
	models_close(&c);
	/* Dearer by 30, c is left: 130. So is b at 100 for all three at a: 135. */
	ASSERT_COST(cost_of("facility", "/sites/c/opening_cny=80"), 130);
	ASSERT_COST(models_cost_of("facility", NULL, "/sites/c/opening_cny=80", "/sites/b/opening_cny=100", NULL), 135);
	/* Nobody has room for all: 17 racks where 12 + 10 + 10 are. 5 of 10 near b and c need c; 4 + 3 are at a. */
	ASSERT_COST(cost_of("facility", "/demands/near-bc/need_racks=10"), 110);
	ck_assert(isinf(cost_of("facility", "/demands/near-bc/need_racks=26"))); /* 33 on 32 */
}
END_TEST

enum { SITES = 5, DEMANDS = 6 };

struct facility {
	int opening[SITES], places[SITES], need[DEMANDS], cny[DEMANDS][SITES];
};

static int pick(uint64_t *state, int low, int high)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return low + (int)((*state >> 33) % (uint64_t)(high - low + 1));
}

static void make_facility(struct facility *f, uint64_t seed)
{
	uint64_t state = seed * 2654435761u + 88172645463325252u;
	int s, d;

	for (s = 0; s < SITES; s++) {
		f->opening[s] = pick(&state, 20, 120);
		f->places[s] = pick(&state, 9, 20);
	}
	for (d = 0; d < DEMANDS; d++) {
		f->need[d] = pick(&state, 1, 7);
		for (s = 0; s < SITES; s++)
			f->cny[d][s] = pick(&state, 0, 15);
	}
}

/* Shortest ways from the racks of demand d to every site, over racks that make room by moving on (Bellman and Ford). */
static void reach(const struct facility *f, int host[DEMANDS][SITES], unsigned open, int d, int cny[SITES],
                  int from[SITES], int by[SITES])
{
	int round, s, r, e;

	for (s = 0; s < SITES; s++) {
		cny[s] = open >> s & 1 ? f->cny[d][s] : INT_MAX;
		from[s] = -1;
	}
	for (round = 0; round < SITES; round++) {
		for (s = 0; s < SITES; s++) {
			for (r = 0; r < SITES && cny[s] < INT_MAX; r++) {
				for (e = 0; e < DEMANDS; e++) {
					if (!(open >> r & 1) || host[e][s] == 0 ||
					    cny[s] - f->cny[e][s] + f->cny[e][r] >= cny[r])
						continue;
					cny[r] = cny[s] - f->cny[e][s] + f->cny[e][r];
					from[r] = s;
					by[r] = e;
				}
			}
		}
	}
}

/* Hosts one more rack of d in the cheapest way; false when there is no room. */
static bool host_one(const struct facility *f, int host[DEMANDS][SITES], unsigned open, int d)
{
	int cny[SITES], from[SITES], by[SITES], s, e, used, best = -1;

	reach(f, host, open, d, cny, from, by);
	for (s = 0; s < SITES; s++) {
		for (e = 0, used = 0; e < DEMANDS; e++)
			used += host[e][s];
		if (cny[s] < INT_MAX && used < f->places[s] && (best < 0 || cny[s] < cny[best]))
			best = s;
	}
	if (best < 0)
		return false;
	for (s = best; from[s] >= 0; s = from[s]) {
		host[by[s]][s]++;
		host[by[s]][from[s]]--;
	}
	host[d][s]++;
	return true;
}

/* Cost of the best plan with these sites open; INT_MAX when they are too small. */
static int cost_with_open(const struct facility *f, unsigned open)
{
	int host[DEMANDS][SITES] = { { 0 } }, cost = 0, d, s, i;

	for (d = 0; d < DEMANDS; d++) {
		for (i = 0; i < f->need[d]; i++) {
			if (!host_one(f, host, open, d))
				return INT_MAX;
		}
	}
	for (s = 0; s < SITES; s++) {
		cost += open >> s & 1 ? f->opening[s] : 0;
		for (d = 0; d < DEMANDS; d++)
			cost += host[d][s] * f->cny[d][s];
	}
	return cost;
}

static void write_facility(const struct facility *f, const char *path)
{
	struct str out = STR_INIT;
	int s, d;

	str_add(&out, "{\"rackplan\":1,\"id\":\"facility\",\"origin\":{\"sourced\":\"made\"},"
	              "\"sources\":{\"made\":{\"title\":\"made up\"}},"
	              "\"horizon\":{\"first_day\":\"2018-01-01\",\"last_day\":\"2018-12-31\",\"step\":\"year\"},"
	              "\"money\":{\"currency\":\"CNY\",\"price_year\":2018,\"discount_rate\":0},"
	              "\"regions\":{\"land\":{}},\"tariffs\":{\"free\":{\"energy_cny_per_kwh\":0}},"
	              "\"classes\":{\"plain\":{\"kw_per_rack\":4,\"load_factor\":0.5}},\"sites\":{");
	for (s = 0; s < SITES; s++)
		str_addf(
			&out,
			"%s\"s%d\":{\"region\":\"land\",\"tariff\":\"free\",\"pue\":1,\"usable_share\":1,\"installed_mw\":9,"
			"\"opening_cny\":%d,\"phases\":{\"1\":{\"state\":\"candidate\",\"design_racks\":%d,"
			"\"max_kw_per_rack\":5}}}",
			s ? "," : "", s, f->opening[s], f->places[s]);
	str_add(&out, "},\"demands\":{");
	for (d = 0; d < DEMANDS; d++) {
		str_addf(&out,
		         "%s\"d%d\":{\"class\":\"plain\",\"region\":\"land\",\"need_racks\":%d,"
		         "\"hosting_cny_per_rack_year\":{",
		         d ? "," : "", d, f->need[d]);
		for (s = 0; s < SITES; s++)
			str_addf(&out, "%s\"s%d\":%d", s ? "," : "", s, f->cny[d][s]);
		str_add(&out, "}}");
	}
	str_add(&out, "}}");
	support_write(path, out.text);
	str_dispose(&out);
}

START_TEST(facility_costs_what_trying_all_open_sites_gives)
{
	char *directory = support_directory();
	struct str path = STR_INIT;
	struct models_case c = { 0 };
	struct facility f;
	int best = INT_MAX;
	unsigned open;

	make_facility(&f, (uint64_t)_i);
	for (open = 0; open < 1u << SITES; open++)
		best = least(best, cost_with_open(&f, open));
	str_addf(&path, "%s/facility.json", directory);
	write_facility(&f, path.text);
	c.path = path.text;
	models_solve(&c);
	ck_assert_int_lt(best, INT_MAX);
	ck_assert_ptr_nonnull(c.plan);
	ck_assert_msg(fabs(c.plan->objective_cny - best) < 1e-6, "seed %d: %.12g, not %d", _i, c.plan->objective_cny,
	              best);
	/* In parts of sites it would cost less: this is no linear program. */
	ck_assert_double_lt(c.solution.lp_bound[0], best - 1);
	models_close(&c);
	str_dispose(&path);
	support_remove(directory);
}
END_TEST

/* ---- no network, nothing to build: racks to places ---- */

START_TEST(allocation_is_a_transportation_problem)
{
	/*
	 *	           d1 10  d2 25  d3 15  d4 20
	 *	s1 20        4 *    6      8 *   13        10 x 4 + 10 x 8
	 *	s2 30       13     11     10 *    8 *      5 x 10 + 20 x 8
	 *	s3 25       14      4 *   10     13        25 x 4                 = 430
	 * Prices: a place at s1 2, at s3 4, at s2 (25 of 30 used) 0; a rack of d1 6, d2 8, d3 10, d4 8. No pair is
	 * cheaper than its rack less its place, and 10 x 6 + 25 x 8 + 15 x 10 + 20 x 8 - 20 x 2 - 25 x 4 = 430.
	 */
	struct models_case c = { .fixture = "allocation" };

	models_solve(&c);
	ASSERT_COST(c.plan->objective_cny, 430);
	ASSERT_COST(c.solution.lp_bound[0], 430);
	ck_assert_int_eq(plan_host(c.plan, scenario_find_demand(c.sc, "d3"), scenario_find_site(c.sc, "s1"), 0), 10);
	ck_assert_int_eq(plan_host(c.plan, scenario_find_demand(c.sc, "d3"), scenario_find_site(c.sc, "s2"), 0), 5);
	ck_assert_int_eq(plan_host(c.plan, scenario_find_demand(c.sc, "d2"), scenario_find_site(c.sc, "s3"), 0), 25);
	models_close(&c);
}
END_TEST

START_TEST(allocation_changes_by_the_price_of_a_place)
{
	/* One place less at s1: one of d3 from there to s2. At s3: one of d2 to s1, and from there one of d3 to s2. */
	ASSERT_COST(cost_of("allocation", "/sites/s1/phases/1/design_racks=19"), 432);
	ASSERT_COST(cost_of("allocation", "/sites/s3/phases/1/design_racks=24"), 434);
	/* One more at s3 is worth nothing, nor at s2; one at s1 2. */
	ASSERT_COST(cost_of("allocation", "/sites/s3/phases/1/design_racks=26"), 430);
	ASSERT_COST(cost_of("allocation", "/sites/s2/phases/1/design_racks=31"), 430);
	ASSERT_COST(cost_of("allocation", "/sites/s1/phases/1/design_racks=21"), 428);
	/* 70 racks on 70 places, and on 69 */
	ASSERT_COST(cost_of("allocation", "/sites/s2/phases/1/design_racks=25"), 430);
	ck_assert(isinf(cost_of("allocation", "/sites/s2/phases/1/design_racks=24")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: other problems");
	TCase *tc = tcase_create("uses");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, design_costs_what_trying_all_modules_gives);
	tcase_add_test(tc, facility_opens_the_sites_that_are_cheapest_together);
	tcase_add_loop_test(tc, facility_costs_what_trying_all_open_sites_gives, 1, 1 + support_loops(20));
	tcase_add_test(tc, allocation_is_a_transportation_problem);
	tcase_add_test(tc, allocation_changes_by_the_price_of_a_place);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
