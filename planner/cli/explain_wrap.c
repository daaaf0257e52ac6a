/* explain_wrap.c - long lines of text, broken between words so that they fit a terminal. */
#include "planner/cli/explain_text.h"

#include <string.h>

enum { WIDTH = 80, INDENT = 6 };

/* Bytes of the UTF-8 character that begins here. */
static size_t character(const char *text)
{
	size_t n = 1;

	while (((unsigned char)text[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* How many bytes of the line fit: up to a space, or after a wide character; all where there is neither. */
static size_t fitting(const char *line, size_t length, int columns)
{
	size_t at = 0, best = 0;
	int used = 0;
	char one[8];

	while (at < length) {
		const size_t n = character(line + at);
		int wide;

		memcpy(one, line + at, n < sizeof one ? n : sizeof one - 1);
		one[n < sizeof one ? n : sizeof one - 1] = '\0';
		wide = str_columns(one);
		if (used + wide > columns && best > 0)
			return best;
		used += wide;
		if (line[at] == ' ' && at > INDENT)
			best = at;
		at += n;
		if (wide > 1 && at < length && character(line + at) > 1)
			best = at;
	}
	return length;
}

static void wrap_line(const char *line, size_t length, struct str *out)
{
	int columns = WIDTH;

	while (length > 0) {
		const size_t n = fitting(line, length, columns);

		str_add_n(out, line, n);
		line += n;
		length -= n;
		while (length > 0 && *line == ' ') {
			line++;
			length--;
		}
		if (length > 0)
			str_addf(out, "\n%*s", INDENT, "");
		columns = WIDTH - INDENT;
	}
	str_add_char(out, '\n');
}

/* What is to be copied into a command stays in one line. */
void explain_wrap(const char *text, struct str *out)
{
	while (*text) {
		const size_t length = strcspn(text, "\n");
		const char *end = text + length;

		if (length > strlen("      --set") && strncmp(text, "      --set", strlen("      --set")) == 0) {
			str_add_n(out, text, length);
			str_add_char(out, '\n');
		} else {
			wrap_line(text, length, out);
		}
		text = *end ? end + 1 : end;
	}
}
