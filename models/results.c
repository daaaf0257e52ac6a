/*
 * results.c - what became of the targets, and which limits cost money. models/README.md, "Results".
 */
#include "models/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double MET_TOLERANCE = 1e-6;    /* of max(1, |required|) */
static const double LEAST_PRICE_CNY = 0.005; /* half a cent is no price */

/* Sites of the target's scope with a start up to t, counted from the racks: the 0/1 columns may be lower, or absent. */
static double sites_started(const struct model *m, int g, int t, const double *x)
{
	const struct scenario *sc = m->sc;
	const struct scope *scope = &sc->targets[g].scope;
	double sites = 0.0;
	int s, p;

	for (s = 0; s < sc->n_sites; s++) {
		struct expr started = EXPR_INIT;

		if (!stock_scope_reaches(sc, scope, s, false))
			continue;
		for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
			if (scope_has_phase(scope, sc, p))
				stock_add_started(m, &started, p, t, 1.0);
		}
		if (stock_scope_reaches(sc, scope, s, true) || expr_value(&started, x) > 0.5)
			sites += 1.0;
		expr_dispose(&started);
	}
	return sites;
}

struct reading {
	double numerator, denominator, gap; /* gap: in the numerator's unit, >= 0 is met */
};

static struct reading read_target(const struct model *m, int g, int t, const double *x)
{
	const struct target *target = &m->sc->targets[g];
	struct expr e = EXPR_INIT;
	struct reading r;

	metric_numerator(m, g, t, 1.0, &e);
	r.numerator = target->metric == METRIC_SITES_STARTED ? sites_started(m, g, t, x) : expr_value(&e, x);
	expr_clear(&e);
	metric_denominator(m, g, t, 1.0, &e);
	r.denominator = expr_value(&e, x);
	r.gap = r.numerator - target->value * r.denominator;
	if (target->at_most)
		r.gap = -r.gap;
	expr_dispose(&e);
	return r;
}

/* Slack in the metric's unit. Of an empty denominator the gap is all there is. */
static double slack_of(const struct reading *r)
{
	return r->denominator > 0.0 ? r->gap / r->denominator : r->gap;
}

static double price_of(const struct model_answer *answer, int row, double denominator)
{
	double price = answer->row_price ? fabs(answer->row_price[row]) * denominator : 0.0;

	return price > LEAST_PRICE_CNY ? price : 0.0;
}

/* Of a share of given needs a unit is as many racks as there are needs; other ratios have a denominator that moves. */
static double row_units(const struct target *target, double denominator)
{
	if (!metric_kinds[target->metric].ratio)
		return 1.0;
	switch (target->metric) {
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE: return denominator;
	default: return 0.0;
	}
}

static void price_result(const struct model *m, const struct model_answer *answer, struct target_result *result,
                         struct plan *plan)
{
	const struct target *target = &m->sc->targets[result->target];
	const int row = m->target_row[result->target * m->sc->n_periods + result->period];
	const double units = row_units(target, result->denominator);

	if (row < 0)
		return;
	result->price_cny = price_of(answer, row, result->denominator);
	result->n_assumed = assumed_of_row(m, row, plan->arena, &result->assumed);
	if (!(units > 0.0) || target->modality == MODALITY_ENCOURAGED)
		return;
	result->range = limits_range(m, answer, row);
	result->range.loosened_by /= units;
	result->range.tightened_by /= units;
	result->range.saves_cny *= units;
	result->range.costs_cny *= units;
	if (result->range.tightened_by > 0.0)
		result->price_cny = result->range.costs_cny;
}

static struct target_result result_of(const struct model *m, const struct model_answer *answer, int g, const double *x,
                                      struct plan *plan)
{
	const struct scenario *sc = m->sc;
	const struct target *target = &sc->targets[g];
	struct target_result result = {
		.target = g, .period = -1, .required = target->value, .denominator = 1.0, .state = TARGET_OFF
	};
	struct reading least = { 0.0, 1.0, 0.0 };
	double tolerance = MET_TOLERANCE * fmax(1.0, fabs(target->value));
	int t;

	if (!scenario_option_on(sc, target->option))
		return result;
	for (t = 0; t < sc->n_periods; t++) {
		struct reading r;

		if (!soft_binds(sc, g, t))
			continue;
		r = read_target(m, g, t, x);
		/* A period without anything to take a share of speaks only when there is no other. */
		if (result.period >= 0 && (least.denominator > 0.0 || r.denominator <= 0.0) &&
		    (r.denominator <= 0.0 || slack_of(&r) >= slack_of(&least)))
			continue;
		least = r;
		result.period = t;
	}
	result.numerator = least.numerator;
	result.denominator = least.denominator;
	result.achieved = least.denominator > 0.0 ? least.numerator / least.denominator : 0.0;
	result.slack = slack_of(&least);
	result.state = least.gap >= -tolerance ? TARGET_MET : TARGET_MISSED;
	if (target->overruled_by >= 0) {
		result.state = TARGET_OVERRULED;
		return result;
	}
	if (soft_has_shortfall(m, g) && result.state == TARGET_MISSED)
		result.shortfall = -result.slack;
	if (result.period >= 0)
		price_result(m, answer, &result, plan);
	return result;
}

void results_build(const struct model *m, const struct model_answer *answer, const double *x, struct plan *plan)
{
	int n = m->sc->n_targets, g;
	struct target_result *results = arena_alloc(plan->arena, n, sizeof *results);

	for (g = 0; g < n; g++)
		results[g] = result_of(m, answer, g, x, plan);
	plan->n_results = n;
	plan->results = results;
}

/* ---- bindings ---- */

/* Which site and period a row speaks of, by its block's index sets. */
static void find_place(const struct model *m, int row, struct binding *binding)
{
	const char *name = lp_row_block_name(m->lp, lp_row_block_of(m->lp, row));
	const int *index = lp_row_index(m->lp, row);
	const struct scenario *sc = m->sc;

	binding->site = binding->period = -1;
	if (strcmp(name, "space") == 0 || strcmp(name, "power") == 0 || strcmp(name, "cooling") == 0 ||
	    strcmp(name, "opening_begins") == 0 || strcmp(name, "stranded") == 0) {
		binding->site = index[0];
		binding->period = index[1];
	} else if (strcmp(name, "density") == 0 || strcmp(name, "phase_available") == 0 ||
	           strcmp(name, "phase_order") == 0) {
		binding->site = sc->phases[index[0]].site;
		binding->period = index[1];
	} else if (strcmp(name, "opening_start") == 0) {
		binding->site = sc->phases[index[0]].site;
		binding->period = index[1];
	} else if (strcmp(name, "opening_once") == 0) {
		binding->site = index[0];
	} else if (strcmp(name, "energy_most") == 0) {
		binding->site = sc->energy_sources[index[0]].site;
		binding->period = index[1];
	} else if (strcmp(name, "backup_least") == 0 || strcmp(name, "backup_most") == 0) {
		binding->site = index[1];
		binding->period = index[2];
	} else if (strncmp(name, "lost_", 5) == 0 || strncmp(name, "worst_", 6) == 0) {
		binding->site = strcmp(name, "lost_dense") == 0 ? sc->phases[index[0]].site : index[0];
		binding->period = index[2];
	} else if (strcmp(name, "phase_started") == 0) {
		binding->site = sc->phases[index[0]].site;
	} else if (strcmp(name, "feed_fixed") == 0 || strcmp(name, "feed_begins") == 0) {
		binding->site = sc->feeds[index[0]].site;
		binding->period = index[1];
	} else if (strcmp(name, "feed_most") == 0 || strcmp(name, "feed_once") == 0) {
		binding->site = sc->feeds[index[0]].site;
	} else if (strcmp(name, "migration") == 0) {
		binding->site = sc->demands[index[0]].migration.from_site;
		binding->period = index[1];
	} else if (strcmp(name, "target") == 0 || strcmp(name, "bonus_most") == 0) {
		binding->period = index[1];
	} else if (strcmp(name, "conserve") == 0) {
		binding->period = index[2];
	} else if (strcmp(name, "link_load") == 0 || strcmp(name, "bw_fixed") == 0 || strcmp(name, "bw_begins") == 0 ||
	           strcmp(name, "lit_least") == 0 || strcmp(name, "lit_most") == 0) {
		binding->period = index[1];
	} else if (strcmp(name, "count_begun") == 0) {
		binding->site = index[1];
	} else if (strcmp(name, "count_opened") == 0) {
		binding->site = sc->phases[index[1]].site;
	}
}

/* A target's row is in its metric's unit, of a ratio in its numerator's; other rows of a block share one unit. */
static const char *unit_of_row(const struct model *m, int row)
{
	int block = lp_row_block_of(m->lp, row);
	const char *name = lp_row_block_name(m->lp, block);
	const struct target *target;

	if (strcmp(name, "target") != 0 && strcmp(name, "bonus_most") != 0)
		return lp_row_block_unit(m->lp, block);
	target = &m->sc->targets[lp_row_index(m->lp, row)[0]];
	if (!metric_kinds[target->metric].ratio)
		return metric_kinds[target->metric].unit;
	if (target->metric == METRIC_PUE)
		return "MW";
	if (target->metric == METRIC_GREEN_SHARE)
		return "MWh";
	return target->metric == METRIC_INSTALL_RATE ? "servers" : "racks";
}

static bool is_priced(const struct model *m, const struct model_answer *answer, int row)
{
	return limits_is_priced(m, row) && fabs(answer->row_price[row]) > LEAST_PRICE_CNY;
}

static int dearer_first(const void *a, const void *b)
{
	const struct binding *x = a, *y = b;

	if (x->price_cny > y->price_cny)
		return -1;
	if (x->price_cny < y->price_cny)
		return 1;
	return strcmp(x->row, y->row);
}

void bindings_build(const struct model *m, const struct model_answer *answer, struct plan *plan)
{
	struct binding *bindings;
	int rows = lp_n_rows(m->lp), row, n = 0;

	if (!answer->row_price)
		return;
	for (row = 0; row < rows; row++)
		n += is_priced(m, answer, row);
	bindings = arena_alloc(plan->arena, n, sizeof *bindings);
	n = 0;
	for (row = 0; row < rows; row++) {
		struct binding *binding = &bindings[n];
		struct str name = STR_INIT;

		if (!is_priced(m, answer, row))
			continue;
		n++;
		lp_row_name(m->lp, row, &name);
		binding->row = arena_string(plan->arena, name.text);
		str_dispose(&name);
		binding->family = m->row_family[row]->name;
		binding->unit = arena_string(plan->arena, unit_of_row(m, row));
		binding->price_cny = fabs(answer->row_price[row]);
		binding->lower = limits_is_lower(m, row);
		binding->range = limits_range(m, answer, row);
		find_place(m, row, binding);
		binding->n_assumed = assumed_of_row(m, row, plan->arena, &binding->assumed);
	}
	if (n > 1)
		qsort(bindings, (size_t)n, sizeof *bindings, dearer_first);
	plan->n_bindings = n;
	plan->bindings = bindings;
}
