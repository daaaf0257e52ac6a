/*
 * str.h - a growing string. Zero-initialise, append, read .text, dispose.
 *
 *	struct str s = STR_INIT;
 *	str_addf(&s, "%d racks", n);
 *	...
 *	str_dispose(&s);
 *
 * .text is never NULL and always ends in NUL; .length counts bytes without it.
 */
#ifndef RACKPLAN_BASE_STR_H
#define RACKPLAN_BASE_STR_H

#include <stdarg.h>
#include <stddef.h>

struct str {
	char *text;
	size_t length, capacity;
};

extern char str_empty[1];
#define STR_INIT                                                                                                       \
	{                                                                                                              \
		str_empty, 0, 0                                                                                        \
	}

void str_dispose(struct str *s);
void str_clear(struct str *s);
void str_add(struct str *s, const char *text);
void str_add_n(struct str *s, const char *text, size_t length);
void str_add_char(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_addv(struct str *s, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/*
 * A decimal that reads back as the same double: whole numbers below 1e15 in full, others as short as can be. Always a
 * '.', never a locale's comma; "0" for -0.
 */
void str_add_number(struct str *s, double value);

void str_add_json(struct str *s, const char *text); /* quoted and escaped for JSON */
void str_add_csv(struct str *s, const char *text);  /* a CSV cell; a leading = + - @ tab or CR gets a leading ' */
void str_add_xml(struct str *s, const char *text);  /* escaped for XML and HTML text and attributes */

/* Columns that a terminal needs for UTF-8 text: wide CJK counts 2, combining marks 0. */
int str_columns(const char *utf8);

/* How many edits turn a into b (insert, delete, replace, swap of neighbours); for "did you mean". */
int str_distance(const char *a, const char *b);

#endif
