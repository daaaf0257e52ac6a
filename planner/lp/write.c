/*
 * write.c - an lp as text that any solver reads: free MPS, CPLEX LP, and the CSV that gives the names back.
 *
 * Solvers disagree about long, foreign or odd names, so files carry ASCII ones made of the block's number and indices
 * (c12_3_0_5, r4_2). An objective's constant stands on the column "constant", fixed at 1, because some readers lose it.
 */
#include "planner/lp/parts.h"

#include <assert.h>
#include <math.h>

static void add_ascii(struct str *out, char letter, int block, int n_sets, const int *index)
{
	int i;

	str_addf(out, "%c%d", letter, block);
	for (i = 0; i < n_sets; i++)
		str_addf(out, "_%d", index[i]);
}

static void add_column(const struct lp *lp, int column, struct str *out)
{
	const struct lp_column *c = &lp->columns[column];

	add_ascii(out, 'c', c->block, lp->column_blocks.of[c->block].n_sets, c->index);
}

static void add_row(const struct lp *lp, int row, struct str *out)
{
	const struct lp_row *r = &lp->rows[row];

	add_ascii(out, 'r', r->block, lp->row_blocks.of[r->block].n_sets, r->index);
}

/*
 * The fewest digits from which the same double is read: 0.14 and not 0.14000000000000001, so that a solver in exact decimals
 * sees the scenario's numbers. printf writes a locale's comma; a file must not.
 */
static void add_exact(struct str *out, double value)
{
	const size_t from = out->length;
	size_t i;

	str_add_number(out, value);
	for (i = from; i < out->length; i++) {
		if (out->text[i] == ',')
			out->text[i] = '.';
	}
}

static double cost_of(const struct lp *lp, int tier, int column)
{
	return lp->n_tiers ? lp_cost_of(lp, tier, column) : 0;
}

static double constant_of(const struct lp *lp, int tier)
{
	return lp->n_tiers ? lp_constant_of(lp, tier) : 0;
}

static bool is_equality(const struct lp_row *r)
{
	return isfinite(r->low) && isfinite(r->high) && !(r->low < r->high);
}

static bool is_range(const struct lp_row *r)
{
	return isfinite(r->low) && isfinite(r->high) && r->low < r->high;
}

static char mps_type(const struct lp_row *r)
{
	if (is_equality(r))
		return 'E';
	if (isfinite(r->high))
		return 'L'; /* a range, too: high, and RANGES says how far down */
	return isfinite(r->low) ? 'G' : 'N';
}

/* The rows of an lp, read column by column: where column j stands. */
struct by_column {
	int *first, *row;
	double *coefficient;
};

static struct by_column transpose(const struct lp *lp)
{
	struct by_column t;
	int *next = memory_alloc(lp->n_columns + 1, sizeof *next);
	const int *columns;
	const double *coefficients;
	int i, k, n;

	t.first = memory_alloc(lp->n_columns + 1, sizeof *t.first);
	t.row = memory_alloc(lp->n_terms, sizeof *t.row);
	t.coefficient = memory_alloc(lp->n_terms, sizeof *t.coefficient);
	for (k = 0; k < lp->n_terms; k++)
		t.first[lp->term_column[k] + 1]++;
	for (k = 0; k < lp->n_columns; k++) {
		t.first[k + 1] += t.first[k];
		next[k + 1] = t.first[k + 1];
	}
	for (i = 0; i < lp->n_rows; i++) {
		n = lp_row_terms(lp, i, &columns, &coefficients);
		for (k = 0; k < n; k++) {
			t.row[next[columns[k]]] = i;
			t.coefficient[next[columns[k]]++] = coefficients[k];
		}
	}
	memory_free(next);
	return t;
}

static void mps_entry(struct str *out, const struct lp *lp, int column, const char *row, double value)
{
	str_add(out, " ");
	add_column(lp, column, out);
	str_addf(out, " %s ", row);
	add_exact(out, value);
	str_add(out, "\n");
}

static void mps_column(const struct lp *lp, int tier, const struct by_column *t, int column, struct str *out)
{
	struct str name = STR_INIT;
	const double cost = cost_of(lp, tier, column);
	int k;

	/* A column without any entry would not exist for a reader, so the objective names it in any case. */
	if (fabs(cost) > 0 || t->first[column] == t->first[column + 1])
		mps_entry(out, lp, column, "cost", cost);
	for (k = 1; k < tier; k++) {
		if (!(fabs(cost_of(lp, k, column)) > 0))
			continue;
		str_clear(&name);
		str_addf(&name, "goal_%d", k);
		mps_entry(out, lp, column, name.text, cost_of(lp, k, column));
	}
	for (k = t->first[column]; k < t->first[column + 1]; k++) {
		str_clear(&name);
		add_row(lp, t->row[k], &name);
		mps_entry(out, lp, column, name.text, t->coefficient[k]);
	}
	str_dispose(&name);
}

static bool has_constant(const struct lp *lp, int tier)
{
	int k;

	for (k = 1; k < tier; k++) {
		if (fabs(constant_of(lp, k)) > 0)
			return true;
	}
	return fabs(constant_of(lp, tier)) > 0;
}

static void mps_constant(const struct lp *lp, int tier, struct str *out)
{
	int k;

	if (!has_constant(lp, tier))
		return;
	str_add(out, " constant cost ");
	add_exact(out, constant_of(lp, tier));
	str_add(out, "\n");
	for (k = 1; k < tier; k++) {
		if (!(fabs(constant_of(lp, k)) > 0))
			continue;
		str_addf(out, " constant goal_%d ", k);
		add_exact(out, constant_of(lp, k));
		str_add(out, "\n");
	}
}

static void mps_columns(const struct lp *lp, int tier, struct str *out)
{
	struct by_column t = transpose(lp);
	bool in_marker = false, integer;
	int j, markers = 0;

	str_add(out, "COLUMNS\n");
	for (j = 0; j < lp->n_columns; j++) {
		integer = lp->columns[j].kind == LP_INTEGER;
		if (integer != in_marker)
			str_addf(out, " m%d 'MARKER' '%s'\n", markers++, integer ? "INTORG" : "INTEND");
		in_marker = integer;
		mps_column(lp, tier, &t, j, out);
	}
	if (in_marker)
		str_addf(out, " m%d 'MARKER' 'INTEND'\n", markers);
	mps_constant(lp, tier, out);
	memory_free(t.first);
	memory_free(t.row);
	memory_free(t.coefficient);
}

static void mps_row_numbers(const struct lp *lp, struct str *out)
{
	const struct lp_row *r;
	int i;

	str_add(out, "RHS\n");
	for (i = 0; i < lp->n_rows; i++) {
		r = &lp->rows[i];
		if (mps_type(r) == 'N')
			continue;
		str_add(out, " rhs ");
		add_row(lp, i, out);
		str_add(out, " ");
		add_exact(out, mps_type(r) == 'G' ? r->low : r->high);
		str_add(out, "\n");
	}
	str_add(out, "RANGES\n");
	for (i = 0; i < lp->n_rows; i++) {
		r = &lp->rows[i];
		if (!is_range(r))
			continue;
		str_add(out, " range ");
		add_row(lp, i, out);
		str_add(out, " ");
		add_exact(out, r->high - r->low);
		str_add(out, "\n");
	}
}

static void mps_bound(const struct lp *lp, int column, const char *type, double value, struct str *out)
{
	str_addf(out, " %s bound ", type);
	add_column(lp, column, out);
	str_add(out, " ");
	add_exact(out, value);
	str_add(out, "\n");
}

static void mps_bounds(const struct lp *lp, int tier, struct str *out)
{
	const struct lp_column *c;
	int j;

	str_add(out, "BOUNDS\n");
	for (j = 0; j < lp->n_columns; j++) {
		c = &lp->columns[j];
		if (c->lower < c->upper) {
			mps_bound(lp, j, "LO", c->lower,
			          out); /* first: UP below zero alone would move the lower bound */
			mps_bound(lp, j, "UP", c->upper, out);
		} else {
			mps_bound(lp, j, "FX", c->lower, out);
		}
	}
	if (has_constant(lp, tier))
		str_add(out, " FX bound constant 1\n");
}

void lp_write_mps(const struct lp *lp, int tier, struct str *out)
{
	int i;

	assert(!lp->open);
	str_addf(out, "* rackplan, tier %d: %d rows, %d columns, %d nonzeros\n", tier, lp->n_rows, lp->n_columns,
	         lp->n_terms);
	str_add(out, "NAME rackplan\nROWS\n N cost\n");
	for (i = 1; i < tier; i++)
		str_addf(out, " N goal_%d\n", i);
	for (i = 0; i < lp->n_rows; i++) {
		str_addf(out, " %c ", mps_type(&lp->rows[i]));
		add_row(lp, i, out);
		str_add(out, "\n");
	}
	mps_columns(lp, tier, out);
	mps_row_numbers(lp, out);
	mps_bounds(lp, tier, out);
	str_add(out, "ENDATA\n");
}

/* One term per line: readers cut long lines. */
static void lp_text_term(struct str *out, const struct lp *lp, double coefficient, int column)
{
	str_add(out, coefficient < 0 ? "\n - " : "\n + ");
	add_exact(out, fabs(coefficient));
	str_add(out, " ");
	add_column(lp, column, out);
}

static void lp_text_objective(const struct lp *lp, int tier, struct str *out)
{
	const double constant = constant_of(lp, tier);
	double cost;
	int j, n = 0;

	str_add(out, "Minimize\n cost:");
	for (j = 0; j < lp->n_columns; j++) {
		cost = cost_of(lp, tier, j);
		if (fabs(cost) > 0) {
			lp_text_term(out, lp, cost, j);
			n++;
		}
	}
	if (fabs(constant) > 0) {
		str_add(out, constant < 0 ? "\n - " : "\n + ");
		add_exact(out, fabs(constant));
		str_add(out, " constant");
	} else if (n == 0) {
		lp_text_term(out, lp, 0, 0);
	}
	str_add(out, "\n");
}

static void lp_text_side(const struct lp *lp, int row, const char *suffix, const char *relation, double value,
                         struct str *out)
{
	const struct lp_row *r = &lp->rows[row];
	int k;

	str_add(out, " ");
	add_row(lp, row, out);
	str_addf(out, "%s:", suffix);
	for (k = r->first; k < lp_row_end(lp, row); k++)
		lp_text_term(out, lp, lp->term_coefficient[k], lp->term_column[k]);
	if (r->first == lp_row_end(lp, row))
		lp_text_term(out, lp, 0, 0);
	str_addf(out, "\n %s ", relation);
	add_exact(out, value);
	str_add(out, "\n");
}

/* A range is written as two rows: readers differ on the form with a limit on both sides. A free row says nothing. */
static void lp_text_row(const struct lp *lp, int row, struct str *out)
{
	const struct lp_row *r = &lp->rows[row];

	str_add(out, "\\ ");
	lp_row_name(lp, row, out);
	str_add(out, "\n");
	if (is_equality(r)) {
		lp_text_side(lp, row, "", "=", r->low, out);
		return;
	}
	if (isfinite(r->low))
		lp_text_side(lp, row, is_range(r) ? "_low" : "", ">=", r->low, out);
	if (isfinite(r->high))
		lp_text_side(lp, row, is_range(r) ? "_high" : "", "<=", r->high, out);
}

static void lp_text_bounds(const struct lp *lp, int tier, struct str *out)
{
	int j;

	str_add(out, "Bounds\n");
	for (j = 0; j < lp->n_columns; j++) {
		str_add(out, "\\ ");
		lp_column_name(lp, j, out);
		str_add(out, "\n ");
		add_exact(out, lp->columns[j].lower);
		str_add(out, " <= ");
		add_column(lp, j, out);
		str_add(out, " <= ");
		add_exact(out, lp->columns[j].upper);
		str_add(out, "\n");
	}
	if (fabs(constant_of(lp, tier)) > 0)
		str_add(out, " constant = 1\n");
}

void lp_write_lp(const struct lp *lp, int tier, struct str *out)
{
	bool heading = false;
	int i, rows = 0;

	assert(!lp->open);
	str_addf(out, "\\ rackplan, tier %d: %d rows, %d columns, %d nonzeros\n", tier, lp->n_rows, lp->n_columns,
	         lp->n_terms);
	lp_text_objective(lp, tier, out);
	str_add(out, "Subject To\n");
	for (i = 0; i < lp->n_rows; i++) {
		lp_text_row(lp, i, out);
		rows += isfinite(lp->rows[i].low) || isfinite(lp->rows[i].high);
	}
	if (rows == 0 && lp->n_columns > 0) { /* a reader insists on one row */
		str_add(out, " nothing:");
		lp_text_term(out, lp, 0, 0);
		str_add(out, "\n >= 0\n");
	}
	lp_text_bounds(lp, tier, out);
	for (i = 0; i < lp->n_columns; i++) {
		if (lp->columns[i].kind != LP_INTEGER)
			continue;
		str_add(out, heading ? " " : "General\n ");
		heading = true;
		add_column(lp, i, out);
		str_add(out, "\n");
	}
	str_add(out, "End\n");
}

static void name_line(struct str *out, const struct str *ascii, const struct str *readable, const char *unit)
{
	str_add_csv(out, ascii->text);
	str_add(out, ",");
	str_add_csv(out, readable->text);
	str_add(out, ",");
	str_add_csv(out, unit ? unit : "");
	str_add(out, "\n");
}

void lp_write_names(const struct lp *lp, struct str *out)
{
	struct str ascii = STR_INIT, readable = STR_INIT;
	int i;

	str_add(out, "name,meaning,unit\n");
	for (i = 0; i < lp->n_columns; i++) {
		str_clear(&ascii);
		str_clear(&readable);
		add_column(lp, i, &ascii);
		lp_column_name(lp, i, &readable);
		name_line(out, &ascii, &readable, lp->column_blocks.of[lp->columns[i].block].unit);
	}
	for (i = 0; i < lp->n_rows; i++) {
		str_clear(&ascii);
		str_clear(&readable);
		add_row(lp, i, &ascii);
		lp_row_name(lp, i, &readable);
		name_line(out, &ascii, &readable, lp->row_blocks.of[lp->rows[i].block].unit);
	}
	str_dispose(&ascii);
	str_dispose(&readable);
}
