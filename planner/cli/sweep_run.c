#include "planner/cli/sweep_run.h"
#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/cli/diagnose.h"
#include "planner/report/orders.h"

#include <math.h>
#include <string.h>

void sweep_program(const struct options *options, struct str *out)
{
	const struct solve_backend *const *backend;

	str_add(out, "rackplan " RACKPLAN_VERSION "\n");
	for (backend = solve_backends; *backend && (*backend)->name; backend++)
		str_addf(out, "solver %s %s\n", (*backend)->name, (*backend)->version());
	str_addf(out, "--solver %s\n--time-limit ", options->solver);
	str_add_number(out, options->time_limit_s);
	str_add(out, "\n--gap ");
	str_add_number(out, options->gap);
	str_add(out, "\n");
}

void sweep_result_path(const char *directory, const char *key, struct str *out)
{
	str_clear(out);
	str_addf(out, "%s/runs/%s.json", directory, key);
}

/* The question, not the answer. A scenario that cannot be read is known by its files and changes. */
static void make_key(const struct sweep *sweep, const struct sweep_variant *variant, const struct run *run,
                     const char *program, char key[65])
{
	struct str text = STR_INIT;
	int i;

	str_addf(&text, "%s%s\n%s\n", program, run->sc ? run->sc->sha256 : "unreadable",
	         variant->scenario ? variant->scenario : "");
	for (i = 0; i < variant->n_settings; i++)
		str_addf(&text, "%s\n", variant->settings[i].set);
	if (!run->sc)
		str_addf(&text, "%s\n%s\n", sweep->sha256, run->said.text ? run->said.text : "");
	io_sha256(text.text, text.length, key);
	str_dispose(&text);
}

/* ---- from a plan to a result ---- */

static void take_targets(const struct run *run, struct sweep_result *result, struct arena *arena)
{
	static const char *const states[] = {
		[TARGET_MET] = "met", [TARGET_MISSED] = "missed", [TARGET_OVERRULED] = "overruled", [TARGET_OFF] = "off"
	};
	const struct plan *plan = run->plan;
	int i;

	result->targets = arena_alloc(arena, plan->n_results, sizeof *result->targets);
	for (i = 0; i < plan->n_results; i++) {
		const struct target_result *from = &plan->results[i];
		const struct target *target = &run->sc->targets[from->target];
		struct sweep_target *to = &result->targets[result->n_targets++];

		to->id = target->id;
		to->unit = metric_kinds[target->metric].unit;
		to->state = states[from->state];
		to->required = from->required;
		to->achieved = to->slack = (double)NAN;
		if (report_result_known(from, run->sc)) {
			to->achieved = from->achieved;
			to->slack = from->slack;
		}
	}
}

static void take_costs(const struct plan *plan, struct sweep_result *result, struct arena *arena)
{
	int i;

	result->n_costs = COST_KINDS;
	result->costs = arena_alloc(arena, COST_KINDS, sizeof *result->costs);
	for (i = 0; i < COST_KINDS; i++)
		result->costs[i].kind = cost_kind_names[i];
	for (i = 0; i < plan->n_costs; i++) {
		result->costs[plan->costs[i].kind].nominal_cny += plan->costs[i].nominal_cny;
		result->costs[plan->costs[i].kind].present_cny += plan->costs[i].present_cny;
	}
}

static struct sweep_order *order_of(struct sweep_result *result, const char *owner, const char *action)
{
	struct sweep_order *order;
	int i;

	for (i = 0; i < result->n_orders; i++) {
		order = &result->orders[i];
		if (strcmp(order->owner, owner) == 0 && strcmp(order->action, action) == 0)
			return order;
	}
	order = &result->orders[result->n_orders++];
	order->owner = owner;
	order->action = action;
	return order;
}

static void take_orders(const struct run *run, struct sweep_result *result, struct arena *arena)
{
	const struct scenario *sc = run->sc;
	struct orders orders = { 0 };
	int i;

	orders_make(run->plan, sc, &orders);
	result->orders = arena_alloc(arena, orders.n, sizeof *result->orders);
	for (i = 0; i < orders.n; i++) {
		const struct order *from = &orders.items[i];
		const char *owner = from->site >= 0 ? sc->sites[from->site].id
		                                    : sc->links[sc->modules[from->item].link].id;
		struct sweep_order *to = order_of(result, owner, order_action_name(from->action));

		to->n_orders++;
		to->quantity += from->quantity;
		to->mw += from->mw;
		to->gbps += from->gbps;
		to->cost_cny += from->cost_cny;
	}
	orders_dispose(&orders);
}

static void take_plan(const struct run *run, struct sweep_result *result, struct arena *arena)
{
	const struct plan *plan = run->plan;
	const struct scenario *sc = run->sc;
	int s;

	result->planned = true;
	result->status = plan->status;
	result->solver = plan->solver;
	result->objective_cny = plan->objective_cny;
	result->lp_bound_cny = plan->lp_bound_cny;
	result->mip_bound_cny = plan->mip_bound_cny;
	result->gap = (plan->objective_cny - fmax(plan->lp_bound_cny, plan->mip_bound_cny)) /
	              fmax(1, fabs(plan->objective_cny));
	for (s = 0; s < sc->n_sites; s++)
		result->available_racks += plan_site_available(plan, sc, s, sc->n_periods - 1);
	take_targets(run, result, arena);
	take_costs(plan, result, arena);
	take_orders(run, result, arena);
}

/* Which targets fall short, at least; the others can be reached while these are not. */
static void take_shortfalls(const struct run *run, struct sweep_result *result, struct arena *arena)
{
	const struct scenario *sc = run->sc;
	struct diagnosis diagnosis;
	struct error err = ERROR_INIT;
	int g;

	if (diagnose_shortfalls(run, &diagnosis, &err)) {
		result->message = arena_string(arena, err.what);
		return;
	}
	result->targets = arena_alloc(arena, sc->n_targets, sizeof *result->targets);
	for (g = 0; g < sc->n_targets && !diagnosis.no_target_to_blame; g++) {
		const struct target *target = &sc->targets[g];
		const struct miss *miss = diagnosis_miss(&diagnosis, g);
		struct sweep_target *to = &result->targets[result->n_targets++];

		to->id = target->id;
		to->unit = metric_kinds[target->metric].unit;
		to->required = target->value;
		to->achieved = to->slack = (double)NAN;
		to->state = "unknown"; /* of what is only priced or striven for */
		if (target->modality == MODALITY_MUST)
			to->state = miss ? "missed" : "reachable";
		if (target->overruled_by >= 0)
			to->state = "overruled";
		if (!scenario_option_on(sc, target->option))
			to->state = "off";
		if (miss) {
			to->slack = -miss->shortfall;
			to->achieved = target->value + (target->at_most ? miss->shortfall : -miss->shortfall);
		}
	}
	diagnosis_dispose(&diagnosis);
}

static void take_answer(struct run *run, int code, struct sweep_result *result, struct arena *arena)
{
	result->message = run->said.text ? arena_string(arena, run->said.text) : "";
	result->exit_code = code;
	if (run->sc) {
		result->scenario = run->sc->id;
		result->variant = run->sc->variant;
		result->sha256 = run->sc->sha256;
	}
	if (run->plan) {
		result->exit_code = run_plan_code(run);
		take_plan(run, result, arena);
	} else if (code == FAULT_INFEASIBLE) {
		result->status = "infeasible";
		result->solver = run->solution.solver;
		take_shortfalls(run, result, arena);
	} else {
		result->status = code == FAULT_INPUT ? "invalid" : code == FAULT_UNDECIDED ? "undecided" : "fault";
	}
}

static void keep(const struct sweep_result *result, const char *path, struct sweep_done *done)
{
	struct error err = ERROR_INIT;
	struct str text = STR_INIT;

	sweep_result_write(result, &text);
	done->failed = io_write_file(path, text.text, text.length, &err) != 0;
	str_dispose(&text);
}

/* The result that is there, unless it tells of a fault: that is tried again. */
static bool is_kept(const char *path, struct sweep_done *done, struct arena *arena)
{
	const struct sweep_result *old = sweep_result_read(path, done->key, arena);

	done->kept = old && old->exit_code != FAULT_INTERNAL;
	done->exit_code = done->kept ? old->exit_code : 0;
	return done->kept;
}

void sweep_run(const struct options *options, const struct sweep *sweep, int number, const char *program,
               const char *directory, struct sweep_done *done)
{
	const struct sweep_variant *variant = &sweep->variants[number];
	struct options own = *options;
	struct arena *arena = arena_new();
	const char **set = memory_alloc(variant->n_settings, sizeof *set);
	struct sweep_result result = { .scenario = "", .variant = "", .sha256 = "", .message = "", .solver = "" };
	struct str path = STR_INIT;
	struct run run = { 0 };
	int i, code;

	memset(done, 0, sizeof *done);
	done->variant = number;
	for (i = 0; i < variant->n_settings; i++)
		set[i] = variant->settings[i].set;
	own.quiet = true;
	own.verbose = false;
	own.chinese = false;
	own.set = set;
	own.n_set = variant->n_settings;
	run.options = &own;
	run_start(&run);
	code = run_read_file(&run, &own, sweep->scenario, variant->scenario);
	make_key(sweep, variant, &run, program, done->key);
	sweep_result_path(directory, done->key, &path);
	if (!is_kept(path.text, done, arena)) {
		result.key = done->key;
		result.n_settings = variant->n_settings;
		result.settings = variant->settings;
		result.objective_cny = result.lp_bound_cny = result.mip_bound_cny = result.gap = (double)NAN;
		if (code == 0)
			code = run_plan(&run);
		take_answer(&run, code, &result, arena);
		done->exit_code = result.exit_code;
		keep(&result, path.text, done);
	}
	run_dispose(&run);
	str_dispose(&path);
	memory_free(set);
	arena_free(arena);
}
