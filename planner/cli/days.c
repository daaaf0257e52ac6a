#include "planner/cli/days.h"

#include "planner/base/memory.h"
#include "planner/cli/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of the cost: what is saved by less is the simplex method's noise. */
static const double LEAST_SHARE = 1e-7;

/* A scenario that differs in one date; the rest is shared with the run's. */
struct moved {
	struct scenario sc;
	struct phase *phases;
	struct feed *feeds;
	struct site *sites;
	struct target *targets;
};

static void *copy(const void *items, int n, size_t size)
{
	void *own = memory_alloc(n + 1, size);

	memcpy(own, items, (size_t)n * size);
	return own;
}

static struct moved begin(const struct scenario *sc)
{
	struct moved m = { .sc = *sc };

	m.sc.phases = m.phases = copy(sc->phases, sc->n_phases, sizeof *sc->phases);
	m.sc.feeds = m.feeds = copy(sc->feeds, sc->n_feeds, sizeof *sc->feeds);
	m.sc.sites = m.sites = copy(sc->sites, sc->n_sites, sizeof *sc->sites);
	m.sc.targets = m.targets = copy(sc->targets, sc->n_targets, sizeof *sc->targets);
	return m;
}

static void end(struct moved *m)
{
	memory_free(m->phases);
	memory_free(m->feeds);
	memory_free(m->sites);
	memory_free(m->targets);
}

static void set(struct moved *m, const struct day *day, bool back)
{
	const struct date date = back ? day->was : day->now;
	const int months = back ? day->months_was : day->months_now;

	switch (day->kind) {
	case DAY_PHASE_START: m->phases[day->item].earliest_start = date; break;
	case DAY_PHASE_READY: m->phases[day->item].ready = date; break;
	case DAY_PHASE_LEAD: m->phases[day->item].lead_months = months; break;
	case DAY_FEED_START: m->feeds[day->item].earliest_start = date; break;
	case DAY_FEED_LEAD: m->feeds[day->item].lead_months = months; break;
	case DAY_SITE_OPENS: m->sites[day->item].opens = date; break;
	case DAY_TARGET:
		m->targets[day->item].by = date;
		m->targets[day->item].period += back ? -1 : 1;
		break;
	}
}

/* ---- which dates ---- */

static void add(struct day *days, int *n, const struct scenario *sc, struct day day)
{
	const int period = sc->horizon.months_per_period;

	if (day.kind == DAY_PHASE_LEAD || day.kind == DAY_FEED_LEAD) {
		if (day.months_was <= 0)
			return;
		day.months_now = day.months_was > period ? day.months_was - period : 0;
		day.days = (day.months_was - day.months_now) * 365.25 / 12;
	} else if (day.kind == DAY_TARGET) {
		const int t = sc->targets[day.item].period;

		if (t < 0 || t + 1 >= sc->n_periods)
			return;
		day.was = sc->periods[t].last_day;
		day.now = sc->periods[t + 1].last_day;
		day.days = (double)(date_number(day.now) - date_number(day.was));
	} else {
		if (!date_is_set(day.was) || date_compare(day.was, sc->horizon.first_day) <= 0)
			return;
		day.now = date_add_months(day.was, -period);
		day.days = (double)(date_number(day.was) - date_number(day.now));
	}
	days[(*n)++] = day;
}

static int candidates(const struct scenario *sc, struct day *days)
{
	int i, n = 0;

	for (i = 0; i < sc->n_phases; i++) {
		const struct phase *phase = &sc->phases[i];

		if (phase->state == PHASE_OPERATING)
			continue;
		add(days, &n, sc, (struct day){ .kind = DAY_PHASE_START, .item = i, .was = phase->earliest_start });
		if (phase->state == PHASE_UNDER_CONSTRUCTION)
			add(days, &n, sc, (struct day){ .kind = DAY_PHASE_READY, .item = i, .was = phase->ready });
		else
			add(days, &n, sc,
			    (struct day){ .kind = DAY_PHASE_LEAD, .item = i, .months_was = phase->lead_months });
	}
	for (i = 0; i < sc->n_feeds; i++) {
		const struct feed *feed = &sc->feeds[i];

		add(days, &n, sc, (struct day){ .kind = DAY_FEED_START, .item = i, .was = feed->earliest_start });
		add(days, &n, sc, (struct day){ .kind = DAY_FEED_LEAD, .item = i, .months_was = feed->lead_months });
	}
	for (i = 0; i < sc->n_sites; i++)
		add(days, &n, sc, (struct day){ .kind = DAY_SITE_OPENS, .item = i, .was = sc->sites[i].opens });
	for (i = 0; i < sc->n_targets; i++) {
		const struct target *target = &sc->targets[i];

		if (!target->at_most && target->period >= 0 && target->overruled_by < 0)
			add(days, &n, sc, (struct day){ .kind = DAY_TARGET, .item = i });
	}
	return n;
}

/* ---- what each is worth ---- */

/* The relaxation of the scenario into *solution, from where the last one ended. False: no answer. */
static bool relax(const struct run *run, const struct scenario *sc, struct warm *warm, struct solution *solution)
{
	const struct model_options build = { .relaxed = true };
	struct solve_options solving = run_solve_options(run, false);
	struct error err = ERROR_INIT;
	struct model *model;
	double *start;
	bool solved;

	memset(solution, 0, sizeof *solution);
	model = solving.time_limit_s < 0 ? NULL : model_build(sc, &build, &err);
	if (!model)
		return false;
	start = warm_start(warm, model_lp(model));
	solving.start = start;
	solving.any = solving.keep_basis = true;
	solved = solve(model_lp(model), &solving, solution, &err) == 0 && solution->status == SOLVE_OPTIMAL;
	if (solved && solution->has_basis)
		warm_keep(warm, model_lp(model), solution->basis);
	memory_free(start);
	model_free(model);
	return solved;
}

static bool goals_differ(const struct solution *a, const struct solution *b)
{
	int k;

	for (k = 0; k < a->n_tiers - 1; k++) {
		if (fabs(a->lp_bound[k] - b->lp_bound[k]) > 1e-6 * fmax(1, fabs(a->lp_bound[k])))
			return true;
	}
	return false;
}

static void judge(const struct solution *before, const struct solution *after, struct day *day)
{
	const int last = before->n_tiers - 1;
	const double saved = before->lp_bound[last] - after->lp_bound[last];

	day->goals = goals_differ(before, after);
	day->saves_cny = saved > LEAST_SHARE * fmax(1, fabs(before->lp_bound[last])) ? saved / day->days : 0;
}

/* Goals first, then the dearest; then as in the file. */
static int dearest_first(const void *a, const void *b)
{
	const struct day *x = a, *y = b;

	if (x->goals != y->goals)
		return x->goals ? -1 : 1;
	if (x->saves_cny > y->saves_cny || x->saves_cny < y->saves_cny)
		return x->saves_cny > y->saves_cny ? -1 : 1;
	return x->kind != y->kind ? (int)x->kind - (int)y->kind : x->item - y->item;
}

void days_find(struct run *run)
{
	const struct scenario *sc = run->sc;
	struct day *all;
	struct moved moved;
	struct warm warm = { 0 };
	struct solution before, after;
	int i;

	if (!run->options->days || !run->plan)
		return;
	run->days = memory_alloc(1, sizeof *run->days);
	all = memory_alloc(2 * sc->n_phases + 2 * sc->n_feeds + sc->n_sites + sc->n_targets + 1, sizeof *all);
	moved = begin(sc);
	run->days->n_tried = candidates(sc, all);
	run->days->known = relax(run, sc, &warm, &before);
	for (i = 0; i < run->days->n_tried && run->days->known; i++) {
		set(&moved, &all[i], false);
		run->days->known = relax(run, &moved.sc, &warm, &after);
		set(&moved, &all[i], true);
		if (run->days->known)
			judge(&before, &after, &all[i]);
		if (run->days->known && (all[i].goals || all[i].saves_cny > 0))
			all[run->days->n++] = all[i];
		solution_dispose(&after);
	}
	solution_dispose(&before);
	warm_dispose(&warm);
	end(&moved);
	qsort(all, (size_t)run->days->n, sizeof *all, dearest_first);
	run->days->items = all;
}

void days_free(struct run *run)
{
	if (run->days)
		memory_free(run->days->items);
	memory_free(run->days);
	run->days = NULL;
}
