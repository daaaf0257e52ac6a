/* design.c - which variants a sweep has: the grid, the samples, one parameter after the other, or those listed. */
#include "planner/base/io.h"
#include "planner/sweep/sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define error_at(findings, node, ...) finding_at_node(findings, node, AT_VALUE, false, __VA_ARGS__)

uint64_t sweep_random_next(struct sweep_random *random)
{
	uint64_t z = random->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint64_t sweep_random_below(struct sweep_random *random, uint64_t n)
{
	const uint64_t most = UINT64_MAX - UINT64_MAX % n; /* what lies above would favour the first few */
	uint64_t z;

	do
		z = sweep_random_next(random);
	while (z >= most);
	return z % n;
}

double sweep_random_share(struct sweep_random *random)
{
	return (double)(sweep_random_next(random) >> 11) / 9007199254740992.0;
}

/* ---- settings ---- */

static struct sweep_variant *add_variant(struct sweep *sweep, const char *name, int n_settings)
{
	struct sweep_variant *variant;

	memory_reserve((void **)&sweep->variants, &sweep->variants_capacity, sweep->n_variants + 1, sizeof *variant);
	variant = &sweep->variants[sweep->n_variants++];
	memset(variant, 0, sizeof *variant);
	variant->name = name;
	variant->scenario = sweep->base;
	variant->settings = arena_alloc(sweep->arena, n_settings, sizeof *variant->settings);
	return variant;
}

static void add_setting(struct sweep *sweep, struct sweep_variant *variant, int parameter, const char *pointer,
                        struct sweep_value value)
{
	struct sweep_setting *setting = &variant->settings[variant->n_settings++];

	setting->parameter = parameter;
	setting->pointer = pointer;
	setting->value = value;
	setting->set = arena_format(sweep->arena, "%s=%s", pointer, value.json);
}

/* ---- the methods ---- */

/* The last parameter changes fastest. */
static int make_grid(struct sweep *sweep, struct findings *findings)
{
	double n = 1;
	int i, j;

	for (j = 0; j < sweep->n_parameters; j++)
		n *= sweep->parameters[j].n_values;
	if (n > SWEEP_MOST_VARIANTS) {
		error_at(findings, node_get(sweep->root, "parameters"),
		         "the grid has %.0f variants (expected at most %d)", n, SWEEP_MOST_VARIANTS);
		return -1;
	}
	for (i = 0; i < (int)lround(n); i++) {
		struct sweep_variant *variant = add_variant(sweep, "", sweep->n_parameters);
		int rest = (int)lround(n), at = i;

		for (j = 0; j < sweep->n_parameters; j++) {
			const struct sweep_parameter *p = &sweep->parameters[j];

			rest /= p->n_values;
			add_setting(sweep, variant, j, p->pointer, p->values[at / rest]);
			at %= rest;
		}
	}
	return 0;
}

/* As few decimals as keep the number where it is to a millionth of the range, unless that leaves low..high. */
static double shorten(double number, double range, double low, double high)
{
	const int decimals = 6 - (int)floor(log10(range));
	char text[400];
	double shorter;

	if (decimals < 0 || decimals > 30)
		return number;
	snprintf(text, sizeof text, "%.*f", decimals, number);
	shorter = strtod(text, NULL);
	return shorter >= low && shorter < high ? shorter : number;
}

/* A value within stratum k of n; `share` says where in it. */
static struct sweep_value sample(struct sweep *sweep, const struct sweep_parameter *p, int k, int n, double share)
{
	const double range = p->to - p->from, low = p->from + range * k / n, high = p->from + range * (k + 1) / n;
	const double at = (k + share) / n;

	if (p->listed)
		return p->values[(int)fmin(p->n_values - 1, floor(at * p->n_values))];
	if (p->whole)
		return sweep_value_of(sweep, p, fmin(p->to, p->from + floor(at * (range + 1))));
	return sweep_value_of(sweep, p, shorten(low + (high - low) * share, range, low, high));
}

/*
 * Each parameter's range is cut into as many equal parts as there are samples, and each part is met once, in random
 * order. A parameter's numbers follow from the seed and its own pointer, so that another one beside it changes none.
 */
static int make_hypercube(struct sweep *sweep)
{
	const int n = sweep->n_samples;
	int *strata = memory_alloc(n, sizeof *strata), i, j;

	for (i = 0; i < n; i++)
		add_variant(sweep, "", sweep->n_parameters);
	for (j = 0; j < sweep->n_parameters; j++) {
		const struct sweep_parameter *p = &sweep->parameters[j];
		struct sweep_random random;
		char hex[65];

		io_sha256(p->pointer, strlen(p->pointer), hex);
		hex[16] = '\0';
		random.state = sweep->seed ^ strtoull(hex, NULL, 16);
		for (i = 0; i < n; i++) {
			int other = (int)sweep_random_below(&random, (uint64_t)i + 1);

			strata[i] = strata[other];
			strata[other] = i;
		}
		for (i = 0; i < n; i++)
			add_setting(sweep, &sweep->variants[i], j, p->pointer,
			            sample(sweep, p, strata[i], n, sweep_random_share(&random)));
	}
	memory_free(strata);
	return 0;
}

static void add_end(struct sweep *sweep, int j, const char *name, struct sweep_value value)
{
	struct sweep_variant *variant = add_variant(sweep, name, 1);

	add_setting(sweep, variant, j, sweep->parameters[j].pointer, value);
}

/* The base comes first: the others are compared with it. */
static int make_one_at_a_time(struct sweep *sweep, struct findings *findings)
{
	int i, j;

	add_variant(sweep, "base", 0);
	for (j = 0; j < sweep->n_parameters; j++) {
		const struct sweep_parameter *p = &sweep->parameters[j];

		for (i = 0; i < p->n_values; i++) {
			const double number = p->values[i].number;

			add_end(sweep, j, number < p->base ? "low" : number > p->base ? "high" : "other", p->values[i]);
		}
		if (p->listed)
			continue;
		if (p->from < p->base || p->to < p->base)
			add_end(sweep, j, "low", sweep_value_of(sweep, p, p->from));
		if (p->to > p->base)
			add_end(sweep, j, "high", sweep_value_of(sweep, p, p->to));
	}
	if (sweep->n_variants <= SWEEP_MOST_VARIANTS)
		return 0;
	error_at(findings, node_get(sweep->root, "parameters"), "%d variants (expected at most %d)", sweep->n_variants,
	         SWEEP_MOST_VARIANTS);
	return -1;
}

static bool is_line(const char *names, const char *name)
{
	const size_t length = strlen(name);

	for (; *names; names = strchr(names, '\n') + 1) {
		if (strncmp(names, name, length) == 0 && names[length] == '\n')
			return true;
	}
	return false;
}

static const char *name_hint(struct sweep *sweep, const char *names, const char *wanted)
{
	struct nearest nearest = { wanted, NULL, 0 };

	for (; *names; names = strchr(names, '\n') + 1)
		nearest_offer(&nearest, arena_string_n(sweep->arena, names, strcspn(names, "\n")));
	return nearest_hint(sweep->arena, &nearest);
}

static void add_listed(struct sweep *sweep, const struct node *entry)
{
	const struct node *name = node_get(entry, "name"), *scenario = node_get(entry, "scenario"),
			  *set = node_get(entry, "set"), *child;
	struct sweep_variant *variant = add_variant(sweep,
	                                            name       ? name->string
	                                            : scenario ? scenario->string
	                                                       : "",
	                                            set ? set->n : 0);

	if (scenario)
		variant->scenario = scenario->string;
	for (child = set ? set->first : NULL; child; child = child->next)
		add_setting(sweep, variant, -1, child->key, sweep_value_of_node(sweep, child));
}

static int make_list(struct sweep *sweep, const char *names, struct findings *findings)
{
	const struct node *list = node_get(sweep->root, "list"), *entry;

	for (entry = list->first; entry; entry = entry->next) {
		const struct node *scenario = node_get(entry, "scenario");

		if (scenario && !is_line(names, scenario->string))
			error_at(findings, scenario, "the scenario file has no scenario \"%s\"%s", scenario->string,
			         name_hint(sweep, names, scenario->string));
		add_listed(sweep, entry);
	}
	return findings->n_errors > 0 ? -1 : 0;
}

int sweep_vary(struct sweep *sweep, const char *names, struct findings *findings)
{
	switch (sweep->method) {
	case SWEEP_GRID: return make_grid(sweep, findings);
	case SWEEP_LATIN_HYPERCUBE: return make_hypercube(sweep);
	case SWEEP_ONE_AT_A_TIME: return make_one_at_a_time(sweep, findings);
	case SWEEP_LIST: return make_list(sweep, names, findings);
	case SWEEP_METHODS: break;
	}
	return -1;
}
