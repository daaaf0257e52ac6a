/* series.c - a number for each period: constant, listed, growing, in steps, or a column of a table. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

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
		if (!number_is(r, item) || !number_in_range(r, field, item, item->number))
			return false;
		number_lint(r, item, item->number);
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
		error_at(r, node, "start and growth_per_year go together (expected %s as well)",
		         start ? "growth_per_year" : "start");
		return false;
	}
	if (!number_is(r, start) || !number_is(r, growth) || !number_in_range(r, field, start, start->number))
		return false;
	if (growth->number <= -1) {
		error_at(r, growth, "out of range (got %g, expected more than -1)", growth->number);
		return false;
	}
	number_lint(r, start, start->number);
	for (t = 0; t < r->sc->n_periods; t++) {
		int months = months_between(r->sc->horizon.first_day, r->sc->periods[t].last_day) + 1;

		values[t] = start->number * pow(1 + growth->number, months / 12.0);
		if (!isfinite(values[t]) || !number_in_range(r, field, growth, values[t]))
			return false;
	}
	return true;
}

static bool step_read(struct reader *r, const struct field *field, const struct node *step, struct date *from,
                      double *value)
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
		         day->kind == NODE_STRING ? day->string : node_kind_name(day),
		         day->kind == NODE_STRING ? "\"" : "");
		return false;
	}
	if (!number_is(r, number) || !number_in_range(r, field, number, number->number))
		return false;
	number_lint(r, number, number->number);
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
		if (!number_in_range(r, field, steps, values[t]))
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
		error_at(r, node, "a series from a table needs its unit (expected \"unit\": \"%s\")",
		         number_unit(r, field));
		return false;
	}
	read = table_column(r, table, table->string, column->string);
	if (!read)
		return false;
	for (t = 0; t < r->sc->n_periods; t++) {
		if (!number_in_range(r, field, table, read[t]))
			return false;
		values[t] = read[t];
	}
	return true;
}

static bool constant_fill(struct reader *r, const struct field *field, const struct node *number, double *values)
{
	int t;

	if (!number_is(r, number) || !number_in_range(r, field, number, number->number))
		return false;
	number_lint(r, number, number->number);
	for (t = 0; t < r->sc->n_periods; t++)
		values[t] = number->number;
	return true;
}

double *series_values(struct reader *r, const struct field *field, struct node *node)
{
	double *values = arena_alloc(r->scratch, r->sc->n_periods, sizeof *values);
	struct node *value = node_get(node, "value"), *list = node_get(node, "values"),
		    *steps = node_get(node, "steps");
	bool growth = node_get(node, "start") || node_get(node, "growth_per_year");
	bool table = node_get(node, "table") || node_get(node, "column");
	int forms = !!value + !!list + !!steps + growth + table;
	bool good;

	if (node->kind != NODE_OBJECT)
		return constant_fill(r, field, node, values) ? values : NULL;
	if (forms != 1) {
		error_at(r, node,
		         "expected one of value, values, start with growth_per_year, steps, table with column (got %d)",
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
		number_check_unit(r, field, node);
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
	number_mark_add(r, field, node, node, values[0]);
	return true;
}
