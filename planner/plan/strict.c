#include "planner/plan/strict.h"
#include "planner/plan/locate.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *type_name(const json_t *value)
{
	if (!value)
		return "nothing";
	switch (json_typeof(value)) {
	case JSON_OBJECT: return "an object";
	case JSON_ARRAY: return "an array";
	case JSON_STRING: return "a text";
	case JSON_INTEGER: return "a whole number";
	case JSON_REAL: return "a number with a fraction or exponent";
	case JSON_TRUE: return "true";
	case JSON_FALSE: return "false";
	case JSON_NULL: return "null";
	}
	return "something else";
}

int strict_fail(struct strict *strict, const char *format, ...)
{
	char what[sizeof strict->err->what];
	struct str where = STR_INIT;
	int line, column;
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	plan_locate(strict->text, strict->pointer.text, &line, &column);
	str_addf(&where, "%s:%d:%d: %s", strict->path, line, column,
	         strict->pointer.length > 0 ? strict->pointer.text : "/");
	error_set(strict->err, FAULT_INPUT, where.text, "%s", what);
	str_dispose(&where);
	return -1;
}

size_t strict_enter(struct strict *strict, const char *key)
{
	size_t mark = strict->pointer.length;

	str_add_char(&strict->pointer, '/');
	for (; *key; key++) {
		if (*key == '~')
			str_add(&strict->pointer, "~0");
		else if (*key == '/')
			str_add(&strict->pointer, "~1");
		else
			str_add_char(&strict->pointer, *key);
	}
	return mark;
}

size_t strict_enter_index(struct strict *strict, size_t index)
{
	size_t mark = strict->pointer.length;

	str_addf(&strict->pointer, "/%zu", index);
	return mark;
}

void strict_leave(struct strict *strict, size_t mark)
{
	strict->pointer.text[mark] = '\0';
	strict->pointer.length = mark;
}

int strict_find(struct strict *strict, const char *thing, const char *key, const struct names *names)
{
	struct str name = STR_INIT, nearest = STR_INIT;
	int distance, best = (int)(strlen(key) / 3) + 2, found = -1, i;

	for (i = 0; i < names->n && found < 0; i++) {
		str_clear(&name);
		names->name(names->list, i, &name);
		if (strcmp(name.text, key) == 0)
			found = i;
		distance = str_distance(name.text, key);
		if (distance < best) {
			best = distance;
			str_clear(&nearest);
			str_add(&nearest, name.text);
		}
	}
	if (found < 0 && nearest.length > 0)
		strict_fail(strict, "no such %s (got \"%s\"; did you mean \"%s\"?)", thing, key, nearest.text);
	else if (found < 0)
		strict_fail(strict, "no such %s (got \"%s\")", thing, key);
	str_dispose(&name);
	str_dispose(&nearest);
	return found;
}

static void key_name(const void *list, int i, struct str *out)
{
	const char *const *keys = list;

	str_add(out, keys[i]);
}

int strict_keys_and(struct strict *strict, json_t *value, const char *const *keys, int n_keys, int n_optional)
{
	const struct names names = { n_keys, keys, key_name };
	void *member;
	size_t mark;
	int i;

	if (strict_object(strict, value))
		return -1;
	for (member = json_object_iter(value); member; member = json_object_iter_next(value, member)) {
		mark = strict_enter(strict, json_object_iter_key(member));
		if (strict_find(strict, "key", json_object_iter_key(member), &names) < 0)
			return -1;
		strict_leave(strict, mark);
	}
	for (i = 0; i < n_keys - n_optional; i++) {
		if (!json_object_get(value, keys[i]))
			return strict_fail(strict, "the key \"%s\" is missing", keys[i]);
	}
	return 0;
}

int strict_keys(struct strict *strict, json_t *value, const char *const *keys, int n_keys)
{
	return strict_keys_and(strict, value, keys, n_keys, 0);
}

int strict_object(struct strict *strict, json_t *value)
{
	if (json_is_object(value))
		return 0;
	return strict_fail(strict, "wrong type (got %s, expected an object)", type_name(value));
}

int strict_array(struct strict *strict, json_t *value)
{
	if (json_is_array(value))
		return 0;
	return strict_fail(strict, "wrong type (got %s, expected an array)", type_name(value));
}

int strict_count(struct strict *strict, json_t *value, int *count)
{
	json_int_t wide;

	if (json_is_real(value))
		return strict_fail(strict, "not a whole number (got %.15g)", json_real_value(value));
	if (!json_is_integer(value))
		return strict_fail(strict, "wrong type (got %s, expected a whole number)", type_name(value));
	wide = json_integer_value(value);
	if (wide < 0 || wide > INT_MAX)
		return strict_fail(strict, "out of range (got %" JSON_INTEGER_FORMAT ", expected 0 to %d)", wide,
		                   INT_MAX);
	*count = (int)wide;
	return 0;
}

int strict_number(struct strict *strict, json_t *value, double *number)
{
	if (!json_is_number(value))
		return strict_fail(strict, "wrong type (got %s, expected a number)", type_name(value));
	*number = json_number_value(value);
	if (!isfinite(*number))
		return strict_fail(strict, "not a finite number");
	return 0;
}

int strict_text(struct strict *strict, json_t *value, const char **text)
{
	if (!json_is_string(value))
		return strict_fail(strict, "wrong type (got %s, expected a text)", type_name(value));
	*text = json_string_value(value);
	return 0;
}

int strict_short_text(struct strict *strict, json_t *value, char *buffer, size_t size)
{
	const char *text = "";

	if (strict_text(strict, value, &text))
		return -1;
	if (strlen(text) >= size)
		return strict_fail(strict, "too long (got %zu bytes, expected at most %zu)", strlen(text), size - 1);
	memcpy(buffer, text, strlen(text) + 1);
	return 0;
}

int strict_member_number(struct strict *strict, json_t *object, const char *key, double *number)
{
	size_t mark = strict_enter(strict, key);

	if (strict_number(strict, json_object_get(object, key), number))
		return -1;
	strict_leave(strict, mark);
	return 0;
}

int strict_member_short_text(struct strict *strict, json_t *object, const char *key, char *buffer, size_t size)
{
	size_t mark = strict_enter(strict, key);

	if (strict_short_text(strict, json_object_get(object, key), buffer, size))
		return -1;
	strict_leave(strict, mark);
	return 0;
}
