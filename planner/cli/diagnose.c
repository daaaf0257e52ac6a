#include "planner/cli/diagnose.h"
#include "planner/base/memory.h"
#include "planner/cli/explain_text.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static const double noise = 1e-6;      /* of a shortfall, as a share of the required value: less is none */
static const double least_cure = 0.01; /* of a shortfall: what would cure less is no cause worth naming */

struct question { /* asked again and again, each time without another item */
	struct inquiry inquiry;
	bool *waived, *targets; /* [n] */
	double *used;           /* [n] */
	double total;           /* of all shortfalls, each as a share of its value */
};

static void open_question(struct question *question, const struct run *run)
{
	int i;

	inquiry_open(&question->inquiry, run);
	question->waived = memory_alloc(question->inquiry.n, sizeof *question->waived);
	question->targets = memory_alloc(question->inquiry.n, sizeof *question->targets);
	question->used = memory_alloc(question->inquiry.n, sizeof *question->used);
	for (i = 0; i < question->inquiry.n; i++)
		question->targets[i] = question->inquiry.items[i].kind == ITEM_TARGET;
}

static void close_question(struct question *question)
{
	memory_free(question->used);
	memory_free(question->targets);
	memory_free(question->waived);
	inquiry_close(&question->inquiry);
}

/*
 * shortfalls[n_targets] of the required targets, of least sum. VERDICT_NONE: not even that helps. Racks need not come
 * out whole here: what no plan in parts of racks reaches, no plan in whole ones does, and the figures are free of what
 * rounding happens to do.
 */
static enum verdict least_shortfalls(struct question *question, double *shortfalls)
{
	struct inquiry *q = &question->inquiry;
	struct probe probe = {
		.sc = q->run->sc, .waived = question->waived, .priced = question->targets, .used = question->used
	};
	enum verdict verdict = probe_run(q, &probe);
	int i;

	if (verdict != VERDICT_OPEN)
		verdict = probe.total < 0.0 ? VERDICT_NONE : VERDICT_PLAN;
	if (verdict != VERDICT_PLAN)
		return verdict;
	memset(shortfalls, 0, (size_t)q->run->sc->n_targets * sizeof *shortfalls);
	question->total = probe.total;
	for (i = 0; i < q->n; i++) {
		if (q->items[i].kind == ITEM_TARGET)
			shortfalls[q->items[i].of] = question->used[i];
	}
	return VERDICT_PLAN;
}

static bool falls(const struct scenario *sc, int target, double from, double to)
{
	return to < from - noise * fmax(1.0, fabs(sc->targets[target].value));
}

/* Racks and sites come whole, so a shortfall of 0.2 is one of 1; a bound on what no plan reaches stays one. */
static double in_whole(const struct scenario *sc, int target, double shortfall)
{
	const char *unit = metric_kinds[sc->targets[target].metric].unit;

	if (strcmp(unit, "racks") != 0 && strcmp(unit, "sites") != 0)
		return shortfall;
	return ceil(shortfall - fmin(0.5, noise * fmax(1.0, fabs(sc->targets[target].value))));
}

static void add_cause(struct miss *miss, enum cause_kind kind, int item, double shortfall)
{
	struct cause cause = { kind, item, shortfall };
	int at = miss->n_causes;

	miss->causes = memory_resize(miss->causes, (size_t)miss->n_causes + 1, sizeof cause);
	miss->n_causes++;
	for (; at > 0 && miss->causes[at - 1].shortfall > shortfall + noise; at--)
		miss->causes[at] = miss->causes[at - 1];
	miss->causes[at] = cause;
}

/* A cause lowers the sum: another answer with the same sum, which misses other targets, is none. */
static void try_item(struct question *question, int item, enum cause_kind kind, double *shortfalls,
                     struct diagnosis *diagnosis)
{
	const double total = question->total;
	const struct scenario *sc = question->inquiry.run->sc;
	const int of = question->inquiry.items[item].of;
	enum verdict verdict;
	bool lower;
	int i;

	question->waived[item] = true;
	verdict = least_shortfalls(question, shortfalls);
	lower = question->total < total * (1 - noise);
	question->waived[item] = false;
	question->total = total;
	if (verdict != VERDICT_PLAN) {
		diagnosis->incomplete = true;
		return;
	}
	for (i = 0; i < diagnosis->n && lower; i++) {
		struct miss *miss = &diagnosis->misses[i];

		if (shortfalls[miss->target] < (1 - least_cure) * miss->shortfall)
			add_cause(miss, kind, of, in_whole(sc, miss->target, shortfalls[miss->target]));
	}
}

/* Dates, budgets and rules: what a planner can ask to have changed. */
static void try_items(struct question *question, double *shortfalls, struct diagnosis *diagnosis)
{
	static const enum item_kind of_cause[] = {
		[CAUSE_PHASE] = ITEM_DATES,   [CAUSE_SITE] = ITEM_OPENS, [CAUSE_DEMAND] = ITEM_MIGRATION,
		[CAUSE_BUDGET] = ITEM_BUDGET, [CAUSE_RULE] = ITEM_RULE,
	};
	size_t kind;
	int i;

	for (kind = 0; kind < sizeof of_cause / sizeof *of_cause; kind++) {
		for (i = 0; i < question->inquiry.n; i++) {
			if (question->inquiry.items[i].kind == of_cause[kind])
				try_item(question, i, (enum cause_kind)kind, shortfalls, diagnosis);
		}
	}
}

static void keep_misses(const struct scenario *sc, const double *shortfalls, struct diagnosis *diagnosis)
{
	int g;

	for (g = 0; g < sc->n_targets; g++) {
		struct miss miss = { g, 0, 0, NULL };

		/* What is only priced or striven for is free to fall short here. */
		if (sc->targets[g].modality != MODALITY_MUST || !falls(sc, g, shortfalls[g], 0))
			continue;
		miss.shortfall = in_whole(sc, g, shortfalls[g]);
		diagnosis->misses = memory_resize(diagnosis->misses, (size_t)diagnosis->n + 1, sizeof miss);
		diagnosis->misses[diagnosis->n++] = miss;
	}
}

/* Where no target is missed for want of a date, a budget or a rule, the conflict says more than nothing. */
static void find_conflict(struct question *question, struct diagnosis *diagnosis)
{
	struct conflict conflict;
	bool wanted = diagnosis->no_target_to_blame;
	int i;

	for (i = 0; i < diagnosis->n; i++)
		wanted |= diagnosis->misses[i].n_causes == 0;
	for (i = 0; i < question->inquiry.n; i++)
		question->waived[i] = diagnosis->no_target_to_blame && question->targets[i];
	if (!wanted || !conflict_find(&question->inquiry, question->waived, &conflict))
		return;
	diagnosis->conflict = memory_alloc(conflict.n, sizeof *diagnosis->conflict);
	for (i = 0; i < conflict.n; i++)
		diagnosis->conflict[i] = question->inquiry.items[conflict.items[i]];
	diagnosis->n_conflict = conflict.n;
	diagnosis->incomplete |= !conflict.minimal;
	conflict_dispose(&conflict);
}

static int find_out(const struct run *run, bool why, struct diagnosis *diagnosis, struct error *err)
{
	double *shortfalls = memory_alloc(run->sc->n_targets, sizeof *shortfalls);
	struct question question;
	int result = 0;

	memset(diagnosis, 0, sizeof *diagnosis);
	open_question(&question, run);
	switch (least_shortfalls(&question, shortfalls)) {
	case VERDICT_PLAN:
		keep_misses(run->sc, shortfalls, diagnosis);
		if (why)
			try_items(&question, shortfalls, diagnosis);
		if (why)
			find_conflict(&question, diagnosis);
		break;
	case VERDICT_NONE:
		diagnosis->no_target_to_blame = true;
		if (why)
			find_conflict(&question, diagnosis);
		break;
	case VERDICT_OPEN:
		result = error_set(err, FAULT_UNDECIDED, NULL, "%s",
		                   run_say(run, "infeasible, but why could not be found out in the limits given",
		                           "不可行；在给定的限制内未能查明原因"));
		break;
	}
	close_question(&question);
	memory_free(shortfalls);
	return result;
}

int diagnose(const struct run *run, struct diagnosis *diagnosis, struct error *err)
{
	return find_out(run, true, diagnosis, err);
}

int diagnose_shortfalls(const struct run *run, struct diagnosis *diagnosis, struct error *err)
{
	return find_out(run, false, diagnosis, err);
}

const struct miss *diagnosis_miss(const struct diagnosis *diagnosis, int target)
{
	int i;

	for (i = 0; diagnosis && i < diagnosis->n; i++) {
		if (diagnosis->misses[i].target == target)
			return &diagnosis->misses[i];
	}
	return NULL;
}

void diagnosis_dispose(struct diagnosis *diagnosis)
{
	int i;

	for (i = 0; i < diagnosis->n; i++)
		memory_free(diagnosis->misses[i].causes);
	memory_free(diagnosis->misses);
	memory_free(diagnosis->conflict);
	memset(diagnosis, 0, sizeof *diagnosis);
}
