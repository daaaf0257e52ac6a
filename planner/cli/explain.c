/*
 * explain.c - the parts of an explanation, in their order: what gives way least, what conflicts, what would repair it,
 * how far one gets.
 */
#include "planner/cli/explain.h"
#include "planner/base/memory.h"

#include <math.h>
#include <string.h>

enum { MOST_CONFLICTS = 6 };

/* ---- the least total change ---- */

/* Of targets, or of everything that has rows. VERDICT_NONE: not even that helps. */
static enum verdict least_change(struct inquiry *q, bool targets_only, bool relaxed, struct explanation *explanation)
{
	bool *waived = memory_alloc(q->n, sizeof *waived), *priced = memory_alloc(q->n, sizeof *priced);
	double *used = memory_alloc(q->n, sizeof *used);
	struct probe probe = { .sc = q->run->sc, .waived = waived, .priced = priced, .relaxed = relaxed, .used = used };
	enum verdict verdict;
	int i;

	explanation->n_short = 0;
	for (i = 0; i < q->n; i++)
		priced[i] = !targets_only || q->items[i].kind == ITEM_TARGET;
	verdict = probe_run(q, &probe);
	for (i = 0; i < q->n && verdict == VERDICT_NONE && probe.total >= 0.0; i++) {
		if (!(used[i] > 1e-6))
			continue;
		explanation->short_items = memory_resize(explanation->short_items, (size_t)explanation->n_short + 1,
		                                         sizeof *explanation->short_items);
		explanation->short_by = memory_resize(explanation->short_by, (size_t)explanation->n_short + 1,
		                                      sizeof *explanation->short_by);
		explanation->short_items[explanation->n_short] = i;
		explanation->short_by[explanation->n_short++] = item_comes_whole(q->run->sc, q->items[i])
		                                                        ? ceil(used[i] - 1e-6)
		                                                        : used[i];
	}
	memory_free(used);
	memory_free(priced);
	memory_free(waived);
	if (verdict == VERDICT_OPEN)
		return VERDICT_OPEN;
	return probe.total >= 0.0 ? VERDICT_PLAN : VERDICT_NONE;
}

/* With 0/1 decisions whole; where that was too hard, with shares of them. */
static enum verdict least_change_of(struct inquiry *q, bool targets_only, struct explanation *explanation)
{
	const enum verdict verdict = least_change(q, targets_only, false, explanation);

	return verdict == VERDICT_OPEN ? least_change(q, targets_only, true, explanation) : verdict;
}

static void find_least_change(struct inquiry *q, struct explanation *explanation)
{
	const enum verdict targets = least_change_of(q, true, explanation);

	explanation->without_targets = targets == VERDICT_NONE;
	if (targets != VERDICT_PLAN)
		least_change_of(q, false, explanation);
}

/* ---- conflicts ---- */

static void collect_conflicts(struct inquiry *q, bool *waived, struct explanation *explanation)
{
	struct conflict conflict;
	int i;

	while (explanation->n_conflicts < MOST_CONFLICTS && conflict_find(q, waived, &conflict)) {
		explanation->conflicts[explanation->n_conflicts++] = conflict;
		for (i = 0; i < conflict.n; i++)
			waived[conflict.items[i]] = true;
		if (conflict.n == 0)
			break;
	}
}

/*
 * What has no plan even without targets is found out without them, so that no target is in it; what targets add to that comes
 * after it.
 */
static void find_conflicts(struct inquiry *q, struct explanation *explanation)
{
	bool *waived = memory_alloc(q->n, sizeof *waived);
	int i;

	explanation->conflicts = memory_alloc(MOST_CONFLICTS, sizeof *explanation->conflicts);
	for (i = 0; i < q->n; i++)
		waived[i] = explanation->without_targets && q->items[i].kind == ITEM_TARGET;
	collect_conflicts(q, waived, explanation);
	for (i = 0; i < q->n && explanation->without_targets; i++)
		waived[i] = waived[i] && q->items[i].kind != ITEM_TARGET;
	if (explanation->without_targets && explanation->n_conflicts > 0 &&
	    explanation->conflicts[explanation->n_conflicts - 1].n > 0)
		collect_conflicts(q, waived, explanation);
	memory_free(waived);
}

/* With several conflicts, one is repaired while all items of the others are waived. */
static void find_repairs(struct inquiry *q, struct explanation *explanation)
{
	int c, other, i;

	for (c = 0; c < explanation->n_conflicts; c++) {
		bool *waived = memory_alloc(q->n, sizeof *waived);

		for (other = 0; other < explanation->n_conflicts; other++) {
			const struct conflict *conflict = &explanation->conflicts[other];

			for (i = 0; i < conflict->n && other != c; i++)
				waived[conflict->items[i]] = true;
		}
		repairs_find(q, c, waived, explanation);
		memory_free(waived);
	}
}

/* Are the first repairs of all conflicts, applied together, enough? */
static void try_together(struct inquiry *q, struct explanation *explanation)
{
	char *sets[MOST_CONFLICTS * MOST_SETS];
	bool *waived = memory_alloc(q->n, sizeof *waived);
	int n = 0, found = 0, c, i, k;

	for (c = 0; c < explanation->n_conflicts; c++) {
		for (i = 0; i < explanation->n_repairs && explanation->repairs_conflict[i] != c; i++)
			;
		found += i < explanation->n_repairs;
		for (k = 0; i < explanation->n_repairs && k < explanation->repairs[i].n_sets; k++)
			sets[n++] = explanation->repairs[i].sets[k];
	}
	if (explanation->n_conflicts > 1 && found == explanation->n_conflicts)
		explanation->together = sets_verdict(q, n, sets, waived, true) == VERDICT_PLAN;
	memory_free(waived);
}

static void find_reaches(struct inquiry *q, struct explanation *explanation)
{
	bool *wanted = memory_alloc(q->n, sizeof *wanted);
	int c, i;

	for (i = 0; i < explanation->n_short; i++)
		wanted[explanation->short_items[i]] = true;
	for (c = 0; c < explanation->n_conflicts; c++) {
		for (i = 0; i < explanation->conflicts[c].n; i++)
			wanted[explanation->conflicts[c].items[i]] = true;
	}
	explanation->reaches = memory_alloc(q->n, sizeof *explanation->reaches);
	for (i = 0; i < q->n; i++) {
		if (wanted[i] && q->items[i].kind == ITEM_TARGET)
			reach_find(q, i, &explanation->reaches[explanation->n_reaches++]);
	}
	memory_free(wanted);
}

int explain_scenario(struct inquiry *q, struct explanation *explanation)
{
	memset(explanation, 0, sizeof *explanation);
	find_least_change(q, explanation);
	find_conflicts(q, explanation);
	find_repairs(q, explanation);
	try_together(q, explanation);
	find_reaches(q, explanation);
	return explanation->n_conflicts > 0 ? 0 : FAULT_UNDECIDED;
}

void explanation_dispose(struct explanation *explanation)
{
	int i;

	for (i = 0; i < explanation->n_conflicts; i++)
		conflict_dispose(&explanation->conflicts[i]);
	for (i = 0; i < explanation->n_repairs; i++)
		repair_dispose(&explanation->repairs[i]);
	memory_free(explanation->reaches);
	memory_free(explanation->undecided);
	memory_free(explanation->repairs_conflict);
	memory_free(explanation->repairs);
	memory_free(explanation->conflicts);
	memory_free(explanation->short_by);
	memory_free(explanation->short_items);
	memset(explanation, 0, sizeof *explanation);
}
