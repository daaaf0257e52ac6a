/*
 * Costs: each that the plan lists is what its decisions cost, none is left out, and they add up to the objective.
 */
#include "planner/verify/check.h"

#include <math.h>

struct cell { /* one kind, site and period */
	mpq_t nominal_cny;
	double present_cny;
	bool listed;
};

static struct cell *cell_of(const struct check *c, struct cell *cells, enum cost_kind kind, int site, int period)
{
	int n_sites = c->sc->n_sites + 1, n_periods = c->sc->n_periods + 1;

	return &cells[((int)kind * n_sites + site + 1) * n_periods + period];
}

static const char *cost_place(struct check *c, enum cost_kind kind, int site, int period)
{
	const char *what = cost_kind_names[kind];

	return place_in_period(c, site < 0 ? what : check_text(c, "%s/%s", what, c->sc->sites[site].id), period);
}

/* What is missing of a target on MWh is a small difference of large doubles: there a fen may be missing. */
static bool same_money(const struct check *c, enum cost_kind kind, double a, double b)
{
	const double fen = 0.01;
	bool of_mwh = c->sc->n_energy_sources > 0 && (kind == COST_SHORTFALL || kind == COST_BONUS);

	return fabs(a - b) <=
	       VERIFY_MONEY_TOLERANCE * fmax(fabs(a), fabs(b)) + fen * (of_mwh ? 1.0 : VERIFY_MONEY_TOLERANCE);
}

static void check_money(struct check *c, const struct cost_item *item, const char *what, double claimed, double found)
{
	check_compared(c);
	if (!same_money(c, item->kind, claimed, found))
		check_fail(c, "cost", cost_place(c, item->kind, item->site, item->period), claimed - found,
		           c->sc->money.currency, "the plan says %s %s %s, its decisions give %s, %s apart",
		           check_amount(c, claimed, found, 2), c->sc->money.currency, what,
		           check_amount(c, found, claimed, 2), check_amount(c, claimed - found, 0.0, 2));
}

static void check_item(struct check *c, struct cell *cells, const struct cost_item *item)
{
	struct cell *cell = cell_of(c, cells, item->kind, item->site, item->period);

	check_compared(c);
	if (cell->listed)
		check_fail(c, "cost", cost_place(c, item->kind, item->site, item->period), item->nominal_cny,
		           c->sc->money.currency, "the plan lists this cost twice");
	cell->listed = true;
	check_money(c, item, "undiscounted", item->nominal_cny, mpq_get_d(cell->nominal_cny));
	check_money(c, item, "of present value", item->present_cny, cell->present_cny);
}

static void check_missing(struct check *c, struct cell *cells, enum cost_kind kind, int site, int period)
{
	const struct cell *cell = cell_of(c, cells, kind, site, period);
	double found = mpq_get_d(cell->nominal_cny);

	check_compared(c);
	if (!cell->listed && !same_money(c, kind, found, 0.0))
		check_fail(c, "cost", cost_place(c, kind, site, period), -found, c->sc->money.currency,
		           "the plan leaves out %s %s", check_amount(c, found, 0.0, 2), c->sc->money.currency);
}

static void check_table(struct check *c, struct cell *cells)
{
	int kind, s, t;

	for (kind = 0; kind < COST_KINDS; kind++) {
		for (s = -1; s < c->sc->n_sites; s++) {
			for (t = 0; t <= c->sc->n_periods; t++)
				check_missing(c, cells, (enum cost_kind)kind, s, t);
		}
	}
}

static void check_order(struct check *c, const char *place, const char *what, double least, const char *of, double most,
                        double allowed)
{
	check_compared(c);
	if (least - most > allowed)
		check_fail(c, "bound order", place, least - most, c->sc->money.currency, "%s, %s %s, is above %s, %s",
		           what, check_amount(c, least, most, 2), c->sc->money.currency, of,
		           check_amount(c, most, least, 2));
}

/*
 * LP bound <= bound after branch and bound <= cost, and the cost before rounding <= cost. With a goal missed, the relaxation
 * may have served it better and paid for that: then nothing here bounds anything.
 */
static void check_bounds(struct check *c, double sum, double gross, double allowed)
{
	const struct plan *plan = c->plan;
	double over = plan->lp_bound_cny - sum, solved = VERIFY_BOUND_TOLERANCE * fmax(gross, 1.0);

	if (fact_goal_missed(c))
		return;
	check_compared(c);
	if (over > allowed)
		check_fail(c, "bound", "objective", over, c->sc->money.currency,
		           "the plan costs %s %s, which is %s less than its own least possible cost",
		           check_amount(c, sum, plan->lp_bound_cny, 2), c->sc->money.currency,
		           check_amount(c, over, 0.0, 2));
	check_order(c, "LP bound", "the LP bound", plan->lp_bound_cny, "that after branch and bound",
	            plan->mip_bound_cny, solved);
	check_order(c, "branch and bound", "the bound after branch and bound", plan->mip_bound_cny, "the plan's cost",
	            sum, solved);
	check_order(c, "cost before rounding", "the cost before rounding", plan->fixed_cny, "the plan's cost", sum,
	            solved);
}

/* sum and gross: of the recomputed present values, and of their sizes, which is what rounding grows with. */
static void check_objective(struct check *c, double sum, double gross)
{
	double allowed = VERIFY_MONEY_TOLERANCE * fmax(gross, 1.0), claimed = c->plan->objective_cny;

	check_compared(c);
	if (!(fabs(claimed - sum) <= allowed))
		check_fail(c, "cost sum", "objective", claimed - sum, c->sc->money.currency,
		           "the plan says %s %s, the costs of its decisions add up to %s, %s apart",
		           check_amount(c, claimed, sum, 2), c->sc->money.currency, check_amount(c, sum, claimed, 2),
		           check_amount(c, claimed - sum, 0.0, 2));
	check_bounds(c, sum, gross, allowed);
}

void check_costs(struct check *c)
{
	int n_cells = COST_KINDS * (c->sc->n_sites + 1) * (c->sc->n_periods + 1), i;
	struct cell *cells = memory_alloc(n_cells, sizeof *cells);
	double *discount = memory_alloc(c->sc->n_periods + 1, sizeof *discount), sum = 0.0, gross = 0.0;

	for (i = 0; i <= c->sc->n_periods; i++)
		discount[i] = fact_discount(c, i);
	for (i = 0; i < n_cells; i++)
		mpq_init(cells[i].nominal_cny);
	for (i = 0; i < c->n_parts; i++) {
		const struct part *part = &c->parts[i];
		struct cell *cell = cell_of(c, cells, part->kind, part->site, part->period);

		mpq_add(cell->nominal_cny, cell->nominal_cny, part->nominal_cny);
	}
	for (i = 0; i < n_cells; i++) {
		cells[i].present_cny = mpq_get_d(cells[i].nominal_cny) * discount[i % (c->sc->n_periods + 1)];
		sum += cells[i].present_cny;
		gross += fabs(cells[i].present_cny);
	}
	for (i = 0; i < c->plan->n_costs; i++)
		check_item(c, cells, &c->plan->costs[i]);
	check_table(c, cells);
	check_objective(c, sum, gross);
	for (i = 0; i < n_cells; i++)
		mpq_clear(cells[i].nominal_cny);
	memory_free(discount);
	memory_free(cells);
}
