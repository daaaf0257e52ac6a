/*
 * explain_repair.c - changes of one item that alone suffice: how large, what to set, and roughly what they cost.
 *
 * A size comes from the program in which this item alone may give way, rounded up; a date from trying its steps by
 * halves. Each is then applied as a --set text to the scenario, read again, and only kept when that has a plan in whole
 * racks.
 */
#include "planner/base/memory.h"
#include "planner/cli/explain_sets.h"

#include <math.h>
#include <string.h>

enum { MOST_TRIES = 7, MOST_STEPS = 4, HALVINGS = 3 };
/* Whole racks, steps and modules may need more than parts of them. */
static const double more[MOST_TRIES] = { 1.0, 1.02, 1.1, 1.3, 2.0, 4.0, 10.0 };

void repair_dispose(struct repair *repair)
{
	repair_unset(repair);
}

/* ---- what it costs, roughly ---- */

static double cost_of_power(const struct scenario *sc, int s, double mw)
{
	double least = HUGE_VAL;
	int f;

	for (f = sc->sites[s].feed_begin; f < sc->sites[s].feed_end; f++) {
		if (sc->feeds[f].cny_per_step > 0.0)
			least = fmin(least, sc->feeds[f].cny_per_step / sc->feeds[f].mw_per_step);
	}
	return mw * least;
}

static double cost_of_link(const struct scenario *sc, int l, double gbps)
{
	double least = HUGE_VAL;
	int i;

	for (i = sc->links[l].module_begin; i < sc->links[l].module_end; i++) {
		if (sc->modules[i].cny > 0.0)
			least = fmin(least, sc->modules[i].cny / sc->modules[i].gbps);
	}
	return gbps * least;
}

/* At the unit cost that the scenario gives for the same thing; not a number where it gives none. */
static double rough_cost(const struct scenario *sc, struct item item, double size)
{
	double cost = HUGE_VAL;

	switch (item.kind) {
	case ITEM_POWER: cost = cost_of_power(sc, item.of, size); break;
	case ITEM_LINK: cost = cost_of_link(sc, item.of, size); break;
	case ITEM_BUDGET: cost = sc->budgets[item.of].at_least ? HUGE_VAL : size; break;
	case ITEM_SIZE:
		cost = size * (sc->phases[item.of].shell_cny_per_rack + sc->phases[item.of].fitout_cny_per_rack);
		break;
	default: break;
	}
	return cost > 0.0 && isfinite(cost) ? cost : (double)NAN;
}

/* ---- how large ---- */

/* Up to whole racks, a hundredth of a per cent, or three digits. */
static double rounded_up(const struct scenario *sc, struct item item, double size)
{
	double unit = 1.0;

	if (size <= 0.0)
		return 0.0;
	if (item.kind == ITEM_TARGET && metric_kinds[sc->targets[item.of].metric].ratio)
		unit = 1e-4;
	else if (!item_comes_whole(sc, item))
		unit = pow(10.0, floor(log10(size)) - 2.0);
	if (item.kind == ITEM_SIZE)
		unit = sc->phases[item.of].module_racks;
	return ceil(size / unit - 1e-6) * unit;
}

/* How far the item must give way when nothing else does; < 0: that alone does not suffice, or is not known. */
static double size_alone(struct inquiry *q, int item, const bool *waived, bool relaxed)
{
	struct probe probe = { .sc = q->run->sc, .waived = waived, .relaxed = relaxed };
	bool *priced = memory_alloc(q->n, sizeof *priced);
	double *used = memory_alloc(q->n, sizeof *used);
	double size = -1.0;

	priced[item] = true;
	probe.priced = priced;
	probe.used = used;
	if (probe_run(q, &probe) != VERDICT_OPEN && probe.total >= 0.0)
		size = used[item];
	memory_free(used);
	memory_free(priced);
	return size;
}

/* ---- trying repairs ---- */

static struct repair repair_new(int item)
{
	struct repair repair = { .item = item, .way = REPAIR_CHANGE, .months = -1 };

	repair.from = repair.to = repair.cost_cny = (double)NAN;
	return repair;
}

static bool suffices(struct inquiry *q, struct repair *repair, const bool *waived)
{
	return repair->n_sets > 0 && sets_verdict(q, repair->n_sets, repair->sets, waived, true) == VERDICT_PLAN;
}

/* How far an item must give way at least, in parts of racks; < 0: that alone does not suffice. */
static double least_amount(struct inquiry *q, int item, const bool *waived)
{
	const struct item of = q->items[item];
	double size, value;

	if (of.kind == ITEM_TARGET)
		return target_best(q, item, waived, &value) == VERDICT_PLAN
		               ? fabs(q->run->sc->targets[of.of].value - value)
		               : -1.0;
	size = size_alone(q, item, waived, true);
	return size >= 0.0 && size < 1e-6 ? size_alone(q, item, waived, false) : size;
}

/* Gives the repair this size in the form that the scenario takes; false when there is no plan with it. */
static bool amount_suffices(struct inquiry *q, double size, const bool *waived, struct repair *repair)
{
	const struct item of = q->items[repair->item];
	const double rounded = rounded_up(q->run->sc, of, size);
	int form;

	for (form = 0; form < amount_forms(q, of); form++) {
		amount_sets(q, of, rounded, form, repair);
		if (suffices(q, repair, waived)) {
			repair->cost_cny = rough_cost(q->run->sc, of, rounded);
			return true;
		}
	}
	return false;
}

static bool find_amount(struct inquiry *q, int item, const bool *waived, struct repair *repair)
{
	const double least = least_amount(q, item, waived);
	const bool whole = item_comes_whole(q->run->sc, q->items[item]);
	double low, high, size = 0.0;
	int try, i;

	if (least < 0.0)
		return false;
	for (try = 0; try < MOST_TRIES; try++) {
		size = least * more[try] + (whole ? try : 0);
		if (amount_suffices(q, size, waived, repair))
			break;
	}
	if (try == MOST_TRIES)
		return false;
	repair->least = try == 0;
	high = size;
	low = try > 0 ? least * more[try - 1] : high;
	for (i = 0; try > 3 && i < HALVINGS; i++) {
		size = (low + high) / 2.0;
		if (amount_suffices(q, size, waived, repair))
			high = size;
		else
			low = size;
	}
	return try <= 3 || amount_suffices(q, high, waived, repair);
}

/* Where the time to build had to shorten, the start may not have to move so far: the least move that does with it. */
static void move_less(struct inquiry *q, const bool *waived, struct repair *repair)
{
	const struct item item = q->items[repair->item];
	struct repair trial = repair_new(repair->item);
	int low = -1, high = start_moves(q, item);

	if (high == 0 || repair->months < 0 || repair->n_sets > 2)
		return;
	while (high - low > 1) {
		const int middle = (low + high) / 2;

		start_sets(q, item, middle, repair->months, &trial);
		if (sets_verdict(q, trial.n_sets, trial.sets, waived, false) == VERDICT_PLAN)
			high = middle;
		else
			low = middle;
	}
	start_sets(q, item, high, repair->months, &trial);
	if (high < start_moves(q, item) && suffices(q, &trial, waived)) {
		repair_dispose(repair);
		*repair = trial;
	} else {
		repair_dispose(&trial);
	}
}

/* The first step that the relaxation allows, by halves; then the first from there that whole racks allow. */
static bool find_step(struct inquiry *q, int item, const bool *waived, struct repair *repair)
{
	const int last = steps_of(q, q->items[item]);
	int low = 0, high = last, step, try;

	while (high - low > 1) {
		const int middle = (low + high) / 2;

		step_sets(q, q->items[item], middle, repair);
		if (sets_verdict(q, repair->n_sets, repair->sets, waived, false) == VERDICT_PLAN)
			high = middle;
		else
			low = middle;
	}
	for (step = high, try = 0; step <= last && try < MOST_STEPS; step++, try++) {
		step_sets(q, q->items[item], step, repair);
		if (suffices(q, repair, waived)) {
			move_less(q, waived, repair);
			repair->least = try == 0;
			return true;
		}
	}
	return false;
}

/* A later date for a target: the first end of a period that does. */
static bool find_day(struct inquiry *q, int item, const bool *waived, struct repair *repair)
{
	const struct scenario *sc = q->run->sc;
	const struct target *target = &sc->targets[q->items[item].of];
	int t = target_first_period(q, item, waived), try;
	char day[16];

	repair->way = REPAIR_MOVE;
	for (try = 0; t >= 0 && t < sc->n_periods && try < MOST_STEPS; t++, try++) {
		repair_unset(repair);
		repair->day = sc->periods[t].last_day;
		repair_set(repair, "targets.%s.by=%s", target->id, date_format(repair->day, day));
		repair->least = try == 0;
		if (suffices(q, repair, waived))
			return true;
	}
	return false;
}

/* ---- all of a conflict, cheapest first ---- */

bool repair_is_in_use(const struct inquiry *q, const struct repair *repair)
{
	const struct item item = q->items[repair->item];

	return item.kind == ITEM_SIZE && q->run->sc->phases[item.of].state == PHASE_OPERATING;
}

/*
 * Known costs first; then dates, which cost nothing that the scenario knows; then by how much of the number changes. Racks in
 * use are as many as they are: what asks for more of them comes last.
 */
static double rank(const struct inquiry *q, const struct repair *repair)
{
	if (repair_is_in_use(q, repair))
		return 1e35 * (1.0 + 1e-15 * (isnan(repair->cost_cny) ? 1e15 : repair->cost_cny));
	if (!isnan(repair->cost_cny))
		return repair->cost_cny;
	if (!isnan(repair->from) && fabs(repair->from) > 0.0)
		return 1e30 * (1.0 + fmin(fabs((repair->to - repair->from) / repair->from), 1e3));
	return 1e29;
}

static void add_repair(const struct inquiry *q, struct explanation *explanation, struct repair repair, int which)
{
	int at = explanation->n_repairs++;

	explanation->repairs = memory_resize(explanation->repairs, (size_t)explanation->n_repairs,
	                                     sizeof *explanation->repairs);
	explanation->repairs_conflict = memory_resize(explanation->repairs_conflict, (size_t)explanation->n_repairs,
	                                              sizeof *explanation->repairs_conflict);
	for (; at > 0 && rank(q, &explanation->repairs[at - 1]) > rank(q, &repair); at--) {
		explanation->repairs[at] = explanation->repairs[at - 1];
		explanation->repairs_conflict[at] = explanation->repairs_conflict[at - 1];
	}
	explanation->repairs[at] = repair;
	explanation->repairs_conflict[at] = which;
}

static void try_repair(struct inquiry *q, int which, int item, const bool *waived,
                       bool (*find)(struct inquiry *q, int item, const bool *waived, struct repair *repair),
                       struct explanation *explanation)
{
	struct repair repair = repair_new(item);
	const int n_open = q->n_open;

	if (find(q, item, waived, &repair)) {
		add_repair(q, explanation, repair, which);
	} else {
		q->limited |= q->n_open > n_open; /* it may be one all the same */
		repair_dispose(&repair);
	}
}

void repairs_find(struct inquiry *q, int which, const bool *waived, struct explanation *explanation)
{
	const struct conflict *conflict = &explanation->conflicts[which];
	bool *without = memory_alloc(q->n, sizeof *without);
	int i;

	memcpy(without, waived, (size_t)q->n * sizeof *without);
	for (i = 0; i < conflict->n; i++) {
		const int item = conflict->items[i];
		struct probe probe = { .sc = q->run->sc, .waived = without, .relaxed = true };

		without[item] = true;
		if (probe_run(q, &probe) == VERDICT_PLAN) {
			try_repair(q, which, item, waived, item_has_rows(q->items[item].kind) ? find_amount : find_step,
			           explanation);
			if (q->items[item].kind == ITEM_TARGET)
				try_repair(q, which, item, waived, find_day, explanation);
		}
		without[item] = waived[item];
	}
	memory_free(without);
}
