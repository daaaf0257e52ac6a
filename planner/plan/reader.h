/*
 * reader.h - strict reading of one JSON value after another, with the pointer to where we are. For read.c only.
 *
 * Every function returns 0, or -1 with the error set: "file:line:col: /pointer" and a sentence that names what was found.
 */
#ifndef RACKPLAN_PLAN_READER_H
#define RACKPLAN_PLAN_READER_H

#include "planner/base/error.h"
#include "planner/base/str.h"

#include <jansson.h>

struct reader {
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

int reader_fail(struct reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Steps into a member; the mark gets back out. */
size_t reader_enter(struct reader *reader, const char *key);
size_t reader_enter_index(struct reader *reader, size_t index);
void reader_leave(struct reader *reader, size_t mark);

/* The index of `key` among the names, or -1 with an error that says what `thing` it is not and suggests the nearest. */
int reader_find(struct reader *reader, const char *thing, const char *key, const struct names *names);

/* Is the value an object with these keys, all of them and no other? keys[n_keys]. */
int reader_keys(struct reader *reader, json_t *value, const char *const *keys, int n_keys);

int reader_object(struct reader *reader, json_t *value);
int reader_array(struct reader *reader, json_t *value);
int reader_count(struct reader *reader, json_t *value, int *count);      /* whole, 0 .. INT_MAX */
int reader_number(struct reader *reader, json_t *value, double *number); /* finite */
int reader_text(struct reader *reader, json_t *value, const char **text);

/* A text that must fit into buffer[size] with its end. */
int reader_short_text(struct reader *reader, json_t *value, char *buffer, size_t size);

#endif
