#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/plan/names.h"
#include "planner/plan/reading.h"

#include <string.h>

enum { MOST_BYTES = 64 * 1024 * 1024 };

/* ---- the scenario's names ---- */

void plan_name_phase(const void *list, int i, struct str *out)
{
	plan_phase_id(list, i, out);
}

void plan_name_feed(const void *list, int i, struct str *out)
{
	plan_feed_id(list, i, out);
}

void plan_name_site(const void *list, int i, struct str *out)
{
	const struct scenario *sc = list;

	str_add(out, sc->sites[i].id);
}

void plan_name_demand(const void *list, int i, struct str *out)
{
	const struct scenario *sc = list;

	str_add(out, sc->demands[i].id);
}

void plan_name_target(const void *list, int i, struct str *out)
{
	const struct scenario *sc = list;

	str_add(out, sc->targets[i].id);
}

void plan_name_period(const void *list, int i, struct str *out)
{
	const struct scenario *sc = list;

	str_add(out, i < sc->n_periods ? sc->periods[i].label : PLAN_HORIZON_END);
}

/* ---- decisions ---- */

int plan_read_series(struct plan_reader *r, json_t *value,
                     int (*read)(struct plan_reader *r, json_t *member, void *series, int t), void *series)
{
	const struct names periods = { r->sc->n_periods, r->sc, plan_name_period };
	const char *key;
	json_t *member;
	size_t mark;
	int t;

	if (strict_object(&r->at, value))
		return -1;
	json_object_foreach(value, key, member)
	{
		mark = strict_enter(&r->at, key);
		t = strict_find(&r->at, "period", key, &periods);
		if (t < 0 || read(r, member, series, t))
			return -1;
		strict_leave(&r->at, mark);
	}
	return 0;
}

/* A zero spelt out is refused: one plan, one text. */
static int read_count(struct plan_reader *r, json_t *member, void *series, int t)
{
	int *count = (int *)series + t;

	if (strict_count(&r->at, member, count))
		return -1;
	return *count == 0 ? strict_fail(&r->at, "nothing to say (got 0; leave the period out)") : 0;
}

int plan_read_counts(struct plan_reader *r, json_t *value, int *series)
{
	return plan_read_series(r, value, read_count, series);
}

static int read_matrix(struct plan_reader *r, json_t *top, const char *key, const char *thing, const struct names *rows,
                       const int **matrix)
{
	int *cells = arena_alloc(r->plan->arena, rows->n * r->sc->n_periods, sizeof *cells);
	json_t *object = json_object_get(top, key), *member;
	size_t mark = strict_enter(&r->at, key), row_mark;
	const char *id;
	int i;

	*matrix = cells;
	if (strict_object(&r->at, object))
		return -1;
	json_object_foreach(object, id, member)
	{
		row_mark = strict_enter(&r->at, id);
		i = strict_find(&r->at, thing, id, rows);
		if (i < 0 || plan_read_counts(r, member, cells + i * r->sc->n_periods))
			return -1;
		strict_leave(&r->at, row_mark);
	}
	strict_leave(&r->at, mark);
	return 0;
}

/* The sites of one demand; series are noted in rows[n_sites] so that the plan holds them in the scenario's order. */
static int read_demand_hosting(struct plan_reader *r, json_t *object, const int **rows)
{
	const struct names sites = { r->sc->n_sites, r->sc, plan_name_site };
	json_t *member;
	const char *id;
	size_t mark;
	int *series;
	int s;

	if (strict_object(&r->at, object))
		return -1;
	json_object_foreach(object, id, member)
	{
		mark = strict_enter(&r->at, id);
		s = strict_find(&r->at, "site", id, &sites);
		if (s < 0)
			return -1;
		series = arena_alloc(r->plan->arena, r->sc->n_periods, sizeof *series);
		if (plan_read_counts(r, member, series))
			return -1;
		rows[s] = series;
		strict_leave(&r->at, mark);
	}
	return 0;
}

static void collect_hosting(struct plan_reader *r, const int *const *rows, int n)
{
	struct hosting *list = arena_alloc(r->plan->arena, n, sizeof *list);
	int n_sites = r->sc->n_sites, d, s, i = 0;

	for (d = 0; d < r->sc->n_demands; d++) {
		for (s = 0; s < n_sites; s++) {
			if (rows[d * n_sites + s])
				list[i++] = (struct hosting){ d, s, rows[d * n_sites + s] };
		}
	}
	r->plan->hosting = list;
	r->plan->n_hosting = n;
}

static int read_hosting(struct plan_reader *r, json_t *top)
{
	const struct names demands = { r->sc->n_demands, r->sc, plan_name_demand };
	int n_cells = r->sc->n_demands * r->sc->n_sites, n = 0, d, i;
	const int **rows = arena_alloc(r->plan->arena, n_cells, sizeof *rows);
	json_t *object = json_object_get(top, "hosting_racks"), *member;
	size_t mark = strict_enter(&r->at, "hosting_racks"), row_mark;
	const char *id;

	if (strict_object(&r->at, object))
		return -1;
	json_object_foreach(object, id, member)
	{
		row_mark = strict_enter(&r->at, id);
		d = strict_find(&r->at, "demand", id, &demands);
		if (d < 0 || read_demand_hosting(r, member, rows + d * r->sc->n_sites))
			return -1;
		strict_leave(&r->at, row_mark);
	}
	for (i = 0; i < n_cells; i++)
		n += rows[i] != NULL;
	collect_hosting(r, rows, n);
	strict_leave(&r->at, mark);
	return 0;
}

/* ---- the whole ---- */

/* A plan speaks of one scenario only: with another's numbers nothing in it would mean what it says. */
static int read_scenario(struct plan_reader *r, json_t *top)
{
	static const char *const keys[] = { "id", "variant", "sha256" };
	const struct plan *made = r->plan;
	json_t *object = json_object_get(top, "scenario");
	size_t mark = strict_enter(&r->at, "scenario");

	if (strict_keys(&r->at, object, keys, (int)(sizeof keys / sizeof *keys)) ||
	    strict_member_short_text(&r->at, object, "id", r->plan->scenario_id, sizeof r->plan->scenario_id) ||
	    strict_member_short_text(&r->at, object, "variant", r->plan->variant, sizeof r->plan->variant) ||
	    strict_member_short_text(&r->at, object, "sha256", r->plan->scenario_sha256,
	                             sizeof r->plan->scenario_sha256))
		return -1;
	if (strcmp(made->scenario_sha256, r->sc->sha256) != 0)
		return strict_fail(&r->at,
		                   "the plan was made for another scenario (%s, %s, sha256 %s; this one is %s, %s, "
		                   "sha256 %s)",
		                   made->scenario_id, made->variant, made->scenario_sha256, r->sc->id, r->sc->variant,
		                   r->sc->sha256);
	if (strcmp(made->scenario_id, r->sc->id) != 0 || strcmp(made->variant, r->sc->variant) != 0)
		return strict_fail(&r->at, "the plan names another scenario (got %s, %s; expected %s, %s)",
		                   made->scenario_id, made->variant, r->sc->id, r->sc->variant);
	strict_leave(&r->at, mark);
	return 0;
}

static int read_format(struct plan_reader *r, json_t *top)
{
	size_t mark = strict_enter(&r->at, "rackplan_plan");
	int format = 0;

	if (strict_count(&r->at, json_object_get(top, "rackplan_plan"), &format))
		return -1;
	if (format != PLAN_FORMAT)
		return strict_fail(&r->at, "this program reads plans of format %d (got %d)", PLAN_FORMAT, format);
	strict_leave(&r->at, mark);
	return 0;
}

static void plan_name_status(const void *list, int i, struct str *out)
{
	(void)list;
	str_add(out, plan_status_names[i]);
}

static int read_status(struct plan_reader *r, json_t *top)
{
	const struct names statuses = { PLAN_STATUSES, NULL, plan_name_status };
	size_t mark;

	if (strict_member_short_text(&r->at, top, "status", r->plan->status, sizeof r->plan->status))
		return -1;
	mark = strict_enter(&r->at, "status");
	if (strict_find(&r->at, "status", r->plan->status, &statuses) < 0)
		return -1;
	strict_leave(&r->at, mark);
	return 0;
}

static int read_header(struct plan_reader *r, json_t *top)
{
	static const char *const keys[] = {
		"rackplan_plan", "scenario",      "status",         "solver",        "objective_cny",
		"lp_bound_cny",  "mip_bound_cny", "fixed_cny",      "started_racks", "commissioned_racks",
		"feed_steps",    "hosting_racks", "unserved_racks", "targets",       "bindings",
		"costs",         "link_modules",  "standby_pairs",  "energy_mwh",    "flows_gbps"
	};
	enum { N_OPTIONAL = 4 };

	if (strict_keys_and(&r->at, top, keys, (int)(sizeof keys / sizeof *keys), N_OPTIONAL) || read_format(r, top) ||
	    read_scenario(r, top) || read_status(r, top) ||
	    strict_member_short_text(&r->at, top, "solver", r->plan->solver, sizeof r->plan->solver) ||
	    strict_member_number(&r->at, top, "objective_cny", &r->plan->objective_cny) ||
	    strict_member_number(&r->at, top, "lp_bound_cny", &r->plan->lp_bound_cny) ||
	    strict_member_number(&r->at, top, "mip_bound_cny", &r->plan->mip_bound_cny))
		return -1;
	return strict_member_number(&r->at, top, "fixed_cny", &r->plan->fixed_cny);
}

static int read_decisions(struct plan_reader *r, json_t *top)
{
	const struct names phases = { r->sc->n_phases, r->sc, plan_name_phase };
	const struct names feeds = { r->sc->n_feeds, r->sc, plan_name_feed };
	const struct names demands = { r->sc->n_demands, r->sc, plan_name_demand };

	if (read_matrix(r, top, "started_racks", "phase", &phases, &r->plan->started_racks) ||
	    read_matrix(r, top, "commissioned_racks", "phase", &phases, &r->plan->commissioned_racks) ||
	    read_matrix(r, top, "feed_steps", "feed", &feeds, &r->plan->feed_steps) || read_hosting(r, top))
		return -1;
	if (read_matrix(r, top, "unserved_racks", "demand", &demands, &r->plan->unserved_racks))
		return -1;
	return plan_read_parts(r, top);
}

static int read_whole(struct plan_reader *r, json_t *top)
{
	if (read_header(r, top) || read_decisions(r, top) || plan_read_targets(r, top) || plan_read_bindings(r, top))
		return -1;
	return plan_read_costs(r, top);
}

json_t *plan_parse(const char *path, const char *text, size_t length, struct error *err)
{
	json_error_t at;
	json_t *top = json_loadb(text, length, JSON_REJECT_DUPLICATES, &at);
	struct str where = STR_INIT;

	if (top)
		return top;
	str_addf(&where, "%s:%d:%d", path, at.line, at.column > 0 ? at.column : 1);
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		error_set(err, FAULT_INPUT, where.text, "the file begins with a byte order mark; save it without BOM");
	else
		error_set(err, FAULT_INPUT, where.text, "not JSON: %s", at.text);
	str_dispose(&where);
	return NULL;
}

struct plan *plan_read(const char *path, const struct scenario *sc, struct error *err)
{
	struct plan_reader r = { { path, "", STR_INIT, err }, sc, NULL };
	char *text = NULL;
	size_t length = 0;
	json_t *top;

	if (io_read_file(path, MOST_BYTES, &text, &length, err))
		return NULL;
	top = plan_parse(path, text, length, err);
	if (top) {
		r.at.text = text;
		r.plan = plan_new(sc);
		if (read_whole(&r, top)) {
			plan_free(r.plan);
			r.plan = NULL;
		}
		json_decref(top);
	}
	str_dispose(&r.at.pointer);
	memory_free(text);
	return r.plan;
}
