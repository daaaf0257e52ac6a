/* The target ledger as text, at most 80 columns: with source rows for `check`, with names and dates for the summary. */
#include "planner/report/ledger.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <string.h>

enum { /* together 80 */
	STATE_WIDTH = 12, REQUIRED_WIDTH = 13, ACHIEVED_WIDTH = 12, SLACK_WIDTH = 9,
	ID_WIDTH = 20, SOURCE_WIDTH = 13, /* with a space before it */
	NAME_WIDTH = 23, DATE_WIDTH = 11,
};

static const char *state_mark(enum target_state state)
{
	switch (state) {
	case TARGET_MET:
		return "✓";
	case TARGET_MISSED:
		return "✗";
	case TARGET_OVERRULED:
	case TARGET_OFF:
		break;
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

/* A number is never cut: one too wide pushes the rest of its line along. */
static void number_cell(struct str *out, const char *number, int columns)
{
	int needed = str_columns(number) + 1;

	format_right(out, number, needed > columns ? needed : columns);
}

static void number_cells(struct str *out, const struct target_result *result, const struct scenario *sc,
                         enum language language)
{
	const struct target *target = &sc->targets[result->target];
	struct str cell = STR_INIT;

	str_add(&cell, target->at_most ? "≤ " : "≥ ");
	format_metric(&cell, sc, target->metric, target->value, false, language);
	number_cell(out, cell.text, REQUIRED_WIDTH);
	str_clear(&cell);
	if (result->state == TARGET_OFF)
		str_add(&cell, "–");
	else
		format_metric(&cell, sc, target->metric, result->achieved, false, language);
	number_cell(out, cell.text, ACHIEVED_WIDTH);
	str_clear(&cell);
	if (result->state == TARGET_OFF)
		str_add(&cell, "–");
	else
		format_metric(&cell, sc, target->metric, result->slack, true, language);
	number_cell(out, cell.text, SLACK_WIDTH);
	str_dispose(&cell);
}

static void head(struct str *out, enum language language)
{
	format_right(out, report_word(WORD_REQUIRED, language), REQUIRED_WIDTH);
	format_right(out, report_word(WORD_ACHIEVED, language), ACHIEVED_WIDTH);
	format_right(out, report_word(WORD_SLACK, language), SLACK_WIDTH);
}

/* Source rows and modality in the last column; what has no room there goes on below, so that no row is lost. */
static void source_cells(struct str *out, const struct target *target, int used, enum language language)
{
	const int left = 80 - SOURCE_WIDTH;
	int i, column = used;

	for (i = 0; i <= target->n_statements; i++) {
		const char *word = i < target->n_statements ? target->statements[i]
		                                             : report_modality_word(target->modality, language);

		if (column > left && column + 1 + str_columns(word) > 80) {
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
	int g;

	format_left(out, report_word(WORD_STATE, language), STATE_WIDTH);
	format_left(out, report_word(WORD_TARGET, language), ID_WIDTH);
	head(out, language);
	str_addf(out, "  %s\n", report_word(WORD_SOURCE, language));
	for (g = 0; g < plan->n_targets; g++) {
		const struct target *target = &sc->targets[plan->results[g].target];

		state_cell(out, plan->results[g].state, language);
		format_left(out, target->id, ID_WIDTH);
		number_cells(out, &plan->results[g], sc, language);
		str_add_char(out, ' ');
		source_cells(out, target, line_columns(out), language);
		str_add_char(out, '\n');
	}
}

void ledger_named(const struct plan *plan, const struct scenario *sc, enum language language, struct str *out)
{
	int g;

	format_left(out, report_word(WORD_STATE, language), STATE_WIDTH);
	format_left(out, report_word(WORD_TARGET, language), NAME_WIDTH);
	format_right(out, report_word(WORD_BY, language), DATE_WIDTH);
	head(out, language);
	str_add_char(out, '\n');
	for (g = 0; g < plan->n_targets; g++) {
		const struct target *target = &sc->targets[plan->results[g].target];
		char by[16];

		state_cell(out, plan->results[g].state, language);
		format_left(out, report_text(&target->name, language), NAME_WIDTH);
		format_right(out, date_is_set(target->by) ? date_format(target->by, by) : report_word(WORD_ALWAYS, language),
		             DATE_WIDTH);
		number_cells(out, &plan->results[g], sc, language);
		str_add_char(out, '\n');
	}
}
