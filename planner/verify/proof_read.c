/*
 * proof_read.c - certificate.json, strictly: every key known, none twice, every number a text with its decimals.
 */
#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/plan/strict.h"
#include "planner/verify/proof.h"

#include <string.h>

static const size_t MOST_BYTES = (size_t)256 << 20;

enum { MOST_TIERS = 1000 };

struct reader {
	struct strict at;
	struct certificate *certificate;
};

static int read_decimal(struct reader *r, json_t *value, struct decimal *out)
{
	const char *text;

	if (strict_text(&r->at, value, &text))
		return -1;
	if (decimal_read(text, out))
		return strict_fail(&r->at, "no number of at most 18 digits (got \"%.60s\")", text);
	return 0;
}

static int read_total(struct reader *r, json_t *top, const char *key, struct total *out)
{
	const size_t mark = strict_enter(&r->at, key);
	const char *text;

	if (strict_text(&r->at, json_object_get(top, key), &text))
		return -1;
	if (total_read(text, out))
		return strict_fail(&r->at, "no number (got \"%.60s\")", text);
	strict_leave(&r->at, mark);
	return 0;
}

static int read_name(struct reader *r, json_t *top, const char *key, const char **out)
{
	const size_t mark = strict_enter(&r->at, key);
	const char *text;

	if (strict_text(&r->at, json_object_get(top, key), &text))
		return -1;
	*out = arena_string(r->certificate->arena, text);
	strict_leave(&r->at, mark);
	return 0;
}

static int read_hash(struct reader *r, json_t *top, char hash[65])
{
	const size_t mark = strict_enter(&r->at, "sha256");

	if (strict_short_text(&r->at, json_object_get(top, "sha256"), hash, 65))
		return -1;
	if (strlen(hash) != 64 || strspn(hash, "0123456789abcdef") != 64)
		return strict_fail(&r->at, "no SHA-256 in 64 lower-case hex digits (got \"%s\")", hash);
	strict_leave(&r->at, mark);
	return 0;
}

static int read_multipliers(struct reader *r, json_t *value, struct proof_node *node)
{
	struct arena *arena = r->certificate->arena;
	void *member;
	size_t mark;

	if (strict_object(&r->at, value))
		return -1;
	node->multipliers = arena_alloc(arena, (int)json_object_size(value), sizeof *node->multipliers);
	for (member = json_object_iter(value); member; member = json_object_iter_next(value, member)) {
		struct proof_multiplier *m = &node->multipliers[node->n++];

		mark = strict_enter(&r->at, json_object_iter_key(member));
		m->row = arena_string(arena, json_object_iter_key(member));
		if (read_decimal(r, json_object_iter_value(member), &m->value))
			return -1;
		strict_leave(&r->at, mark);
	}
	return 0;
}

static int read_leaf(struct reader *r, json_t *value, struct proof_node *node)
{
	static const char *const keys[] = { "empty", "multipliers" };
	const json_t *empty;
	size_t mark;

	if (strict_keys(&r->at, value, keys, 2))
		return -1;
	empty = json_object_get(value, "empty");
	node->empty = json_is_true(empty);
	mark = strict_enter(&r->at, "empty");
	if (!json_is_boolean(empty))
		return strict_fail(&r->at, "wrong type (expected true or false)");
	strict_leave(&r->at, mark);
	mark = strict_enter(&r->at, "multipliers");
	if (read_multipliers(r, json_object_get(value, "multipliers"), node))
		return -1;
	strict_leave(&r->at, mark);
	return 0;
}

static struct proof_node *read_node(struct reader *r, json_t *top, const char *key)
{
	static const char *const keys[] = { "column", "at_most", "low", "high" };
	struct proof_node *node = arena_alloc(r->certificate->arena, 1, sizeof *node);
	const size_t mark = strict_enter(&r->at, key);
	json_t *value = json_object_get(top, key);
	size_t inner;

	if (strict_object(&r->at, value))
		return NULL;
	if (!json_object_get(value, "column")) {
		if (read_leaf(r, value, node))
			return NULL;
		strict_leave(&r->at, mark);
		return node;
	}
	if (strict_keys(&r->at, value, keys, 4) || read_name(r, value, "column", &node->column))
		return NULL;
	inner = strict_enter(&r->at, "at_most");
	if (read_decimal(r, json_object_get(value, "at_most"), &node->at_most))
		return NULL;
	strict_leave(&r->at, inner);
	node->low = read_node(r, value, "low");
	node->high = node->low ? read_node(r, value, "high") : NULL;
	strict_leave(&r->at, mark);
	return node->high ? node : NULL;
}

static int read_tier(struct reader *r, json_t *value, struct proof_tier *tier, bool last)
{
	static const char *const keys[] = { "row", "value", "limit", "bound", "proof" };
	static const char *const last_keys[] = { "row", "value", "bound", "gap", "proof" };

	if (last ? strict_keys_and(&r->at, value, last_keys, 5, 3) : strict_keys_and(&r->at, value, keys, 5, 2))
		return -1;
	if (read_name(r, value, "row", &tier->row) || read_total(r, value, "value", &tier->value) ||
	    (!last && read_total(r, value, "limit", &tier->limit)))
		return -1;
	if (!json_object_get(value, "proof"))
		return 0;
	if (read_total(r, value, "bound", &tier->bound))
		return -1;
	if (last && read_total(r, value, "gap", &r->certificate->gap))
		return -1;
	tier->node = read_node(r, value, "proof");
	return tier->node ? 0 : -1;
}

static int read_tiers(struct reader *r, json_t *top)
{
	json_t *list = json_object_get(top, "tiers");
	const size_t mark = strict_enter(&r->at, "tiers");
	size_t inner;
	int k, n;

	if (strict_array(&r->at, list))
		return -1;
	n = (int)json_array_size(list);
	if (n == 0 || n != r->certificate->n_tiers)
		return strict_fail(&r->at, "%d tiers (expected 1 to %d)", n, MOST_TIERS);
	for (k = 0; k < n; k++) {
		inner = strict_enter_index(&r->at, (size_t)k);
		if (read_tier(r, json_array_get(list, (size_t)k), &r->certificate->tiers[k], k == n - 1))
			return -1;
		strict_leave(&r->at, inner);
	}
	strict_leave(&r->at, mark);
	return 0;
}

static int read_head(struct reader *r, json_t *top)
{
	static const char *const scenario_keys[] = { "id", "variant", "sha256" };
	static const char *const model_keys[] = { "file", "sha256" };
	struct certificate *c = r->certificate;
	json_t *scenario = json_object_get(top, "scenario"), *model = json_object_get(top, "model");
	size_t mark = strict_enter(&r->at, "rackplan_certificate");
	int format;

	if (strict_count(&r->at, json_object_get(top, "rackplan_certificate"), &format))
		return -1;
	if (format != 1)
		return strict_fail(&r->at, "format %d: this program reads format 1", format);
	strict_leave(&r->at, mark);
	mark = strict_enter(&r->at, "scenario");
	if (strict_keys(&r->at, scenario, scenario_keys, 3) || read_name(r, scenario, "id", &c->scenario) ||
	    read_name(r, scenario, "variant", &c->variant) || read_hash(r, scenario, c->scenario_sha256))
		return -1;
	strict_leave(&r->at, mark);
	mark = strict_enter(&r->at, "model");
	if (strict_keys(&r->at, model, model_keys, 2) || read_hash(r, model, c->model_sha256))
		return -1;
	strict_leave(&r->at, mark);
	return 0;
}

static int read_whole(struct reader *r, json_t *top)
{
	static const char *const with_plan[] = { "rackplan_certificate", "kind", "scenario", "model", "tiers" };
	static const char *const without[] = { "rackplan_certificate", "kind", "scenario", "model", "proof" };
	const char *kind = json_string_value(json_object_get(top, "kind"));
	const bool infeasible = kind && strcmp(kind, "infeasibility") == 0;
	const size_t n = json_array_size(json_object_get(top, "tiers"));
	size_t mark;

	r->certificate = certificate_new(infeasible ? PROOF_INFEASIBILITY : PROOF_OPTIMALITY,
	                                 infeasible ? 1 : (int)(n <= MOST_TIERS ? n : 0));
	if (strict_keys(&r->at, top, infeasible ? without : with_plan, 5))
		return -1;
	mark = strict_enter(&r->at, "kind");
	if (!kind || (!infeasible && strcmp(kind, "optimality") != 0))
		return strict_fail(&r->at, "the kind is optimality or infeasibility");
	strict_leave(&r->at, mark);
	if (read_head(r, top))
		return -1;
	if (!infeasible)
		return read_tiers(r, top);
	r->certificate->tiers[0].node = read_node(r, top, "proof");
	return r->certificate->tiers[0].node ? 0 : -1;
}

static json_t *parse(const char *path, const char *text, size_t length, struct error *err)
{
	json_error_t at;
	json_t *top = json_loadb(text, length, JSON_REJECT_DUPLICATES, &at);
	struct str where = STR_INIT;

	if (!top) {
		str_addf(&where, "%s:%d:%d", path, at.line, at.column > 0 ? at.column : 1);
		error_set(err, FAULT_INPUT, where.text, "not JSON: %s", at.text);
		str_dispose(&where);
	}
	return top;
}

struct certificate *certificate_read(const char *path, struct error *err)
{
	struct reader r = { { path, "", STR_INIT, err }, NULL };
	char *text = NULL;
	size_t length = 0;
	json_t *top;

	if (io_read_file(path, MOST_BYTES, &text, &length, err))
		return NULL;
	top = parse(path, text, length, err);
	if (top) {
		r.at.text = text;
		if (read_whole(&r, top)) {
			certificate_free(r.certificate);
			r.certificate = NULL;
		}
		json_decref(top);
	}
	str_dispose(&r.at.pointer);
	memory_free(text);
	return r.certificate;
}

int infeasibility_read(const char *path, struct infeasibility *verdict, struct error *err)
{
	struct strict at = { path, "", STR_INIT, err };
	char *text = NULL;
	size_t length = 0, mark;
	json_t *top, *scenario, *format;
	int result = -1;

	if (io_read_file(path, MOST_BYTES, &text, &length, err))
		return -1;
	top = parse(path, text, length, err);
	scenario = json_object_get(top, "scenario");
	format = json_object_get(top, "rackplan_infeasibility");
	at.text = text;
	if (!format) {
		err->kind = FAULT_NONE; /* whoever reads the plan says it better */
		result = 0;
	} else if (!json_is_integer(format) || json_integer_value(format) != 1) {
		strict_enter(&at, "rackplan_infeasibility");
		strict_fail(&at, "this program reads format 1");
	} else if (!json_is_boolean(json_object_get(top, "proved"))) {
		strict_fail(&at, "the key \"proved\" is missing, or neither true nor false");
	} else {
		verdict->proved = json_is_true(json_object_get(top, "proved"));
		mark = strict_enter(&at, "scenario");
		if (strict_object(&at, scenario) == 0) {
			strict_enter(&at, "sha256");
			if (strict_short_text(&at, json_object_get(scenario, "sha256"), verdict->scenario_sha256, 65) ==
			    0)
				result = 1;
		}
		strict_leave(&at, mark);
	}
	json_decref(top);
	str_dispose(&at.pointer);
	memory_free(text);
	return result;
}
