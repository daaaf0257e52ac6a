/* The target ledger as text, at most 80 columns: with source rows for `check`, with names and dates for the summary. */
#include "planner/report/ledger.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <string.h>

enum { LINE = 80, STATE_WIDTH = 12, DATE_WIDTH = 11, SOURCE_WIDTH = 14, LEAST_NAME = 12, N_NUMBERS = 3 };

struct columns { /* of the numbers, each with a space before it */
	int width[N_NUMBERS];
};

static const char *state_mark(enum target_state state)
{
	switch (state) {
	case TARGET_MET: return "✓";
	case TARGET_MISSED: return "✗";
	case TARGET_OVERRULED:
	case TARGET_OFF: break;
	}
	return "–";
}

static void state_cell(struct str *out, enum target_state state, enum language language)
{
	struct str cell = STR_INIT;

	str_addf(&cell, "%s %s", state_mark(state), report_state_word(state, language));
	format_left(out, cell.text, STATE_WIDTH);
	str_dispose(&cell);
}

static void number_text(struct str *out, int column, const struct target_result *result, const struct scenario *sc,
                        enum language language)
{
	const struct target *target = &sc->targets[result->target];

	if (column == 0) {
		str_add(out, target->at_most ? "≤ " : "≥ ");
		format_metric(out, sc, target->metric, target->value, false, language);
	} else if (!report_result_known(result, sc)) {
		str_add(out, "–");
	} else if (column == 1) {
		format_metric(out, sc, target->metric, result->achieved, false, language);
	} else {
		format_metric(out, sc, target->metric, result->slack, true, language);
	}
}

/* As wide as the widest number, so that none is ever cut. */
static struct columns measure(const struct plan *plan, const struct scenario *sc, enum language language)
{
	static const enum word heads[N_NUMBERS] = { WORD_REQUIRED, WORD_ACHIEVED, WORD_SLACK };
	struct columns columns;
	struct str text = STR_INIT;
	int g, i;

	for (i = 0; i < N_NUMBERS; i++) {
		columns.width[i] = str_columns(report_word(heads[i], language)) + 2;
		for (g = 0; g < plan->n_targets; g++) {
			str_clear(&text);
			number_text(&text, i, &plan->results[g], sc, language);
			if (columns.width[i] < str_columns(text.text) + 2)
				columns.width[i] = str_columns(text.text) + 2;
		}
	}
	str_dispose(&text);
	return columns;
}

static int name_width(const struct columns *columns, int others)
{
	int left = LINE - STATE_WIDTH - others - columns->width[0] - columns->width[1] - columns->width[2];

	return left > LEAST_NAME ? left : LEAST_NAME;
}

static void number_cells(struct str *out, const struct columns *columns, const struct target_result *result,
                         const struct scenario *sc, enum language language)
{
	struct str cell = STR_INIT;
	int i;

	for (i = 0; i < N_NUMBERS; i++) {
		str_clear(&cell);
		number_text(&cell, i, result, sc, language);
		format_right(out, cell.text, columns->width[i]);
	}
	str_dispose(&cell);
}

static void head(struct str *out, const struct columns *columns, enum language language)
{
	format_right(out, report_word(WORD_REQUIRED, language), columns->width[0]);
	format_right(out, report_word(WORD_ACHIEVED, language), columns->width[1]);
	format_right(out, report_word(WORD_SLACK, language), columns->width[2]);
}

static const char *origin_word(const struct scenario *sc, const struct target *target, const char *field,
                               enum language language)
{
	struct str pointer = STR_INIT;
	const struct number_mark *mark;

	str_addf(&pointer, "/targets/%s/%s", target->id, field);
	mark = scenario_mark(sc, pointer.text);
	str_dispose(&pointer);
	return mark ? report_origin_word(mark->origin.kind, language) : NULL;
}

/*
 * Source rows; stated, sourced or assumed, of the value and then of a baseline; and the modality of what is not simply
 * required. What has no room in the last column goes on below, so that nothing is lost.
 */
static void source_cells(struct str *out, const struct scenario *sc, const struct target *target, int used,
                         enum language language)
{
	const char *words[] = {
		origin_word(sc, target, "value", language),
		target->reading != BASELINE_NONE ? origin_word(sc, target, "baseline/value", language) : NULL,
		target->modality != MODALITY_MUST ? report_modality_word(target->modality, language) : NULL
	};
	const int left = used, n = target->n_statements + (int)(sizeof words / sizeof *words);
	int i, column = used;

	for (i = 0; i < n; i++) {
		const char *word = i < target->n_statements ? target->statements[i] : words[i - target->n_statements];

		if (!word || (i == target->n_statements + 1 && word == words[0])) /* the baseline's is the value's */
			continue;
		if (column > left && column + 1 + str_columns(word) > LINE) {
			str_add_char(out, '\n');
			format_left(out, "", left);
			column = left;
		}
		str_add_char(out, ' ');
		format_cut(out, word, SOURCE_WIDTH - 1);
		column += 1 + str_columns(word);
	}
}

static int line_columns(const struct str *out)
{
	const char *end = strrchr(out->text, '\n');

	return str_columns(end ? end + 1 : out->text);
}

void report_ledger(const struct plan *plan, const struct scenario *sc, enum language language, struct str *out)
{
	struct columns columns = measure(plan, sc, language);
	int width = name_width(&columns, SOURCE_WIDTH), longest = LEAST_NAME, g;

	for (g = 0; g < plan->n_targets; g++) {
		if (longest < str_columns(sc->targets[plan->results[g].target].id))
			longest = str_columns(sc->targets[plan->results[g].target].id);
	}
	if (width > longest)
		width = longest; /* what is left is for the source rows */

	format_left(out, report_word(WORD_STATE, language), STATE_WIDTH);
	format_left(out, report_word(WORD_TARGET, language), width);
	head(out, &columns, language);
	str_addf(out, "  %s\n", report_word(WORD_SOURCE, language));
	for (g = 0; g < plan->n_targets; g++) {
		const struct target *target = &sc->targets[plan->results[g].target];

		state_cell(out, plan->results[g].state, language);
		format_left(out, target->id, width);
		number_cells(out, &columns, &plan->results[g], sc, language);
		str_add_char(out, ' ');
		source_cells(out, sc, target, line_columns(out), language);
		str_add_char(out, '\n');
	}
	unserved_add(plan, sc, false, language, out);
}

void ledger_named(const struct plan *plan, const struct scenario *sc, enum language language, struct str *out)
{
	struct columns columns = measure(plan, sc, language);
	int width = name_width(&columns, DATE_WIDTH), g;

	format_left(out, report_word(WORD_STATE, language), STATE_WIDTH);
	format_left(out, report_word(WORD_TARGET, language), width);
	format_right(out, report_word(WORD_BY, language), DATE_WIDTH);
	head(out, &columns, language);
	str_add_char(out, '\n');
	for (g = 0; g < plan->n_targets; g++) {
		const struct target *target = &sc->targets[plan->results[g].target];
		char by[16];

		state_cell(out, plan->results[g].state, language);
		format_left(out, report_text(&target->name, language), width);
		format_right(out,
		             date_is_set(target->by) ? date_format(target->by, by) : report_word(WORD_ALWAYS, language),
		             DATE_WIDTH);
		number_cells(out, &columns, &plan->results[g], sc, language);
		str_add_char(out, '\n');
	}
}
