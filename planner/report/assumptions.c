/* The assumed numbers of the summary: how many there are, and those that the dearest limits rest on. */
#include "planner/base/memory.h"
#include "planner/report/format.h"
#include "planner/report/limits.h"
#include "planner/report/summary.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ASSUMED = 10, POINTER_WIDTH = 42, VALUE_WIDTH = 18, RANGE_WIDTH = 18 };

struct resting { /* a number, and the dearest limit that rests on it */
	const struct number_mark *mark;
	int binding;
};

/* For each mark the first binding that rests on it; rows that only tie columns together come last. INT_MAX: none. */
static int *find_first(const struct plan *plan, const struct scenario *sc)
{
	int *first = memory_alloc(sc->n_marks, sizeof *first), i, a;

	for (i = 0; i < sc->n_marks; i++)
		first[i] = INT_MAX;
	for (i = 0; i < plan->n_bindings; i++) {
		const struct binding *binding = &plan->bindings[i];
		const int rank = limit_is_internal(binding->row) ? plan->n_bindings + i : i;

		for (a = 0; a < binding->n_assumed; a++) {
			const struct number_mark *mark = scenario_mark(sc, binding->assumed[a]);

			if (mark && rank < first[mark - sc->marks])
				first[mark - sc->marks] = rank;
		}
	}
	return first;
}

static int dearest_first(const void *a, const void *b)
{
	const struct resting *x = a, *y = b;

	if (x->binding != y->binding)
		return x->binding < y->binding ? -1 : 1;
	return strcmp(x->mark->pointer, y->mark->pointer);
}

static void add_line(struct str *out, const struct number_mark *mark)
{
	const struct origin *origin = &mark->origin;
	struct str cell = STR_INIT;

	str_add(out, "  ");
	format_left(out, mark->pointer, POINTER_WIDTH);
	format_short(&cell, mark->value, 4);
	if (strcmp(mark->unit, "1") != 0)
		str_addf(&cell, " %s", mark->unit);
	format_right(out, cell.text, VALUE_WIDTH);
	str_clear(&cell);
	format_short(&cell, origin->range_low, 4);
	str_add(&cell, " – ");
	format_short(&cell, origin->range_high, 4);
	format_right(out, cell.text, RANGE_WIDTH);
	str_add_char(out, '\n');
	str_dispose(&cell);
}

void summary_assumptions(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	struct resting *resting = memory_alloc(sc->n_marks, sizeof *resting);
	int *first = find_first(plan, sc), n = 0, assumed = 0, i;

	for (i = 0; i < sc->n_marks; i++) {
		if (sc->marks[i].origin.kind != ORIGIN_ASSUMED)
			continue;
		assumed++;
		if (first[i] < INT_MAX)
			resting[n++] = (struct resting){ &sc->marks[i], first[i] };
	}
	qsort(resting, (size_t)n, sizeof *resting, dearest_first);
	summary_heading(out, WORD_ASSUMED, NULL, language);
	str_add(out, "  ");
	summary_numbers(out, WORD_ASSUMED_COUNT, language, assumed, n, 0);
	str_add_char(out, '\n');
	for (i = 0; i < n && i < MOST_ASSUMED; i++)
		add_line(out, resting[i].mark);
	summary_more_rows(out, n - MOST_ASSUMED, "assumptions.csv", language);
	memory_free(first);
	memory_free(resting);
}
