/* The binding limits of the summary, in a planner's words. */
#include "planner/report/limits.h"
#include "planner/report/format.h"
#include "planner/report/summary.h"
#include "planner/report/words.h"

#include <string.h>

enum { MOST_LIMITS = 8 };

/* Rows that only tie the model's own columns together say nothing to a planner; binding.csv has them. */
bool limit_is_internal(const char *row)
{
	static const char *const prefixes[] = { "count_begun[", "count_opened[", "first_",    "feed_fixed[",
		                                "feed_once[",   "feed_begins[",  "bw_fixed[", "bw_once[",
		                                "bw_begins[",   "lit_",          "opening_",  "worst_",
		                                "lost_",        "counted_" };
	size_t i;

	for (i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		if (strncmp(row, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	}
	return false;
}

/* Is this the id that a row "family[id,...]" or "family[id/part,...]" names first? */
static bool row_names(const char *row, const char *id)
{
	const char *open = strchr(row, '[');
	size_t n = open ? strcspn(open + 1, ",]/") : 0;

	return open && strlen(id) == n && strncmp(open + 1, id, n) == 0;
}

/* The target that a row "target[id,2018-12]" or "bonus_most[id,2018-12]" belongs to, or NULL. */
static const struct target *target_of_row(const struct scenario *sc, const char *row)
{
	int g;

	if (strncmp(row, "target[", strlen("target[")) != 0 && strncmp(row, "bonus_most[", strlen("bonus_most[")) != 0)
		return NULL;
	for (g = 0; g < sc->n_targets; g++) {
		if (row_names(row, sc->targets[g].id))
			return &sc->targets[g];
	}
	return NULL;
}

const char *limit_place(const struct binding *binding, const struct scenario *sc, enum language language)
{
	const struct target *target = target_of_row(sc, binding->row);
	int i;

	if (target)
		return report_text(&target->name, language);
	if (binding->site >= 0)
		return report_text(&sc->sites[binding->site].name, language);
	for (i = 0; i < sc->n_rules && strcmp(binding->family, "build") == 0; i++) {
		if (row_names(binding->row, sc->rules[i].id))
			return report_text(&sc->rules[i].name, language);
	}
	for (i = 0; i < sc->n_budgets && strncmp(binding->family, "budget", 6) == 0; i++) {
		if (row_names(binding->row, sc->budgets[i].id))
			return report_text(&sc->budgets[i].name, language);
	}
	for (i = 0; i < sc->n_links && strcmp(binding->family, "network") == 0; i++) {
		if (row_names(binding->row, sc->links[i].id))
			return report_text(&sc->links[i].name, language);
	}
	for (i = 0; i < sc->n_demands && strcmp(binding->family, "demand") == 0; i++) {
		if (row_names(binding->row, sc->demands[i].id))
			return report_text(&sc->demands[i].name, language);
	}
	return binding->row;
}

const char *limit_unit(const struct binding *binding, enum language language)
{
	static const struct {
		const char *unit;
		enum word word;
	} units[] = { { "1", WORD_EACH },
		      { "racks", WORD_RACK },
		      { "sites", WORD_ONE_SITE },
		      { "customers", WORD_CUSTOMER },
		      { "modules", WORD_MODULE },
		      { "steps", WORD_STEP },
		      { "links", WORD_ONE_LINK },
		      { "servers", WORD_SERVER },
		      { "t", WORD_TONNES },
		      { "households", WORD_HOUSEHOLD },
		      { "share of the phase", WORD_ONE_PHASE } };
	const char *unit = binding->unit;
	size_t i;

	for (i = 0; i < sizeof units / sizeof *units; i++) {
		if (strcmp(unit, units[i].unit) == 0)
			return report_word(units[i].word, language);
	}
	return unit;
}

bool limit_same(const struct binding *a, const struct binding *b)
{
	size_t n = strcspn(a->row, "[,"), m;

	if (a->site != b->site || strcspn(b->row, "[,") != n || strncmp(a->row, b->row, n) != 0)
		return false;
	if (a->site >= 0)
		return true;
	n = strcspn(a->row, ",]");
	m = strcspn(b->row, ",]");
	return n == m && strncmp(a->row, b->row, n) == 0;
}

bool limit_is_dearest(const struct plan *plan, int i)
{
	int j;

	for (j = 0; j < i; j++) {
		if (limit_same(&plan->bindings[i], &plan->bindings[j]))
			return false;
	}
	return true;
}

void limit_price(struct str *out, const struct binding *binding, const struct scenario *sc, enum language language)
{
	format_price(out, sc, binding->price_cny, language);
	str_addf(out, " / %s", limit_unit(binding, language));
}

enum { INDENT = 4, LINE = 80 };

static void add_sentence(struct str *out, const char *text)
{
	format_left(out, "", INDENT);
	str_add(out, text);
	str_add_char(out, '\n');
}

/* Which limit, where and when; below it what it is worth. */
static void limit_lines(struct str *out, const struct binding *binding, int more, const struct scenario *sc,
                        enum language language)
{
	struct str cell = STR_INIT, loosened = STR_INIT, tightened = STR_INIT;

	str_add(out, "  ");
	format_left(out, report_limit_word(binding->row, binding->family, language), 21);
	str_add_char(out, ' ');
	str_add(&cell, format_period(sc, binding->period));
	if (more > 0)
		str_addf(&cell, " +%d", more);
	if (cell.length > 0) {
		format_left(out, limit_place(binding, sc, language), 43);
		str_addf(out, " %s", cell.text);
	} else {
		format_cut(out, limit_place(binding, sc, language), 56);
	}
	str_add_char(out, '\n');
	limit_worth(&loosened, &tightened, binding, sc, language);
	if (tightened.length > 0 && INDENT + str_columns(loosened.text) + 2 + str_columns(tightened.text) <= LINE) {
		str_addf(&loosened, "%s%s", language == LANGUAGE_ZH ? "；" : "; ", tightened.text);
		str_clear(&tightened);
	}
	add_sentence(out, loosened.text);
	if (tightened.length > 0)
		add_sentence(out, tightened.text);
	str_dispose(&tightened);
	str_dispose(&loosened);
	str_dispose(&cell);
}

/* Loosened it saves nothing, and tightened there is no plan: it only says that there cannot be less than nothing. */
static bool is_idle(const struct binding *binding)
{
	return binding->range.known && !(binding->range.saves_cny > 0) && !(binding->range.tightened_by > 0);
}

/* An entry per limit and place, at its dearest period; the periods that follow with a lower price are counted. */
void summary_limits(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language)
{
	int i, j, shown = 0, rows = 0;

	summary_heading(out, WORD_BINDING, NULL, language);
	if (plan->n_bindings == 0)
		str_addf(out, "  %s\n", report_word(WORD_BINDING_NONE, language));
	else {
		str_add(out, "  ");
		format_left(out, report_word(WORD_LIMIT, language), 22);
		format_left(out, report_word(WORD_WHERE, language), 44);
		str_addf(out, "%s\n", report_word(WORD_WHEN, language));
	}
	for (i = 0; i < plan->n_bindings && shown < MOST_LIMITS; i++) {
		int more = 0;
		bool seen = limit_is_internal(plan->bindings[i].row) || is_idle(&plan->bindings[i]);

		for (j = 0; j < i && !seen; j++)
			seen = !is_idle(&plan->bindings[j]) && limit_same(&plan->bindings[i], &plan->bindings[j]);
		if (seen)
			continue;
		for (j = i + 1; j < plan->n_bindings; j++)
			more += limit_same(&plan->bindings[i], &plan->bindings[j]);
		limit_lines(out, &plan->bindings[i], more, sc, language);
		shown++;
		rows += 1 + more;
	}
	summary_more_rows(out, plan->n_bindings - rows, "binding.csv", language);
}
