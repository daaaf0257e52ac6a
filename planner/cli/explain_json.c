/* explain_json.c - an explanation for programs. README.md of this folder has the members. */
#include "planner/cli/explain.h"
#include "planner/cli/explain_text.h"

#include <math.h>

static void text_member(struct str *out, const char *before, const char *key, const char *text)
{
	str_addf(out, "%s\"%s\": ", before, key);
	str_add_json(out, text);
}

static void number_member(struct str *out, const char *key, double number)
{
	str_addf(out, ", \"%s\": ", key);
	if (isnan(number))
		str_add(out, "null");
	else
		str_add_number(out, number);
}

static void day_member(struct str *out, const char *key, struct date day)
{
	char text[16];

	if (date_is_set(day))
		str_addf(out, ", \"%s\": \"%s\"", key, date_format(day, text));
	else
		str_addf(out, ", \"%s\": null", key);
}

static void item_members(const struct inquiry *q, int i, struct str *out)
{
	const struct scenario *sc = q->run->sc;
	struct str words = STR_INIT;

	text_member(out, "", "kind", item_kind_names[q->items[i].kind]);
	item_id(sc, q->items[i], &words);
	text_member(out, ", ", "id", words.text);
	str_clear(&words);
	item_words(sc, q->items[i], run_language(q->run), &words);
	text_member(out, ", ", "text", words.text);
	str_dispose(&words);
}

static void least_json(const struct inquiry *q, const struct explanation *explanation, struct str *out)
{
	int i;

	str_add(out, ",\n  \"least_change\": [");
	for (i = 0; i < explanation->n_short; i++) {
		const int item = explanation->short_items[i];

		str_add(out, i > 0 ? ",\n    {" : "\n    {");
		item_members(q, item, out);
		number_member(out, "by", explanation->short_by[i]);
		text_member(out, ", ", "unit", item_unit(q->run->sc, q->items[item]));
		str_add_char(out, '}');
	}
	str_add_char(out, ']');
}

static void repair_json(const struct inquiry *q, const struct repair *repair, struct str *out)
{
	struct str words = STR_INIT;
	int k;

	str_add_char(out, '{');
	item_members(q, repair->item, out);
	repair_words(q, repair, run_language(q->run), &words);
	text_member(out, ", ", "change", words.text);
	str_dispose(&words);
	str_add(out, ", \"set\": [");
	for (k = 0; k < repair->n_sets; k++) {
		str_add(out, k > 0 ? ", " : "");
		str_add_json(out, repair->sets[k]);
	}
	str_add_char(out, ']');
	number_member(out, "from", repair->from);
	number_member(out, "to", repair->to);
	text_member(out, ", ", "unit", item_unit(q->run->sc, q->items[repair->item]));
	day_member(out, "date", repair->day);
	number_member(out, "rough_cost_cny", repair->cost_cny);
	str_addf(out, ", \"least\": %s", repair->least ? "true" : "false");
	str_add_char(out, '}');
}

static void conflict_json(const struct inquiry *q, const struct explanation *explanation, int which, struct str *out)
{
	const struct conflict *conflict = &explanation->conflicts[which];
	struct str words = STR_INIT;
	const char *between = "";
	int i;

	str_addf(out, "{\"minimal\": %s, \"items\": [", conflict->minimal ? "true" : "false");
	for (i = 0; i < conflict->n; i++) {
		str_add(out, i > 0 ? ",\n      {" : "\n      {");
		item_members(q, conflict->items[i], out);
		str_add_char(out, '}');
	}
	explain_ratios(q, explanation, which, run_language(q->run), &words);
	str_add(out, "],\n    ");
	text_member(out, "", "ratios", words.text);
	str_add(out, ",\n    \"repairs\": [");
	for (i = 0; i < explanation->n_repairs; i++) {
		if (explanation->repairs_conflict[i] != which)
			continue;
		str_addf(out, "%s\n      ", between);
		repair_json(q, &explanation->repairs[i], out);
		between = ",";
	}
	str_add(out, "]}");
	str_dispose(&words);
}

static void reach_json(const struct inquiry *q, const struct reach *reach, struct str *out)
{
	const struct date none = { 0, 0, 0 };

	str_add_char(out, '{');
	item_members(q, reach->item, out);
	number_member(out, "required", q->run->sc->targets[q->items[reach->item].of].value);
	number_member(out, "best", reach->value_known ? reach->value : (double)NAN);
	text_member(out, ", ", "unit", item_unit(q->run->sc, q->items[reach->item]));
	day_member(out, "earliest", reach->day_known ? reach->day : none);
	str_addf(out, ", \"other_targets_aside\": %s}", reach->others_aside ? "true" : "false");
}

void explanation_json(const struct inquiry *q, const struct explanation *explanation, struct str *out)
{
	int i;

	str_addf(out, ",\n  \"infeasible_without_targets\": %s,\n  \"decided_by\": \"%s\",\n  \"complete\": %s",
	         explanation->without_targets ? "true" : "false", q->whole ? "branch and bound" : "relaxation",
	         q->limited ? "false" : "true");
	least_json(q, explanation, out);
	str_add(out, ",\n  \"conflicts\": [");
	for (i = 0; i < explanation->n_conflicts; i++) {
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		conflict_json(q, explanation, i, out);
	}
	str_addf(out, "],\n  \"one_repair_suffices\": %s",
	         explanation->n_conflicts == 1 && explanation->n_repairs > 0 ? "true" : "false");
	str_addf(out, ",\n  \"first_repairs_together_suffice\": %s",
	         explanation->together || (explanation->n_conflicts == 1 && explanation->n_repairs > 0) ? "true"
	                                                                                                : "false");
	str_add(out, ",\n  \"undecided\": [");
	for (i = 0; i < explanation->n_undecided; i++) {
		str_add(out, i > 0 ? ",\n    {" : "\n    {");
		item_members(q, explanation->undecided[i], out);
		str_add_char(out, '}');
	}
	str_add(out, "],\n  \"best_reachable\": [");
	for (i = 0; i < explanation->n_reaches; i++) {
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		reach_json(q, &explanation->reaches[i], out);
	}
	str_add(out, "]");
}
