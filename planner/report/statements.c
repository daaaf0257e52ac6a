/* The duties of the documents and what encodes each, as a Markdown table. */
#include "planner/report/statements.h"
#include "planner/base/memory.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <string.h>

static const char *const grade_names[] = { [GRADE_A] = "A", [GRADE_B] = "B", [GRADE_C] = "C" };

/* A cell must not end early, nor a line. */
static void add_cell(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '|' || *text == '\\')
			str_add_char(out, '\\');
		str_add_char(out, (unsigned char)*text < ' ' ? ' ' : *text);
	}
}

static bool same_collection(const char *a, const char *b)
{
	const size_t length = strcspn(a + 1, "/");

	return length == strcspn(b + 1, "/") && strncmp(a, b, length + 1) == 0;
}

/* `id`, or `id` (off: `option`). */
static void add_item(struct str *out, const struct scenario *sc, const char *pointer, enum language language)
{
	const size_t collection = 1 + strcspn(pointer + 1, "/");
	const int option = encoding_off(sc, pointer);

	if (pointer[collection])
		str_addf(out, " `%s`", pointer + collection + 1);
	if (option >= 0)
		str_addf(out, " (%s: `%s`)", report_word(WORD_OFF, language), sc->options[option].id);
}

/* "targets `a`, `b`; demands `c`": in the order of the first of each collection. */
static void add_items(struct str *out, const struct scenario *sc, const struct encoding *encoding,
                      enum language language)
{
	bool *done = memory_alloc(encoding->n, sizeof *done);
	const char *between = "";
	int i, j;

	for (i = 0; i < encoding->n; i++) {
		const char *pointer = encoding->pointers[i].text, *comma = "";

		if (done[i])
			continue;
		str_addf(out, "%s%.*s", between, (int)strcspn(pointer + 1, "/"), pointer + 1);
		for (j = i; j < encoding->n; j++) {
			if (done[j] || !same_collection(pointer, encoding->pointers[j].text))
				continue;
			str_add(out, comma);
			add_item(out, sc, encoding->pointers[j].text, language);
			comma = ",";
			done[j] = true;
		}
		between = "; ";
	}
	memory_free(done);
}

static void add_encoding(struct str *out, const struct scenario *sc, int i, enum language language)
{
	struct encoding encoding = { 0 };
	bool counts = false;
	int j;

	encoding_find(&encoding, sc, i);
	for (j = 0; j < encoding.n; j++)
		counts |= encoding_counts(encoding.pointers[j].text);
	if (!counts)
		str_addf(out, "%s%s", report_word(WORD_RECORDED_ONLY, language), encoding.n > 0 ? ": " : "");
	add_items(out, sc, &encoding, language);
	encoding_dispose(&encoding);
}

/* Each number that the document itself gives, once: "50,000 racks; 0.5". Of a series the first period's. */
static void add_numbers(struct str *out, const struct scenario *sc, const char *id)
{
	struct str seen = STR_INIT, number = STR_INIT;
	int i;

	str_add(&seen, "; ");
	for (i = 0; i < sc->n_marks; i++) {
		const struct number_mark *mark = &sc->marks[i];

		if (mark->origin.kind != ORIGIN_STATED || strcmp(mark->origin.reference, id) != 0)
			continue;
		str_clear(&number);
		str_add(&number, "; ");
		format_short(&number, mark->value, 6);
		if (strcmp(mark->unit, "1") != 0)
			str_addf(&number, " %s", mark->unit);
		str_add(&number, "; ");
		if (strstr(seen.text, number.text))
			continue;
		str_add(&seen, number.text + 2);
	}
	if (seen.length > 2)
		str_add_n(out, seen.text + 2, seen.length - 4);
	str_dispose(&number);
	str_dispose(&seen);
}

static void add_row(struct str *out, const struct scenario *sc, int i, enum language language)
{
	const struct statement *statement = &sc->statements[i];

	str_addf(out, "| %s | %s | ", statement->id, grade_names[statement->grade]);
	add_cell(out, report_text(&statement->duty, language));
	str_add(out, " | ");
	add_numbers(out, sc, statement->id);
	str_add(out, " | ");
	add_encoding(out, sc, i, language);
	str_add(out, " | ");
	add_cell(out, report_text(&statement->note, language));
	str_add(out, " |\n");
}

void report_statements(const struct scenario *sc, enum language language, struct str *out)
{
	static const enum word heads[] = {
		WORD_ROW, WORD_GRADE, WORD_DUTY, WORD_STATED_NUM, WORD_ENCODED_BY, WORD_NOTE
	};
	const size_t n_heads = sizeof heads / sizeof *heads;
	const char *comma = " ";
	size_t h;
	int i;

	str_add(out, "### ");
	add_cell(out, report_text(&sc->title, language));
	str_addf(out, " (`%s`)\n\n|", sc->id);
	for (h = 0; h < n_heads; h++)
		str_addf(out, " %s |", report_word(heads[h], language));
	str_add(out, "\n|");
	for (h = 0; h < n_heads; h++)
		str_add(out, "---|");
	str_add(out, "\n");
	for (i = 0; i < sc->n_statements; i++) {
		if (sc->statements[i].grade != GRADE_C)
			add_row(out, sc, i, language);
	}
	str_addf(out, "\n%s:", report_word(WORD_GRADE_C_ROWS, language));
	for (i = 0; i < sc->n_statements; i++) {
		if (sc->statements[i].grade != GRADE_C)
			continue;
		str_addf(out, "%s%s", comma, sc->statements[i].id);
		comma = ", ";
	}
	str_addf(out, "%s\n\n", *comma == ' ' ? " –" : "");
}
