#include "planner/base/str.h"
#include "planner/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char str_empty[1];

void str_dispose(struct str *s)
{
	if (s->capacity > 0)
		memory_free(s->text);
	s->text = str_empty;
	s->length = s->capacity = 0;
}

void str_clear(struct str *s)
{
	s->length = 0;
	if (s->capacity > 0)
		s->text[0] = '\0';
}

static void reserve(struct str *s, size_t more)
{
	size_t need = s->length + more + 1;
	size_t grown = s->capacity > 0 ? s->capacity : 64;

	if (need <= s->capacity)
		return;
	while (grown < need)
		grown *= 2;
	s->text = memory_resize(s->capacity > 0 ? s->text : NULL, grown, 1);
	s->capacity = grown;
}

void str_add_n(struct str *s, const char *text, size_t length)
{
	reserve(s, length);
	memcpy(s->text + s->length, text, length);
	s->length += length;
	s->text[s->length] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_add_n(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
	str_add_n(s, &c, 1);
}

void str_addv(struct str *s, const char *format, va_list args)
{
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		return;
	reserve(s, (size_t)length);
	vsnprintf(s->text + s->length, (size_t)length + 1, format, args);
	s->length += (size_t)length;
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_addv(s, format, args);
	va_end(args);
}

void str_add_number(struct str *s, double value)
{
	char digits[40];
	int precision;

	if (fpclassify(value) == FP_ZERO) {
		str_add(s, "0");
		return;
	}
	/* Whole numbers in full: a reader of tables expects 50000, not 5e+04. */
	if (fabs(value) < 1e15 && !(fabs(value - nearbyint(value)) > 0)) {
		str_addf(s, "%.0f", value);
		return;
	}
	/* 15 digits say as much as any fewer from which the same double is read; not of numbers near the least one. */
	for (precision = isnormal(value) ? 15 : 1; precision <= 17; precision++) {
		snprintf(digits, sizeof digits, "%.*g", precision, value);
		if (!(strtod(digits, NULL) < value) && !(strtod(digits, NULL) > value))
			break;
	}
	str_add(s, digits);
}

void str_add_json(struct str *s, const char *text)
{
	const unsigned char *c;

	str_add_char(s, '"');
	for (c = (const unsigned char *)text; *c; c++) {
		if (*c == '"' || *c == '\\')
			str_addf(s, "\\%c", *c);
		else if (*c == '\n')
			str_add(s, "\\n");
		else if (*c == '\t')
			str_add(s, "\\t");
		else if (*c < 0x20 || *c == 0x7f)
			str_addf(s, "\\u%04x", *c);
		else
			str_add_n(s, (const char *)c, 1);
	}
	str_add_char(s, '"');
}

void str_add_csv(struct str *s, const char *text)
{
	const char *guard = *text && strchr("=+-@\t\r", *text) ? "'" : "";

	if (!strpbrk(text, ",\"\r\n") && !*guard) {
		str_add(s, text);
		return;
	}
	str_addf(s, "\"%s", guard);
	for (; *text; text++) {
		if (*text == '"')
			str_add_char(s, '"');
		str_add_char(s, *text);
	}
	str_add_char(s, '"');
}

void str_add_xml(struct str *s, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&': str_add(s, "&amp;"); break;
		case '<': str_add(s, "&lt;"); break;
		case '>': str_add(s, "&gt;"); break;
		case '"': str_add(s, "&quot;"); break;
		case '\'': str_add(s, "&#39;"); break;
		default:
			/* XML 1.0 has no other control character, escaped or not. */
			if ((unsigned char)*text >= 0x20 || *text == '\n' || *text == '\t')
				str_add_char(s, *text);
			else
				str_add(s, "\xef\xbf\xbd");
		}
	}
}

static int wide(unsigned code)
{
	return (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
	       (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
	       (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
	       (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x20000 && code <= 0x3fffd);
}

int str_columns(const char *utf8)
{
	const unsigned char *c = (const unsigned char *)utf8;
	int columns = 0;

	while (*c) {
		unsigned code = *c++;

		if (code >= 0xf0)
			code &= 0x07;
		else if (code >= 0xe0)
			code &= 0x0f;
		else if (code >= 0xc0)
			code &= 0x1f;
		while ((*c & 0xc0) == 0x80)
			code = code << 6 | (*c++ & 0x3f);
		if (code >= 0x300 && code <= 0x36f)
			continue;
		columns += wide(code) ? 2 : 1;
	}
	return columns;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

int str_distance(const char *a, const char *b)
{
	enum { MOST = 96 };
	int row[3][MOST + 1];
	size_t n = strlen(a), m = strlen(b), i, j;

	if (n > MOST || m > MOST)
		return MOST;
	for (j = 0; j <= m; j++)
		row[0][j] = (int)j;
	for (i = 1; i <= n; i++) {
		int *now = row[i % 3];
		const int *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];

		now[0] = (int)i;
		for (j = 1; j <= m; j++) {
			int differ = a[i - 1] != b[j - 1];

			now[j] = least(least(before[j], now[j - 1]) + 1, before[j - 1] + differ);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], earlier[j - 2] + 1);
		}
	}
	return row[n % 3][m];
}
