/*
 * explain_conflict.c - a minimal set of items that no plan keeps together.
 *
 * Items are left out (waived) as long as there is still no plan. Where the relaxation decides, the price of giving way
 * rests on few items: the others go at once. What is left is tried in halves: a half without which there is still no
 * plan goes, another is tried in halves in its turn. An item that could not go at its time can never go later: more is
 * waived then, and there would be a plan the more. So what stays is minimal.
 */
#include "planner/base/memory.h"
#include "planner/cli/explain.h"

#include <string.h>

struct filter {
	struct inquiry *q;
	const bool *given; /* [n] waived from the beginning */
	bool *waived;      /* [n] that, and what went */
	bool *rests;       /* [n] scratch */
	bool *all;         /* [n] true */
	bool open;         /* a question had no answer: what stays may be too much */
	bool whole;        /* branch and bound decides */
};

/* Is there no plan with this waived? If so it stays waived, and what the answer does not rest on goes, too. */
static bool still_none(struct filter *filter, const bool *waived)
{
	struct probe probe = { .sc = filter->q->run->sc, .waived = waived };
	enum verdict verdict;
	int i;

	probe.priced = filter->whole ? NULL : filter->all;
	probe.relaxed = !filter->whole;
	probe.rests = filter->whole ? NULL : filter->rests;
	verdict = probe_run(filter->q, &probe);
	filter->open |= verdict == VERDICT_OPEN;
	if (verdict != VERDICT_NONE)
		return false;
	for (i = 0; i < filter->q->n; i++)
		filter->waived[i] = waived[i] || (probe.rests && !probe.rests[i]);
	return true;
}

/* Tries to let items [from, to) go, all of them, or half by half. */
static void leave_out(struct filter *filter, int from, int to)
{
	const int n = filter->q->n;
	bool *trial;
	bool any = false, gone;
	int i;

	for (i = from; i < to; i++)
		any |= !filter->waived[i];
	if (!any)
		return;
	trial = memory_alloc(n, sizeof *trial);
	memcpy(trial, filter->waived, (size_t)n * sizeof *trial);
	for (i = from; i < to; i++)
		trial[i] = true;
	gone = still_none(filter, trial);
	memory_free(trial);
	if (gone || to - from < 2)
		return;
	leave_out(filter, from, from + (to - from) / 2);
	leave_out(filter, from + (to - from) / 2, to);
}

/* Kind by kind: most kinds have no part in a conflict at all. */
static void leave_out_kinds(struct filter *filter, bool with_rows)
{
	const struct inquiry *q = filter->q;
	int from, to;

	for (from = 0; from < q->n; from = to) {
		to = from + 1;
		while (to < q->n && q->items[to].kind == q->items[from].kind)
			to++;
		if (item_has_rows(q->items[from].kind) == with_rows)
			leave_out(filter, from, to);
	}
}

/* Rules of dates and hosting have no prices that could tell: all of them first, then those without a part. */
static void leave_out_dates_and_places(struct filter *filter)
{
	const struct inquiry *q = filter->q;
	bool *trial = memory_alloc(q->n, sizeof *trial);
	int i;

	for (i = 0; i < q->n; i++)
		trial[i] = filter->waived[i] || !item_has_rows(q->items[i].kind);
	still_none(filter, trial);
	memory_free(trial);
}

/* Is there a plan with nothing but this item waived? Then there is one with more waived, too, and this is the smaller program. */
static bool is_needed(struct filter *filter, int item)
{
	bool *trial = memory_alloc(filter->q->n, sizeof *trial);
	struct probe probe = { .sc = filter->q->run->sc, .waived = trial, .briefly = true };
	enum verdict verdict;

	memcpy(trial, filter->given, (size_t)filter->q->n * sizeof *trial);
	trial[item] = true;
	verdict = probe_run(filter->q, &probe);
	memory_free(trial);
	return verdict == VERDICT_PLAN;
}

/*
 * Of items with rows, most that are left by now are needed: one by one, and by branch and bound, which may need less
 * than the relaxation does. One that goes may show by the prices of the others that more can go.
 */
static void leave_out_singly(struct filter *filter)
{
	const bool whole = filter->whole;
	const int n = filter->q->n;
	bool *trial = memory_alloc(n, sizeof *trial);
	int i;

	for (i = 0; i < n; i++) {
		if (filter->waived[i])
			continue;
		if (is_needed(filter, i))
			continue;
		memcpy(trial, filter->waived, (size_t)n * sizeof *trial);
		trial[i] = true;
		filter->whole = true;
		if (still_none(filter, trial) && !whole) {
			filter->whole = false;
			still_none(filter, filter->waived);
		}
	}
	filter->whole = whole;
	memory_free(trial);
}

bool conflict_find(struct inquiry *q, const bool *waived, struct conflict *conflict)
{
	struct filter filter = { .q = q, .given = waived };
	bool found, shares_do = false;
	int i;

	memset(conflict, 0, sizeof *conflict);
	filter.waived = memory_alloc(q->n, sizeof *filter.waived);
	filter.rests = memory_alloc(q->n, sizeof *filter.rests);
	filter.all = memory_alloc(q->n, sizeof *filter.all);
	memcpy(filter.waived, waived, (size_t)q->n * sizeof *waived);
	memset(filter.all, true, (size_t)q->n * sizeof *filter.all);
	found = still_none(&filter, waived);
	if (!found) { /* shares of 0/1 decisions do, or the prices of giving way were too uneven for an answer */
		shares_do = !filter.open;
		filter.open = false;
		filter.whole = true;
		found = still_none(&filter, waived);
	}
	if (found) {
		q->whole |= shares_do;
		if (filter.whole)
			leave_out_kinds(&filter, true);
		leave_out_dates_and_places(&filter);
		leave_out_kinds(&filter, false);
		leave_out_singly(&filter);
		conflict->items = memory_alloc(q->n, sizeof *conflict->items);
		for (i = 0; i < q->n; i++) {
			if (!filter.waived[i])
				conflict->items[conflict->n++] = i;
		}
		conflict->minimal = !filter.open;
	}
	q->limited |= filter.open;
	memory_free(filter.all);
	memory_free(filter.rests);
	memory_free(filter.waived);
	return found;
}

void conflict_dispose(struct conflict *conflict)
{
	memory_free(conflict->items);
	memset(conflict, 0, sizeof *conflict);
}
