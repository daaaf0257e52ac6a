/*
 * explain_sets.c - changes as --set texts: what an item's change sets, and the scenario read again with it.
 *
 * A date, a latency or a level is changed in steps, the smallest change first; each step allows all that the one before
 * allowed.
 */
#include "planner/base/memory.h"
#include "planner/cli/explain_sets.h"
#include "planner/scenario/read.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void repair_set(struct repair *repair, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	repair->sets[repair->n_sets] = memory_alloc((int)text.length + 1, 1);
	memcpy(repair->sets[repair->n_sets++], text.text, text.length + 1);
	str_dispose(&text);
}

void repair_unset(struct repair *repair)
{
	while (repair->n_sets > 0)
		memory_free(repair->sets[--repair->n_sets]);
}

struct scenario *scenario_with(const struct inquiry *q, int n_sets, char *const *sets)
{
	const struct options *options = q->run->options;
	const char **all = memory_alloc(options->n_set + n_sets, sizeof *all);
	struct read_options read = { q->run->variant, options->n_set + n_sets, all };
	struct findings findings = { 0 };
	struct scenario *sc;
	int i;

	for (i = 0; i < options->n_set; i++)
		all[i] = options->set[i];
	for (i = 0; i < n_sets; i++)
		all[options->n_set + i] = sets[i];
	sc = scenario_read(options->files[0], &read, &findings);
	findings_dispose(&findings);
	memory_free(all);
	return sc;
}

enum verdict sets_verdict(struct inquiry *q, int n_sets, char *const *sets, const bool *waived, bool in_whole_racks)
{
	struct scenario *sc = scenario_with(q, n_sets, sets);
	struct probe probe = {
		.sc = sc, .waived = waived, .relaxed = !in_whole_racks, .in_whole_racks = in_whole_racks
	};
	enum verdict verdict = VERDICT_NONE;

	if (sc)
		verdict = probe_run(q, &probe);
	scenario_free(sc);
	return verdict;
}

/* ---- steps ---- */

enum { TRAFFIC_STEPS = 100 };

static int periods_before(const struct scenario *sc, struct date day)
{
	return scenario_first_period_from(sc, day);
}

/* Latencies of the class's demands at sites, above its limit, ascending; latencies may be NULL. Returns how many. */
static int latencies_above(const struct scenario *sc, int k, double *latencies)
{
	const double limit = sc->classes[k].latency_limit_ms;
	int n = 0, d, s, at;

	for (d = 0; d < sc->n_demands; d++) {
		for (s = 0; s < sc->n_sites; s++) {
			double ms;

			if (sc->demands[d].class != k || sc->demands[d].node < 0)
				continue;
			ms = scenario_latency_ms(sc, sc->demands[d].node, s);
			if (!(ms > limit))
				continue;
			for (at = n++; latencies && at > 0 && latencies[at - 1] > ms; at--)
				latencies[at] = latencies[at - 1];
			if (latencies)
				latencies[at] = ms;
		}
	}
	return n;
}

/* What is started: a phase, a feed, a module. */
struct started {
	const char *in, *where, *of, *id; /* its path: in.where.of.id */
	struct date earliest, latest;
	int months;
};

static struct started started_of(const struct scenario *sc, struct item item)
{
	const struct phase *phase;
	const struct feed *feed;
	const struct link_module *module;
	const struct date none = { 0, 0, 0 };

	if (item.kind == ITEM_FEED_DATES) {
		feed = &sc->feeds[item.of];
		return (struct started){ "sites", sc->sites[feed->site].id, "feeds", feed->id, feed->earliest_start,
			                 none,    feed->lead_months };
	}
	if (item.kind == ITEM_MODULE_DATES) {
		module = &sc->modules[item.of];
		return (struct started){
			"links", sc->links[module->link].id, "modules", module->id, module->earliest_start,
			none,    module->lead_months
		};
	}
	phase = &sc->phases[item.of];
	return (struct started){ "sites",           sc->sites[phase->site].id, "phases",
		                 phase->id,         phase->earliest_start,     phase->latest_start,
		                 phase->lead_months };
}

static int start_steps(const struct scenario *sc, struct item item)
{
	const struct started started = started_of(sc, item);

	if (item.kind == ITEM_DATES && sc->phases[item.of].state == PHASE_UNDER_CONSTRUCTION)
		return periods_before(sc, sc->phases[item.of].ready);
	return periods_before(sc, started.earliest) + started.months + date_is_set(started.latest);
}

int steps_of(const struct inquiry *q, struct item item)
{
	const struct scenario *sc = q->run->sc;

	switch (item.kind) {
	case ITEM_FEED_DATES:
	case ITEM_MODULE_DATES:
	case ITEM_DATES: return start_steps(sc, item);
	case ITEM_OPENS: return periods_before(sc, sc->sites[item.of].opens);
	case ITEM_MIGRATION: return periods_before(sc, sc->demands[item.of].migration.opens);
	case ITEM_LATENCY: return latencies_above(sc, item.of, NULL);
	case ITEM_LEVEL: return sc->classes[item.of].security_level - 1;
	case ITEM_TRAFFIC: return TRAFFIC_STEPS;
	case ITEM_CLOSES:
		return sc->n_periods - 1 - scenario_period_by(sc, date_add_days(sc->sites[item.of].closes, -1));
	default: return 1;
	}
}

/* The first day of the period that a date moves to when it moves by this many periods. */
static struct date moved(const struct scenario *sc, struct date day, int periods)
{
	return sc->periods[periods_before(sc, day) - periods].first_day;
}

void start_sets(const struct inquiry *q, struct item item, int move, int months, struct repair *repair)
{
	const struct scenario *sc = q->run->sc;
	const struct started started = started_of(sc, item);
	char day[16];

	repair_unset(repair);
	repair->months = -1;
	repair->day = started.earliest;
	if (move > 0) {
		repair->day = moved(sc, started.earliest, move);
		repair_set(repair, "%s.%s.%s.%s.earliest_start=%s", started.in, started.where, started.of, started.id,
		           date_format(repair->day, day));
	}
	if (months < started.months) {
		repair->months = months;
		repair_set(repair, "%s.%s.%s.%s.lead_months=%d", started.in, started.where, started.of, started.id,
		           months);
	}
}

int start_moves(const struct inquiry *q, struct item item)
{
	const bool starts = item.kind == ITEM_FEED_DATES || item.kind == ITEM_MODULE_DATES ||
	                    (item.kind == ITEM_DATES && q->run->sc->phases[item.of].state != PHASE_UNDER_CONSTRUCTION);

	return starts ? periods_before(q->run->sc, started_of(q->run->sc, item).earliest) : 0;
}

/* First the start moves, then the time to build shortens, and last a latest start is given up. */
static void step_start(const struct inquiry *q, struct item item, int step, struct repair *repair)
{
	const struct scenario *sc = q->run->sc;
	const struct started started = started_of(sc, item);
	const int starts = start_moves(q, item), shorter = step > starts ? step - starts : 0;
	char day[16];

	if (item.kind == ITEM_DATES && sc->phases[item.of].state == PHASE_UNDER_CONSTRUCTION) {
		repair->day = moved(sc, sc->phases[item.of].ready, step);
		repair_set(repair, "sites.%s.phases.%s.ready=%s", started.where, started.id,
		           date_format(repair->day, day));
		return;
	}
	start_sets(q, item, step < starts ? step : starts, started.months > shorter ? started.months - shorter : 0,
	           repair);
	if (shorter > started.months)
		repair_set(repair, "%s.%s.%s.%s.latest_start=null", started.in, started.where, started.of, started.id);
}

/* Step by step a hundredth of its most less. */
static void step_traffic(const struct scenario *sc, int i, int step, struct repair *repair)
{
	double most = 0.0;
	int t;

	for (t = 0; t < sc->n_periods; t++)
		most = fmax(most, sc->traffic[i].gbps[t]);
	repair->from = most;
	repair->to = step < TRAFFIC_STEPS ? most * (TRAFFIC_STEPS - step) / TRAFFIC_STEPS : 0.0;
	repair->size = repair->from - repair->to;
	repair_set(repair, "traffic.%s.most_gbps=%.10g", sc->traffic[i].id, repair->to);
}

static void step_latency(const struct scenario *sc, int k, int step, struct repair *repair)
{
	double *latencies = memory_alloc(latencies_above(sc, k, NULL), sizeof *latencies);

	latencies_above(sc, k, latencies);
	repair->from = sc->classes[k].latency_limit_ms;
	repair->to = ceil(latencies[step - 1] * 100.0) / 100.0;
	repair->size = repair->to - repair->from;
	repair_set(repair, "classes.%s.latency_limit_ms=%.10g", sc->classes[k].id, repair->to);
	memory_free(latencies);
}

static void step_day(const struct inquiry *q, struct item item, int step, struct repair *repair)
{
	const struct scenario *sc = q->run->sc;
	char day[16];

	switch (item.kind) {
	case ITEM_OPENS:
		repair->day = moved(sc, sc->sites[item.of].opens, step);
		repair_set(repair, "sites.%s.opens=%s", sc->sites[item.of].id, date_format(repair->day, day));
		break;
	case ITEM_CLOSES:
		repair->day = date_add_days(
			sc->periods[scenario_period_by(sc, date_add_days(sc->sites[item.of].closes, -1)) + step]
				.last_day,
			1);
		repair_set(repair, "sites.%s.closes=%s", sc->sites[item.of].id, date_format(repair->day, day));
		break;
	default:
		repair->day = moved(sc, sc->demands[item.of].migration.opens, step);
		repair_set(repair, "demands.%s.migration.opens=%s", sc->demands[item.of].id,
		           date_format(repair->day, day));
		break;
	}
}

/* What no step lies between: it is there, or not. */
static void step_whole(const struct inquiry *q, struct item item, struct repair *repair)
{
	const struct scenario *sc = q->run->sc;
	const struct phase *phase;

	switch (item.kind) {
	case ITEM_KINDS: repair_set(repair, "classes.%s.site_kinds=null", sc->classes[item.of].id); break;
	case ITEM_TIERS: repair_set(repair, "classes.%s.site_tiers=null", sc->classes[item.of].id); break;
	case ITEM_REGIONS: repair_set(repair, "classes.%s.site_regions=null", sc->classes[item.of].id); break;
	case ITEM_SITES: repair_set(repair, "demands.%s.sites=null", sc->demands[item.of].id); break;
	case ITEM_BACKUP: repair_set(repair, "demands.%s.backup=null", sc->demands[item.of].id); break;
	case ITEM_DISTANCE:
		repair_set(repair, "demands.%s.backup.min_km=0", sc->demands[item.of].id);
		if (sc->demands[item.of].backup.mode == BACKUP_SYNC)
			repair_set(repair, "demands.%s.backup.mode=async", sc->demands[item.of].id);
		if (isfinite(sc->demands[item.of].backup.max_km))
			repair_set(repair, "demands.%s.backup.max_km=null", sc->demands[item.of].id);
		break;
	default:
		phase = &sc->phases[item.of];
		repair_set(repair,
		           item.kind == ITEM_ORDER ? "sites.%s.phases.%s.predecessor=null"
		                                   : "sites.%s.phases.%s.approved=true",
		           sc->sites[phase->site].id, phase->id);
		break;
	}
}

int headroom_steps(const struct inquiry *q, struct item item)
{
	return 100 - (int)floor(q->run->sc->links[item.of].headroom_share * 100.0 + 1e-9);
}

void headroom_sets(const struct inquiry *q, struct item item, int step, struct repair *repair)
{
	const struct link *link = &q->run->sc->links[item.of];

	repair_unset(repair);
	repair->from = link->headroom_share;
	repair->to = (floor(link->headroom_share * 100.0 + 1e-9) + step) / 100.0;
	repair->size = repair->to - repair->from;
	repair_set(repair, "links.%s.headroom_share=%.10g", link->id, repair->to);
}

void step_sets(const struct inquiry *q, struct item item, int step, struct repair *repair)
{
	repair_unset(repair);
	repair->months = -1;
	switch (item.kind) {
	case ITEM_FEED_DATES:
	case ITEM_MODULE_DATES:
	case ITEM_DATES: step_start(q, item, step, repair); break;
	case ITEM_LATENCY: step_latency(q->run->sc, item.of, step, repair); break;
	case ITEM_TRAFFIC: step_traffic(q->run->sc, item.of, step, repair); break;
	case ITEM_LEVEL:
		repair->from = q->run->sc->classes[item.of].security_level;
		repair->to = repair->from - step;
		repair->size = step;
		repair_set(repair, "classes.%s.security_level=%.0f", q->run->sc->classes[item.of].id, repair->to);
		break;
	case ITEM_OPENS:
	case ITEM_CLOSES:
	case ITEM_MIGRATION: step_day(q, item, step, repair); break;
	default: step_whole(q, item, repair); break;
	}
}
