#include "models/internal.h"

#include <math.h>
#include <stdio.h>

/* How far a solver's whole number may be from one; further, and no plan is made of it. */
static const double WHOLE_TOLERANCE = 1e-6;

/* Fills whole[] with the solution in exact whole numbers, where the plan needs them. */
static int round_columns(const struct model *m, const double *x, double *whole, struct error *err)
{
	int n = lp_n_columns(m->lp), i;

	for (i = 0; i < n; i++) {
		struct str name = STR_INIT;

		whole[i] = x[i];
		if (lp_column_kind(m->lp, i) == LP_CONTINUOUS && isfinite(x[i]))
			continue;
		whole[i] = isfinite(x[i]) ? round(x[i]) : 0.0;
		if (isfinite(x[i]) && fabs(x[i] - whole[i]) <= WHOLE_TOLERANCE && fabs(whole[i]) < 1e9)
			continue;
		lp_column_name(m->lp, i, &name);
		error_set(err, FAULT_INTERNAL, name.text, "the solution has %.17g where the plan needs a whole number",
		          x[i]);
		str_dispose(&name);
		return -1;
	}
	return 0;
}

/* Shortfalls and bonuses follow from the racks: what is missing, or earned, once these are whole. */
static void settle_soft(const struct model *m, double *x)
{
	struct expr numerator = EXPR_INIT, required = EXPR_INIT;
	int g, t;

	for (g = 0; g < m->sc->n_targets; g++) {
		const struct target *target = &m->sc->targets[g];

		for (t = 0; t < m->sc->n_periods; t++) {
			double got, wanted;

			if (shortfall(m, g, t) < 0 && bonus(m, g, t) < 0)
				continue;
			expr_clear(&numerator);
			expr_clear(&required);
			metric_numerator(m, g, t, 1.0, &numerator);
			metric_denominator(m, g, t, target->value, &required);
			got = expr_value(&numerator, x);
			wanted = expr_value(&required, x);
			if (bonus(m, g, t) >= 0)
				x[bonus(m, g, t)] = target->at_most ? fmax(0.0, wanted - got) : fmin(got, wanted);
			else
				x[shortfall(m, g, t)] = fmax(0.0, target->at_most ? got - wanted : wanted - got);
		}
	}
	expr_dispose(&required);
	expr_dispose(&numerator);
}

static int whole_value(const double *x, int column)
{
	return column < 0 ? 0 : (int)lround(x[column]);
}

static void fill_flows(const struct model *m, const double *x, struct plan *plan)
{
	const struct scenario *sc = m->sc;
	int n = sc->n_periods, i, t;
	int *started = arena_alloc(plan->arena, sc->n_phases * n, sizeof *started);
	int *commissioned = arena_alloc(plan->arena, sc->n_phases * n, sizeof *commissioned);
	int *steps = arena_alloc(plan->arena, sc->n_feeds * n, sizeof *steps);
	int *left = arena_alloc(plan->arena, sc->n_demands * n, sizeof *left);

	for (i = 0; i < sc->n_phases; i++) {
		int racks = m->whole[i] ? sc->phases[i].design_racks : 1;

		for (t = 0; t < n; t++) {
			started[i * n + t] = whole_value(x, start(m, i, t)) * racks;
			commissioned[i * n + t] = whole_value(x, commission(m, i, t)) * sc->phases[i].module_racks;
		}
	}
	for (i = 0; i < sc->n_feeds; i++) {
		for (t = 0; t < n; t++)
			steps[i * n + t] = whole_value(x, feed(m, i, t));
	}
	for (i = 0; i < sc->n_demands; i++) {
		for (t = 0; t < n; t++)
			left[i * n + t] = whole_value(x, unserved(m, i, t));
	}
	plan->started_racks = started;
	plan->commissioned_racks = commissioned;
	plan->feed_steps = steps;
	plan->unserved_racks = left;
}

static bool hosts_anything(const struct model *m, const double *x, int d, int s)
{
	int t;

	for (t = 0; t < m->sc->n_periods; t++) {
		if (whole_value(x, host(m, d, s, t)) > 0)
			return true;
	}
	return false;
}

static void fill_hosting(const struct model *m, const double *x, struct plan *plan)
{
	const struct scenario *sc = m->sc;
	struct hosting *hosting = NULL;
	int d, s, t, pass, n = 0;

	for (pass = 0; pass < 2; pass++) { /* count, then fill */
		if (pass == 1)
			hosting = arena_alloc(plan->arena, n, sizeof *hosting);
		n = 0;
		for (d = 0; d < sc->n_demands; d++) {
			for (s = 0; s < sc->n_sites; s++) {
				int *racks;

				if (!hosts_anything(m, x, d, s) || n++ < 0 || pass == 0)
					continue;
				racks = arena_alloc(plan->arena, sc->n_periods, sizeof *racks);
				for (t = 0; t < sc->n_periods; t++)
					racks[t] = whole_value(x, host(m, d, s, t));
				hosting[n - 1] = (struct hosting){ d, s, racks };
			}
		}
	}
	plan->n_hosting = n;
	plan->hosting = hosting;
}

/* One item for each kind, site and period in which something is paid; they add up to the objective. */
static void fill_costs(const struct model *m, const double *x, struct plan *plan)
{
	const struct scenario *sc = m->sc;
	const int sites = sc->n_sites + 1;     /* no site comes first */
	const int periods = sc->n_periods + 1; /* the horizon's end comes last */
	const int cells = COST_KINDS * sites * periods;
	struct cost_item *sums = memory_alloc(cells, sizeof *sums);
	struct cost_item *items;
	int i, n = 0;

	for (i = 0; i < m->n_costs; i++) {
		const struct cost_entry *cost = &m->costs[i];
		int kind = (int)cost->kind;
		struct cost_item *sum = &sums[(kind * sites + cost->place.site + 1) * periods + cost->place.period];
		double amount = cost->nominal * (cost->column < 0 ? 1.0 : x[cost->column]);

		*sum = (struct cost_item){ cost->kind, cost->place.site, cost->place.period, sum->nominal_cny + amount,
			                   sum->present_cny + amount * cost->discount };
	}
	for (i = 0; i < cells; i++)
		n += fabs(sums[i].nominal_cny) > 0.0;
	items = arena_alloc(plan->arena, n, sizeof *items);
	n = 0;
	for (i = 0; i < cells; i++) {
		if (fabs(sums[i].nominal_cny) <= 0.0)
			continue;
		items[n++] = sums[i];
		plan->objective_cny += sums[i].present_cny;
	}
	memory_free(sums);
	plan->n_costs = n;
	plan->costs = items;
}

struct plan *model_plan(const struct model *model, const struct model_answer *answer, struct error *err)
{
	int n = lp_n_columns(model->lp);
	double *x = memory_alloc(n, sizeof *x);
	struct plan *plan;

	if (round_columns(model, answer->x, x, err) != 0) {
		memory_free(x);
		return NULL;
	}
	settle_loads(model, x);
	settle_soft(model, x);
	plan = plan_new(model->sc);
	snprintf(plan->status, sizeof plan->status, "%s", answer->status);
	snprintf(plan->solver, sizeof plan->solver, "%s", answer->solver);
	plan->lp_bound_cny = answer->lp_bound;
	plan->mip_bound_cny = answer->mip_bound;
	plan->fixed_cny = answer->fixed_cost;
	fill_flows(model, x, plan);
	fill_hosting(model, x, plan);
	standby_extract(model, x, plan);
	energy_extract(model, x, plan);
	network_extract(model, x, plan);
	fill_costs(model, x, plan);
	results_build(model, answer, x, plan);
	bindings_build(model, answer, plan);
	memory_free(x);
	return plan;
}
