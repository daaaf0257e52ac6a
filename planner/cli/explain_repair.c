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

enum { MOST_STEPS = 4, HALVINGS = 3, MOST_TRIES = 4 };
/* Whole racks, steps and modules may need more than parts of them: so many times as much, then narrowed. */
static const double more[MOST_TRIES] = { 1.02, 10.0, 1.3, 3.0 }, near = 1.1;

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
	struct probe probe = { .sc = q->run->sc, .waived = waived, .relaxed = relaxed, .briefly = true };
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

/* How far an item must give way at least, in parts of racks; < 0: that alone does not suffice, or is not known. */
static double least_amount(struct inquiry *q, int item, const bool *waived, bool relaxed)
{
	const struct item of = q->items[item];
	double value;

	if (of.kind != ITEM_TARGET)
		return size_alone(q, item, waived, relaxed);
	return target_best(q, item, waived, relaxed, &value) == VERDICT_PLAN
	               ? fabs(q->run->sc->targets[of.of].value - value)
	               : -1.0;
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
			repair->form = form;
			repair->cost_cny = rough_cost(q->run->sc, of, rounded);
			return true;
		}
	}
	return false;
}

/* Between what does not do (low) and what does (high), by halves; the repair is left at what does. */
static void narrow_amount(struct inquiry *q, double low, double high, const bool *waived, struct repair *repair)
{
	const struct item of = q->items[repair->item];
	int form = repair->form, i;

	for (i = 0; i < HALVINGS && rounded_up(q->run->sc, of, high) > rounded_up(q->run->sc, of, low) * near; i++) {
		const double between = sqrt(fmax(low, high / 100.0) * high);

		if (amount_suffices(q, between, waived, repair)) {
			high = between;
			form = repair->form;
		} else {
			low = between;
		}
	}
	amount_sets(q, of, rounded_up(q->run->sc, of, high), form, repair);
	repair->cost_cny = rough_cost(q->run->sc, of, rounded_up(q->run->sc, of, high));
}

/*
 * The least in parts of racks; then, as that does not always do, the least with 0/1 decisions whole. Where not even that does,
 * whole racks need more: a little more, else much more, narrowed.
 */
static bool find_amount(struct inquiry *q, int item, const bool *waived, struct repair *repair)
{
	const int one = item_comes_whole(q->run->sc, q->items[item]);
	double least = least_amount(q, item, waived, true), whole;
	int try;

	if (least < 0.0)
		return false;
	repair->least = true;
	if (least > 1e-6 && amount_suffices(q, least, waived, repair))
		return true;
	whole = least_amount(q, item, waived, false);
	if (whole > least && whole > 1e-6 && amount_suffices(q, whole, waived, repair))
		return true;
	repair->least = false;
	least = fmax(least, whole);
	for (try = 0; try < MOST_TRIES; try++) {
		if (amount_suffices(q, least * more[try] + one, waived, repair))
			break;
	}
	if (try > 0 && try < MOST_TRIES)
		narrow_amount(q, least * more[0] + one, least * more[try] + one, waived, repair);
	return try < MOST_TRIES;
}

/* Where the time to build had to shorten, the start may not have to move so far: the least move that does with it. */
static void move_less(struct inquiry *q, const bool *waived, struct repair *repair)
{
	const struct item item = q->items[repair->item];
	struct repair trial = repair_new(repair->item);
	const bool least = repair->least;
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
		repair->least = least;
	} else {
		repair_dispose(&trial);
	}
}

typedef void step_setter(const struct inquiry *q, struct item item, int step, struct repair *repair);

/* The first step that the relaxation allows, by halves; then the first from there that whole racks allow. */
static bool find_step_of(struct inquiry *q, int item, const bool *waived, step_setter *set, int last,
                         struct repair *repair)
{
	int low = 0, high = last, step, try;

	while (high - low > 1) {
		const int middle = (low + high) / 2;

		set(q, q->items[item], middle, repair);
		if (sets_verdict(q, repair->n_sets, repair->sets, waived, false) == VERDICT_PLAN)
			high = middle;
		else
			low = middle;
	}
	for (step = high, try = 0; step <= last && try < MOST_STEPS; step++, try++) {
		set(q, q->items[item], step, repair);
		if (suffices(q, repair, waived)) {
			repair->least = try == 0;
			return true;
		}
	}
	return false;
}

static bool find_step(struct inquiry *q, int item, const bool *waived, struct repair *repair)
{
	if (!find_step_of(q, item, waived, step_sets, steps_of(q, q->items[item]), repair))
		return false;
	move_less(q, waived, repair);
	return true;
}

/* A link that may be filled further. */
static bool find_headroom(struct inquiry *q, int item, const bool *waived, struct repair *repair)
{
	repair->way = REPAIR_HEADROOM;
	return find_step_of(q, item, waived, headroom_sets, headroom_steps(q, q->items[item]), repair);
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

static void add_undecided(struct explanation *explanation, int item)
{
	const int n = explanation->n_undecided;

	if (n > 0 && explanation->undecided[n - 1] == item)
		return;
	explanation->undecided = memory_resize(explanation->undecided, (size_t)n + 1, sizeof *explanation->undecided);
	explanation->undecided[n] = item;
	explanation->n_undecided++;
}

static bool try_repair(struct inquiry *q, int which, int item, const bool *waived,
                       bool (*find)(struct inquiry *q, int item, const bool *waived, struct repair *repair),
                       struct explanation *explanation)
{
	struct repair repair = repair_new(item);
	const int n_open = q->n_open;

	if (find(q, item, waived, &repair)) {
		add_repair(q, explanation, repair, which);
		return true;
	}
	if (q->n_open > n_open)
		add_undecided(explanation, item);
	repair_dispose(&repair);
	return false;
}

static void try_ways(struct inquiry *q, int which, int item, const bool *waived, struct explanation *explanation)
{
	const enum item_kind kind = q->items[item].kind;
	bool found = try_repair(q, which, item, waived, item_has_rows(kind) ? find_amount : find_step, explanation);

	if (kind == ITEM_TARGET)
		try_repair(q, which, item, waived, find_day, explanation);
	if (kind == ITEM_LINK && found)
		try_repair(q, which, item, waived, find_headroom, explanation);
}

void repairs_find(struct inquiry *q, int which, const bool *waived, struct explanation *explanation)
{
	const struct conflict *conflict = &explanation->conflicts[which];
	bool *without = memory_alloc(q->n, sizeof *without);
	int i;

	memcpy(without, waived, (size_t)q->n * sizeof *without);
	for (i = 0; i < conflict->n; i++) {
		const int item = conflict->items[i];
		const bool sized = item_has_rows(q->items[item].kind) && q->items[item].kind != ITEM_TARGET;
		struct probe probe = { .sc = q->run->sc, .waived = without, .relaxed = true };

		without[item] = true;
		/* What has a size is asked for it; of the rest, whether it would do at all comes first. */
		if (sized || probe_run(q, &probe) == VERDICT_PLAN)
			try_ways(q, which, item, waived, explanation);
		without[item] = waived[item];
	}
	memory_free(without);
}
