#include "models/internal.h"

bool stock_is_given(const struct scenario *sc, int p)
{
	enum phase_state state = sc->phases[p].state;

	return scenario_phase_exists(sc, p) && (state == PHASE_OPERATING || state == PHASE_UNDER_CONSTRUCTION);
}

double stock_design_racks(const struct scenario *sc, int p)
{
	return stock_is_given(sc, p) ? sc->phases[p].design_racks : 0.0;
}

double stock_available_racks(const struct scenario *sc, int p)
{
	return scenario_phase_exists(sc, p) ? sc->phases[p].available_racks : 0.0;
}

double stock_entered_racks(const struct model *m, int p, int t)
{
	const struct phase *phase = &m->sc->phases[p];

	if (!stock_is_given(m->sc, p))
		return 0.0;
	if (phase->state == PHASE_UNDER_CONSTRUCTION && t < scenario_first_period_from(m->sc, phase->ready))
		return phase->available_racks;
	return phase->design_racks;
}

bool stock_may_start(const struct model *m, int p, int t)
{
	const struct scenario *sc = m->sc;
	const struct phase *phase = &sc->phases[p];

	if (!scenario_phase_exists(sc, p) || stock_is_given(sc, p) || phase->design_racks <= 0)
		return false;
	if (phase->needs_approval && !phase->approved)
		return false;
	if (t < scenario_first_period_from(sc, phase->earliest_start))
		return false;
	return !date_is_set(phase->latest_start) || date_compare(sc->periods[t].first_day, phase->latest_start) <= 0;
}

int stock_phase_usable_from(const struct model *m, int p, int u)
{
	return scenario_usable_from(m->sc, u, m->sc->phases[p].lead_months);
}

int stock_first_start(const struct model *m, int p)
{
	int t = 0;

	while (!stock_is_given(m->sc, p) && t < m->sc->n_periods && !stock_may_start(m, p, t))
		t++;
	return t;
}

int stock_added(const struct model *m, int p, int t)
{
	return t >= stock_first_start(m, p) ? waived(m, WAIVE_SIZE, p) : -1;
}

int stock_added_available(const struct model *m, int p, int t)
{
	const struct phase *phase = &m->sc->phases[p];
	int from = stock_first_start(m, p);

	if (!is_waived(m, WAIVE_SIZE, p))
		return -1;
	if (!stock_is_given(m->sc, p) && from < m->sc->n_periods)
		from = stock_phase_usable_from(m, p, from);
	else if (phase->state == PHASE_UNDER_CONSTRUCTION)
		from = scenario_first_period_from(m->sc, phase->ready);
	return t >= from ? waive_fitted(m, p) : -1;
}

int stock_feed_usable_from(const struct model *m, int f, int u)
{
	return scenario_usable_from(m->sc, u, m->sc->feeds[f].lead_months);
}

double stock_start_racks(const struct model *m, int p)
{
	return m->whole[p] ? m->sc->phases[p].design_racks : 1.0;
}

void stock_add_started(const struct model *m, struct expr *e, int p, int t, double factor)
{
	int u;

	for (u = 0; u <= t; u++)
		expr_add(e, start(m, p, u), factor * stock_start_racks(m, p));
}

void stock_add_usable(const struct model *m, struct expr *e, int p, int t, double factor)
{
	int u;

	for (u = 0; u <= t; u++) {
		if (start(m, p, u) >= 0 && stock_phase_usable_from(m, p, u) <= t)
			expr_add(e, start(m, p, u), factor * stock_start_racks(m, p));
	}
}

void stock_add_available(const struct model *m, struct expr *e, int p, int t, double factor)
{
	int u;

	expr_constant(e, factor * stock_available_racks(m->sc, p));
	for (u = 0; u <= t; u++)
		expr_add(e, commission(m, p, u), factor * m->sc->phases[p].module_racks);
	expr_add(e, stock_added_available(m, p, t), factor);
}

bool stock_limit_is_new(const struct scenario *sc, int q)
{
	const double limit = sc->phases[q].max_kw_per_rack;
	int p;

	for (p = sc->sites[sc->phases[q].site].phase_begin; p < q; p++) {
		double other = sc->phases[p].max_kw_per_rack;

		if (scenario_phase_exists(sc, p) && !(other < limit) && !(other > limit))
			return false;
	}
	return scenario_phase_exists(sc, q);
}

void stock_add_usable_mw(const struct model *m, struct expr *e, int s, int t, double factor)
{
	const struct site *site = &m->sc->sites[s];
	int f, u;

	if (!scenario_site_exists(m->sc, s))
		return;
	expr_constant(e, factor * site->usable_share * site->installed_mw);
	for (f = site->feed_begin; f < site->feed_end; f++) {
		for (u = 0; u <= t; u++) {
			if (feed(m, f, u) >= 0 && stock_feed_usable_from(m, f, u) <= t)
				expr_add(e, feed(m, f, u), factor * site->usable_share * m->sc->feeds[f].mw_per_step);
		}
	}
}

bool stock_scope_reaches(const struct scenario *sc, const struct scope *scope, int s, bool given)
{
	int p;

	if (!scenario_site_exists(sc, s) || !scope_has_site(scope, sc, s))
		return false;
	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		if (scenario_phase_exists(sc, p) && scope_has_phase(scope, sc, p) && (!given || stock_is_given(sc, p)))
			return true;
	}
	return false;
}

/* The scope's regions and other lists speak of the site here; of the demand only its classes and demands do. */
bool scope_has_racks(const struct scope *scope, const struct scenario *sc, int d, int s)
{
	const struct scope of_demand = {
		.n_classes = scope->n_classes,
		.classes = scope->classes,
		.n_demands = scope->n_demands,
		.demands = scope->demands,
	};

	return scope_has_site(scope, sc, s) && scope_has_demand(&of_demand, sc, d);
}
