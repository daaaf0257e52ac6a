/*
 * explain_warm.c - where the last program's simplex method ended, for the next program to begin at.
 *
 * Questions differ in a few columns or rows, so places are remembered by name. What is new stands where it does in any
 * beginning: a row in the basis, a column at its lower bound. Any basis leads to the same answers; a good one does at once.
 */
#include "planner/base/memory.h"
#include "planner/cli/explain.h"

#include <stdint.h>
#include <stdlib.h>

struct named {
	uint64_t name; /* hashed */
	double place;
};

struct places {
	int n;
	struct named *of; /* [n] by name */
};

static uint64_t hash(uint64_t seed, const char *text)
{
	uint64_t sum = 14695981039346656037u ^ seed;

	for (; *text; text++)
		sum = (sum ^ (unsigned char)*text) * 1099511628211u;
	return sum;
}

/* [n_rows + n_columns] Rows, then columns. */
static uint64_t *names_of(const struct lp *lp)
{
	const int n_rows = lp_n_rows(lp), n_columns = lp_n_columns(lp);
	uint64_t *names = memory_alloc(n_rows + n_columns, sizeof *names);
	struct str name = STR_INIT;
	int i;

	for (i = 0; i < n_rows + n_columns; i++) {
		str_clear(&name);
		if (i < n_rows)
			lp_row_name(lp, i, &name);
		else
			lp_column_name(lp, i - n_rows, &name);
		names[i] = hash(i < n_rows, name.text);
	}
	str_dispose(&name);
	return names;
}

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	return x->name < y->name ? -1 : x->name > y->name;
}

static void free_places(struct places *places)
{
	memory_free(places->of);
	memory_free(places);
}

void warm_keep(struct warm *warm, const struct lp *lp, const double *basis)
{
	struct places *places = memory_alloc(1, sizeof *places);
	uint64_t *names = names_of(lp);
	int i;

	places->n = lp_n_rows(lp) + lp_n_columns(lp);
	places->of = memory_alloc(places->n, sizeof *places->of);
	for (i = 0; i < places->n; i++)
		places->of[i] = (struct named){ names[i], basis[i] };
	memory_free(names);
	qsort(places->of, (size_t)places->n, sizeof *places->of, by_name);
	if (warm->n == WARM_BASES)
		free_places(warm->bases[--warm->n]);
	for (i = warm->n++; i > 0; i--)
		warm->bases[i] = warm->bases[i - 1];
	warm->bases[0] = places;
}

void warm_dispose(struct warm *warm)
{
	while (warm->n > 0)
		free_places(warm->bases[--warm->n]);
}

/* Fills start[]; false when it has too many or too few columns for a basis. */
static bool fits(const struct places *places, const uint64_t *names, int n_rows, int n, double *start)
{
	int in_basis = 0, i;

	for (i = 0; i < n; i++) {
		const struct named wanted = { names[i], 0 };
		const struct named *found = bsearch(&wanted, places->of, (size_t)places->n, sizeof wanted, by_name);

		start[i] = found ? found->place : i < n_rows ? PLACE_BASIC : PLACE_LOWER;
		in_basis += start[i] < 0.5;
	}
	return in_basis == n_rows;
}

double *warm_start(const struct warm *warm, const struct lp *lp)
{
	const int n_rows = lp_n_rows(lp), n = n_rows + lp_n_columns(lp);
	uint64_t *names = names_of(lp);
	double *start = memory_alloc(n, sizeof *start);
	bool found = false;
	int i;

	for (i = 0; i < warm->n && !found; i++)
		found = fits(warm->bases[i], names, n_rows, n, start);
	memory_free(names);
	if (found)
		return start;
	memory_free(start);
	return NULL;
}
