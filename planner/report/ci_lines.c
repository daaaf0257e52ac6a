/* The two forms that are lines: TAP, and GitHub's workflow commands. */
#include "planner/report/ci.h"

#include <string.h>

/* ---- TAP 13 ---- */

/* A '#' begins a directive and a line break ends the line: neither may come from a name. */
static void add_description(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '#' || *text == '\\')
			str_add_char(out, '\\');
		str_add_char(out, (unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
	}
}

static void yaml_member(struct str *out, const char *key, const char *text)
{
	if (!*text)
		return;
	str_addf(out, "  %s: ", key);
	str_add_json(out, text); /* what JSON quotes, YAML reads the same */
	str_add_char(out, '\n');
}

static void add_yaml(struct str *out, const struct ci_case *one)
{
	static const char *const severities[] = {
		[CI_PASSED] = "comment",  [CI_FAILED] = "fail", [CI_MISSED] = "todo",
		[CI_SKIPPED] = "comment", [CI_ERROR] = "error",
	};

	str_add(out, "  ---\n");
	yaml_member(out, "message", one->message);
	yaml_member(out, "severity", severities[one->state]);
	yaml_member(out, "details", one->details);
	if (one->place.file) {
		yaml_member(out, "file", one->place.file);
		if (one->place.line > 0)
			str_addf(out, "  line: %d\n  column: %d\n", one->place.line, one->place.column);
	}
	str_add(out, "  ...\n");
}

static void tap_case(struct str *out, const struct ci_suite *suite, const struct ci_case *one, int number)
{
	const bool good = one->state == CI_PASSED || one->state == CI_SKIPPED;

	str_addf(out, "%s %d - ", good ? "ok" : "not ok", number);
	add_description(out, suite->name);
	str_add(out, ": ");
	add_description(out, one->name);
	if (one->state == CI_SKIPPED || one->state == CI_MISSED) {
		str_add(out, one->state == CI_SKIPPED ? " # SKIP " : " # TODO ");
		add_description(out, one->message);
	}
	str_add_char(out, '\n');
	if (one->state != CI_SKIPPED)
		add_yaml(out, one);
}

void ci_tap(const struct ci_suite *suites, int n, struct str *out)
{
	int i, j, number = 0;

	for (i = 0; i < n; i++)
		number += suites[i].n;
	str_addf(out, "TAP version 13\n1..%d\n", number);
	number = 0;
	for (i = 0; i < n; i++) {
		for (j = 0; j < suites[i].n; j++)
			tap_case(out, &suites[i], &suites[i].cases[j], ++number);
	}
}

/* ---- workflow commands ---- */

/* The runner takes these back; in a property, what would end it goes the same way. */
static void add_escaped(struct str *out, const char *text, bool property)
{
	for (; *text; text++) {
		const unsigned char c = (unsigned char)*text;

		if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
			str_addf(out, "%%%02X", c);
		else
			str_add_char(out, c < 0x20 && c != '\t' ? ' ' : *text);
	}
}

/* Paths are from the project's root: "./" is not in any that the runner knows. */
static const char *from_root(const char *file)
{
	while (strncmp(file, "./", 2) == 0)
		file += 2;
	return file;
}

static void add_command(struct str *out, bool warning, const struct ci_place *place, const char *title,
                        const char *message, const char *details)
{
	str_addf(out, "::%s ", warning ? "warning" : "error");
	if (place->file) {
		str_add(out, "file=");
		add_escaped(out, from_root(place->file), true);
		if (place->line > 0)
			str_addf(out, ",line=%d,col=%d", place->line, place->column > 0 ? place->column : 1);
		str_add_char(out, ',');
	}
	str_add(out, "title=");
	add_escaped(out, title, true);
	str_add(out, "::");
	add_escaped(out, message, false);
	if (*details) {
		str_add(out, "%0A");
		add_escaped(out, details, false);
	}
}

static bool is_there(const struct str *out, size_t from, const char *line)
{
	const char *at = out->text + from;
	const size_t length = strlen(line);

	for (; *at; at = strchr(at, '\n') + 1) {
		if (strncmp(at, line, length) == 0 && at[length] == '\n')
			return true;
	}
	return false;
}

/* A line of annotations that no earlier scenario had. */
static void add_new(struct str *out, size_t from, struct str *line)
{
	if (!is_there(out, from, line->text))
		str_addf(out, "%s\n", line->text);
	str_clear(line);
}

void ci_annotations(const struct ci_suite *suites, int n, struct str *out)
{
	const size_t from = out->length;
	struct str line = STR_INIT, title = STR_INIT;
	int i, j;

	for (i = 0; i < n; i++) {
		const struct ci_suite *suite = &suites[i];

		for (j = 0; j < suite->n_notes; j++) {
			const struct ci_note *note = &suite->notes[j];

			add_command(&line, note->warning, &note->place, "rackplan", note->message, "");
			add_new(out, from, &line);
		}
		for (j = 0; j < suite->n; j++) {
			const struct ci_case *one = &suite->cases[j];

			if (one->told || one->state == CI_PASSED || one->state == CI_SKIPPED)
				continue;
			str_clear(&title);
			str_addf(&title, "%s: %s", suite->name, one->name);
			add_command(&line, one->state == CI_MISSED, &one->place, title.text, one->message,
			            one->details);
			add_new(out, from, &line);
		}
	}
	str_dispose(&title);
	str_dispose(&line);
}
