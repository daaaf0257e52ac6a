/* Proofs of scenarios and of made-up programs, and what becomes of a certificate that was changed. */
#include "planner/base/memory.h"
#include "planner/cli/prove.h"
#include "planner/solve/elastic.h"
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In one process with a checker of memory, everything takes long: there, fewer. */
static int few_or(int n)
{
	const char *mode = getenv("CK_FORK");

	return mode && strcmp(mode, "no") == 0 ? n / 10 : n;
}

/* ---- certificates of scenarios ---- */

struct proved { /* a scenario with its verdict and proof */
	struct models_case c;
	struct options options;
	struct run run;
	struct proof proof;
	struct mps *mps;
	struct str objective;
};

static const struct {
	const char *path;
	bool infeasible;
	const char *set;
} scenarios[] = {
	{ "tests/fixtures/verify/valley.json", false, NULL },
	{ "tests/fixtures/models/network.json", false, NULL },
	{ "tests/fixtures/twin/tiers.json", false, NULL },
	{ "tests/fixtures/models/targets.json", false, NULL },
	{ "tests/fixtures/cli/small.json", false, NULL },
	{ "tests/fixtures/cli/small.json", true, "sites.south.phases.1.earliest_start=2019-04-01" },
	{ "tests/fixtures/scenario/good/full.json", true, NULL },
};
enum { N_SCENARIOS = sizeof scenarios / sizeof *scenarios, FIRST_INFEASIBLE = 5 };

static void prove_case(struct proved *p, int which)
{
	struct error err = ERROR_INIT;

	memset(p, 0, sizeof *p);
	p->c = (struct models_case){ .path = scenarios[which].path, .set = { scenarios[which].set } };
	models_solve(&p->c);
	ck_assert_int_eq(p->c.plan == NULL, scenarios[which].infeasible);
	p->options.solver = "auto";
	p->options.gap = 1e-6;
	p->run.options = &p->options;
	p->run.sc = p->c.sc;
	p->run.model = p->c.model;
	p->run.solution = p->c.solution;
	p->run.plan = p->c.plan;
	ck_assert_msg(prove(&p->run, scenarios[which].infeasible, &p->proof, &err) == 0, "%s: %s", err.where, err.what);
	ck_assert_msg(p->proof.certificate != NULL, "%s is not proved", scenarios[which].path);
	p->mps = mps_read(p->proof.model.text, p->proof.model.length, "model.mps", &err);
	ck_assert_msg(p->mps != NULL, "%s: %s", err.where, err.what);
	if (p->c.plan)
		str_add_number(&p->objective, p->c.plan->objective_cny);
}

static void close_case(struct proved *p)
{
	mps_free(p->mps);
	str_dispose(&p->objective);
	proof_dispose(&p->proof);
	models_close(&p->c);
}

/* Solved once for all tests: each is a process of its own that has them, or leaves them as they were. */
static struct proved all[N_SCENARIOS];

static void prove_all(void)
{
	int i;

	for (i = 0; i < N_SCENARIOS; i++)
		prove_case(&all[i], i);
}

static void close_all(void)
{
	int i;

	for (i = 0; i < N_SCENARIOS; i++)
		close_case(&all[i]);
}

/* 0: holds, else -1 and why. */
static int check(const struct proved *p, const struct certificate *certificate, struct str *why)
{
	const struct proof_claim claim = { p->c.sc->sha256, p->c.plan ? p->objective.text : NULL };
	struct error err = ERROR_INIT;
	int result;

	str_clear(why);
	result = certificate_check(certificate, &claim, p->proof.model.text, p->proof.model.length, "model.mps", why,
	                           &err);
	ck_assert_msg(err.kind == FAULT_NONE, "%s: %s", err.where, err.what);
	ck_assert_int_eq(result != 0, why->length > 0);
	return result;
}

/* Written, read and written again it is the same text, and what was read holds. */
START_TEST(certificates_hold_and_survive_their_file)
{
	char *folder = support_directory();
	struct str path = STR_INIT, again = STR_INIT, why = STR_INIT;
	struct error err = ERROR_INIT;
	struct certificate *read;
	const struct proved *p = &all[_i];

	ck_assert_msg(check(p, p->proof.certificate, &why) == 0, "%s", why.text);
	str_addf(&path, "%s/certificate.json", folder);
	support_write(path.text, p->proof.text.text);
	read = certificate_read(path.text, &err);
	ck_assert_msg(read != NULL, "%s: %s", err.where, err.what);
	certificate_write(read, &again);
	ck_assert_str_eq(again.text, p->proof.text.text);
	ck_assert_msg(check(p, read, &why) == 0, "%s", why.text);
	certificate_free(read);
	str_dispose(&why);
	str_dispose(&again);
	str_dispose(&path);
	support_remove(folder);
}
END_TEST

/* A small plan's cost is known: the optimum that the solver found with racks in parts is what must be proved, to 1e-9. */
START_TEST(the_bound_that_is_proved_is_the_solvers)
{
	const struct proved *p = &all[_i];
	double bound, claimed;

	if (p->c.plan) {
		claimed = p->c.solution.lp_bound[p->c.solution.n_tiers - 1];
		bound = strtod(p->proof.bound, NULL);
		if (p->c.solution.n_tiers == 1)
			ck_assert_double_eq_tol(bound, claimed, 1e-9 * fmax(1, fabs(claimed)));
		ck_assert_double_le(bound, p->c.plan->objective_cny);
	}
}
END_TEST

/*
 * The judge: the same bound in long double, by rows of the lp that the file was made of. What it says is only believed where
 * it is clear.
 */
struct judge {
	long double bound, size; /* size: the sum of what was added up, for the judge's own rounding */
	bool none;
};

static void judge_term(struct judge *judge, long double a, double end)
{
	if (isfinite(end)) {
		judge->bound += a * (long double)end;
		judge->size += fabsl(a * (long double)end);
	} else {
		judge->none = true;
	}
}

static double multiplier_of(const struct proof_node *leaf, const char *row)
{
	struct total value;
	double result = 0;
	int i;

	total_init(&value);
	for (i = 0; i < leaf->n; i++) {
		if (strcmp(leaf->multipliers[i].row, row) == 0) {
			total_set_decimal(&value, leaf->multipliers[i].value);
			result = total_double(&value);
		}
	}
	total_clear(&value);
	return result;
}

static struct judge judge_leaf(const struct proved *p, const struct certificate *c, int tier)
{
	const struct lp *lp = model_lp(p->c.model);
	const struct proof_node *leaf = c->tiers[tier].node;
	const bool infeasible = c->kind == PROOF_INFEASIBILITY;
	const int n_goals = lp_n_tiers(lp) - 1;
	long double *d = memory_alloc(lp_n_columns(lp), sizeof *d);
	struct judge judge = { 0, 1, false };
	int i, j, k, n;

	for (j = 0; j < lp_n_columns(lp) && !infeasible; j++)
		d[j] = (long double)lp_cost_of(lp, tier + 1, j);
	if (!infeasible)
		judge_term(&judge, 1, lp_constant_of(lp, tier + 1));
	for (k = 0; k < n_goals; k++) {
		const double y = multiplier_of(leaf, p->mps->rows[p->mps->goals[k]].name);

		if (!(fabs(y) > 0))
			continue;
		judge_term(&judge, (long double)y, y < 0 && k < tier ? total_double(&c->tiers[k].limit) : HUGE_VAL);
		judge_term(&judge, -(long double)y, lp_constant_of(lp, k + 1));
		for (j = 0; j < lp_n_columns(lp); j++)
			d[j] -= (long double)y * (long double)lp_cost_of(lp, k + 1, j);
	}
	for (i = 0; i < lp_n_rows(lp); i++) {
		const double y = multiplier_of(leaf, p->mps->rows[1 + n_goals + i].name);
		const int *columns;
		const double *a;

		if (!(fabs(y) > 0))
			continue;
		judge_term(&judge, (long double)y, y > 0 ? lp_row_low(lp, i) : lp_row_high(lp, i));
		n = lp_row_terms(lp, i, &columns, &a);
		for (k = 0; k < n; k++)
			d[columns[k]] -= (long double)y * (long double)a[k];
	}
	for (j = 0; j < lp_n_columns(lp); j++)
		judge_term(&judge, d[j], d[j] > 0 ? lp_lower(lp, j) : lp_upper(lp, j));
	memory_free(d);
	return judge;
}

/* 1: the claims of all tiers clearly follow; -1: one clearly does not; 0: too near to say. */
static int judge_certificate(const struct proved *p, const struct certificate *c)
{
	int k, verdict = 1;

	for (k = 0; k < c->n_tiers; k++) {
		struct judge judge = judge_leaf(p, c, k);
		const long double claimed = c->kind == PROOF_INFEASIBILITY
		                                    ? 0
		                                    : (long double)total_double(&c->tiers[k].bound);
		const long double noise = 1e-12L * (judge.size + fabsl(claimed));

		if (judge.none || judge.bound < claimed - noise)
			return -1;
		if (judge.bound < claimed + noise)
			verdict = 0;
	}
	return verdict;
}

struct tally {
	int n, refused, valid;
};

struct change { /* of one multiplier; undone by change_back() */
	struct proof_node *leaf;
	int n, at;
	struct proof_multiplier before;
};

/* Sign, size, one digit more or less, or nothing at all in place of one multiplier. */
static struct change change_multiplier(struct certificate *c, unsigned *seed)
{
	struct change change;
	struct proof_multiplier *m;

	do {
		change.leaf = c->tiers[rand_r(seed) % c->n_tiers].node;
		change.n = change.leaf->n;
	} while (change.n == 0);
	change.at = rand_r(seed) % change.n;
	m = &change.leaf->multipliers[change.at];
	change.before = *m;
	switch (rand_r(seed) % 6) {
	case 0: m->value.digits = -m->value.digits; break;
	case 1: m->value.exponent += 1 + rand_r(seed) % 3; break;
	case 2: m->value.exponent -= 1 + rand_r(seed) % 3; break;
	case 3: m->value.digits = m->value.digits / 100 * 101 + 1; break;
	case 4: m->value.digits = m->value.digits / 100 * 99 - 1; break;
	default: *m = change.leaf->multipliers[--change.leaf->n]; break;
	}
	return change;
}

static void change_back(const struct change *change)
{
	change->leaf->n = change->n;
	change->leaf->multipliers[change->at] = change->before;
}

/* The part of the check that does not look at hashes. */
static bool holds(const struct proved *p, const struct certificate *certificate, struct str *why)
{
	str_clear(why);
	return certificate_prove(certificate, p->mps, why) == 0;
}

static struct certificate *copy_of(const struct proved *p, const char *path)
{
	struct error err = ERROR_INIT;
	struct certificate *copy;

	support_write(path, p->proof.text.text);
	copy = certificate_read(path, &err);
	ck_assert_msg(copy != NULL, "%s: %s", err.where, err.what);
	return copy;
}

START_TEST(a_changed_multiplier_is_refused_unless_the_claim_still_follows)
{
	const int n = few_or(300);
	struct str why = STR_INIT;
	struct tally tally = { 0, 0, 0 };
	unsigned seed = 20180501 + (unsigned)_i;
	const struct proved *p = &all[_i];

	for (; tally.n < n; tally.n++) {
		const struct change change = change_multiplier(p->proof.certificate, &seed);
		const int verdict = judge_certificate(p, p->proof.certificate);
		const bool held = holds(p, p->proof.certificate, &why);

		tally.refused += !held;
		tally.valid += held;
		ck_assert_msg(verdict >= 0 || !held, "change %d: accepted, and the claim does not follow", tally.n);
		ck_assert_msg(verdict <= 0 || held, "change %d: refused (%s), and the claim follows", tally.n,
		              why.text);
		change_back(&change);
	}
	printf("# %s: of %d changed multipliers %d were refused, %d still proved the claim\n", scenarios[_i].path, n,
	       tally.refused, tally.valid);
	ck_assert_msg(holds(p, p->proof.certificate, &why), "%s", why.text);
	ck_assert_int_gt(tally.refused, n / 8);
	str_dispose(&why);
}
END_TEST

/* What a certificate says beside its multipliers: any claim that is larger than what is proved, or about something else. */
static const char *change_claim(struct certificate *c, int which)
{
	struct proof_tier *last = &c->tiers[c->n_tiers - 1];
	struct total more;

	total_init(&more);
	total_read("0.001", &more);
	switch (which) {
	case 0: c->scenario_sha256[7] = c->scenario_sha256[7] == 'a' ? 'b' : 'a'; break;
	case 1: c->model_sha256[63] = c->model_sha256[63] == '0' ? '1' : '0'; break;
	case 2: total_add(&last->value, &more); break;
	case 3: total_subtract(&last->value, &more); break;
	case 4: total_add(&last->bound, &more); break;
	case 5: total_subtract(&c->gap, &more); break;
	case 6: last->row = "nothing"; break;
	case 7: last->node = NULL; break;
	default: c->kind = PROOF_INFEASIBILITY; break;
	}
	total_clear(&more);
	switch (which) {
	case 0: return "another scenario";
	case 1: return "another model";
	case 2:
	case 3: return "another cost";
	case 4: return "lower bound than";
	case 5: return "further apart";
	case 6: return "another row";
	case 7: return "no proof";
	default: return "here is one";
	}
}
enum { N_CLAIMS = 9 };

START_TEST(a_changed_claim_is_refused)
{
	char *folder = support_directory();
	struct str path = STR_INIT, why = STR_INIT;
	struct certificate *copy;
	const char *expected;
	const struct proved *p = &all[0];

	str_addf(&path, "%s/certificate.json", folder);
	copy = copy_of(p, path.text);
	expected = change_claim(copy, _i);
	ck_assert_msg(check(p, copy, &why) != 0, "change %d is accepted", _i);
	/* A bound that was lowered to the plan's own cost can only be raised above that, too. */
	ck_assert_msg(strstr(why.text, expected) || (_i == 4 && strstr(why.text, "above the plan's")), "change %d: %s",
	              _i, why.text);
	certificate_free(copy);
	str_dispose(&why);
	str_dispose(&path);
	support_remove(folder);
}
END_TEST

/* Every row that the proof of infeasibility rests on, left out one after the other. */
START_TEST(a_farkas_proof_without_one_of_its_rows_is_refused_or_still_one)
{
	struct str why = STR_INIT;
	struct tally tally = { 0, 0, 0 };
	struct proof_node *leaf;
	const struct proved *p = &all[FIRST_INFEASIBLE + _i];

	leaf = p->proof.certificate->tiers[0].node;
	for (; tally.n < leaf->n; tally.n++) {
		const struct change change = { leaf, leaf->n, tally.n, leaf->multipliers[tally.n] };
		int verdict;
		bool held;

		leaf->multipliers[tally.n] = leaf->multipliers[--leaf->n];
		verdict = judge_certificate(p, p->proof.certificate);
		held = holds(p, p->proof.certificate, &why);
		tally.refused += !held;
		tally.valid += held;
		ck_assert_msg(verdict >= 0 || !held, "row %d: accepted, and nothing is proved", tally.n);
		ck_assert_msg(verdict <= 0 || held, "row %d: refused (%s), and it is proved", tally.n, why.text);
		change_back(&change);
	}
	printf("# %s: of %d rows of the proof of infeasibility, %d may not be missing, %d may\n",
	       scenarios[FIRST_INFEASIBLE + _i].path, tally.n, tally.refused, tally.valid);
	ck_assert_int_gt(tally.refused, 0);
	str_dispose(&why);
}
END_TEST

/* The relaxation of a feasible scenario has a solution, and no multipliers say that it has none. */
START_TEST(nothing_proves_a_scenario_infeasible_that_has_a_plan)
{
	struct error err = ERROR_INIT;
	struct proof proof = { 0 };
	const struct proved *p = &all[_i];

	ck_assert_int_eq(prove(&p->run, true, &proof, &err), -1);
	ck_assert_ptr_null(proof.certificate);
	ck_assert_int_eq((int)err.kind, FAULT_UNDECIDED);
	ck_assert_str_eq(err.what, "undecided: the solver found no plan, but that there is none could not be proved");
	proof_dispose(&proof);
}
END_TEST

START_TEST(any_byte_of_a_certificate_changed_is_read_safely)
{
	char *folder = support_directory();
	struct str path = STR_INIT, text = STR_INIT, why = STR_INIT;
	unsigned seed = 11;
	struct tally tally = { 0, 0, 0 };
	const struct proved *p = &all[2];

	str_addf(&path, "%s/certificate.json", folder);
	for (; tally.n < few_or(500); tally.n++) {
		struct error err = ERROR_INIT;
		struct certificate *read;
		size_t at;

		str_clear(&text);
		str_add_n(&text, p->proof.text.text, p->proof.text.length);
		at = (size_t)rand_r(&seed) % text.length;
		text.text[at] = (char)(32 + rand_r(&seed) % 95);
		support_write(path.text, text.text);
		read = certificate_read(path.text, &err);
		ck_assert_int_eq(read ? FAULT_NONE : FAULT_INPUT, err.kind);
		if (read && check(p, read, &why) == 0)
			tally.valid++;
		else
			tally.refused++;
		certificate_free(read);
	}
	printf("# of %d certificates with a byte changed, %d were refused or unreadable, %d still proved their claim\n",
	       tally.n, tally.refused, tally.valid);
	str_dispose(&why);
	str_dispose(&text);
	str_dispose(&path);
	support_remove(folder);
}
END_TEST

/* ---- programs made up ---- */

/* Two tiers, rows of every kind, columns with bounds; where it shall be feasible, the rows are drawn around a point. */
static struct lp *made_up(unsigned seed, bool feasible, bool integers)
{
	enum { N_COLUMNS = 12, N_ROWS = 9, N_TIERS = 2 };
	static const char *labels[N_COLUMNS] = { "", "", "", "", "", "", "", "", "", "", "", "" };
	struct lp *lp = lp_new();
	const int set = lp_set(lp, "n", N_COLUMNS, labels), columns = lp_column_block(lp, "x", "1", 1, &set);
	const int rows = lp_row_block(lp, "row", "1", 1, &set);
	double x[N_COLUMNS], a, sum, off;
	int i, j;

	for (j = 0; j < N_COLUMNS; j++) {
		const double lower = rand_r(&seed) % 5 - 2, width = 1 + rand_r(&seed) % 9;

		x[j] = lower + width * (rand_r(&seed) % 11) / 10;
		lp_column(lp, columns, &j, lower, lower + width, j % 4 == 0 && integers ? LP_INTEGER : LP_CONTINUOUS);
		for (i = 1; i <= N_TIERS; i++)
			lp_cost(lp, i, j, (rand_r(&seed) % 201 - 100) / 7.0);
	}
	lp_cost_constant(lp, N_TIERS, 17.25);
	for (i = 0; i < N_ROWS; i++) {
		sum = 0;
		lp_row_open(lp, rows, &i);
		for (j = 0; j < N_COLUMNS; j++) {
			a = rand_r(&seed) % 3 ? 0 : (rand_r(&seed) % 41 - 20) / 3.0;
			lp_term(lp, j, a);
			sum += a * x[j];
		}
		off = feasible ? 0 : (rand_r(&seed) % 41 - 20) * 4;
		switch (i % 4) {
		case 0: lp_row_at_least(lp, sum + off - rand_r(&seed) % 3); break;
		case 1: lp_row_at_most(lp, sum + off + rand_r(&seed) % 3); break;
		case 2: lp_row_equal(lp, sum + off); break;
		default: lp_row_between(lp, sum + off - 1, sum + off + 1); break;
		}
	}
	return lp;
}

/* The last tier's exact bound from the prices that came with a solution, as a double; HUGE_VAL when they prove nothing. */
static double bound_of_prices(const struct mps *mps, const struct solution *solution)
{
	const int n = solution->n_tiers, n_rows = solution->n_rows;
	const double *prices = solution->tier_price + (size_t)(n - 1) * (size_t)(n_rows + n - 1);
	struct certificate *c = certificate_new(PROOF_OPTIMALITY, n);
	double *price = memory_alloc(n + n_rows, sizeof *price), value = HUGE_VAL;
	struct str text = STR_INIT;
	struct total bound, limit;
	bool nothing_left;

	memcpy(price + 1, prices + n_rows, (size_t)(n - 1) * sizeof *price);
	memcpy(price + n, prices, (size_t)n_rows * sizeof *price);
	total_init(&bound);
	total_init(&limit);
	str_add_number(&text, solution->objective[0] + 1e-7 * fmax(1, fabs(solution->objective[0])));
	total_read(text.text, &limit);
	str_clear(&text);
	if (proof_bound(mps, mps->cost, &limit, n - 1, proof_leaf(c, mps, price), &bound, &nothing_left, &text) == 0)
		value = total_double(&bound);
	total_clear(&limit);
	total_clear(&bound);
	str_dispose(&text);
	memory_free(price);
	certificate_free(c);
	return value;
}

/* How far the bound lies below the relaxation's optimum, as a share; with integers, goals are worth less, and it may be far. */
static double distance_of(const struct lp *lp, const struct mps *mps, const struct solution *solution)
{
	const double bound = bound_of_prices(mps, solution), least = solution->lp_bound[lp_n_tiers(lp) - 1];

	ck_assert_msg(bound <= solution->objective[lp_n_tiers(lp) - 1] + 1e-6 * fmax(1, fabs(least)),
	              "%.17g is proved, and %.17g reached", bound, solution->objective[lp_n_tiers(lp) - 1]);
	return (least - bound) / fmax(1, fabs(least));
}

static bool farkas_holds(const struct lp *lp, const struct mps *mps)
{
	struct certificate *c = certificate_new(PROOF_INFEASIBILITY, 1);
	double *price = memory_alloc(lp_n_tiers(lp) + lp_n_rows(lp), sizeof *price);
	double *x = memory_alloc(lp_n_columns(lp), sizeof *x);
	struct elastic elastic = { .lp = lp, .price = price + lp_n_tiers(lp), .x = x };
	struct error err = ERROR_INIT;
	bool result;

	ck_assert_int_eq(elastic_solve(&elastic, &solve_defaults, &err), 0);
	c->tiers[0].node = proof_leaf(c, mps, price);
	result = elastic.missed > 0 && certificate_complete(c, mps);
	memory_free(x);
	memory_free(price);
	certificate_free(c);
	return result;
}

START_TEST(made_up_programs_are_proved_either_way)
{
	int i, n_infeasible = 0, n_optimal = 0, n_by_integers = 0;
	double worst = 0;

	for (i = 0; i < few_or(400); i++) {
		struct lp *lp = made_up((unsigned)i + 1, i % 3 == 0, i % 2 == 0);
		struct error err = ERROR_INIT;
		const int by_integers = n_by_integers;
		struct solution solution;
		struct str text = STR_INIT;
		struct mps *mps;

		lp_write_mps(lp, lp_n_tiers(lp), &text);
		mps = mps_read(text.text, text.length, "made-up.mps", &err);
		ck_assert_msg(mps != NULL, "%s: %s", err.where, err.what);
		ck_assert_int_eq(solve(lp, &solve_defaults, &solution, &err), 0);
		if (solution.status == SOLVE_OPTIMAL) {
			if (i % 2 == 0)
				distance_of(lp, mps, &solution);
			else
				worst = fmax(worst, distance_of(lp, mps, &solution));
			ck_assert_msg(!farkas_holds(lp, mps), "program %d has a solution and is proved to have none",
			              i);
			n_optimal++;
		} else {
			ck_assert_int_eq(solution.status, SOLVE_INFEASIBLE);
			if (farkas_holds(lp, mps))
				n_infeasible++;
			else
				n_by_integers++;
			ck_assert_msg(i % 2 == 0 || n_by_integers == by_integers,
			              "program %d has no integers, and no proof", i);
		}
		solution_dispose(&solution);
		mps_free(mps);
		str_dispose(&text);
		lp_free(lp);
	}
	printf("# of made-up programs %d have an optimum, %d were proved to have none, %d have none by integers alone; without "
	       "integers a bound is off by a share of %.1e at most\n",
	       n_optimal, n_infeasible, n_by_integers, worst);
	ck_assert_double_lt(worst, 2e-4); /* the allowance of 1e-7 times what a goal is worth */
	ck_assert_int_gt(n_optimal, few_or(400) / 5);
	ck_assert_int_gt(n_infeasible, few_or(400) / 5);
	ck_assert_int_lt(n_by_integers, few_or(400) / 10);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("proof, scenarios");
	TCase *scenario = tcase_create("scenarios"), *program = tcase_create("programs");

	tcase_add_unchecked_fixture(scenario, prove_all, close_all);
	tcase_set_timeout(scenario, 300);
	tcase_add_loop_test(scenario, certificates_hold_and_survive_their_file, 0, N_SCENARIOS);
	tcase_add_loop_test(scenario, the_bound_that_is_proved_is_the_solvers, 0, N_SCENARIOS);
	tcase_add_loop_test(scenario, a_changed_multiplier_is_refused_unless_the_claim_still_follows, 0, N_SCENARIOS);
	tcase_add_loop_test(scenario, a_changed_claim_is_refused, 0, N_CLAIMS);
	tcase_add_loop_test(scenario, a_farkas_proof_without_one_of_its_rows_is_refused_or_still_one, 0,
	                    N_SCENARIOS - FIRST_INFEASIBLE);
	tcase_add_loop_test(scenario, nothing_proves_a_scenario_infeasible_that_has_a_plan, 0, FIRST_INFEASIBLE);
	tcase_add_test(scenario, any_byte_of_a_certificate_changed_is_read_safely);
	tcase_set_timeout(program, 300);
	tcase_add_test(program, made_up_programs_are_proved_either_way);
	suite_add_tcase(suite, scenario);
	suite_add_tcase(suite, program);
	return support_run(suite);
}
