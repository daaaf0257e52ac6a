#include "planner/verify/check.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

static void sum_stocks(struct check *c, int p)
{
	const struct scenario *sc = c->sc;
	const struct phase *phase = &sc->phases[p];
	int n = sc->n_periods, t, u;

	if (!scenario_phase_exists(sc, p))
		return;
	for (t = 0; t < n; t++) {
		long long *design = &c->design[p * n + t], *usable = &c->usable[p * n + t];

		c->available[p * n + t] = phase->available_racks;
		if (fact_began(c, p))
			*design = phase->design_racks;
		if (phase->state == PHASE_OPERATING)
			*usable = phase->design_racks;
		if (phase->state == PHASE_UNDER_CONSTRUCTION)
			*usable = date_compare(sc->periods[t].first_day, phase->ready) >= 0 ? phase->design_racks
			                                                                    : phase->available_racks;
		for (u = 0; u <= t; u++) {
			*design += c->plan->started_racks[p * n + u];
			c->available[p * n + t] += c->plan->commissioned_racks[p * n + u];
			if (fact_usable_in(c, u, phase->lead_months, t))
				*usable += c->plan->started_racks[p * n + u];
		}
	}
}

static void index_hosting(struct check *c)
{
	int n_cells = c->sc->n_demands * c->sc->n_sites, i;

	c->hosting = arena_alloc(c->arena, n_cells, sizeof *c->hosting);
	for (i = 0; i < n_cells; i++)
		c->hosting[i] = -1;
	for (i = 0; i < c->plan->n_hosting; i++)
		c->hosting[c->plan->hosting[i].demand * c->sc->n_sites + c->plan->hosting[i].site] = i;
}

void check_begin(struct check *c, const struct scenario *sc, const struct plan *plan, struct violations *out)
{
	int n_cells = sc->n_phases * sc->n_periods, i;

	*c = (struct check){ .sc = sc, .plan = plan, .out = out, .arena = arena_new() };
	if (!out->arena)
		out->arena = arena_new();
	c->design = arena_alloc(c->arena, n_cells, sizeof *c->design);
	c->available = arena_alloc(c->arena, n_cells, sizeof *c->available);
	c->usable = arena_alloc(c->arena, n_cells, sizeof *c->usable);
	for (i = 0; i < sc->n_phases; i++)
		sum_stocks(c, i);
	index_hosting(c);
	c->class_kw = arena_alloc(c->arena, sc->n_classes, sizeof *c->class_kw);
	for (i = 0; i < sc->n_classes; i++) {
		mpq_init(c->class_kw[i]);
		exact_of(c->class_kw[i], sc->classes[i].kw_per_rack);
	}
}

void check_end(struct check *c)
{
	int i;

	for (i = 0; i < c->sc->n_classes; i++)
		mpq_clear(c->class_kw[i]);
	for (i = 0; i < c->n_parts; i++)
		mpq_clear(c->parts[i].nominal_cny);
	memory_free(c->parts);
	arena_free(c->arena);
}

void check_compared(struct check *c)
{
	c->out->n_checks++;
}

/* "power at datong-zhongyun in 2018-11: " */
static void add_place(struct str *text, const char *rule, const char *place)
{
	const char *period = strstr(place, ", ");

	str_addf(text, "%s at ", rule);
	if (period) {
		str_add_n(text, place, (size_t)(period - place));
		str_addf(text, " in %s", period + strlen(", "));
	} else {
		str_add(text, place);
	}
	str_add(text, ": ");
}

void check_fail(struct check *c, const char *rule, const char *place, double amount, const char *unit,
                const char *format, ...)
{
	struct violations *out = c->out;
	struct str text = STR_INIT;
	void *items = out->items;
	va_list args;

	add_place(&text, rule, place);
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	memory_reserve(&items, &c->capacity, out->n + 1, sizeof *out->items);
	out->items = items;
	out->items[out->n++] = (struct violation){ rule, arena_string(out->arena, place), amount, unit,
		                                   arena_string(out->arena, text.text) };
	str_dispose(&text);
}

const char *check_text(struct check *c, const char *format, ...)
{
	struct str text = STR_INIT;
	const char *copy;
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	copy = arena_string(c->arena, text.text);
	str_dispose(&text);
	return copy;
}

const char *place_in_period(struct check *c, const char *place, int t)
{
	if (t < 0)
		return place;
	if (t >= c->sc->n_periods)
		return check_text(c, "%s, the horizon's end", place);
	return check_text(c, "%s, %s", place, c->sc->periods[t].label);
}

const char *place_site(struct check *c, int s, int t)
{
	return place_in_period(c, c->sc->sites[s].id, t);
}

const char *place_phase(struct check *c, int p, int t)
{
	const struct phase *phase = &c->sc->phases[p];

	return place_in_period(c, check_text(c, "%s/%s", c->sc->sites[phase->site].id, phase->id), t);
}

const char *place_feed(struct check *c, int f, int t)
{
	const struct feed *feed = &c->sc->feeds[f];

	return place_in_period(c, check_text(c, "%s/%s", c->sc->sites[feed->site].id, feed->id), t);
}

const char *place_demand(struct check *c, int d, int t)
{
	return place_in_period(c, c->sc->demands[d].id, t);
}

const char *place_pair(struct check *c, int d, int s, int t)
{
	return place_in_period(c, check_text(c, "%s/%s", c->sc->demands[d].id, c->sc->sites[s].id), t);
}

const char *place_standby(struct check *c, int d, int s, int r, int t)
{
	const struct site *sites = c->sc->sites;

	return place_in_period(c, check_text(c, "%s/%s>%s", c->sc->demands[d].id, sites[s].id, sites[r].id), t);
}

const char *place_source(struct check *c, int e, int t)
{
	const struct energy_source *source = &c->sc->energy_sources[e];

	return place_in_period(c, check_text(c, "%s/%s", c->sc->sites[source->site].id, source->id), t);
}

const char *place_module(struct check *c, int m, int t)
{
	const struct link_module *module = &c->sc->modules[m];

	return place_in_period(c, check_text(c, "%s/%s", c->sc->links[module->link].id, module->id), t);
}

const char *check_amount(struct check *c, double amount, double beside, int least_decimals)
{
	enum { MOST_DECIMALS = 12 };
	double apart = fabs(amount - beside);
	int decimals = least_decimals;

	/* The difference must show, or "12.31 drawn, 12.31 usable" would explain nothing. */
	while (decimals < MOST_DECIMALS && apart > 0.0 && apart * pow(10.0, decimals) < 0.95)
		decimals++;
	return check_text(c, "%.*f", decimals, amount);
}
