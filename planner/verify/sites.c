/*
 * Sites: space, density, power and cooling, standby racks included; and the feeds that bring more power.
 */
#include "planner/verify/check.h"

static long long occupied(const struct check *c, int s, int t)
{
	long long racks = fact_standby_racks(c, s, t, 0.0);
	int d;

	for (d = 0; d < c->sc->n_demands; d++)
		racks += fact_host(c, d, s, t);
	return racks;
}

static void check_space(struct check *c, int s, int t)
{
	long long used = occupied(c, s, t), available = 0;
	int p;

	for (p = c->sc->sites[s].phase_begin; p < c->sc->sites[s].phase_end; p++)
		available += fact_available(c, p, t);
	check_compared(c);
	if (used > available)
		check_fail(c, "space", place_site(c, s, t), (double)(used - available), "racks",
		           "%lld racks occupied, %lld available, %lld over", used, available, used - available);
}

/* Racks that draw at least as much as class k, against racks that may hold class k: nested, so this is exact. */
static void check_density(struct check *c, int k, int s, int t)
{
	const struct scenario *sc = c->sc;
	double kw = sc->classes[k].kw_per_rack;
	long long used = fact_standby_racks(c, s, t, kw), able = 0;
	bool any_rack = true;
	int d, p;

	for (d = 0; d < sc->n_demands; d++) {
		if (sc->classes[sc->demands[d].class].kw_per_rack >= kw)
			used += fact_host(c, d, s, t);
	}
	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		if (sc->phases[p].max_kw_per_rack >= kw)
			able += fact_available(c, p, t);
		else
			any_rack = false;
	}
	check_compared(c);
	if (used > able && !any_rack) /* where any rack will do, check_space() says it */
		check_fail(c, "density", place_site(c, s, t), (double)(used - able), "racks",
		           "%lld racks of %g kW or more, %lld racks may hold that much, %lld over", used, kw, able,
		           used - able);
}

static long long usable_steps(const struct check *c, int f, int t)
{
	long long steps = 0;
	int u;

	for (u = 0; u <= t; u++) {
		if (fact_usable_in(c, u, c->sc->feeds[f].lead_months, t))
			steps += c->plan->feed_steps[f * c->sc->n_periods + u];
	}
	return steps;
}

void fact_usable_kw(const struct check *c, int s, int t, mpq_t kw)
{
	const struct site *site = &c->sc->sites[s];
	mpq_t feed_mw;
	int f;

	mpq_init(feed_mw);
	exact_of(kw, site->installed_mw);
	for (f = site->feed_begin; f < site->feed_end; f++) {
		exact_of_count(feed_mw, usable_steps(c, f, t));
		exact_times(feed_mw, c->sc->feeds[f].mw_per_step);
		if (scenario_feed_exists(c->sc, f))
			mpq_add(kw, kw, feed_mw);
	}
	exact_times(kw, site->usable_share);
	exact_times_count(kw, scenario_site_exists(c->sc, s) ? 1000 : 0);
	mpq_clear(feed_mw);
}

void fact_site_kw(const struct check *c, int s, int t, enum load load, mpq_t kw)
{
	const struct standing standing = { s, t, load, 0.0, NULL, false };
	mpq_t racks;
	int d;

	mpq_init(racks);
	fact_standby(c, &standing, kw);
	for (d = 0; d < c->sc->n_demands; d++) {
		if (fact_host(c, d, s, t) == 0)
			continue;
		exact_of_count(racks, fact_host(c, d, s, t));
		if (load == LOAD_MEAN_KW)
			exact_times(racks, c->sc->classes[c->sc->demands[d].class].load_factor);
		if (load != LOAD_RACKS)
			mpq_mul(racks, racks, c->class_kw[c->sc->demands[d].class]);
		mpq_add(kw, kw, racks);
	}
	mpq_clear(racks);
}

static void check_kw(struct check *c, const char *rule, const char *place, const mpq_t drawn, const mpq_t most,
                     const char *what)
{
	double drawn_mw = mpq_get_d(drawn) / 1000.0, most_mw = mpq_get_d(most) / 1000.0, over_mw;

	check_compared(c);
	if (exact_at_most(drawn, most))
		return;
	over_mw = exact_difference(drawn, most) / 1000.0;
	check_fail(c, rule, place, over_mw, "MW", "%s MW drawn, %s MW %s, %s MW over",
	           check_amount(c, drawn_mw, most_mw, 2), check_amount(c, most_mw, drawn_mw, 2), what,
	           check_amount(c, over_mw, 0.0, 2));
}

static void check_power(struct check *c, int s, int t)
{
	mpq_t drawn, most;

	mpq_inits(drawn, most, NULL);
	fact_site_kw(c, s, t, LOAD_KW, drawn);
	if (c->sc->sites[s].cooling_mw) {
		exact_of(most, c->sc->sites[s].cooling_mw[t]);
		exact_times_count(most, 1000);
		check_kw(c, "cooling", place_site(c, s, t), drawn, most, "of heat can be removed");
	}
	exact_times(drawn, c->sc->sites[s].pue[t]);
	fact_usable_kw(c, s, t, most);
	check_kw(c, "power", place_site(c, s, t), drawn, most, "usable");
	mpq_clears(drawn, most, NULL);
}

/* Only the first class of each kW per rack: the others would say the same. */
static bool first_of_its_kw(const struct check *c, int k)
{
	int other;

	for (other = 0; other < k; other++) {
		if (mpq_equal(c->class_kw[other], c->class_kw[k]))
			return false;
	}
	return true;
}

void check_sites(struct check *c)
{
	int s, t, k;

	for (s = 0; s < c->sc->n_sites; s++) {
		for (t = 0; t < c->sc->n_periods; t++) {
			check_space(c, s, t);
			for (k = 0; k < c->sc->n_classes; k++) {
				if (first_of_its_kw(c, k))
					check_density(c, k, s, t);
			}
			check_power(c, s, t);
		}
	}
}

static void check_feed(struct check *c, int f, int t)
{
	const struct feed *feed = &c->sc->feeds[f];
	const struct date day = c->sc->periods[t].first_day;
	int steps = c->plan->feed_steps[f * c->sc->n_periods + t];
	char limit[16];

	check_compared(c);
	if (steps != 0 && !scenario_feed_exists(c->sc, f))
		check_fail(c, "option", place_feed(c, f, t), steps, "steps",
		           "%d steps started, but the feed or its site needs an option that is off", steps);
	check_compared(c);
	if (steps != 0 && date_is_set(feed->earliest_start) && date_compare(day, feed->earliest_start) < 0)
		check_fail(c, "feed earliest start", place_feed(c, f, t), steps, "steps",
		           "%d steps started, earliest start is %s", steps, date_format(feed->earliest_start, limit));
}

void check_feeds(struct check *c)
{
	long long steps;
	int f, t;

	for (f = 0; f < c->sc->n_feeds; f++) {
		steps = 0;
		for (t = 0; t < c->sc->n_periods; t++) {
			check_feed(c, f, t);
			steps += c->plan->feed_steps[f * c->sc->n_periods + t];
		}
		check_compared(c);
		if (steps > c->sc->feeds[f].most_steps)
			check_fail(c, "feed steps", place_feed(c, f, -1), (double)(steps - c->sc->feeds[f].most_steps),
			           "steps", "%lld steps started, %d can be, %lld over", steps,
			           c->sc->feeds[f].most_steps, steps - c->sc->feeds[f].most_steps);
	}
}
