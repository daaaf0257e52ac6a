/*
 * Standby racks: how many each site holds, that every hosted rack has its share of them, and only where they may be.
 */
#include "planner/verify/check.h"

#include <math.h>

static const struct demand *demand_of(const struct check *c, const struct standby *pair)
{
	return &c->sc->demands[pair->demand];
}

static bool counts(const struct check *c, const struct standing *of, const struct standby *pair)
{
	const struct demand *demand = demand_of(c, pair);

	if (pair->standby != of->site || pair->racks[of->t] == 0 ||
	    c->sc->classes[demand->class].kw_per_rack < of->least_kw)
		return false;
	if (demand->backup.shared)
		return !of->scope || !fact_scope_names_racks(of->scope);
	return !of->shared_only && (!of->scope || fact_scope_has_racks(of->scope, c->sc, pair->demand));
}

void fact_pair_load(const struct check *c, const struct standby *pair, int t, enum load load, mpq_t amount)
{
	const struct demand *demand = demand_of(c, pair);

	exact_of_count(amount, pair->racks[t]);
	if (load != LOAD_RACKS) {
		mpq_mul(amount, amount, c->class_kw[demand->class]);
		exact_times(amount, demand->backup.power_share);
	}
	if (load == LOAD_MEAN_KW)
		exact_times(amount, c->sc->classes[demand->class].load_factor);
}

static void add_pair(const struct check *c, const struct standing *of, const struct standby *pair, mpq_t sum)
{
	mpq_t amount;

	mpq_init(amount);
	fact_pair_load(c, pair, of->t, of->load, amount);
	mpq_add(sum, sum, amount);
	mpq_clear(amount);
}

/* Of the shared pairs, what the loss of the site of pair i asks for; 0 when an earlier pair has asked for it. */
static void add_loss(const struct check *c, const struct standing *of, int i, mpq_t sum)
{
	const struct standby *pairs = c->plan->standbys;
	int k;

	for (k = 0; k < c->plan->n_standbys; k++) {
		if (pairs[k].site != pairs[i].site || !demand_of(c, &pairs[k])->backup.shared ||
		    !counts(c, of, &pairs[k]))
			continue;
		if (k < i)
			return;
		add_pair(c, of, &pairs[k], sum);
	}
}

void fact_standby(const struct check *c, const struct standing *of, mpq_t sum)
{
	mpq_t loss, worst;
	int i;

	mpq_set_ui(sum, 0, 1);
	mpq_inits(loss, worst, NULL);
	for (i = 0; i < c->plan->n_standbys; i++) {
		const struct standby *pair = &c->plan->standbys[i];

		if (!counts(c, of, pair))
			continue;
		if (!demand_of(c, pair)->backup.shared) {
			add_pair(c, of, pair, sum);
			continue;
		}
		mpq_set_ui(loss, 0, 1);
		add_loss(c, of, i, loss);
		if (mpq_cmp(loss, worst) > 0)
			mpq_set(worst, loss);
	}
	mpq_add(sum, sum, worst);
	mpq_clears(loss, worst, NULL);
}

long long fact_standby_racks(const struct check *c, int r, int t, double least_kw)
{
	const struct standing of = { r, t, LOAD_RACKS, least_kw, NULL, false };
	mpq_t sum;
	long long racks;

	mpq_init(sum);
	fact_standby(c, &of, sum);
	racks = llround(mpq_get_d(sum));
	mpq_clear(sum);
	return racks;
}

/* ---- rules ---- */

static long long backed(const struct check *c, int d, int s, int t)
{
	long long racks = 0;
	int i;

	for (i = 0; i < c->plan->n_standbys; i++) {
		if (c->plan->standbys[i].demand == d && c->plan->standbys[i].site == s)
			racks += c->plan->standbys[i].racks[t];
	}
	return racks;
}

static void check_share(struct check *c, int d, int s, int t)
{
	long long hosted = fact_host(c, d, s, t), standby = backed(c, d, s, t);
	double share = c->sc->demands[d].backup.share, missing;
	mpq_t wanted, held;

	mpq_inits(wanted, held, NULL);
	exact_of(wanted, c->sc->demands[d].has_backup ? share : 0.0);
	exact_times_count(wanted, hosted);
	exact_of_count(held, standby);
	missing = exact_difference(wanted, held);
	check_compared(c);
	if (!exact_at_most(wanted, held))
		check_fail(c, "backup", place_pair(c, d, s, t), missing, "racks",
		           "%lld racks hosted, %lld have a standby, a share of %g is needed, %s short", hosted, standby,
		           share, check_amount(c, missing, 0.0, 0));
	check_compared(c);
	if (standby > hosted)
		check_fail(c, "backup", place_pair(c, d, s, t), (double)(standby - hosted), "racks",
		           "%lld racks have a standby, %lld are hosted, %lld over", standby, hosted, standby - hosted);
	mpq_clears(wanted, held, NULL);
}

static bool listed_before(const struct check *c, int i)
{
	const struct standby *pairs = c->plan->standbys;
	int k;

	for (k = 0; k < i; k++) {
		if (pairs[k].demand == pairs[i].demand && pairs[k].site == pairs[i].site &&
		    pairs[k].standby == pairs[i].standby)
			return true;
	}
	return false;
}

/* Both our own reading of the rules and the scenario's must agree that the standby may be there. */
static void check_pair(struct check *c, int i, int t)
{
	const struct standby *pair = &c->plan->standbys[i];
	int d = pair->demand, s = pair->site, r = pair->standby, racks = pair->racks[t];
	const char *why, *other = NULL;

	check_compared(c);
	if (racks == 0)
		return;
	why = fact_why_not_pair(c, d, s, r, t);
	if (!why && !scenario_may_pair(c->sc, d, s, r, t, &other))
		why = other ? other : "the scenario does not allow it";
	if (why)
		check_fail(c, "may pair", place_standby(c, d, s, r, t), racks, "racks",
		           "%d racks have their standby where it may not be: %s", racks, why);
}

void check_backups(struct check *c)
{
	int i, d, s, t;

	for (i = 0; i < c->plan->n_standbys; i++) {
		const struct standby *pair = &c->plan->standbys[i];

		check_compared(c);
		if (listed_before(c, i))
			check_fail(c, "standby", place_standby(c, pair->demand, pair->site, pair->standby, -1), 1.0,
			           "lists", "the racks are listed twice");
		for (t = 0; t < c->sc->n_periods; t++)
			check_pair(c, i, t);
	}
	for (d = 0; d < c->sc->n_demands; d++) {
		for (s = 0; c->sc->demands[d].has_backup && s < c->sc->n_sites; s++) {
			for (t = 0; t < c->sc->n_periods; t++)
				check_share(c, d, s, t);
		}
	}
}
