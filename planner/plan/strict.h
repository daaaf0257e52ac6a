/*
 * strict.h - strict reading of one JSON value after another, with the pointer to where we are. For read.c only.
 *
 * Every function returns 0, or -1 with the error set: "file:line:col: /pointer" and a sentence that names what it got.
 */
#ifndef RACKPLAN_PLAN_STRICT_H
#define RACKPLAN_PLAN_STRICT_H

#include "planner/base/error.h"
#include "planner/base/str.h"

#include <jansson.h>

struct strict {
	const char *path;
	const char *text;   /* the whole file */
	struct str pointer; /* to the value being read */
	struct error *err;
};

/* Names to choose from: name(list, i) is written to `out`, i = 0 .. n-1. */
struct names {
	int n;
	const void *list;
	void (*name)(const void *list, int i, struct str *out);
};

int strict_fail(struct strict *strict, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Steps into a member; the mark gets back out. */
size_t strict_enter(struct strict *strict, const char *key);
size_t strict_enter_index(struct strict *strict, size_t index);
void strict_leave(struct strict *strict, size_t mark);

/* The index of `key` among the names, or -1 with an error that says what `thing` it is not and suggests the nearest. */
int strict_find(struct strict *strict, const char *thing, const char *key, const struct names *names);

/* Is the value an object with these keys, all of them and no other? keys[n_keys]. */
int strict_keys(struct strict *strict, json_t *value, const char *const *keys, int n_keys);

/* The same, but the last n_optional of the keys may be missing. */
int strict_keys_and(struct strict *strict, json_t *value, const char *const *keys, int n_keys, int n_optional);

int strict_object(struct strict *strict, json_t *value);
int strict_array(struct strict *strict, json_t *value);
int strict_count(struct strict *strict, json_t *value, int *count);      /* whole, 0 .. INT_MAX */
int strict_number(struct strict *strict, json_t *value, double *number); /* finite */
int strict_text(struct strict *strict, json_t *value, const char **text);

/* A text that must fit into buffer[size] with its end. */
int strict_short_text(struct strict *strict, json_t *value, char *buffer, size_t size);

/* The same of a member: steps into it, and out again when it is good. */
int strict_member_number(struct strict *strict, json_t *object, const char *key, double *number);
int strict_member_short_text(struct strict *strict, json_t *object, const char *key, char *buffer, size_t size);

#endif
