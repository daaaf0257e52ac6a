#include "planner/cli/uniqueness.h"

#include "planner/base/memory.h"

#include <math.h>

struct range {
	int racks; /* of the plan */
	double least, most;
	bool may_change;
};

static bool asked(const struct run *run)
{
	return run->options->uniqueness_percent >= 0;
}

void uniqueness_ask(const struct run *run, struct solve_options *solving)
{
	struct arena *arena = model_arena(run->model);
	struct solve_sum *sums;
	double constant;
	int s;

	if (!asked(run))
		return;
	sums = arena_alloc(arena, run->sc->n_sites, sizeof *sums);
	for (s = 0; s < run->sc->n_sites; s++)
		sums[s].n = model_design_racks(run->model, s, &sums[s].columns, &sums[s].coefficients, &constant);
	solving->n_sums = run->sc->n_sites;
	solving->sums = sums;
	solving->margin = run->options->uniqueness_percent / 100;
}

bool uniqueness_known(const struct run *run)
{
	return asked(run) && run->solution.has_sums;
}

/* Noise of the simplex method is taken off, outwards to the next tenth of a rack. */
static struct range range_of(const struct run *run, int s)
{
	const int last = run->sc->n_periods - 1;
	struct range range = { .racks = plan_site_design(run->plan, run->sc, s, last) };
	const int *columns;
	const double *coefficients;
	double constant;

	model_design_racks(run->model, s, &columns, &coefficients, &constant);
	range.least = fmin(range.racks, floor(10 * (run->solution.least[s] + constant) + 1e-4) / 10);
	range.most = fmax(range.racks, ceil(10 * (run->solution.most[s] + constant) - 1e-4) / 10);
	range.may_change = range.most - range.least > 0.5;
	return range;
}

void uniqueness_csv(const struct run *run, struct str *out)
{
	int s;

	str_add(out, "scenario,site,margin_percent,design_racks,least_racks,most_racks,basis\n");
	for (s = 0; s < run->sc->n_sites; s++) {
		const struct range range = range_of(run, s);

		str_add_csv(out, run->sc->variant);
		str_add_char(out, ',');
		str_add_csv(out, run->sc->sites[s].id);
		str_add_char(out, ',');
		str_add_number(out, run->options->uniqueness_percent);
		str_addf(out, ",%d,", range.racks);
		str_add_number(out, range.least);
		str_add_char(out, ',');
		str_add_number(out, range.most);
		str_add(out, ",racks and 0/1 decisions in parts\n");
	}
}

static void say_head(const struct run *run, struct str *out)
{
	str_addf(
		out,
		run_say(run,
	                "\nHow unique the plan is: design racks at the end of %s, among plans whose cost is at most %.15g %% higher\n"
	                "and whose goals are met as well. Racks and 0/1 decisions may come in parts there: no plan in the margin\n"
	                "lies outside of least and most, but not every number between belongs to a plan.\n",
	                "\n方案的唯一性：%s 末的设计机架数，范围为成本至多高 %.15g %%、各级目标同样达成的方案。\n"
	                "此处机架与 0/1 决策可取分数：范围内没有方案会低于最少或高于最多，但其间的数不一定都有方案。\n"),
		run->sc->periods[run->sc->n_periods - 1].label, run->options->uniqueness_percent);
}

void uniqueness_say(const struct run *run, struct str *out)
{
	int s, fixed = 0;

	if (!asked(run))
		return;
	if (!uniqueness_known(run)) {
		str_add(out, run_say(run, "\nHow unique the plan is was not found out: a limit came first.\n",
		                     "\n未能得出方案的唯一性：限制先到。\n"));
		return;
	}
	say_head(run, out);
	str_add(out, run_say(run, "        plan      least       most  site\n",
	                     "        方案       最少       最多  站点\n"));
	for (s = 0; s < run->sc->n_sites; s++) {
		const struct range range = range_of(run, s);

		fixed += !range.may_change;
		str_addf(out, "  %10d %10.1f %10.1f  %s\n", range.racks, range.least, range.most, run->sc->sites[s].id);
	}
	str_addf(out,
	         run_say(run, "  %d of %d sites have the same racks in all of them\n",
	                 "  %d 个站点（共 %d 个）在所有这些方案中机架数相同\n"),
	         fixed, run->sc->n_sites);
}

void uniqueness_json(const struct run *run, struct str *out)
{
	int s;

	if (!asked(run))
		return;
	str_add(out, ",\n  \"uniqueness\": {\"margin_percent\": ");
	str_add_number(out, run->options->uniqueness_percent);
	str_addf(out, ", \"basis\": \"relaxation\", \"known\": %s, \"sites\": [",
	         uniqueness_known(run) ? "true" : "false");
	for (s = 0; uniqueness_known(run) && s < run->sc->n_sites; s++) {
		const struct range range = range_of(run, s);

		str_add(out, s > 0 ? ",\n    {\"site\": " : "\n    {\"site\": ");
		str_add_json(out, run->sc->sites[s].id);
		str_addf(out, ", \"design_racks\": %d, \"least_racks\": ", range.racks);
		str_add_number(out, range.least);
		str_add(out, ", \"most_racks\": ");
		str_add_number(out, range.most);
		str_add_char(out, '}');
	}
	str_add(out, "]}");
}
