#include "planner/plan/locate.h"
#include "planner/base/str.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char *skip_space(const char *at)
{
	return at + strspn(at, " \t\r\n");
}

/* From an opening quote to behind the closing one. */
static const char *skip_text(const char *at)
{
	for (at++; *at && *at != '"'; at++) {
		if (*at == '\\' && at[1])
			at++;
	}
	return *at ? at + 1 : at;
}

static const char *skip_value(const char *at)
{
	int depth = 0;

	at = skip_space(at);
	do {
		if (*at == '"') {
			at = skip_text(at);
		} else if (*at == '{' || *at == '[') {
			depth++;
			at++;
		} else if (*at == '}' || *at == ']') {
			depth--;
			at++;
		} else if (depth > 0) {
			at++;
		} else {
			at += strcspn(at, ",]} \t\r\n");
		}
	} while (*at && depth > 0);
	return skip_space(at);
}

/* Is the quoted text at `quoted`, which ends before `end`, the word? */
static bool reads(const char *quoted, const char *end, const char *word)
{
	json_t *text = json_loadb(quoted, (size_t)(end - quoted), JSON_DECODE_ANY, NULL);
	bool same = json_is_string(text) && strcmp(json_string_value(text), word) == 0;

	json_decref(text);
	return same;
}

/* The member or element of the container at `at`, or NULL. */
static const char *step_into(const char *at, const char *word)
{
	long wanted = *at == '[' ? strtol(word, NULL, 10) : -1, i;
	bool object = *at == '{', found = false;
	const char *key;

	if (*at != '{' && *at != '[')
		return NULL;
	at = skip_space(at + 1);
	for (i = 0; *at && *at != '}' && *at != ']'; i++) {
		found = i == wanted;
		if (object) {
			key = at;
			at = skip_text(at);
			found = reads(key, at, word);
			at = skip_space(skip_space(at) + 1);
		}
		if (found)
			return at;
		at = skip_value(at);
		if (*at == ',')
			at = skip_space(at + 1);
	}
	return NULL;
}

/* The next word of the pointer, with ~1 and ~0 undone; `pointer` stands on its slash. */
static const char *next_word(const char *pointer, struct str *word)
{
	str_clear(word);
	for (pointer++; *pointer && *pointer != '/'; pointer++) {
		if (*pointer == '~' && pointer[1]) {
			pointer++;
			str_add_char(word, *pointer == '1' ? '/' : '~');
		} else {
			str_add_char(word, *pointer);
		}
	}
	return pointer;
}

void plan_locate(const char *text, const char *pointer, int *line, int *column)
{
	struct str word = STR_INIT;
	const char *at = skip_space(text), *next = at, *c;

	while (next && *pointer == '/') {
		pointer = next_word(pointer, &word);
		next = step_into(at, word.text);
		if (next)
			at = next;
	}
	*line = *column = 1;
	for (c = text; c < at; c++) {
		if (*c == '\n') {
			(*line)++;
			*column = 1;
		} else if (((unsigned char)*c & 0xc0) != 0x80) {
			(*column)++;
		}
	}
	str_dispose(&word);
}
