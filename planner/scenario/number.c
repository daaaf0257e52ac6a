/* number.c - a NUMBER: its value, its unit, its mark. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

static const double lint_least = 1e-9, lint_most = 1e12;

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

/*
 * The field's unit with the scenario's currency. "metric" is the unit of the target's metric, "target" the same unless
 * the value is a share of a baseline, "CNY/unit" money for one of the metric's unit.
 */
const char *number_unit(const struct reader *r, const struct field *field)
{
	const char *unit = field->unit, *currency = r->sc->money.currency;

	if (!strcmp(unit, "target") && r->relative_now)
		unit = "1";
	else if (!strcmp(unit, "target") || !strcmp(unit, "metric"))
		unit = r->unit_now ? r->unit_now : "1";
	else if (!strcmp(unit, "CNY/unit"))
		unit = arena_format(r->arena, "CNY/%s",
		                    r->unit_now && strcmp(r->unit_now, "1") != 0 ? r->unit_now : "unit");
	if (!strncmp(unit, "CNY", 3) && currency && strcmp(currency, "CNY") != 0)
		unit = arena_format(r->arena, "%s%s", currency, unit + 3);
	return unit;
}

bool number_is(struct reader *r, const struct node *node)
{
	if (node->kind == NODE_NUMBER && isfinite(node->number))
		return true;
	error_at(r, node, "expected a number (got %s)", node_kind_name(node));
	return false;
}

bool number_in_range(struct reader *r, const struct field *field, const struct node *node, double value)
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

void number_lint(struct reader *r, const struct node *node, double value)
{
	if (node->underflow)
		finding_at_node(r->findings, node, AT_VALUE, true, "is too small for a double and counts as 0");
	else if (fabs(value) > lint_most || (fabs(value) < lint_least && fabs(value) > 0))
		finding_at_node(
			r->findings, node, AT_VALUE, true,
			"is far from the size of the other numbers (got %g, expected 1e-9 to 1e12 or 0): is the unit right?",
			value);
}

/* ---- units ---- */

static void words_check(struct reader *r, const struct node *node, const char *expected, const char *what)
{
	if (node->kind != NODE_STRING || strcmp(node->string, expected) != 0)
		error_at(r, node,
		         "the %s is not the field's (got \"%s\", expected \"%s\"): nothing is converted by guessing",
		         what, node->kind == NODE_STRING ? node->string : node_kind_name(node), expected);
}

void number_check_unit(struct reader *r, const struct field *field, const struct node *object)
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
		error_at(r, year,
		         "the price year is not the scenario's (got %g, expected %d): nothing is converted by guessing",
		         year->number, r->sc->money.price_year);
}

void number_mark_add(struct reader *r, const struct field *field, struct node *node, const struct node *place,
                     double value)
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
	m.whole = field->type == TYPE_WHOLE || field->type == TYPE_COUNT;
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
		number_check_unit(r, field, node);
		number = node_get(node, "value");
		if (!number)
			return false;
	}
	if (!number_is(r, number) || !number_in_range(r, field, number, number->number))
		return false;
	if (field->type == TYPE_WHOLE || field->type == TYPE_COUNT) {
		if (number->number < -1e9 || number->number > 1e9 ||
		    fabs(number->number - nearbyint(number->number)) > 0) {
			error_at(r, number, "expected a whole number of at most 1e9 (got %.17g)", number->number);
			return false;
		}
	}
	number_lint(r, number, number->number);
	*value = number->number;
	if (field->type == TYPE_COUNT && node->kind == NODE_NUMBER)
		return true; /* a plain count needs no origin */
	number_mark_add(r, field, node, number, *value);
	return true;
}
