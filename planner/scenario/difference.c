#include "planner/scenario/difference.h"
#include "planner/base/memory.h"
#include "planner/base/str.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct finder {
	struct differences *found;
	struct str pointer; /* of what is looked at */
};

/* ---- values ---- */

/* A number as the resolved document writes it: {"value" or "values", "unit", ..., "from"}. */
static bool is_number(json_t *value)
{
	return json_is_string(json_object_get(value, "from")) &&
	       (json_is_number(json_object_get(value, "value")) || json_is_array(json_object_get(value, "values")));
}

static json_t *number_of(json_t *value)
{
	json_t *number;

	if (!is_number(value))
		return value;
	number = json_object_get(value, "values");
	return number ? number : json_object_get(value, "value");
}

static bool is_container(json_t *value)
{
	json_t *item;
	size_t i;

	if (json_is_object(value))
		return !is_number(value);
	json_array_foreach(value, i, item)
	{
		if (json_is_object(item) || json_is_array(item))
			return true;
	}
	return false;
}

static int count_values(json_t *value)
{
	json_t *child;
	const char *key;
	size_t i;
	int n = 0;

	if (!is_container(value))
		return 1;
	json_object_foreach(value, key, child) n += count_values(child);
	json_array_foreach(value, i, child) n += count_values(child);
	return n;
}

/* Numbers as the house writes them, so that equal values are equal texts; of a number object the number alone. */
static void add_json(struct str *out, json_t *value)
{
	const char *key;
	json_t *child;
	size_t i;
	bool first = true;

	value = number_of(value);
	switch (json_typeof(value)) {
	case JSON_NULL: str_add(out, "null"); break;
	case JSON_TRUE: str_add(out, "true"); break;
	case JSON_FALSE: str_add(out, "false"); break;
	case JSON_INTEGER:
	case JSON_REAL: str_add_number(out, json_number_value(value)); break;
	case JSON_STRING: str_add_json(out, json_string_value(value)); break;
	case JSON_ARRAY:
		json_array_foreach(value, i, child)
		{
			str_add(out, i == 0 ? "[" : ", ");
			add_json(out, child);
		}
		str_add(out, json_array_size(value) > 0 ? "]" : "[]");
		break;
	case JSON_OBJECT:
		str_add_char(out, '{');
		json_object_foreach(value, key, child)
		{
			str_add(out, first ? "" : ", ");
			first = false;
			str_add_json(out, key);
			str_add(out, ": ");
			add_json(out, child);
		}
		str_add_char(out, '}');
		break;
	}
}

static const char *kept(struct finder *finder, struct str *text)
{
	const char *copy = arena_string_n(finder->found->arena, text->text, text->length);

	str_dispose(text);
	return copy;
}

static const char *json_of(struct finder *finder, json_t *value)
{
	struct str text = STR_INIT;

	add_json(&text, value);
	return kept(finder, &text);
}

static const char *member(struct finder *finder, json_t *value, const char *key)
{
	const char *text = is_number(value) ? json_string_value(json_object_get(value, key)) : NULL;

	return text ? arena_string(finder->found->arena, text) : "";
}

static struct difference_side side_of(struct finder *finder, json_t *value)
{
	static const char *const origins[] = { "stated", "sourced", "assumed" };
	struct difference_side side = { NULL, "", "", "", "", "" };
	size_t i;

	if (!value)
		return side;
	side.json = json_of(finder, value);
	side.unit = member(finder, value, "unit");
	side.from = member(finder, value, "from");
	for (i = 0; i < sizeof origins / sizeof *origins && is_number(value); i++) {
		if (!json_object_get(value, origins[i]))
			continue;
		side.origin = origins[i];
		side.reference = member(finder, value, origins[i]);
	}
	if (is_number(value) && json_object_get(value, "range"))
		side.range = json_of(finder, json_object_get(value, "range"));
	return side;
}

/* ---- what was found ---- */

static struct difference *add(struct finder *finder, enum difference_kind kind, json_t *was, json_t *is)
{
	struct differences *found = finder->found;
	void *items = found->items;
	struct difference *difference;

	memory_reserve(&items, &found->capacity, found->n + 1, sizeof *found->items);
	found->items = items;
	difference = &found->items[found->n++];
	memset(difference, 0, sizeof *difference);
	difference->kind = kind;
	difference->pointer = arena_string(found->arena, *finder->pointer.text ? finder->pointer.text : "/");
	difference->n_values = count_values(was ? was : is);
	difference->was = side_of(finder, was);
	difference->is = side_of(finder, is);
	return difference;
}

/* The number of period t, where a plain number stands for every period. */
static json_t *number_at(json_t *value, size_t t)
{
	json_t *number = number_of(value);

	return json_is_array(number) ? json_array_get(number, t) : number;
}

static bool same_text(struct finder *finder, json_t *was, json_t *is)
{
	return strcmp(json_of(finder, was), json_of(finder, is)) == 0;
}

/* The periods of a series, on at least one side; 0 when neither is one or they have not as many. */
static size_t periods_of(json_t *was, json_t *is)
{
	json_t *a = number_of(was), *b = number_of(is);

	if (!is_number(was) || !is_number(is) || (!json_is_array(a) && !json_is_array(b)))
		return 0;
	if (json_is_array(a) && json_is_array(b) && json_array_size(a) != json_array_size(b))
		return 0;
	return json_array_size(json_is_array(a) ? a : b);
}

static void compare_series(struct finder *finder, json_t *was, json_t *is, size_t n, struct difference *series)
{
	size_t t;

	memset(series, 0, sizeof *series);
	series->n_periods = (int)n;
	for (t = 0; t < n; t++) {
		if (same_text(finder, number_at(was, t), number_at(is, t)))
			continue;
		if (series->n_periods_changed++ > 0)
			continue;
		series->first_period = (int)t;
		series->first_was = json_of(finder, number_at(was, t));
		series->first_is = json_of(finder, number_at(is, t));
	}
}

static void compare_values(struct finder *finder, json_t *was, json_t *is)
{
	const struct difference_side a = side_of(finder, was), b = side_of(finder, is);
	const size_t n = periods_of(was, is);
	struct difference series = { 0 }, *difference;
	bool same = strcmp(a.json, b.json) == 0;

	if (n > 0) {
		compare_series(finder, was, is, n, &series);
		same = series.n_periods_changed == 0;
	}
	if (!same || strcmp(a.unit, b.unit) != 0) {
		difference = add(finder, DIFFERENCE_CHANGED, was, is);
		difference->n_periods = series.n_periods_changed > 0 ? series.n_periods : 0;
		difference->n_periods_changed = series.n_periods_changed;
		difference->first_period = series.first_period;
		difference->first_was = series.first_was;
		difference->first_is = series.first_is;
	} else if (strcmp(a.origin, b.origin) != 0 || strcmp(a.reference, b.reference) != 0 ||
	           strcmp(a.range, b.range) != 0) {
		add(finder, DIFFERENCE_ORIGIN, was, is);
	}
}

/* ---- the walk ---- */

static void compare(struct finder *finder, json_t *was, json_t *is);

static void step(struct finder *finder, const char *key, json_t *was, json_t *is)
{
	const size_t length = finder->pointer.length;
	const char *c;

	str_add_char(&finder->pointer, '/');
	for (c = key; *c; c++) {
		if (*c == '~' || *c == '/')
			str_add(&finder->pointer, *c == '~' ? "~0" : "~1");
		else
			str_add_char(&finder->pointer, *c);
	}
	compare(finder, was, is);
	finder->pointer.length = length;
	finder->pointer.text[length] = '\0';
}

/* At the top: how it was made, not what it is. */
static bool is_passed_over(const struct finder *finder, const char *key)
{
	return finder->pointer.length == 0 && (strcmp(key, "variant") == 0 || strcmp(key, "x-changes") == 0);
}

static void compare_objects(struct finder *finder, json_t *was, json_t *is)
{
	const char *key;
	json_t *child;

	json_object_foreach(was, key, child)
	{
		if (!is_passed_over(finder, key))
			step(finder, key, child, json_object_get(is, key));
	}
	json_object_foreach(is, key, child)
	{
		if (!is_passed_over(finder, key) && !json_object_get(was, key))
			step(finder, key, NULL, child);
	}
}

static void compare_arrays(struct finder *finder, json_t *was, json_t *is)
{
	size_t i, n = json_array_size(was) > json_array_size(is) ? json_array_size(was) : json_array_size(is);
	char key[24];

	for (i = 0; i < n; i++) {
		snprintf(key, sizeof key, "%zu", i);
		step(finder, key, json_array_get(was, i), json_array_get(is, i));
	}
}

static void compare(struct finder *finder, json_t *was, json_t *is)
{
	if (!was || !is)
		add(finder, was ? DIFFERENCE_WENT : DIFFERENCE_CAME, was, is);
	else if (json_is_object(was) && json_is_object(is) && is_container(was) && is_container(is))
		compare_objects(finder, was, is);
	else if (json_is_array(was) && json_is_array(is) && (is_container(was) || is_container(is)))
		compare_arrays(finder, was, is);
	else if (is_container(was) || is_container(is)) {
		if (!same_text(finder, was, is))
			add(finder, DIFFERENCE_CHANGED, was, is);
	} else {
		compare_values(finder, was, is);
	}
}

int differences_find(const char *was, const char *is, struct differences *found, struct error *err)
{
	struct finder finder = { found, STR_INIT };
	json_error_t problem;
	json_t *a = json_loads(was, 0, &problem), *b = json_loads(is, 0, &problem);
	int result = 0;

	found->arena = arena_new();
	if (a && b)
		compare(&finder, a, b);
	else
		result = error_set(err, FAULT_INPUT, NULL, "a resolved scenario is not JSON: %s", problem.text);
	json_decref(a);
	json_decref(b);
	str_dispose(&finder.pointer);
	return result;
}

void differences_dispose(struct differences *found)
{
	arena_free(found->arena);
	memory_free(found->items);
	memset(found, 0, sizeof *found);
}
