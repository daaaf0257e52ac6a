/*
 * Targets: a required one is met, and what the plan says of each of them is what its decisions give.
 */
#include "planner/verify/check.h"

#include <math.h>

struct reach { /* a target at the end of one period */
	mpq_t numerator, denominator;
	mpq_t limit;            /* value, of a ratio value x denominator */
	bool met;               /* exactly */
	double gap;             /* over the limit in the right direction; < 0: missing; in the numerator's unit */
	double achieved, slack; /* as a target's result has them */
};

static void reach_init(struct reach *reach)
{
	mpq_inits(reach->numerator, reach->denominator, reach->limit, NULL);
}

static void reach_clear(struct reach *reach)
{
	mpq_clears(reach->numerator, reach->denominator, reach->limit, NULL);
}

/* Does the metric rest on MWh that the solver chose? */
static bool of_mwh(const struct check *c, enum metric metric)
{
	return c->sc->n_energy_sources > 0 &&
	       (metric == METRIC_GREEN_SHARE || metric == METRIC_CARBON_T || metric == METRIC_SPEND);
}

static void reach_at(const struct check *c, int g, int t, struct reach *reach)
{
	const struct target *target = &c->sc->targets[g];
	mpq_t ratio;

	fact_metric(c, g, t, reach->numerator, reach->denominator);
	exact_of(reach->limit, target->value);
	mpq_mul(reach->limit, reach->limit, reach->denominator);
	reach->met = target->at_most ? fact_at_most(reach->numerator, reach->limit, of_mwh(c, target->metric))
	                             : fact_at_most(reach->limit, reach->numerator, of_mwh(c, target->metric));
	reach->gap = exact_difference(reach->numerator, reach->limit) * (target->at_most ? -1.0 : 1.0);
	mpq_init(ratio);
	if (mpq_sgn(reach->denominator) != 0)
		mpq_div(ratio, reach->numerator, reach->denominator);
	reach->achieved = mpq_get_d(ratio);
	exact_of(reach->limit, target->value);
	reach->slack = exact_difference(ratio, reach->limit) * (target->at_most ? -1.0 : 1.0);
	if (mpq_sgn(reach->denominator) == 0) /* nothing to take a share of: the gap is all there is */
		reach->slack = reach->gap;
	mpq_mul(reach->limit, reach->limit, reach->denominator);
	mpq_clear(ratio);
}

bool fact_target_is_off(const struct check *c, int g)
{
	return !scenario_option_on(c->sc, c->sc->targets[g].option);
}

/* The periods at which target g binds: its own, or all. The reader's period is not trusted. */
static void binding_periods(const struct check *c, int g, int *first, int *last)
{
	const struct target *target = &c->sc->targets[g];

	*last = c->sc->n_periods - 1;
	*first = 0;
	if (date_is_set(target->by))
		*first = *last = fact_last_period_by(c, target->by);
}

/* ---- soft targets' prices ---- */

static bool is_priced(enum modality modality)
{
	return modality == MODALITY_IN_PRINCIPLE || modality == MODALITY_DISCOURAGED || modality == MODALITY_ENCOURAGED;
}

static void larger(mpq_t a, const mpq_t b)
{
	if (mpq_cmp(a, b) < 0)
		mpq_set(a, b);
}

/* What is missing; of an encouraged target what is earned: up to the limit, or below it. */
static void priced_amount(const struct target *target, const struct reach *reach, mpq_t amount)
{
	bool encouraged = target->modality == MODALITY_ENCOURAGED;
	mpq_t zero;

	mpq_init(zero);
	if (encouraged && !target->at_most)
		mpq_set(amount, mpq_cmp(reach->numerator, reach->limit) < 0 ? reach->numerator : reach->limit);
	else if (encouraged || !target->at_most)
		mpq_sub(amount, reach->limit, reach->numerator);
	else
		mpq_sub(amount, reach->numerator, reach->limit);
	larger(amount, zero);
	mpq_clear(zero);
}

static void add_target_parts(struct check *c, int g)
{
	const struct target *target = &c->sc->targets[g];
	enum cost_kind kind = target->modality == MODALITY_ENCOURAGED ? COST_BONUS : COST_SHORTFALL;
	struct reach reach;
	mpq_t amount;
	int first, last, t;

	reach_init(&reach);
	mpq_init(amount);
	binding_periods(c, g, &first, &last);
	for (t = first; t >= 0 && t <= last; t++) {
		reach_at(c, g, t, &reach);
		priced_amount(target, &reach, amount);
		exact_times(amount, target->price_cny_per_unit);
		if (kind == COST_BONUS)
			mpq_neg(amount, amount);
		if (mpq_sgn(amount) != 0)
			mpq_set(part_add(c, kind, -1, t)->nominal_cny, amount);
	}
	mpq_clear(amount);
	reach_clear(&reach);
}

void parts_of_targets(struct check *c)
{
	int g;

	for (g = 0; g < c->sc->n_targets; g++) {
		const struct target *target = &c->sc->targets[g];

		if (!fact_target_is_off(c, g) && target->overruled_by < 0 && is_priced(target->modality))
			add_target_parts(c, g);
	}
}

/* ---- required, and claimed ---- */

static const char *target_place(struct check *c, int g, int t)
{
	const char *id = c->sc->targets[g].id;

	return t < 0 ? id : check_text(c, "%s, %s", id, c->sc->periods[t].label);
}

static void check_required(struct check *c, int g, int t, const struct reach *reach)
{
	const struct target *target = &c->sc->targets[g];
	const char *unit = metric_kinds[target->metric].unit, *bound = target->at_most ? "allowed" : "required";

	check_compared(c);
	if (reach->met)
		return;
	if (metric_kinds[target->metric].ratio)
		check_fail(c, "target", target_place(c, g, t), -reach->slack, unit,
		           "%s of %s, which is %s; %s %s, missed by %s",
		           check_amount(c, mpq_get_d(reach->numerator), 0.0, 0),
		           check_amount(c, mpq_get_d(reach->denominator), 0.0, 0),
		           check_amount(c, reach->achieved, target->value, 4),
		           check_amount(c, target->value, reach->achieved, 4), bound,
		           check_amount(c, -reach->slack, 0.0, 4));
	else
		check_fail(c, "target", target_place(c, g, t), -reach->slack, unit,
		           "%s %s reached, %s %s, missed by %s", check_amount(c, reach->achieved, target->value, 0),
		           unit, check_amount(c, target->value, reach->achieved, 0), bound,
		           check_amount(c, -reach->slack, 0.0, 0));
}

static bool same(double a, double b)
{
	double scale = fmax(1.0, fmax(fabs(a), fabs(b)));

	return fabs(a - b) <= VERIFY_MONEY_TOLERANCE * scale;
}

static void check_claim(struct check *c, const struct target_result *result, const char *what, double claimed,
                        double found)
{
	check_compared(c);
	if (!same(claimed, found))
		check_fail(c, "target claim", target_place(c, result->target, result->period), claimed - found,
		           metric_kinds[c->sc->targets[result->target].metric].unit,
		           "the plan says %s is %s, its decisions give %s", what, check_amount(c, claimed, found, 2),
		           check_amount(c, found, claimed, 2));
}

static const char *state_word(enum target_state state)
{
	switch (state) {
	case TARGET_MET: return "met";
	case TARGET_MISSED: return "missed";
	case TARGET_OVERRULED: return "overruled";
	case TARGET_OFF: return "off";
	}
	return "unknown";
}

static void check_state(struct check *c, const struct target_result *result, enum target_state found, double gap)
{
	check_compared(c);
	if (result->state != found)
		check_fail(c, "target claim", target_place(c, result->target, result->period), gap,
		           metric_kinds[c->sc->targets[result->target].metric].unit,
		           "the plan says the target is %s, its decisions make it %s", state_word(result->state),
		           state_word(found));
}

/* In the metric's unit: of a ratio, what is missing of its denominator. Nothing is missing of an empty one. */
static double missing(const struct reach *reach)
{
	if (mpq_sgn(reach->denominator) == 0)
		return 0.0;
	return fmax(0.0, -reach->gap / mpq_get_d(reach->denominator));
}

static void check_numbers(struct check *c, const struct target_result *result, double least_slack)
{
	const struct target *target = &c->sc->targets[result->target];
	bool soft = target->modality != MODALITY_MUST && target->modality != MODALITY_ENCOURAGED &&
	            target->overruled_by < 0;
	struct reach reach;

	reach_init(&reach);
	reach_at(c, result->target, result->period, &reach);
	check_claim(c, result, "the required value", result->required, target->value);
	check_claim(c, result, "the achieved value", result->achieved, reach.achieved);
	check_claim(c, result, "the slack", result->slack, least_slack);
	check_claim(c, result, "the numerator", result->numerator, mpq_get_d(reach.numerator));
	check_claim(c, result, "the denominator", result->denominator, mpq_get_d(reach.denominator));
	check_claim(c, result, "the shortfall", result->shortfall, soft ? missing(&reach) : 0.0);
	reach_clear(&reach);
}

static const struct target_result *result_of(const struct check *c, int g)
{
	int i;

	for (i = 0; i < c->plan->n_results; i++) {
		if (c->plan->results[i].target == g)
			return &c->plan->results[i];
	}
	return NULL;
}

static void check_result(struct check *c, int g, bool met, double least_slack, double least_gap, int first, int last)
{
	const struct target_result *result = result_of(c, g);
	enum target_state state = met ? TARGET_MET : TARGET_MISSED;

	check_compared(c);
	if (!result) {
		check_fail(c, "target claim", target_place(c, g, -1), 1.0, "targets",
		           "the plan says nothing of this target");
		return;
	}
	if (fact_target_is_off(c, g))
		state = TARGET_OFF;
	else if (c->sc->targets[g].overruled_by >= 0)
		state = TARGET_OVERRULED;
	check_state(c, result, state, least_gap);
	if (state == TARGET_OFF)
		return;
	check_compared(c);
	if (result->period < first || result->period > last)
		check_fail(c, "target claim", target_place(c, g, -1), 1.0, "periods",
		           "the plan shows a period at which the target does not bind");
	else
		check_numbers(c, result, least_slack);
}

static void check_target(struct check *c, int g)
{
	const struct target *target = &c->sc->targets[g];
	bool enforced = !fact_target_is_off(c, g) && target->overruled_by < 0 && target->modality == MODALITY_MUST;
	double least_slack = HUGE_VAL, least_gap = 0.0;
	bool met = true, some, any = false;
	struct reach reach;
	int first, last, t;

	reach_init(&reach);
	binding_periods(c, g, &first, &last);
	for (t = first; t >= 0 && t <= last; t++) {
		reach_at(c, g, t, &reach);
		if (enforced)
			check_required(c, g, t, &reach);
		met = met && reach.met;
		some = mpq_sgn(reach.denominator) != 0;
		/* A period with nothing to take a share of speaks only when there is no other. */
		if (some > any || (some == any && reach.slack < least_slack)) {
			least_slack = reach.slack;
			least_gap = reach.gap;
			any = some;
		}
	}
	check_result(c, g, met, least_slack, least_gap, first, last);
	reach_clear(&reach);
}

static bool is_goal(const struct check *c, int g)
{
	const struct target *target = &c->sc->targets[g];

	return target->modality == MODALITY_STRIVE && !fact_target_is_off(c, g) && target->overruled_by < 0;
}

double fact_goal_shortfall(const struct check *c, int g, int t)
{
	struct reach reach;
	double shortfall = 0;
	int first, last;

	binding_periods(c, g, &first, &last);
	if (!is_goal(c, g) || t < first || t > last)
		return 0;
	reach_init(&reach);
	reach_at(c, g, t, &reach);
	if (!reach.met)
		shortfall = fmax(0, -reach.gap);
	reach_clear(&reach);
	return shortfall;
}

bool fact_goal_missed(const struct check *c)
{
	bool missed = false;
	struct reach reach;
	int g, first, last, t;

	reach_init(&reach);
	for (g = 0; g < c->sc->n_targets; g++) {
		if (!is_goal(c, g))
			continue;
		binding_periods(c, g, &first, &last);
		for (t = first; t >= 0 && t <= last; t++) {
			reach_at(c, g, t, &reach);
			missed = missed || !reach.met;
		}
	}
	reach_clear(&reach);
	return missed;
}

void check_targets(struct check *c)
{
	int g;

	for (g = 0; g < c->sc->n_targets; g++)
		check_target(c, g);
}
