/* A comparison as text, at most 80 columns: the targets first, then the input, then figures, costs and orders. */
#include "planner/report/compare_text.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

enum { LINE = 80, MOST_INPUT = 30, MOST_FIGURES = 15 };

void compare_heading(struct str *out, enum compare_word word, const char *detail, enum language language)
{
	struct str line = STR_INIT;

	str_add(&line, compare_word(word, language));
	if (detail && *detail)
		str_addf(&line, ": %s", detail);
	str_add_char(out, '\n');
	format_cut(out, line.text, LINE);
	str_add_char(out, '\n');
	str_dispose(&line);
}

void compare_counts(struct str *out, enum compare_word word, const int counts[4], enum language language)
{
	struct str numbers[4] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	int i;

	for (i = 0; i < 4; i++)
		format_number(&numbers[i], counts[i], 0);
	compare_say(out, word, language,
	            (const char *[4]){ numbers[0].text, numbers[1].text, numbers[2].text, numbers[3].text });
	for (i = 0; i < 4; i++)
		str_dispose(&numbers[i]);
}

void compare_more(struct str *out, int n, enum language language)
{
	struct str number = STR_INIT;

	if (n <= 0)
		return;
	format_number(&number, n, 0);
	str_add(out, "  … ");
	compare_say(out, SAY_MORE, language, (const char *[4]){ number.text, NULL, NULL, NULL });
	str_add_char(out, '\n');
	str_dispose(&number);
}

/* ---- the two plans ---- */

/* "id/variant" in so many columns: the id gives way, as plans are mostly variants of one scenario; then all but the label. */
void compare_plan_name(struct str *out, const struct compare_side *side, int columns)
{
	enum { LEAST_ID = 6 };
	struct str name = STR_INIT, tail = STR_INIT;
	int left;

	compare_side_name(&name, side);
	str_add(&tail, name.text + strlen(side->plan->scenario_id));
	left = columns - str_columns(tail.text);
	if (str_columns(name.text) > columns && tail.length > 0 && left >= LEAST_ID) {
		str_clear(&name);
		format_cut(&name, side->plan->scenario_id, left);
		str_add(&name, tail.text);
	} else if (str_columns(name.text) > columns && side->label) {
		str_clear(&name);
		str_add(&name, side->label);
	}
	format_left(out, name.text, columns);
	str_dispose(&name);
	str_dispose(&tail);
}

static void add_side(struct str *out, const struct compare_side *side, int number, enum language language)
{
	struct str rest = STR_INIT;
	char letter[COMPARE_NAME];
	int met, missed;

	compare_count(side->plan, &met, &missed);
	format_money(&rest, side->sc, side->plan->objective_cny, language);
	str_addf(&rest, " · %d %s, %d %s", met, compare_word(SAY_MET, language), missed,
	         compare_word(SAY_MISSED, language));
	str_addf(out, "%s  ", compare_name(number, letter));
	compare_plan_name(out, side, LINE - 4 - str_columns(rest.text));
	str_addf(out, " %s\n", rest.text);
	str_dispose(&rest);
}

static void add_sentence(struct str *out, enum compare_word word, const char *a, const char *b, enum language language)
{
	struct str line = STR_INIT;

	compare_say(&line, word, language, (const char *[4]){ a, b, NULL, NULL });
	compare_wrap(out, line.text, 0, 0);
	str_dispose(&line);
}

/* At most LINE columns a line, broken at a space where there is one, and nowhere lost. */
void compare_wrap(struct str *out, const char *text, int indent, int more)
{
	struct str clean = STR_INIT;
	const char *c, *space = NULL, *begin, *next;

	format_cut(&clean, text, 1 << 20);
	for (begin = clean.text; *begin; begin = next, indent += more, more = 0) {
		struct str line = STR_INIT;

		format_left(out, "", indent);
		for (c = begin, space = NULL; *c; c++) {
			if (((unsigned char)*c & 0xc0) == 0x80)
				continue;
			str_clear(&line);
			str_add_n(&line, begin, (size_t)(c - begin));
			if (str_columns(line.text) > LINE - indent - 2)
				break;
			if (*c == ' ' && c > begin)
				space = c;
		}
		next = *c && space ? space : c;
		str_add_n(out, begin, (size_t)(next - begin));
		str_add_char(out, '\n');
		next += *next == ' ';
		str_dispose(&line);
	}
	str_dispose(&clean);
}

static void add_head(struct str *out, const struct compared *c, enum language language)
{
	struct str number = STR_INIT;
	int i;

	for (i = 0; i < COMPARE_SIDES; i++)
		add_side(out, &c->side[i], i, language);
	if (!c->same_scenario)
		add_sentence(out, SAY_OTHER_SCENARIO, c->side[0].sc->id, c->side[1].sc->id, language);
	format_number(&number, c->n_common_periods, 0);
	if (!c->same_periods)
		add_sentence(out, SAY_OTHER_PERIODS, number.text, NULL, language);
	if (!c->same_money)
		add_sentence(out, SAY_OTHER_MONEY, NULL, NULL, language);
	if (c->same_input || c->same_plan)
		add_sentence(out,
		             !c->same_plan   ? SAY_SAME_INPUT
		             : c->same_input ? SAY_SAME_ALL
		                             : SAY_SAME_PLAN,
		             NULL, NULL, language);
	str_dispose(&number);
}

/* ---- targets ---- */

const char *compare_mark(const struct target_result *result)
{
	if (!result)
		return " ";
	switch (result->state) {
	case TARGET_MET: return "✓";
	case TARGET_MISSED: return "✗";
	case TARGET_OVERRULED:
	case TARGET_OFF: break;
	}
	return "–";
}

void compare_achieved(struct str *out, const struct compared *c, const struct compare_target *t, int side,
                      enum language language)
{
	if (!t->result[side] || !report_result_known(t->result[side], c->side[side].sc))
		str_add(out, "–");
	else
		format_metric(out, c->side[side].sc, t->target[side]->metric, t->result[side]->achieved, false,
		              language);
}

void compare_slack(struct str *out, const struct compared *c, const struct compare_target *t, enum language language)
{
	if (!t->comparable || !report_result_known(t->result[0], c->side[0].sc) ||
	    !report_result_known(t->result[1], c->side[1].sc))
		str_add(out, "–");
	else
		format_metric(out, c->side[1].sc, t->target[1]->metric, t->result[1]->slack - t->result[0]->slack, true,
		              language);
}

static void add_target(struct str *out, const struct compared *c, const struct compare_target *t, const int width[3],
                       enum language language)
{
	const struct target *target = t->target[1] ? t->target[1] : t->target[0];
	struct str cells[3] = { STR_INIT, STR_INIT, STR_INIT };
	int i, left = LINE - 7 - width[0] - width[1] - width[2];

	compare_achieved(&cells[0], c, t, 0, language);
	compare_achieved(&cells[1], c, t, 1, language);
	compare_slack(&cells[2], c, t, language);
	str_addf(out, "%s → %s  ", compare_mark(t->result[0]), compare_mark(t->result[1]));
	format_left(out, report_text(&target->name, language), left > 12 ? left : 12);
	for (i = 0; i < 3; i++) {
		format_right(out, cells[i].text, width[i]);
		str_dispose(&cells[i]);
	}
	str_add_char(out, '\n');
}

/* As wide as what stands there, so that no number is cut. */
static void measure(const struct compared *c, int n, const char *const heads[3], int width[3], enum language language)
{
	struct str cell = STR_INIT;
	int i, k;

	for (k = 0; k < 3; k++) {
		width[k] = str_columns(heads[k]) + 2;
		for (i = 0; i < n; i++) {
			str_clear(&cell);
			if (k < 2)
				compare_achieved(&cell, c, &c->targets[i], k, language);
			else
				compare_slack(&cell, c, &c->targets[i], language);
			if (width[k] < str_columns(cell.text) + 2)
				width[k] = str_columns(cell.text) + 2;
		}
	}
	str_dispose(&cell);
}

static void add_targets(struct str *out, const struct compared *c, enum language language)
{
	const int n = c->n_targets - c->n_kinds[COMPARE_TARGET_SAME];
	const int counts[4] = { c->n_kinds[COMPARE_LOST], c->n_kinds[COMPARE_GAINED],
		                n - c->n_kinds[COMPARE_LOST] - c->n_kinds[COMPARE_GAINED],
		                c->n_kinds[COMPARE_TARGET_SAME] };
	struct str detail = STR_INIT, a = STR_INIT, b = STR_INIT;
	int i, width[3], left;

	compare_counts(&detail, SAY_TARGETS_COUNT, counts, language);
	compare_heading(out, SAY_TARGETS, detail.text, language);
	compare_say(&a, SAY_ACHIEVED, language, (const char *[4]){ "A", NULL, NULL, NULL });
	compare_say(&b, SAY_ACHIEVED, language, (const char *[4]){ "B", NULL, NULL, NULL });
	measure(c, n, (const char *[3]){ a.text, b.text, compare_word(SAY_SLACK_CHANGE, language) }, width, language);
	left = LINE - 7 - width[0] - width[1] - width[2];
	if (n > 0) {
		str_add(out, "A → B  ");
		format_left(out, compare_word(SAY_TARGET, language), left > 12 ? left : 12);
		format_right(out, a.text, width[0]);
		format_right(out, b.text, width[1]);
		format_right(out, compare_word(SAY_SLACK_CHANGE, language), width[2]);
		str_add_char(out, '\n');
	}
	for (i = 0; i < n; i++)
		add_target(out, c, &c->targets[i], width, language);
	str_dispose(&detail);
	str_dispose(&a);
	str_dispose(&b);
}

/* ---- input ---- */

static void add_origin(struct str *out, const struct difference_side *side, enum language language)
{
	if (*side->origin)
		str_add(out, compare_word(strcmp(side->origin, "stated") == 0    ? SAY_STATED
		                          : strcmp(side->origin, "sourced") == 0 ? SAY_SOURCED
		                                                                 : SAY_ASSUMED,
		                          language));
	if (*side->reference)
		str_addf(out, ": %s", side->reference);
}

void compare_origins(struct str *out, const struct difference *d, enum language language)
{
	struct str was = STR_INIT, is = STR_INIT;

	add_origin(&was, &d->was, language);
	add_origin(&is, &d->is, language);
	if (was.length > 0 && is.length > 0 && strcmp(was.text, is.text) != 0)
		str_addf(out, "%s → %s", was.text, is.text);
	else
		str_add(out, is.length > 0 ? is.text : was.text);
	if (strcmp(d->was.range, d->is.range) != 0 && d->kind == DIFFERENCE_ORIGIN)
		str_addf(out, " (%s → %s)", d->was.range, d->is.range);
	str_dispose(&was);
	str_dispose(&is);
}

/* One value, or what came or went; of a series the first period that differs. */
void compare_change(struct str *out, const struct compared *c, const struct difference *d, enum language language)
{
	const struct scenario *sc = c->side[0].sc;
	const char *unit = *d->is.unit ? d->is.unit : d->was.unit;
	const int counts[4] = { d->n_values, 0, 0, 0 }, periods[4] = { d->n_periods_changed, d->n_periods, 0, 0 };

	if (d->kind == DIFFERENCE_CAME || d->kind == DIFFERENCE_WENT) {
		str_addf(out, "%s ", compare_word(d->kind == DIFFERENCE_CAME ? SAY_CAME : SAY_WENT, language));
		if (d->n_values > 1)
			compare_counts(out, SAY_VALUES, counts, language);
		else
			str_add(out, d->was.json ? d->was.json : d->is.json);
	} else if (d->kind == DIFFERENCE_ORIGIN) {
		str_addf(out, "%s", compare_word(SAY_ORIGIN_ONLY, language));
	} else if (d->n_periods > 0) {
		str_addf(out, "%s: %s → %s", d->first_period < sc->n_periods ? sc->periods[d->first_period].label : "",
		         d->first_was, d->first_is);
	} else {
		str_addf(out, "%s → %s", d->was.json, d->is.json);
	}
	if (*unit && d->kind != DIFFERENCE_ORIGIN)
		str_addf(out, " %s", strcmp(unit, "1") == 0 ? "" : unit);
	if (d->kind == DIFFERENCE_CHANGED && *d->was.unit && strcmp(d->was.unit, d->is.unit) != 0)
		str_addf(out, " (%s → %s)", d->was.unit, d->is.unit);
	if (d->n_periods > 0) {
		str_add(out, " · ");
		compare_counts(out, SAY_PERIODS_CHANGED, periods, language);
	}
}

static void add_difference(struct str *out, const struct compared *c, const struct difference *d,
                           enum language language)
{
	static const char *const marks[] = { "~", "+", "-", "·" };
	struct str line = STR_INIT, cut = STR_INIT;

	str_addf(&line, "%s %s", marks[d->kind], d->pointer);
	compare_wrap(out, line.text, 2, 2);
	str_clear(&line);
	compare_change(&line, c, d, language);
	format_cut(&cut, line.text, 2 * (LINE - 8));
	compare_wrap(out, cut.text, 6, 0);
	str_clear(&line);
	str_clear(&cut);
	compare_origins(&line, d, language);
	format_cut(&cut, line.text, 2 * (LINE - 8));
	compare_wrap(out, cut.text, 6, 0);
	str_dispose(&line);
	str_dispose(&cut);
}

void compare_input_counts(struct str *out, const struct compared *c, enum language language)
{
	int i, counts[4] = { 0 };

	for (i = 0; i < c->input.n; i++)
		counts[c->input.items[i].kind]++;
	compare_counts(out, SAY_INPUT_COUNT, counts, language);
}

static void add_input(struct str *out, const struct compared *c, enum language language)
{
	struct str detail = STR_INIT;
	int i;

	if (c->input.n > 0)
		compare_input_counts(&detail, c, language);
	else
		str_add(&detail, compare_word(SAY_INPUT_NONE, language));
	compare_heading(out, SAY_INPUT, detail.text, language);
	for (i = 0; i < c->input.n && i < MOST_INPUT; i++)
		add_difference(out, c, &c->input.items[i], language);
	compare_more(out, c->input.n - MOST_INPUT, language);
	str_dispose(&detail);
}

void compare_text(const struct compared *compared, enum language language, struct str *out)
{
	add_head(out, compared, language);
	if (compared->same_input && compared->same_plan)
		return;
	add_targets(out, compared, language);
	add_input(out, compared, language);
	if (compared->same_plan)
		return;
	compare_figure_tables(out, compared, language);
	compare_cost_tables(out, compared, language);
	compare_order_list(out, compared, language);
}
