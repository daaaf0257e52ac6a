#include "planner/verify/mps.h"

#include "planner/base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 5 };

enum section {
	SECTION_NONE,
	SECTION_NAME,
	SECTION_ROWS,
	SECTION_COLUMNS,
	SECTION_RHS,
	SECTION_RANGES,
	SECTION_BOUNDS,
	SECTION_END
};

struct reader {
	struct mps *mps;
	const char *path;
	int line;
	struct error *err;
	enum section section;
	bool integer; /* between markers */
	int rows_capacity, columns_capacity, terms_capacity;
	bool *has_lower_bound, *has_upper_bound; /* [n_columns] was given */
	int *last_column;                        /* [n_rows] that has a term there, + 1 */
};

static int fail(struct reader *r, const char *what, const char *got)
{
	struct str where = STR_INIT;

	str_addf(&where, "%s:%d", r->path, r->line);
	error_set(r->err, FAULT_INPUT, where.text, "%s (got '%.100s')", what, got);
	str_dispose(&where);
	return -1;
}

/* ---- names ---- */

static int by_row_name(const void *a, const void *b, void *mps)
{
	const struct mps_row *rows = ((const struct mps *)mps)->rows;

	return strcmp(rows[*(const int *)a].name, rows[*(const int *)b].name);
}

static int by_column_name(const void *a, const void *b, void *mps)
{
	const struct mps_column *columns = ((const struct mps *)mps)->columns;

	return strcmp(columns[*(const int *)a].name, columns[*(const int *)b].name);
}

static int *sorted(struct mps *mps, int n, int (*compare)(const void *, const void *, void *))
{
	int *order = memory_alloc(n, sizeof *order), i;

	for (i = 0; i < n; i++)
		order[i] = i;
	qsort_r(order, (size_t)n, sizeof *order, compare, mps);
	return order;
}

/* ---- the sections ---- */

static int read_number(struct reader *r, const char *word, struct decimal *out)
{
	if (decimal_read(word, out))
		return fail(r, "a number of at most 18 digits is expected", word);
	return 0;
}

static int read_row(struct reader *r, char **words, int n)
{
	struct mps *mps = r->mps;
	void *rows = mps->rows;

	if (n != 2 || strlen(words[0]) != 1 || !strchr("NLGE", *words[0]))
		return fail(r, "a row is a type N, L, G or E and a name", words[0]);
	memory_reserve(&rows, &r->rows_capacity, mps->n_rows + 1, sizeof *mps->rows);
	mps->rows = rows;
	mps->rows[mps->n_rows++] = (struct mps_row){ .name = words[1], .type = *words[0] };
	return 0;
}

/* All rows are known: their names are put in order, and what is minimised is found. */
static int end_rows(struct reader *r)
{
	struct mps *mps = r->mps;
	struct str name = STR_INIT;
	int i, row;

	mps->rows_by_name = sorted(mps, mps->n_rows, by_row_name);
	for (i = 1; i < mps->n_rows; i++) {
		const char *before = mps->rows[mps->rows_by_name[i - 1]].name;

		if (strcmp(before, mps->rows[mps->rows_by_name[i]].name) == 0)
			return fail(r, "two rows have one name", before);
	}
	for (mps->cost = 0; mps->cost < mps->n_rows && mps->rows[mps->cost].type != 'N';)
		mps->cost++;
	if (mps->cost == mps->n_rows)
		return fail(r, "no row of type N says what is minimised", "none");
	r->last_column = memory_alloc(mps->n_rows, sizeof *r->last_column);
	mps->goals = memory_alloc(mps->n_rows, sizeof *mps->goals);
	for (;;) {
		str_clear(&name);
		str_addf(&name, "goal_%d", mps->n_goals + 1);
		row = mps_find_row(mps, name.text);
		if (row < 0 || row == mps->cost || mps->rows[row].type != 'N')
			break;
		mps->goals[mps->n_goals++] = row;
	}
	str_dispose(&name);
	return 0;
}

static int read_marker(struct reader *r, char **words)
{
	if (strcmp(words[2], "'INTORG'") == 0 && !r->integer)
		r->integer = true;
	else if (strcmp(words[2], "'INTEND'") == 0 && r->integer)
		r->integer = false;
	else
		return fail(r, "a marker is 'INTORG' or, after one, 'INTEND'", words[2]);
	return 0;
}

static void open_column(struct reader *r, const char *name)
{
	struct mps *mps = r->mps;
	void *columns = mps->columns;

	memory_reserve(&columns, &r->columns_capacity, mps->n_columns + 2, sizeof *mps->columns);
	mps->columns = columns;
	mps->columns[mps->n_columns++] = (struct mps_column){
		.name = name, .integer = r->integer, .has_lower = true, .first = mps->n_terms
	};
}

static int read_term(struct reader *r, char **words, int n)
{
	struct mps *mps = r->mps;
	void *terms = mps->terms;
	struct mps_term term;

	if (n != 3)
		return fail(r, "a line of COLUMNS has a column, a row and a number", words[0]);
	if (strcmp(words[1], "'MARKER'") == 0)
		return read_marker(r, words);
	if (mps->n_columns == 0 || strcmp(mps->columns[mps->n_columns - 1].name, words[0]) != 0)
		open_column(r, words[0]);
	if (mps->columns[mps->n_columns - 1].integer != r->integer)
		return fail(r, "a marker stands inside of a column", words[0]);
	term.row = mps_find_row(mps, words[1]);
	if (term.row < 0)
		return fail(r, "no such row", words[1]);
	if (read_number(r, words[2], &term.value))
		return -1;
	if (r->last_column[term.row] == mps->n_columns)
		return fail(r, "a row stands twice in a column", words[1]);
	r->last_column[term.row] = mps->n_columns;
	memory_reserve(&terms, &r->terms_capacity, mps->n_terms + 1, sizeof *mps->terms);
	mps->terms = terms;
	mps->terms[mps->n_terms++] = term;
	return 0;
}

static int end_columns(struct reader *r)
{
	struct mps *mps = r->mps;
	int i;

	if (mps->n_columns == 0)
		return fail(r, "there is no column", "none");
	mps->columns[mps->n_columns] = (struct mps_column){ .name = "", .first = mps->n_terms };
	mps->columns_by_name = sorted(mps, mps->n_columns, by_column_name);
	for (i = 1; i < mps->n_columns; i++) {
		const char *before = mps->columns[mps->columns_by_name[i - 1]].name;

		if (strcmp(before, mps->columns[mps->columns_by_name[i]].name) == 0)
			return fail(r, "a column stands at two places", before);
	}
	r->has_lower_bound = memory_alloc(mps->n_columns, sizeof *r->has_lower_bound);
	r->has_upper_bound = memory_alloc(mps->n_columns, sizeof *r->has_upper_bound);
	return 0;
}

static int read_rhs_or_range(struct reader *r, char **words, int n)
{
	const bool range = r->section == SECTION_RANGES;
	struct mps_row *row;
	int i;

	if (n != 3)
		return fail(r, "a set, a row and a number are expected", words[0]);
	i = mps_find_row(r->mps, words[1]);
	if (i < 0 || r->mps->rows[i].type == 'N')
		return fail(r, "no row with a limit", words[1]);
	row = &r->mps->rows[i];
	if (range ? row->has_range : row->has_rhs)
		return fail(r, "said twice of a row", words[1]);
	if (range && row->type == 'E')
		return fail(r, "a range of an equation means different things to different readers", words[1]);
	*(range ? &row->has_range : &row->has_rhs) = true;
	return read_number(r, words[2], range ? &row->range : &row->rhs);
}

static int take_bound(struct reader *r, int j, bool lower, const char *word)
{
	struct mps_column *column = &r->mps->columns[j];
	bool *given = lower ? &r->has_lower_bound[j] : &r->has_upper_bound[j];

	if (*given)
		return fail(r, "a bound is said twice", column->name);
	*given = true;
	*(lower ? &column->has_lower : &column->has_upper) = word != NULL;
	return word ? read_number(r, word, lower ? &column->lower : &column->upper) : 0;
}

static int read_bound(struct reader *r, char **words, int n)
{
	static const struct {
		const char *type;
		bool number, lower, upper;
	} kinds[] = {
		{ "LO", true, true, false },  { "UP", true, false, true },  { "FX", true, true, true },
		{ "MI", false, true, false }, { "PL", false, false, true }, { "FR", false, true, true },
	};
	enum { N_KINDS = sizeof kinds / sizeof *kinds };
	const char *number;
	int k, j;

	for (k = 0; k < N_KINDS && strcmp(kinds[k].type, words[0]) != 0;)
		k++;
	if (k == N_KINDS || n != (kinds[k].number ? 4 : 3))
		return fail(r, "a bound is LO, UP or FX, set, column and number, or MI, PL or FR, set and column",
		            words[0]);
	j = mps_find_column(r->mps, words[2]);
	if (j < 0)
		return fail(r, "no such column", words[2]);
	number = kinds[k].number ? words[3] : NULL;
	if ((kinds[k].lower && take_bound(r, j, true, number)) || (kinds[k].upper && take_bound(r, j, false, number)))
		return -1;
	if (kinds[k].upper && !r->has_lower_bound[j] && number && *number == '-')
		return fail(r, "UP below zero without LO means different things to different readers", words[2]);
	return 0;
}

/* ---- lines ---- */

static int enter_section(struct reader *r, char **words)
{
	static const char *const names[] = { "", "NAME", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA" };
	enum { N_SECTIONS = sizeof names / sizeof *names };
	const enum section before = r->section;
	int k;

	for (k = 1; k < N_SECTIONS && strcmp(names[k], words[0]) != 0;)
		k++;
	if (k == N_SECTIONS)
		return fail(r, "no section that is known here", words[0]);
	if (k <= (int)before)
		return fail(r, "a section out of its order", words[0]);
	if (k >= SECTION_COLUMNS && before < SECTION_ROWS)
		return fail(r, "the section ROWS is missing", words[0]);
	if (k > SECTION_COLUMNS && before < SECTION_COLUMNS)
		return fail(r, "the section COLUMNS is missing", words[0]);
	r->section = (enum section)k;
	if (k == SECTION_COLUMNS)
		return end_rows(r);
	return before == SECTION_COLUMNS ? end_columns(r) : 0;
}

static int read_line(struct reader *r, char **words, int n)
{
	switch (r->section) {
	case SECTION_ROWS: return read_row(r, words, n);
	case SECTION_COLUMNS: return read_term(r, words, n);
	case SECTION_RHS:
	case SECTION_RANGES: return read_rhs_or_range(r, words, n);
	case SECTION_BOUNDS: return read_bound(r, words, n);
	case SECTION_NONE:
	case SECTION_NAME:
	case SECTION_END: break;
	}
	return fail(r, "a line that belongs to no section", words[0]);
}

/* Cuts the line into words in place. Returns how many; more than MOST_WORDS are one too many for any section. */
static int cut(char *line, char **words)
{
	char *rest = line, *word;
	int n = 0;

	while ((word = strsep(&rest, " \t\r")) && n <= MOST_WORDS) {
		if (*word)
			words[n++] = word;
	}
	return n;
}

static int read_lines(struct reader *r, char *text)
{
	char *words[MOST_WORDS + 1], *rest = text, *line;
	bool heading;
	int n;

	while (r->section != SECTION_END && (line = strsep(&rest, "\n"))) {
		r->line++;
		if (*line == '*')
			continue;
		heading = *line != ' ' && *line != '\t';
		n = cut(line, words);
		if (n == 0)
			continue;
		if (heading ? enter_section(r, words) : read_line(r, words, n))
			return -1;
	}
	if (r->section != SECTION_END)
		return fail(r, "the file ends before ENDATA", "its end");
	if (r->integer)
		return fail(r, "a marker is never closed", "'INTORG'");
	return 0;
}

struct mps *mps_read(const char *text, size_t length, const char *path, struct error *err)
{
	struct reader r = { .mps = memory_alloc(1, sizeof *r.mps), .path = path, .err = err };
	int result;

	r.mps->text = memory_resize(NULL, length + 1, 1);
	memcpy(r.mps->text, text, length);
	r.mps->text[length] = '\0';
	if (strlen(r.mps->text) != length)
		result = fail(&r, "the file holds a NUL byte", "a NUL byte");
	else
		result = read_lines(&r, r.mps->text);
	memory_free(r.last_column);
	memory_free(r.has_lower_bound);
	memory_free(r.has_upper_bound);
	if (result == 0)
		return r.mps;
	mps_free(r.mps);
	return NULL;
}

void mps_free(struct mps *mps)
{
	if (!mps)
		return;
	memory_free(mps->rows);
	memory_free(mps->columns);
	memory_free(mps->terms);
	memory_free(mps->goals);
	memory_free(mps->rows_by_name);
	memory_free(mps->columns_by_name);
	memory_free(mps->text);
	memory_free(mps);
}
