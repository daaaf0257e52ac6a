/*
 * proof_write.c - certificates: made, given back, and written as certificate.json.
 */
#include "planner/verify/proof.h"

#include "planner/base/memory.h"

struct certificate *certificate_new(enum proof_kind kind, int n_tiers)
{
	struct certificate *certificate = memory_alloc(1, sizeof *certificate);
	int k;

	certificate->kind = kind;
	certificate->scenario = certificate->variant = "";
	certificate->arena = arena_new();
	total_init(&certificate->gap);
	certificate->n_tiers = n_tiers;
	certificate->tiers = arena_alloc(certificate->arena, n_tiers, sizeof *certificate->tiers);
	for (k = 0; k < n_tiers; k++) {
		total_init(&certificate->tiers[k].value);
		total_init(&certificate->tiers[k].limit);
		total_init(&certificate->tiers[k].bound);
	}
	return certificate;
}

void certificate_free(struct certificate *certificate)
{
	int k;

	if (!certificate)
		return;
	for (k = 0; k < certificate->n_tiers; k++) {
		total_clear(&certificate->tiers[k].value);
		total_clear(&certificate->tiers[k].limit);
		total_clear(&certificate->tiers[k].bound);
	}
	total_clear(&certificate->gap);
	arena_free(certificate->arena);
	memory_free(certificate);
}

static void add_decimal(struct str *out, struct decimal d)
{
	struct total t;

	total_init(&t);
	total_set_decimal(&t, d);
	str_add_char(out, '"');
	total_print(&t, out);
	str_add_char(out, '"');
	total_clear(&t);
}

static void add_total(struct str *out, const char *key, const struct total *t)
{
	str_addf(out, ", \"%s\": \"", key);
	total_print(t, out);
	str_add_char(out, '"');
}

static void indent(struct str *out, int depth)
{
	str_addf(out, "\n%*s", depth < 60 ? depth : 60, "");
}

static void add_node(struct str *out, const struct proof_node *node, int depth)
{
	int i;

	if (node->column) {
		str_add(out, "{\"column\": ");
		str_add_json(out, node->column);
		str_add(out, ", \"at_most\": ");
		add_decimal(out, node->at_most);
		str_add(out, ",");
		indent(out, depth + 1);
		str_add(out, "\"low\": ");
		add_node(out, node->low, depth + 1);
		str_add(out, ",");
		indent(out, depth + 1);
		str_add(out, "\"high\": ");
		add_node(out, node->high, depth + 1);
		str_add_char(out, '}');
		return;
	}
	str_addf(out, "{\"empty\": %s, \"multipliers\": {", node->empty ? "true" : "false");
	for (i = 0; i < node->n; i++) {
		str_add(out, i > 0 ? "," : "");
		indent(out, depth + 1);
		str_add_json(out, node->multipliers[i].row);
		str_add(out, ": ");
		add_decimal(out, node->multipliers[i].value);
	}
	str_add(out, "}}");
}

static void add_tier(struct str *out, const struct certificate *certificate, int k)
{
	const struct proof_tier *tier = &certificate->tiers[k];
	const bool last = k == certificate->n_tiers - 1;

	str_add(out, "{\"row\": ");
	str_add_json(out, tier->row);
	add_total(out, "value", &tier->value);
	if (!last)
		add_total(out, "limit", &tier->limit);
	if (tier->node) {
		add_total(out, "bound", &tier->bound);
		if (last)
			add_total(out, "gap", &certificate->gap);
		str_add(out, ",\n   \"proof\": ");
		add_node(out, tier->node, 3);
	}
	str_add_char(out, '}');
}

void certificate_write(const struct certificate *certificate, struct str *out)
{
	const bool infeasible = certificate->kind == PROOF_INFEASIBILITY;
	int k;

	str_addf(out, "{\"rackplan_certificate\": 1,\n \"kind\": \"%s\",\n",
	         infeasible ? "infeasibility" : "optimality");
	str_add(out, " \"scenario\": {\"id\": ");
	str_add_json(out, certificate->scenario);
	str_add(out, ", \"variant\": ");
	str_add_json(out, certificate->variant);
	str_addf(out, ", \"sha256\": \"%s\"},\n", certificate->scenario_sha256);
	str_addf(out, " \"model\": {\"file\": \"model.mps\", \"sha256\": \"%s\"},\n", certificate->model_sha256);
	if (infeasible) {
		str_add(out, " \"proof\": ");
		add_node(out, certificate->tiers[0].node, 1);
	} else {
		str_add(out, " \"tiers\": [");
		for (k = 0; k < certificate->n_tiers; k++) {
			str_add(out, k > 0 ? ",\n  " : "\n  ");
			add_tier(out, certificate, k);
		}
		str_add_char(out, ']');
	}
	str_add(out, "}\n");
}
