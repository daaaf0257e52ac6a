/*
 * stranded.c - power that is there and that the available racks could not draw, as a metric of targets.
 *
 * stranded[s,t] >= max(0, usable MW - what full racks would draw): a column, because no sum is a maximum. Its rows
 * belong to the family of targets (targets.c has the algebra); such a target is an upper limit: nothing pushes it up.
 */
#include "models/internal.h"

#include <math.h>

static bool is_asked(const struct model *m, int s, int t)
{
	const struct scenario *sc = m->sc;
	int g;

	for (g = 0; g < sc->n_targets; g++) {
		const struct target *target = &sc->targets[g];

		if (target->metric == METRIC_STRANDED_MW && scenario_option_on(sc, target->option) &&
		    soft_binds(sc, g, t) && scope_has_site(&target->scope, sc, s))
			return scenario_site_exists(sc, s);
	}
	return false;
}

/* Usable MW, less what the racks that are available could draw. */
static void add_gap(const struct model *m, int s, int t, struct expr *e)
{
	const struct scenario *sc = m->sc;
	int p;

	stock_add_usable_mw(m, e, s, t, 1.0);
	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		if (scenario_phase_exists(sc, p))
			stock_add_available(m, e, p, t, -sc->sites[s].pue[t] * sc->phases[p].max_kw_per_rack / 1000.0);
	}
}

void stranded_columns(struct model *m)
{
	const struct scenario *sc = m->sc;
	struct expr gap = EXPR_INIT;
	int block = -1, s, t;

	m->stranded = columns_table(m, sc->n_sites, sc->n_periods, 1);
	for (s = 0; s < sc->n_sites; s++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (!is_asked(m, s, t))
				continue;
			if (block < 0)
				block = lp_column_block(m->lp, "stranded", "MW", 2,
				                        (int[]){ m->sets.sites, m->sets.periods });
			expr_clear(&gap);
			add_gap(m, s, t, &gap);
			m->stranded[s * sc->n_periods + t] = lp_column(m->lp, block, (int[]){ s, t }, 0.0,
			                                               fmax(expr_highest(&gap, m->lp), 0.0),
			                                               LP_CONTINUOUS);
		}
	}
	expr_dispose(&gap);
}

void stranded_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = model_rows(m, "stranded", "MW", 2, (int[]){ m->sets.sites, m->sets.periods });
	struct expr gap = EXPR_INIT;
	int s, t;

	for (s = 0; s < sc->n_sites; s++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (stranded(m, s, t) < 0)
				continue;
			expr_clear(&gap);
			add_gap(m, s, t, &gap);
			expr_add(&gap, stranded(m, s, t), -1.0);
			lp_row_open(m->lp, block, (int[]){ s, t });
			expr_terms(&gap, m->lp);
			lp_row_at_most(m->lp, -gap.constant);
		}
	}
	expr_dispose(&gap);
}

void stranded_add(const struct model *m, const struct scope *scope, int t, double factor, struct expr *e)
{
	int s;

	for (s = 0; s < m->sc->n_sites; s++) {
		if (scope_has_site(scope, m->sc, s))
			expr_add(e, stranded(m, s, t), factor);
	}
}

void stranded_settle(const struct model *m, double *x)
{
	struct expr gap = EXPR_INIT;
	int s, t;

	for (s = 0; s < m->sc->n_sites; s++) {
		for (t = 0; t < m->sc->n_periods; t++) {
			if (stranded(m, s, t) < 0)
				continue;
			expr_clear(&gap);
			add_gap(m, s, t, &gap);
			x[stranded(m, s, t)] = fmax(0.0, expr_value(&gap, x));
		}
	}
	expr_dispose(&gap);
}
