#include "tests/models_case.h"
#include "planner/verify/verify.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void models_read(struct models_case *c)
{
	struct findings findings = { 0 };
	struct read_options options = { .set = c->set };
	struct str text = STR_INIT, path = STR_INIT;

	while (options.n_set < MODELS_MOST_SETS && c->set[options.n_set])
		options.n_set++;
	str_addf(&path, "tests/fixtures/models/%s.json", c->fixture ? c->fixture : "");
	c->sc = scenario_read(c->path ? c->path : path.text, &options, &findings);
	findings_print(&findings, &text);
	ck_assert_msg(c->sc != NULL, "%s", text.text);
	c->arena = c->sc->arena;
	findings_dispose(&findings);
	str_dispose(&text);
	str_dispose(&path);
}

void models_build(struct models_case *c)
{
	struct model_options options = { .soft_targets = c->soft_targets, .without = c->without };
	struct error err = ERROR_INIT;

	models_read(c);
	c->model = model_build(c->sc, &options, &err);
	ck_assert_msg(c->model != NULL, "%s: %s", err.where, err.what);
}

static void assert_costs_add_up(const struct models_case *c)
{
	double sum = 0.0, lp;
	int i;

	for (i = 0; i < c->plan->n_costs; i++)
		sum += c->plan->costs[i].present_cny;
	lp = lp_objective(model_lp(c->model), lp_n_tiers(model_lp(c->model)), c->solution.x);
	ck_assert_double_eq_tol(sum, c->plan->objective_cny, 1e-6 * fmax(1.0, fabs(sum)));
	ck_assert_msg(fabs(sum - lp) <= 1e-9 * fmax(1.0, fabs(lp)), "costs add up to %.10g, the lp says %.10g", sum,
	              lp);
}

static void assert_verifier_accepts(const struct models_case *c)
{
	struct violations violations = { 0 };
	struct str text = STR_INIT;
	int n = verify_plan(c->sc, c->plan, &violations);

	verify_print(&violations, &text);
	ck_assert_msg(n == 0, "%s", text.text);
	ck_assert_int_gt(violations.n_checks, 0);
	str_dispose(&text);
	violations_dispose(&violations);
}

void models_solve(struct models_case *c)
{
	struct solve_options options = solve_defaults;
	struct error err = ERROR_INIT;
	struct model_answer answer = { .status = "optimal" };

	models_build(c);
	options.whole = true;
	options.gap = 0.0;
	ck_assert_msg(solve(model_lp(c->model), &options, &c->solution, &err) == 0, "%s", err.what);
	ck_assert_msg(c->solution.status == SOLVE_OPTIMAL || c->solution.status == SOLVE_INFEASIBLE, "%s: %s",
	              solve_status_name(c->solution.status), c->solution.message);
	if (!c->solution.has_x)
		return;
	answer.x = c->solution.x;
	answer.row_price = c->solution.row_price;
	answer.solver = c->solution.solver;
	answer.lp_bound = c->solution.lp_bound[c->solution.n_tiers - 1];
	answer.mip_bound = c->solution.mip_bound;
	answer.fixed_cost = lp_objective(model_lp(c->model), c->solution.n_tiers, c->solution.x_lp);
	c->plan = model_plan(c->model, &answer, &err);
	ck_assert_msg(c->plan != NULL, "%s: %s", err.where, err.what);
	if (c->without)
		return;
	assert_costs_add_up(c);
	if (!c->soft_targets)
		assert_verifier_accepts(c);
}

void models_close(struct models_case *c)
{
	plan_free(c->plan);
	solution_dispose(&c->solution);
	model_free(c->model);
	scenario_free(c->sc);
}

double models_cost(struct models_case c)
{
	double cost = HUGE_VAL;

	models_solve(&c);
	if (c.plan)
		cost = c.plan->objective_cny;
	models_close(&c);
	return cost;
}

double models_cost_of(const char *fixture, const char *without, const char *set_1, const char *set_2, const char *set_3)
{
	return models_cost(
		(struct models_case){ .fixture = fixture, .without = without, .set = { set_1, set_2, set_3 } });
}

double models_sum(const struct plan *plan, enum cost_kind kind)
{
	double sum = 0.0;
	int i;

	for (i = 0; i < plan->n_costs; i++) {
		if (plan->costs[i].kind == kind)
			sum += plan->costs[i].nominal_cny;
	}
	return sum;
}

const struct target_result *models_result(const struct models_case *c, const char *target)
{
	int g = scenario_find_target(c->sc, target);

	ck_assert_msg(g >= 0, "no target %s", target);
	return &c->plan->results[g];
}
