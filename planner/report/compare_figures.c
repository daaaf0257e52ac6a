/* What differs by site, link and cut, and by kind of cost: as tables of the text. */
#include "planner/base/memory.h"
#include "planner/report/compare_text.h"
#include "planner/report/format.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 15, NAME_WIDTH = 28 };

const struct compare_view compare_views[] = {
	{ SAY_DESIGN, "design_racks", false, 0 },
	{ SAY_AVAILABLE, "available_racks", false, 0 },
	{ SAY_OCCUPIED, "occupied_racks", false, 0 },
	{ SAY_FACILITY, "facility_mw", false, 3 },
	{ SAY_USABLE, "usable_mw", false, 3 },
	{ SAY_LINKS, "installed:", true, 1 },
	{ SAY_CUTS, "cut:", true, 1 },
	{ SAY_UNSERVED, "unserved:", true, 0 },
};
const int compare_n_views = sizeof compare_views / sizeof *compare_views;

/* ---- names ---- */

static const char *name_of(const struct compared *c, const char *id, enum language language,
                           int (*find)(const struct scenario *sc, const char *id),
                           const struct text *(*name)(const struct scenario *sc, int i))
{
	int side, i;

	for (side = COMPARE_SIDES - 1; side >= 0; side--) {
		i = find(c->side[side].sc, id);
		if (i >= 0)
			return report_text(name(c->side[side].sc, i), language);
	}
	return id;
}

static const struct text *site_name(const struct scenario *sc, int i)
{
	return &sc->sites[i].name;
}

static const struct text *link_name(const struct scenario *sc, int i)
{
	return &sc->links[i].name;
}

static const struct text *demand_name(const struct scenario *sc, int i)
{
	return &sc->demands[i].name;
}

static const struct text *cut_name(const struct scenario *sc, int i)
{
	return &sc->cuts[i].name;
}

static int find_cut(const struct scenario *sc, const char *id)
{
	int i;

	for (i = 0; i < sc->n_cuts; i++) {
		if (strcmp(sc->cuts[i].id, id) == 0)
			return i;
	}
	return -1;
}

const char *compare_site_name(const struct compared *c, const char *id, enum language language)
{
	if (!*id)
		return compare_word(SAY_NO_SITE, language);
	return name_of(c, id, language, scenario_find_site, site_name);
}

const char *compare_place_name(const struct compared *c, const struct compare_view *view, const char *place,
                               enum language language)
{
	switch ((int)view->title) {
	case SAY_LINKS: return name_of(c, place, language, scenario_find_link, link_name);
	case SAY_CUTS: return name_of(c, place, language, find_cut, cut_name);
	case SAY_UNSERVED: return name_of(c, place, language, scenario_find_demand, demand_name);
	default: return compare_site_name(c, place, language);
	}
}

/* ---- by place ---- */

static const char *place_of(const struct compare_view *view, const struct compare_figure *figure)
{
	if (!view->prefix)
		return strcmp(figure->item, view->item) == 0 ? figure->site : NULL;
	return strncmp(figure->item, view->item, strlen(view->item)) == 0 ? figure->item + strlen(view->item) : NULL;
}

static const char *last_common_period(const struct compared *c)
{
	const struct scenario *sc = c->side[0].sc;
	int t;

	for (t = sc->n_periods - 1; t >= 0; t--) {
		if (scenario_find_period(c->side[1].sc, sc->periods[t].label) >= 0)
			return sc->periods[t].label;
	}
	return "";
}

int compare_places(const struct compared *c, const struct compare_view *view, struct compare_place **places)
{
	const char *end = last_common_period(c);
	int i, j, n = 0;

	*places = arena_alloc(c->arena, c->n_figures, sizeof **places);
	for (i = 0; i < c->n_figures; i++) {
		const struct compare_figure *figure = &c->figures[i];
		const char *place = place_of(view, figure);
		const double change = figure->value[1] - figure->value[0];
		struct compare_place *line;

		if (!place)
			continue;
		for (j = 0; j < n && strcmp((*places)[j].place, place) != 0; j++)
			;
		line = &(*places)[j];
		n += j == n;
		line->place = place;
		if (!line->period || fabs(change) > fabs(line->value[1] - line->value[0]) + 1e-9) {
			line->period = figure->period;
			memcpy(line->value, figure->value, sizeof line->value);
		}
		if (strcmp(figure->period, end) == 0)
			line->at_end = change;
	}
	return n;
}

/* ---- tables ---- */

static void number(struct str *out, double value, int decimals, bool sign, int width)
{
	struct str cell = STR_INIT;

	if (sign && value > 0)
		str_add_char(&cell, '+');
	format_number(&cell, value, decimals > 1 && fabs(value) >= 1000 ? 1 : decimals);
	format_right(out, cell.text, width);
	str_dispose(&cell);
}

static void view_table(struct str *out, const struct compared *c, const struct compare_view *view,
                       enum language language)
{
	struct compare_place *places;
	const int n = compare_places(c, view, &places);
	int i;

	if (n == 0)
		return;
	compare_heading(out, view->title, NULL, language);
	str_add(out, "  ");
	format_left(out, compare_word(SAY_WHERE, language), NAME_WIDTH);
	format_right(out, "A", 9);
	format_right(out, "B", 9);
	format_right(out, compare_word(SAY_LARGEST, language), 13);
	str_add_char(out, ' ');
	format_left(out, compare_word(SAY_WHEN, language), 8);
	format_right(out, compare_word(SAY_AT_END, language), 9 + 1);
	str_add_char(out, '\n');
	for (i = 0; i < n && i < MOST_ROWS; i++) {
		str_add(out, "  ");
		format_left(out, compare_place_name(c, view, places[i].place, language), NAME_WIDTH);
		number(out, places[i].value[0], view->decimals, false, 9);
		number(out, places[i].value[1], view->decimals, false, 9);
		number(out, places[i].value[1] - places[i].value[0], view->decimals, true, 13);
		str_add_char(out, ' ');
		format_left(out, places[i].period, 8);
		number(out, places[i].at_end, view->decimals, true, 9 + 1);
		str_add_char(out, '\n');
	}
	compare_more(out, n - MOST_ROWS, language);
}

void compare_figure_tables(struct str *out, const struct compared *c, enum language language)
{
	int i;

	for (i = 0; i < compare_n_views; i++)
		view_table(out, c, &compare_views[i], language);
}

/* ---- costs ---- */

/* The sign stands before the digits, also where the currency stands before them. */
void compare_money(struct str *out, const struct compared *c, double value_cny, bool sign, enum language language)
{
	struct str cell = STR_INIT;
	size_t digits;

	format_money(&cell, c->side[0].sc, value_cny, language);
	digits = strcspn(cell.text, "0123456789");
	str_add_n(out, cell.text, digits);
	if (sign && value_cny > 0)
		str_add_char(out, '+');
	str_add(out, cell.text + digits);
	str_dispose(&cell);
}

static void money(struct str *out, const struct compared *c, double value_cny, bool sign, enum language language)
{
	struct str cell = STR_INIT;

	compare_money(&cell, c, value_cny, sign, language);
	format_right(out, cell.text, 16);
	str_dispose(&cell);
}

static void cost_line(struct str *out, const struct compared *c, const char *name, const double value_cny[2],
                      enum language language)
{
	str_add(out, "  ");
	format_left(out, name, NAME_WIDTH);
	money(out, c, value_cny[0], false, language);
	money(out, c, value_cny[1], false, language);
	money(out, c, value_cny[1] - value_cny[0], true, language);
	str_add_char(out, '\n');
}

static void cost_head(struct str *out, enum compare_word title, enum compare_word first, enum language language)
{
	compare_heading(out, title, NULL, language);
	str_add(out, "  ");
	format_left(out, compare_word(first, language), NAME_WIDTH);
	format_right(out, "A", 16);
	format_right(out, "B", 16);
	format_right(out, compare_word(SAY_DELTA, language), 16);
	str_add_char(out, '\n');
}

static void kind_table(struct str *out, const struct compared *c, enum language language)
{
	double sum[2] = { 0, 0 };
	int k;

	cost_head(out, SAY_COST_KIND, SAY_KIND, language);
	for (k = 0; k < COST_KINDS; k++) {
		const double value[2] = { c->cost_cny[0][k], c->cost_cny[1][k] };

		sum[0] += value[0];
		sum[1] += value[1];
		if (fabs(value[0]) > 0 || fabs(value[1]) > 0)
			cost_line(out, c, report_cost_word((enum cost_kind)k, language), value, language);
	}
	cost_line(out, c, compare_word(SAY_TOTAL, language), sum, language);
}

/* A line for each id that `id` gives a cost, with the sum of both sides. */
static int collect(const struct compared *c, const char *(*id)(const struct compared *c, int side, int i), bool present,
                   struct compare_place **places)
{
	const int most = c->side[0].plan->n_costs + c->side[1].plan->n_costs;
	int side, i, j, n = 0;

	*places = arena_alloc(c->arena, most, sizeof **places);
	for (side = 0; side < COMPARE_SIDES; side++) {
		for (i = 0; i < c->side[side].plan->n_costs; i++) {
			const struct cost_item *cost = &c->side[side].plan->costs[i];
			const char *key = id(c, side, i);

			for (j = 0; j < n && strcmp((*places)[j].place, key) != 0; j++)
				;
			n += j == n;
			(*places)[j].place = key;
			(*places)[j].value[side] += present ? cost->present_cny : cost->nominal_cny;
		}
	}
	return n;
}

static const char *cost_site(const struct compared *c, int side, int i)
{
	const int s = c->side[side].plan->costs[i].site;

	return s >= 0 ? c->side[side].sc->sites[s].id : "";
}

/* What a period's label begins with is its year. */
static const char *cost_year(const struct compared *c, int side, int i)
{
	const struct scenario *sc = c->side[side].sc;
	const int t = c->side[side].plan->costs[i].period;

	return t < sc->n_periods ? arena_format(c->arena, "%d", sc->periods[t].first_day.year) : "end";
}

static int by_place(const void *a, const void *b)
{
	const struct compare_place *x = a, *y = b;

	return strcmp(x->place, y->place);
}

int compare_cost_sites(const struct compared *c, struct compare_place **places)
{
	return collect(c, cost_site, true, places);
}

int compare_cost_years(const struct compared *c, struct compare_place **places)
{
	const int n = collect(c, cost_year, false, places);

	qsort(*places, (size_t)n, sizeof **places, by_place);
	return n;
}

static void site_table(struct str *out, const struct compared *c, enum language language)
{
	struct compare_place *places;
	const int n = compare_cost_sites(c, &places);
	int i, rows = 0;

	cost_head(out, SAY_COST_SITE, SAY_SITE, language);
	for (i = 0; i < n; i++) {
		if (!(fabs(places[i].value[1] - places[i].value[0]) > 1e-9 * fmax(1, fabs(places[i].value[0]))))
			continue;
		if (rows++ < MOST_ROWS)
			cost_line(out, c, compare_site_name(c, places[i].place, language), places[i].value, language);
	}
	compare_more(out, rows - MOST_ROWS, language);
}

static void year_table(struct str *out, const struct compared *c, enum language language)
{
	struct compare_place *places;
	const int n = compare_cost_years(c, &places);
	int i;

	cost_head(out, SAY_COST_PERIOD, SAY_PERIOD, language);
	for (i = 0; i < n; i++)
		cost_line(out, c,
		          strcmp(places[i].place, "end") == 0 ? report_word(WORD_HORIZON_END, language)
		                                              : places[i].place,
		          places[i].value, language);
}

void compare_cost_tables(struct str *out, const struct compared *c, enum language language)
{
	if (!c->same_money || c->n_costs == 0)
		return;
	kind_table(out, c, language);
	site_table(out, c, language);
	year_table(out, c, language);
}
