/* explain_reach.c - how far a target can get: the most of it by its date, the earliest date for its value. */
#include "planner/base/memory.h"
#include "planner/cli/explain.h"

#include <math.h>

enum { MOST_CLIMBS = 12, MOST_HALVINGS = 8 };

/* ---- a target's value ---- */

/* The same with another value of the target; *value becomes what that answer reaches. */
static enum verdict try_value(struct inquiry *q, int item, const bool *waived, bool relaxed, double *value)
{
	const int g = q->items[item].of;
	struct probe probe = { .waived = waived, .relaxed = relaxed };
	bool *priced = memory_alloc(q->n, sizeof *priced);
	double *used = memory_alloc(q->n, sizeof *used);
	struct changed changed;
	enum verdict verdict;

	changed_open(&changed, q->run->sc);
	changed.targets[g].value = *value;
	probe.sc = &changed.sc;
	priced[item] = true;
	probe.priced = priced;
	probe.used = used;
	verdict = probe_run(q, &probe);
	if (verdict == VERDICT_NONE && probe.total < 0.0)
		verdict = VERDICT_OPEN; /* nothing that this target does would help */
	if (verdict == VERDICT_NONE)
		*value += changed.targets[g].at_most ? used[item] : -used[item];
	changed_close(&changed);
	memory_free(used);
	memory_free(priced);
	return verdict;
}

/* The value of one period: asked for again and again it ends at the best (Dinkelbach's method, where it is a ratio). */
static enum verdict climb(struct inquiry *q, int item, const bool *waived, bool relaxed, double *value)
{
	enum verdict verdict = VERDICT_NONE;
	int i;

	for (i = 0; i < MOST_CLIMBS && verdict == VERDICT_NONE; i++)
		verdict = try_value(q, item, waived, relaxed, value);
	return verdict == VERDICT_PLAN ? VERDICT_PLAN : VERDICT_OPEN;
}

/*
 * Every answer's value is one that can be had. Where the target binds in many periods the least sum of what is missed
 * is not the least of the worst, so the rest is tried by halves.
 */
enum verdict target_best(struct inquiry *q, int item, const bool *waived, bool relaxed, double *value)
{
	const struct target *target = &q->run->sc->targets[q->items[item].of];
	double reached = target->value, missed = target->value, got;
	int i;

	if (climb(q, item, waived, relaxed, &reached) != VERDICT_PLAN)
		return VERDICT_OPEN;
	for (i = 0; i < MOST_HALVINGS && target->period < 0 && fabs(missed - reached) > 1e-4 * fabs(target->value);
	     i++) {
		const double between = (missed + reached) / 2.0;

		got = between;
		if (try_value(q, item, waived, relaxed, &got) == VERDICT_PLAN)
			reached = between;
		else
			missed = between;
	}
	*value = reached;
	return VERDICT_PLAN;
}

static enum verdict try_period(struct inquiry *q, int item, const bool *waived, int t)
{
	struct probe probe = { .waived = waived, .relaxed = true };
	struct changed changed;
	enum verdict verdict;

	changed_open(&changed, q->run->sc);
	changed.targets[q->items[item].of].period = t;
	probe.sc = &changed.sc;
	verdict = probe_run(q, &probe);
	changed_close(&changed);
	return verdict;
}

int target_first_period(struct inquiry *q, int item, const bool *waived)
{
	const struct scenario *sc = q->run->sc;
	int t = sc->targets[q->items[item].of].period;

	if (t < 0)
		return -1;
	for (t++; t < sc->n_periods; t++) {
		if (try_period(q, item, waived, t) == VERDICT_PLAN)
			return t;
	}
	return -1;
}

/* ---- how far a target can get ---- */

/* In shares of 0/1 decisions; where these reach the value, in whole ones. */
static bool find_best(struct inquiry *q, int item, const bool *waived, double *value)
{
	const double wanted = q->run->sc->targets[q->items[item].of].value;

	if (target_best(q, item, waived, true, value) != VERDICT_PLAN)
		return false;
	return fabs(*value - wanted) > 0.0 || target_best(q, item, waived, false, value) == VERDICT_PLAN;
}

void reach_find(struct inquiry *q, int item, struct reach *reach)
{
	bool *waived = memory_alloc(q->n, sizeof *waived);
	int t, i;

	reach->item = item;
	reach->value_known = find_best(q, item, waived, &reach->value);
	if (!reach->value_known) {
		reach->others_aside = true;
		for (i = 0; i < q->n; i++)
			waived[i] = q->items[i].kind == ITEM_TARGET && i != item;
		reach->value_known = find_best(q, item, waived, &reach->value);
	}
	t = reach->value_known ? target_first_period(q, item, waived) : -1;
	reach->day_known = t >= 0;
	if (t >= 0)
		reach->day = q->run->sc->periods[t].last_day;
	memory_free(waived);
}
