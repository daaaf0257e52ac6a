/* number.c - NUMBER and SERIES: the value, its unit, its origin, its range, its mark. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

static const double lint_least = 1e-9, lint_most = 1e12;

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

/*
 * The field's unit with the scenario's currency. "metric" is the unit of the target's metric, "target" the same unless the
 * value is a share of a baseline, "CNY/unit" money for one of the metric's unit.
 */
const char *number_unit(const struct reader *r, const struct field *field)
{
	const char *unit = field->unit, *currency = r->sc->money.currency;

	if (!strcmp(unit, "target") && r->relative_now)
		unit = "1";
	else if (!strcmp(unit, "target") || !strcmp(unit, "metric"))
		unit = r->unit_now ? r->unit_now : "1";
	else if (!strcmp(unit, "CNY/unit"))
		unit = arena_format(r->arena, "CNY/%s", r->unit_now && strcmp(r->unit_now, "1") != 0 ? r->unit_now : "unit");
	if (!strncmp(unit, "CNY", 3) && currency && strcmp(currency, "CNY") != 0)
		unit = arena_format(r->arena, "%s%s", currency, unit + 3);
	return unit;
}

static bool is_number(struct reader *r, const struct node *node)
{
	if (node->kind == NODE_NUMBER && isfinite(node->number))
		return true;
	error_at(r, node, "expected a number (got %s)", node_kind_name(node));
	return false;
}

static bool in_range(struct reader *r, const struct field *field, const struct node *node, double value)
{
	struct str text = STR_INIT;
	bool low = field->over ? !(value > field->least) : value < field->least;
	bool good = !low && !(value > field->most);

	if (!good) {
		str_add(&text, "out of range (got ");
		str_add_number(&text, value);
		str_add(&text, field->over ? ", expected more than " : ", expected at least ");
		str_add_number(&text, field->least);
		if (isfinite(field->most)) {
			str_add(&text, " and at most ");
			str_add_number(&text, field->most);
		}
		if (strcmp(number_unit(r, field), "1") != 0)
			str_addf(&text, ", in %s", number_unit(r, field));
		str_add_char(&text, ')');
		if (!strcmp(field->key, "latitude_deg"))
			str_add(&text, "; are latitude and longitude swapped?");
		error_at(r, node, "%s", text.text);
	}
	str_dispose(&text);
	return good;
}

static void lint(struct reader *r, const struct node *node, double value)
{
	if (node->underflow)
		finding_at_node(r->findings, node, AT_VALUE, true, "is too small for a double and counts as 0");
	else if (fabs(value) > lint_most || (fabs(value) < lint_least && fabs(value) > 0))
		finding_at_node(r->findings, node, AT_VALUE, true,
		                "is far from the size of the other numbers (got %g, expected 1e-9 to 1e12 or 0): is the unit right?",
		                value);
}

/* ---- origins ---- */

static const struct node *origin_key(const struct node *object, enum origin_kind *kind)
{
	static const char *const keys[] = { "stated", "sourced", "assumed" };
	int i;

	for (i = 0; i < 3; i++) {
		const struct node *found = node_get(object, keys[i]);

		if (found) {
			*kind = (enum origin_kind)i;
			return found;
		}
	}
	return NULL;
}

static bool pair_read(struct reader *r, const struct node *node, double pair[2])
{
	if (node->kind != NODE_ARRAY || node->n != 2 || node->first->kind != NODE_NUMBER || node->last->kind != NODE_NUMBER) {
		error_at(r, node, "expected a list of two numbers, low and high (got %s)", node_kind_name(node));
		return false;
	}
	pair[0] = node->first->number;
	pair[1] = node->last->number;
	if (pair[0] > pair[1]) {
		struct str low = STR_INIT, high = STR_INIT;

		node_pointer(node_source(node->first), &low);
		node_pointer(node_source(node->last), &high);
		error_at(r, node, "%s is more than %s (got %g and %g)", low.text, high.text, pair[0], pair[1]);
		str_dispose(&low);
		str_dispose(&high);
		return false;
	}
	return true;
}

/* Exactly one of stated, sourced, assumed; references exist; an assumption has a range. */
static bool origin_keys_check(struct reader *r, struct node *object)
{
	enum origin_kind kind = ORIGIN_STATED;
	const struct node *key = origin_key(object, &kind);
	int n = !!node_get(object, "stated") + !!node_get(object, "sourced") + !!node_get(object, "assumed");
	const struct node *range = node_get(object, "range"), *share = node_get(object, "range_share");
	enum collection of = kind == ORIGIN_STATED ? IN_STATEMENTS : IN_SOURCES;

	if (n != 1) {
		error_at(r, object, "expected exactly one of stated, sourced, assumed (got %d of them)", n);
		return false;
	}
	if (key->kind != NODE_STRING || !*key->string) {
		error_at(r, key, "expected words (got %s)", key->kind == NODE_STRING ? "none" : node_kind_name(key));
		return false;
	}
	if (kind == ORIGIN_ASSUMED) {
		if (!range && !share) {
			error_at(r, object, "an assumed number needs its plausible range (expected range or range_share)");
			return false;
		}
		return true;
	}
	if (range || share) {
		error_at(r, range ? range : share, "only an assumed number has a range");
		return false;
	}
	if (reader_find(r, of, key->string) < 0) {
		error_at(r, key, "unknown %s \"%s\"%s", collection_kinds[of].noun, key->string, reader_nearest(r, of, key->string));
		return false;
	}
	return true;
}

void origin_check(struct reader *r, struct node *origin)
{
	const struct node *share = node_get(origin, "range_share");
	double pair[2];

	if (origin->kind != NODE_OBJECT) {
		error_at(r, origin, "expected an object with stated, sourced or assumed (got %s)", node_kind_name(origin));
		return;
	}
	keys_check(r, &origin_table, origin);
	origin_keys_check(r, origin);
	if (share && pair_read(r, share, pair) && (pair[0] > 1 || pair[1] < 1))
		error_at(r, share, "the range does not hold the value itself (got %g to %g times it)", pair[0], pair[1]);
}

/* The nearest origin: in the layer that wrote the number, from the number outwards; else in the merged document. */
static struct node *enclosing_origin(const struct node *node)
{
	const struct node *at;
	struct node *found;

	for (at = node_source(node); at; at = at == node->layer->root ? NULL : at->parent) {
		found = node_get(at, "origin");
		if (found)
			return found;
	}
	for (at = node->parent; at; at = at->parent) {
		found = node_get(at, "origin");
		if (found)
			return found;
	}
	return NULL;
}

static bool origin_fill(struct reader *r, struct node *holder, double value, struct origin *origin, bool report,
                        const struct node *number)
{
	const struct node *key = origin_key(holder, &origin->kind);
	const struct node *range = node_get(holder, "range"), *share = node_get(holder, "range_share");
	double pair[2];

	if (!key || key->kind != NODE_STRING)
		return false; /* said where the origin stands */
	origin->reference = arena_string(r->arena, key->string);
	origin->range_low = origin->range_high = value;
	if (origin->kind != ORIGIN_ASSUMED)
		return true;
	if (range && pair_read(r, range, pair)) {
		origin->range_low = pair[0];
		origin->range_high = pair[1];
	} else if (!range && share && share->kind == NODE_ARRAY && share->n == 2 && share->first->kind == NODE_NUMBER &&
	           share->last->kind == NODE_NUMBER) {
		origin->range_low = fmin(value * share->first->number, value * share->last->number);
		origin->range_high = fmax(value * share->first->number, value * share->last->number);
	}
	if (report && (value < origin->range_low || value > origin->range_high)) {
		error_at(r, range ? range : number, "the range does not hold the value (got %g outside %g to %g)", value,
		         origin->range_low, origin->range_high);
		return false;
	}
	return true;
}

bool number_find_origin(struct reader *r, struct node *node, double value, struct origin *origin, bool report)
{
	enum origin_kind kind;
	struct node *outer;

	if (node->kind == NODE_OBJECT && (origin_key(node, &kind) || node_get(node, "range") || node_get(node, "range_share"))) {
		if (report && !origin_keys_check(r, node))
			return false;
		return origin_fill(r, node, value, origin, report, node);
	}
	if (node->layer->kind == LAYER_SET && (node->kind != NODE_OBJECT || node->first->layer->kind == LAYER_SET)) {
		origin->kind = ORIGIN_ASSUMED;
		origin->reference = "set on the command line";
		origin->range_low = origin->range_high = value;
		return true;
	}
	outer = enclosing_origin(node);
	if (!outer) {
		if (report)
			error_at(r, node, "the number has no origin (expected stated, sourced or assumed here, or an \"origin\" around it)");
		return false;
	}
	return origin_fill(r, outer, value, origin, false, node); /* checked where it stands */
}

/* ---- units ---- */

static void words_check(struct reader *r, const struct node *node, const char *expected, const char *what)
{
	if (node->kind != NODE_STRING || strcmp(node->string, expected) != 0)
		error_at(r, node, "the %s is not the field's (got \"%s\", expected \"%s\"): nothing is converted by guessing", what,
		         node->kind == NODE_STRING ? node->string : node_kind_name(node), expected);
}

static void unit_check(struct reader *r, const struct field *field, const struct node *object)
{
	const struct node *unit = node_get(object, "unit"), *currency = node_get(object, "currency");
	const struct node *year = node_get(object, "price_year");
	const char *expected = number_unit(r, field);
	bool money = r->sc->money.currency && !strncmp(expected, r->sc->money.currency, strlen(r->sc->money.currency));

	if (unit)
		words_check(r, unit, expected, "unit");
	if ((currency || year) && !money) {
		error_at(r, currency ? currency : year, "the field is no money (its unit is %s)", expected);
		return;
	}
	if (currency)
		words_check(r, currency, r->sc->money.currency, "currency");
	if (year && (year->kind != NODE_NUMBER || lround(year->number) != r->sc->money.price_year))
		error_at(r, year, "the price year is not the scenario's (got %g, expected %d): nothing is converted by guessing",
		         year->number, r->sc->money.price_year);
}

static void mark(struct reader *r, const struct field *field, struct node *node, const struct node *place, double value)
{
	struct str pointer = STR_INIT;
	struct number_mark m;
	const struct node *source = node_source(place);

	memset(&m, 0, sizeof m);
	if (!number_find_origin(r, node, value, &m.origin, true))
		return;
	node_pointer(node, &pointer);
	m.pointer = arena_string(r->arena, pointer.text);
	m.unit = number_unit(r, field);
	m.value = value;
	m.file = source->layer->name;
	m.line = source->line;
	m.column = source->column;
	memory_reserve((void **)&r->marks, &r->marks_capacity, r->n_marks + 1, sizeof *r->marks);
	r->marks[r->n_marks++] = m;
	str_dispose(&pointer);
}

bool number_read(struct reader *r, const struct field *field, struct node *node, double *value)
{
	struct node *number = node;

	if (node->kind == NODE_OBJECT) {
		keys_check(r, &number_table, node);
		unit_check(r, field, node);
		number = node_get(node, "value");
		if (!number)
			return false;
	}
	if (!is_number(r, number) || !in_range(r, field, number, number->number))
		return false;
	if (field->type == TYPE_WHOLE || field->type == TYPE_COUNT) {
		if (number->number < -1e9 || number->number > 1e9 || fabs(number->number - nearbyint(number->number)) > 0) {
			error_at(r, number, "expected a whole number of at most 1e9 (got %.17g)", number->number);
			return false;
		}
	}
	lint(r, number, number->number);
	*value = number->number;
	if (field->type == TYPE_COUNT && node->kind == NODE_NUMBER)
		return true; /* a plain count needs no origin */
	mark(r, field, node, number, *value);
	return true;
}

/* ---- series ---- */

static bool values_fill(struct reader *r, const struct field *field, const struct node *list, double *values)
{
	const struct node *item;
	int n = r->sc->n_periods, t = 0;

	if (list->kind != NODE_ARRAY) {
		error_at(r, list, "expected a list with a number for each period (got %s)", node_kind_name(list));
		return false;
	}
	if (list->n != n) {
		error_at(r, list, "the series has %d values, the horizon %d periods", list->n, n);
		return false;
	}
	for (item = list->first; item; item = item->next, t++) {
		if (!is_number(r, item) || !in_range(r, field, item, item->number))
			return false;
		lint(r, item, item->number);
		values[t] = item->number;
	}
	return true;
}

static int months_between(struct date from, struct date to)
{
	return (to.year - from.year) * 12 + to.month - from.month;
}

static bool growth_fill(struct reader *r, const struct field *field, const struct node *node, double *values)
{
	const struct node *start = node_get(node, "start"), *growth = node_get(node, "growth_per_year");
	int t;

	if (!start || !growth) {
		error_at(r, node, "start and growth_per_year go together (expected %s as well)", start ? "growth_per_year" : "start");
		return false;
	}
	if (!is_number(r, start) || !is_number(r, growth) || !in_range(r, field, start, start->number))
		return false;
	if (growth->number <= -1) {
		error_at(r, growth, "out of range (got %g, expected more than -1)", growth->number);
		return false;
	}
	lint(r, start, start->number);
	for (t = 0; t < r->sc->n_periods; t++) {
		int months = months_between(r->sc->horizon.first_day, r->sc->periods[t].last_day) + 1;

		values[t] = start->number * pow(1 + growth->number, months / 12.0);
		if (!isfinite(values[t]) || !in_range(r, field, growth, values[t]))
			return false;
	}
	return true;
}

static bool step_read(struct reader *r, const struct field *field, const struct node *step, struct date *from, double *value)
{
	const struct node *day, *number;

	if (step->kind != NODE_OBJECT) {
		error_at(r, step, "expected an object with from and value (got %s)", node_kind_name(step));
		return false;
	}
	keys_check(r, &step_table, step);
	day = node_get(step, "from");
	number = node_get(step, "value");
	if (!day || !number)
		return false;
	if (day->kind != NODE_STRING || date_parse(day->string, from) != 0) {
		error_at(r, day, "expected a day as \"YYYY-MM-DD\" (got %s%s%s)", day->kind == NODE_STRING ? "\"" : "",
		         day->kind == NODE_STRING ? day->string : node_kind_name(day), day->kind == NODE_STRING ? "\"" : "");
		return false;
	}
	if (!is_number(r, number) || !in_range(r, field, number, number->number))
		return false;
	lint(r, number, number->number);
	*value = number->number;
	return true;
}

static bool steps_fill(struct reader *r, const struct field *field, const struct node *steps, double *values)
{
	struct date last = { 0, 0, 0 };
	const struct node *step;
	int t;

	if (steps->kind != NODE_ARRAY) {
		error_at(r, steps, "expected a list of steps (got %s)", node_kind_name(steps));
		return false;
	}
	for (step = steps->first; step; step = step->next) {
		struct date from;
		double value;

		if (!step_read(r, field, step, &from, &value))
			return false;
		if (date_is_set(last) && date_compare(from, last) <= 0) {
			error_at(r, step, "the steps are not in the order of their days");
			return false;
		}
		last = from;
		for (t = 0; t < r->sc->n_periods; t++) {
			if (date_compare(r->sc->periods[t].first_day, from) >= 0)
				values[t] = value;
		}
	}
	for (t = 0; t < r->sc->n_periods; t++) {
		if (!in_range(r, field, steps, values[t]))
			return false; /* 0 before the first step may itself be out of range */
	}
	return true;
}

static bool table_fill(struct reader *r, const struct field *field, const struct node *node, double *values)
{
	const struct node *table = node_get(node, "table"), *column = node_get(node, "column");
	double *read;
	int t;

	if (!table || !column || table->kind != NODE_STRING || column->kind != NODE_STRING) {
		error_at(r, node, "table and column go together (expected a file name and a column's name)");
		return false;
	}
	if (!node_get(node, "unit")) {
		error_at(r, node, "a series from a table needs its unit (expected \"unit\": \"%s\")", number_unit(r, field));
		return false;
	}
	read = table_column(r, table, table->string, column->string);
	if (!read)
		return false;
	for (t = 0; t < r->sc->n_periods; t++) {
		if (!in_range(r, field, table, read[t]))
			return false;
		values[t] = read[t];
	}
	return true;
}

static bool constant_fill(struct reader *r, const struct field *field, const struct node *number, double *values)
{
	int t;

	if (!is_number(r, number) || !in_range(r, field, number, number->number))
		return false;
	lint(r, number, number->number);
	for (t = 0; t < r->sc->n_periods; t++)
		values[t] = number->number;
	return true;
}

double *series_values(struct reader *r, const struct field *field, struct node *node)
{
	double *values = arena_alloc(r->scratch, r->sc->n_periods, sizeof *values);
	struct node *value = node_get(node, "value"), *list = node_get(node, "values"), *steps = node_get(node, "steps");
	bool growth = node_get(node, "start") || node_get(node, "growth_per_year");
	bool table = node_get(node, "table") || node_get(node, "column");
	int forms = !!value + !!list + !!steps + growth + table;
	bool good;

	if (node->kind != NODE_OBJECT)
		return constant_fill(r, field, node, values) ? values : NULL;
	if (forms != 1) {
		error_at(r, node, "expected one of value, values, start with growth_per_year, steps, table with column (got %d of them)",
		         forms);
		return NULL;
	}
	if (value)
		good = constant_fill(r, field, value, values);
	else if (list)
		good = values_fill(r, field, list, values);
	else if (steps)
		good = steps_fill(r, field, steps, values);
	else
		good = growth ? growth_fill(r, field, node, values) : table_fill(r, field, node, values);
	return good ? values : NULL;
}

bool series_read(struct reader *r, const struct field *field, struct node *node, const double **series)
{
	bool whole = !strcmp(field->unit, "racks");
	double *values, *kept;
	int t;

	if (node->kind == NODE_OBJECT) {
		keys_check(r, &series_table, node);
		unit_check(r, field, node);
	}
	if (r->sc->n_periods == 0)
		return false; /* said at the horizon */
	values = series_values(r, field, node);
	if (!values)
		return false;
	kept = arena_alloc(r->arena, r->sc->n_periods, sizeof *kept);
	for (t = 0; t < r->sc->n_periods; t++)
		kept[t] = whole ? ceil(values[t] - 1e-9) : values[t];
	*series = kept;
	mark(r, field, node, node, values[0]);
	return true;
}
