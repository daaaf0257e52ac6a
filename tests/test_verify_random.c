/*
 * Some hundred random changes of the plan made by hand, each judged twice: by the verifier, and by a judge of this one
 * valley, written in whole numbers from fixtures/verify/valley.json alone. They must agree on every one of them.
 */
#include "planner/verify/verify.h"
#include "tests/draft.h"
#include "tests/support.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { QUARTERS = 4, CASES = 500 };

static const char *const quarters[QUARTERS] = { "2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4" };

/* ---- the judge of this valley ---- */

static int S(struct draft *d, const char *phase, int t)
{
	return *draft_started(d, phase, quarters[t]);
}

static int C(struct draft *d, const char *phase, int t)
{
	return *draft_commissioned(d, phase, quarters[t]);
}

static int H(struct draft *d, const char *demand, const char *site, int t)
{
	return *draft_host(d, demand, site, quarters[t]);
}

typedef int cell_reader(struct draft *d, const char *id, int t);

static int sum(struct draft *d, cell_reader *read, const char *id, int from, int to)
{
	int total = 0, t;

	for (t = from; t <= to; t++)
		total += read(d, id, t);
	return total;
}

static bool starts_hold(struct draft *d)
{
	static const char *const never[] = { "north/a",  "east/a",   "old-rooms/a", "south/c",
		                             "quarry/a", "quarry/b", "exchange/a" };
	static const char *const towns[] = { "west/a", "mill/a", "ford/a" };
	bool holds = S(d, "north/b", 0) == 0 && S(d, "north/b", 3) == 0 && sum(d, S, "north/b", 0, 3) <= 60;
	size_t i;
	int t;

	for (i = 0; i < sizeof never / sizeof *never; i++) {
		for (t = 0; t < QUARTERS; t++)
			holds = holds && S(d, never[i], t) == 0;
	}
	for (i = 0; i < sizeof towns / sizeof *towns; i++)
		holds = holds && sum(d, S, towns[i], 0, 3) <= 10;
	for (t = 0; t < QUARTERS; t++) {
		holds = holds && (S(d, "south/a", t) == 0 || S(d, "south/a", t) == 50);
		holds = holds && (S(d, "south/b", t) == 0 || S(d, "south/b", t) == 40);
		holds = holds && (S(d, "south/b", t) == 0 || sum(d, S, "south/a", 0, t) > 0);
	}
	return holds && sum(d, S, "south/a", 0, 3) <= 50 && sum(d, S, "south/b", 0, 3) <= 40;
}

static bool commissioning_holds(struct draft *d)
{
	static const char *const at_once[] = { "south/a", "south/b", "south/c",  "west/a",
		                               "mill/a",  "ford/a",  "quarry/a", "quarry/b" };
	static const char *const never[] = { "north/a", "old-rooms/a", "exchange/a" };
	bool holds = true;
	size_t i;
	int t;

	for (t = 0; t < QUARTERS; t++) {
		for (i = 0; i < sizeof at_once / sizeof *at_once; i++)
			holds = holds && sum(d, C, at_once[i], 0, t) <= sum(d, S, at_once[i], 0, t);
		for (i = 0; i < sizeof never / sizeof *never; i++)
			holds = holds && C(d, never[i], t) == 0;
		holds = holds && C(d, "north/b", t) % 20 == 0;
		holds = holds && sum(d, C, "north/b", 0, t) <= sum(d, S, "north/b", 0, t - 1);
		holds = holds && sum(d, C, "east/a", 0, t) <= (t < 2 ? 0 : 30);
	}
	return holds;
}

static int feeds(struct draft *d, const char *feed, int to)
{
	int total = 0, t;

	for (t = 0; t <= to; t++)
		total += *draft_feed(d, feed, quarters[t]);
	return total;
}

struct town {
	const char *id;
	int entered; /* racks of its own */
	const char *phases[3];
	int hundredths_of_pue, kw;
	int web_from, government_from; /* quarter from which it may host them; 9: never */
};

static const struct town towns[] = {
	{ "north", 100, { "north/b" }, 128, 480, 0, 1 },
	{ "south", 0, { "south/a", "south/b", "south/c" }, 150, 200, 0, 9 },
	{ "east", 0, { "east/a" }, 150, 300, 0, 1 },
	{ "west", 0, { "west/a" }, 150, 100, 2, 2 },
	{ "mill", 0, { "mill/a" }, 150, 100, 0, 1 },
	{ "ford", 0, { "ford/a" }, 150, 100, 0, 1 },
	{ "quarry", 0, { "quarry/a", "quarry/b" }, 150, 100, 0, 1 },
	{ "exchange", 0, { "exchange/a" }, 150, 0, 9, 9 },
	{ "old-rooms", 40, { NULL }, 200, 400, 9, 0 },
};

static bool town_holds(struct draft *d, const struct town *town, int t)
{
	int government = H(d, "government", town->id, t), web = H(d, "web", town->id, t),
	    dense = H(d, "dense", town->id, t);
	bool north = strcmp(town->id, "north") == 0;
	int racks = town->entered, kw = town->kw, i;

	for (i = 0; i < 3 && town->phases[i]; i++)
		racks += sum(d, C, town->phases[i], 0, t);
	if (north)
		kw += 80 * feeds(d, "north/line-2", t - 1);
	if (government + web + dense > racks || dense > (north ? racks - 100 : 0))
		return false;
	if ((web > 0 && t < town->web_from) || (government > 0 && t < town->government_from))
		return false;
	/* tenths of a kW x hundredths of a PUE */
	return (40 * government + 24 * web + 80 * dense) * town->hundredths_of_pue <= kw * 1000;
}

static bool demands_hold(struct draft *d, int t)
{
	static const char *const ids[] = { "government", "web", "dense" };
	static const int need[][QUARTERS] = { { 40, 40, 40, 40 }, { 100, 110, 130, 150 }, { 0, 0, 20, 20 } };
	bool holds = true;
	size_t i, s;
	int hosted;

	for (i = 0; i < 3; i++) {
		hosted = 0;
		for (s = 0; s < sizeof towns / sizeof *towns; s++)
			hosted += H(d, ids[i], towns[s].id, t);
		holds = holds && hosted + *draft_unserved(d, ids[i], quarters[t]) == need[i][t];
		holds = holds && (i == 1 || *draft_unserved(d, ids[i], quarters[t]) == 0);
	}
	return holds && H(d, "government", "old-rooms", t) <= (t > 0 ? H(d, "government", "old-rooms", t - 1) : 40);
}

static bool money_holds(struct draft *d)
{
	int north = sum(d, C, "north/b", 0, 3), steps = feeds(d, "north/line-2", 3), building, late;

	building = 400 * sum(d, S, "south/a", 0, 3) + 1000 * sum(d, S, "north/b", 0, 3) +
	           100 * sum(d, S, "south/b", 0, 3);
	building += 500 * north + 400 * sum(d, C, "south/a", 0, 3) + 300 * sum(d, C, "east/a", 0, 3);
	building += (steps > 0 ? 10000 : 0) + 5000 * steps;
	late = 500 * sum(d, C, "north/b", 2, 3) + 300 * sum(d, C, "east/a", 2, 3);
	return building <= 150000 && late >= 25000;
}

static bool aims_hold(struct draft *d)
{
	static const char *const new[] = { "north/b", "south/a", "south/b",  "south/c", "west/a",
		                           "mill/a",  "ford/a",  "quarry/a", "quarry/b" };
	int design = 130, bases = 2, quarry, web = 0, t;
	size_t i;

	for (i = 0; i < sizeof new / sizeof *new; i++)
		design += sum(d, S, new[i], 0, 3);
	quarry = sum(d, S, "quarry/a", 0, 3) + sum(d, S, "quarry/b", 0, 3);
	bases += sum(d, S, "south/a", 0, 3) + sum(d, S, "south/b", 0, 3) + sum(d, S, "south/c", 0, 3) > 0;
	bases += (sum(d, S, "west/a", 0, 3) > 0) + (sum(d, S, "mill/a", 0, 3) > 0) + (sum(d, S, "ford/a", 0, 3) > 0);
	bases += quarry > 0;
	for (i = 0; i < sizeof towns / sizeof *towns; i++)
		web += H(d, "web", towns[i].id, 3);
	for (t = 0; t < QUARTERS; t++) {
		if (feeds(d, "exchange/f", t) != 0)
			return false;
	}
	return design >= 300 && bases >= 3 && bases <= 5 && web >= 150 &&
	       40 - H(d, "government", "old-rooms", 2) >= 20 && *draft_feed(d, "north/line-2", quarters[0]) == 0 &&
	       feeds(d, "north/line-2", 3) <= 3;
}

static bool judge(struct draft *d)
{
	bool holds = starts_hold(d) && commissioning_holds(d) && money_holds(d) && aims_hold(d);
	size_t s;
	int t;

	for (t = 0; t < QUARTERS; t++) {
		holds = holds && demands_hold(d, t);
		for (s = 0; s < sizeof towns / sizeof *towns; s++)
			holds = holds && town_holds(d, &towns[s], t);
	}
	return holds;
}

/* ---- chance ---- */

static unsigned chance(uint64_t *state, unsigned n)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (unsigned)(*state >> 33) % n;
}

struct part { /* of a plan's decisions */
	int *list;
	int n;
};

/* Takes up to k from one cell of a list and gives it to another (or to none): never below 0. */
static void shift(struct part cells, uint64_t *state)
{
	static const int sizes[] = { 1, 1, 2, 5, 10, 20, 40, 60 };
	int *from = &cells.list[chance(state, (unsigned)cells.n)], *to = &cells.list[chance(state, (unsigned)cells.n)];
	int k = sizes[chance(state, 8)], tries;

	for (tries = 0; tries < 30 && *from == 0; tries++)
		from = &cells.list[chance(state, (unsigned)cells.n)];
	if (k > *from)
		k = *from;
	if (chance(state, 8) > 0)
		*from -= k;
	if (chance(state, 8) > 0)
		*to += k > 0 ? k : 1;
}

/* Racks of one demand from one site to another in one quarter, or left unserved. */
static void rehost(struct draft *d, uint64_t *state)
{
	int n_sites = d->sc->n_sites, demand = (int)chance(state, (unsigned)d->sc->n_demands),
	    t = (int)chance(state, QUARTERS);
	int *row = d->hosted + demand * n_sites * QUARTERS + t, *from, *to, k, tries;

	from = to = row;
	for (tries = 0; tries < 30 && (*from == 0 || from == to); tries++) {
		from = row + (int)chance(state, (unsigned)n_sites) * QUARTERS;
		to = row + (int)chance(state, (unsigned)n_sites) * QUARTERS;
	}
	if (chance(state, 6) == 0)
		to = &d->unserved[demand * QUARTERS + t];
	k = 1 + (int)chance(state, 5);
	k = k > *from ? *from : k;
	*from -= k;
	*to += k;
}

static void change(struct draft *d, uint64_t *state)
{
	const struct part started = { d->started, d->sc->n_phases * QUARTERS };
	const struct part commissioned = { d->commissioned, d->sc->n_phases * QUARTERS };
	const struct part steps = { d->feeds, d->sc->n_feeds * QUARTERS };
	const struct part hosted = { d->hosted, d->sc->n_demands * d->sc->n_sites * QUARTERS };

	switch (chance(state, 12)) {
	case 0: shift(started, state); break;
	case 1: shift(commissioned, state); break;
	case 2: shift(steps, state); break;
	case 3: shift(hosted, state); break;
	default: rehost(d, state); break;
	}
}

static bool about_claims(const char *rule)
{
	return strcmp(rule, "cost") == 0 || strcmp(rule, "cost sum") == 0 || strcmp(rule, "target claim") == 0;
}

/* 0: accepted, 1: only the claims no longer fit, 2: a rule is broken */
static int verdict(const struct draft *d, struct str *said)
{
	struct violations violations = { 0 };
	int found = 0, i;

	verify_plan(d->sc, &d->plan, &violations);
	verify_print(&violations, said);
	for (i = 0; i < violations.n; i++) {
		if (!about_claims(violations.items[i].rule))
			found = 2;
		else if (found == 0)
			found = 1;
	}
	violations_dispose(&violations);
	return found;
}

/* ---- a walk from one valid plan to the next ---- */

static void keep(struct draft *d, int *kept, bool back)
{
	const struct part parts[] = {
		{ d->started, d->sc->n_phases * QUARTERS },
		{ d->commissioned, d->sc->n_phases * QUARTERS },
		{ d->feeds, d->sc->n_feeds * QUARTERS },
		{ d->unserved, d->sc->n_demands * QUARTERS },
		{ d->hosted, d->sc->n_demands * d->sc->n_sites * QUARTERS },
	};
	size_t i;

	for (i = 0; i < sizeof parts / sizeof *parts; i++) {
		memcpy(back ? parts[i].list : kept, back ? kept : parts[i].list, (size_t)parts[i].n * sizeof *kept);
		kept += parts[i].n;
	}
}

START_TEST(the_verifier_and_a_judge_in_whole_numbers_agree)
{
	struct draft *d = draft_valley(NULL), *first = draft_valley(NULL);
	uint64_t state = 20180501;
	int kept[1000], n[3] = { 0, 0, 0 }, i, k, n_hosted = d->sc->n_demands * d->sc->n_sites * QUARTERS;
	struct str said = STR_INIT;

	ck_assert_int_lt((2 * d->sc->n_phases + d->sc->n_feeds + d->sc->n_demands) * QUARTERS + n_hosted, 1000);
	ck_assert(judge(d));
	for (i = 0; i < CASES; i++) {
		keep(d, kept, false);
		for (k = 0; k <= (int)chance(&state, 2); k++)
			change(d, &state);
		str_clear(&said);
		k = verdict(d, &said);
		n[k]++;
		ck_assert_msg(judge(d) == (k < 2), "case %d: the judge says %s\n%s", i, k < 2 ? "no" : "yes",
		              said.text);
		if (k == 0) /* its costs are those of the plan made by hand: so racks stand where they stood there */
			ck_assert_mem_eq(d->hosted, first->hosted, (size_t)n_hosted * sizeof *d->hosted);
		if (k == 2)
			keep(d, kept, true);
	}
	fprintf(stderr, "%d random changes: %d break a rule, %d keep the rules but not the claims, %d stay valid\n",
	        CASES, n[2], n[1], n[0]);
	ck_assert_int_gt(n[2], CASES / 4);
	ck_assert_int_gt(n[1], CASES / 20);
	str_dispose(&said);
	draft_close(first);
	draft_close(d);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("verify, by chance");
	TCase *plans = tcase_create("plans");

	tcase_set_timeout(plans, 120);
	tcase_add_test(plans, the_verifier_and_a_judge_in_whole_numbers_agree);
	suite_add_tcase(suite, plans);
	return support_run(suite);
}
