#include "planner/verify/check.h"

#include <math.h>

bool fact_began(const struct check *c, int p)
{
	return c->sc->phases[p].state == PHASE_OPERATING || c->sc->phases[p].state == PHASE_UNDER_CONSTRUCTION;
}

long long fact_started(const struct check *c, int p, int t)
{
	long long started = 0;
	int u;

	for (u = 0; u <= t; u++)
		started += c->plan->started_racks[p * c->sc->n_periods + u];
	return started;
}

long long fact_design(const struct check *c, int p, int t)
{
	return c->design[p * c->sc->n_periods + t];
}

long long fact_available(const struct check *c, int p, int t)
{
	return c->available[p * c->sc->n_periods + t];
}

long long fact_usable(const struct check *c, int p, int t)
{
	return c->usable[p * c->sc->n_periods + t];
}

long long fact_host(const struct check *c, int d, int s, int t)
{
	int row = c->hosting[d * c->sc->n_sites + s];

	return row < 0 ? 0 : c->plan->hosting[row].racks[t];
}

long long fact_need(const struct check *c, int d, int t)
{
	if (!scenario_option_on(c->sc, c->sc->demands[d].option))
		return 0;
	return llround(c->sc->demands[d].need_racks[t]);
}

static int months_between(struct date from, struct date to)
{
	return (to.year - from.year) * 12 + to.month - from.month;
}

int fact_months(const struct check *c, int t)
{
	const struct period *period = &c->sc->periods[t];

	return months_between(period->first_day, date_add_days(period->last_day, 1));
}

int fact_months_before(const struct check *c, int t)
{
	int months = 0, u;

	for (u = 0; u < t; u++)
		months += fact_months(c, u);
	return months;
}

bool fact_usable_in(const struct check *c, int started, int lead_months, int t)
{
	const struct date from = date_add_months(c->sc->periods[started].first_day, lead_months);

	return date_compare(c->sc->periods[t].first_day, from) >= 0;
}

int fact_last_period_by(const struct check *c, struct date by)
{
	int t = c->sc->n_periods - 1;

	while (date_is_set(by) && t >= 0 && date_compare(c->sc->periods[t].last_day, by) > 0)
		t--;
	return t;
}

double fact_discount(const struct check *c, int t)
{
	double months = fact_months_before(c, t);

	if (t < c->sc->n_periods)
		months += fact_months(c, t) / 2.0;
	return pow(1.0 + c->sc->money.discount_rate, -months / 12.0);
}

void fact_years(const struct check *c, int t, mpq_t years)
{
	exact_ratio(years, fact_months(c, t), 12);
}

static bool listed(int n, const int *list, int wanted)
{
	int i;

	for (i = 0; i < n; i++) {
		if (list[i] == wanted)
			return true;
	}
	return n == 0;
}

bool fact_scope_has_racks(const struct scope *scope, const struct scenario *sc, int d)
{
	return listed(scope->n_demands, scope->demands, d) &&
	       listed(scope->n_classes, scope->classes, sc->demands[d].class);
}

bool fact_scope_names_racks(const struct scope *scope)
{
	return scope->n_demands > 0 || scope->n_classes > 0;
}

bool fact_at_most(const mpq_t a, const mpq_t b, bool of_mwh)
{
	return exact_at_most(a, b) ||
	       (of_mwh && exact_difference(a, b) <= VERIFY_MWH_TOLERANCE * fmax(1.0, fabs(mpq_get_d(b))));
}

bool fact_site_started(const struct check *c, const struct scope *scope, int s, int t)
{
	int p;

	if (!scope_has_site(scope, c->sc, s))
		return false;
	for (p = c->sc->sites[s].phase_begin; p < c->sc->sites[s].phase_end; p++) {
		if (scope_has_phase(scope, c->sc, p) && scenario_phase_exists(c->sc, p) &&
		    (fact_began(c, p) || fact_started(c, p, t) > 0))
			return true;
	}
	return false;
}
