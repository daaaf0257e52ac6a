#include "planner/cli/run_json.h"
#include "planner/cli/uneven.h"
#include "planner/cli/days.h"
#include "planner/cli/uniqueness.h"

#include <math.h>

static void text_member(struct str *out, const char *key, const char *text)
{
	str_addf(out, "\"%s\": ", key);
	str_add_json(out, text);
}

static void number_member(struct str *out, const char *key, double number)
{
	str_addf(out, "\"%s\": ", key);
	str_add_number(out, number);
}

static void add_inputs(const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "  \"scenario\": {");
	text_member(out, "id", sc->id);
	str_add(out, ", ");
	text_member(out, "variant", sc->variant);
	str_add(out, ", ");
	text_member(out, "resolved_sha256", sc->sha256);
	str_add(out, "},\n  \"inputs\": [");
	for (i = 0; i < sc->n_files; i++) {
		str_add(out, i > 0 ? ",\n    {" : "\n    {");
		text_member(out, "path", sc->files[i].path);
		str_add(out, ", ");
		text_member(out, "sha256", sc->files[i].sha256);
		str_add_char(out, '}');
	}
	str_add(out, "\n  ],\n");
}

static void add_options(const struct run *run, struct str *out)
{
	const struct options *options = run->options;
	int i;

	str_add(out, "  \"options\": {");
	if (run->variant) {
		text_member(out, "scenario", run->variant);
		str_add(out, ", ");
	}
	text_member(out, "solver", options->solver);
	str_add(out, ", ");
	number_member(out, "time_limit_s", options->time_limit_s);
	str_add(out, ", ");
	number_member(out, "gap", options->gap);
	if (options->memory_limit_mb > 0) {
		str_add(out, ", ");
		number_member(out, "memory_limit_mb", options->memory_limit_mb);
	}
	str_addf(out, ", \"charts\": %s, \"set\": [", options->no_charts ? "false" : "true");
	for (i = 0; i < options->n_set; i++) {
		str_add(out, i > 0 ? ", " : "");
		str_add_json(out, options->set[i]);
	}
	str_add(out, "]},\n");
}

static void add_parts(const struct plan *plan, struct str *out)
{
	double parts[COST_KINDS] = { 0 };
	int i;

	for (i = 0; i < plan->n_costs; i++)
		parts[plan->costs[i].kind] += plan->costs[i].present_cny;
	str_add(out, "  \"objective_parts\": {");
	for (i = 0; i < COST_KINDS; i++) {
		str_add(out, i > 0 ? ", " : "");
		number_member(out, cost_kind_names[i], parts[i]);
	}
	str_add(out, "},\n");
}

/* What the solver needed; a backend without remedies has nothing to say of it. */
static void add_remedies(const struct solution *solution, struct str *out)
{
	long n = solution->undecided;
	int i;

	for (i = 0; i < SOLVE_REMEDIES; i++)
		n += solution->decided[i];
	if (n == 0)
		return;
	str_add(out, ",\n  ");
	text_member(out, "solver_remedy", solve_remedy_names[solution_remedy(solution)]);
	str_add(out, ",\n  \"programs_solved\": {");
	for (i = 0; i < SOLVE_REMEDIES; i++)
		str_addf(out, "\"%s\": %ld, ", solve_remedy_names[i], solution->decided[i]);
	str_addf(out, "\"undecided\": %ld}", solution->undecided);
}

/* How hard the numbers were: what they took, and how far the answer is from an exact one. */
static void add_numbers(const struct run *run, struct str *out)
{
	const struct lp_residuals *residuals = &run->solution.residuals;

	add_remedies(&run->solution, out);
	str_addf(out, ",\n  \"residuals\": {\"primal\": %.1e, \"dual\": %.1e, \"gap\": %.1e}", residuals->primal,
	         residuals->dual, residuals->gap);
}

static void add_result(const struct run *run, const struct proof *proof, struct str *out)
{
	const struct plan *plan = run->plan;
	const struct lp *lp = model_lp(run->model);
	const double distance = plan->objective_cny - fmax(plan->lp_bound_cny, plan->mip_bound_cny);
	const struct {
		const char *key;
		double value;
	} figures[] = {
		{ "objective", plan->objective_cny },
		{ "lp_bound", plan->lp_bound_cny },
		{ "mip_bound", plan->mip_bound_cny },
		{ "distance_to_bound", distance },
		{ "gap", distance / fmax(1, fabs(plan->objective_cny)) },
		{ "racks_in_parts", plan->fixed_cny }, /* the same 0/1 decisions, without whole racks */
		{ "price_of_wholeness", plan->objective_cny - plan->fixed_cny },
	};
	size_t i;

	str_add(out, "  ");
	text_member(out, "status", plan->status);
	str_add(out, ",\n  ");
	text_member(out, "currency", run->sc->money.currency);
	str_addf(out, ",\n  \"price_year\": %d,\n", run->sc->money.price_year);
	for (i = 0; i < sizeof figures / sizeof *figures; i++) {
		str_add(out, "  ");
		number_member(out, figures[i].key, figures[i].value);
		str_add(out, ",\n");
	}
	str_add(out, "  ");
	proof_json(proof, false, out);
	str_add(out, ",\n");
	add_parts(plan, out);
	str_addf(out, "  \"model\": {\"columns\": %d, \"rows\": %d, \"coefficients\": %ld, \"tiers\": %d}",
	         lp_n_columns(lp), lp_n_rows(lp), lp_n_nonzeros(lp), lp_n_tiers(lp));
	add_numbers(run, out);
	uneven_json(run, out);
	uniqueness_json(run, out);
	days_json(run, out);
	str_add_char(out, '\n');
}

/* Why not the first solver, where nobody asked for this one. */
static void add_choice(const struct run *run, struct str *out)
{
	if (run->solution.chosen_by_size)
		str_addf(out, "  \"solver_chosen_by\": {\"rows\": %d, \"from_rows\": %d},\n",
		         lp_n_rows(model_lp(run->model)), SOLVE_ROWS_FOR_CLP);
}

void run_json(const struct run *run, const struct proof *proof, struct str *out)
{
	str_add(out, "{\n  \"program\": \"rackplan " RACKPLAN_VERSION "\",\n  ");
	text_member(out, "solver", run->plan->solver);
	str_add(out, ",\n");
	add_choice(run, out);
	add_inputs(run->sc, out);
	add_options(run, out);
	add_result(run, proof, out);
	str_add(out, "}\n");
}
