/* statistics.c - shares, halves and rank correlations over the variants of a sweep. */
#include "planner/sweep/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- ranks ---- */

struct ranked {
	double value;
	int index;
};

static int by_value(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->value < b->value || a->value > b->value)
		return a->value < b->value ? -1 : 1;
	return a->index - b->index;
}

static void make_ranks(int n, const double *values, double *ranks)
{
	struct ranked *sorted = memory_alloc(n, sizeof *sorted);
	int i, j, k;

	for (i = 0; i < n; i++)
		sorted[i] = (struct ranked){ values[i], i };
	qsort(sorted, (size_t)n, sizeof *sorted, by_value);
	for (i = 0; i < n; i = j) {
		for (j = i + 1; j < n && !(sorted[j].value > sorted[i].value); j++)
			;
		for (k = i; k < j; k++)
			ranks[sorted[k].index] = (i + j - 1) / 2.0;
	}
	memory_free(sorted);
}

double sweep_rank_correlation(int n, const double *a, const double *b)
{
	double *ranks = memory_alloc(2 * n, sizeof *ranks), aa = 0, bb = 0, ab = 0;
	const double middle = (n - 1) / 2.0;
	int i;

	make_ranks(n, a, ranks);
	make_ranks(n, b, ranks + n);
	for (i = 0; i < n; i++) {
		const double x = ranks[i] - middle, y = ranks[n + i] - middle;

		aa += x * x;
		bb += y * y;
		ab += x * y;
	}
	memory_free(ranks);
	return n >= 3 && aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : (double)NAN;
}

double sweep_split_difference(const struct sweep_split *split)
{
	if (split->n_low == 0 || split->n_high == 0)
		return (double)NAN;
	return (double)split->high_reached / split->n_high - (double)split->low_reached / split->n_low;
}

/* Two standard deviations of the difference of two shares of n / 2 each. */
double sweep_chance(int n, double share)
{
	return n > 0 ? 2 * sqrt(share * (1 - share) * 4 / n) : (double)NAN;
}

/* ---- what is known of a variant ---- */

static int plan_reached(const struct sweep_result *result)
{
	return result->planned ? 1 : strcmp(result->status, "infeasible") == 0 ? 0 : -1;
}

static const struct sweep_target *find_target(const struct sweep_result *result, const char *id)
{
	int i;

	for (i = 0; i < result->n_targets; i++) {
		if (strcmp(result->targets[i].id, id) == 0)
			return &result->targets[i];
	}
	return NULL;
}

static int target_reached(const struct sweep_result *result, const char *id)
{
	const struct sweep_target *target = find_target(result, id);

	return target ? sweep_target_reached(target) : -1;
}

static void count_states(const struct sweep_runs *runs, struct sweep_summary *summary)
{
	int i;

	summary->n = runs->sweep->n_variants;
	for (i = 0; i < summary->n; i++) {
		const struct sweep_result *result = runs->results[i];

		if (result->planned)
			summary->n_planned++;
		else if (strcmp(result->status, "infeasible") == 0)
			summary->n_infeasible++;
		else if (strcmp(result->status, "undecided") == 0)
			summary->n_undecided++;
		else if (strcmp(result->status, "invalid") == 0)
			summary->n_invalid++;
		else
			summary->n_fault++;
	}
	summary->plan.n_known = summary->n_planned + summary->n_infeasible;
	summary->plan.n_reached = summary->n_planned;
}

static void summarise_cost(const struct sweep_runs *runs, struct sweep_summary *summary)
{
	struct ranked *costs = memory_alloc(summary->n, sizeof *costs);
	int i, n = 0;

	for (i = 0; i < summary->n; i++) {
		if (runs->results[i]->planned)
			costs[n++] = (struct ranked){ runs->results[i]->objective_cny, i };
	}
	summary->least_cny = summary->median_cny = summary->most_cny = (double)NAN;
	if (n > 0) {
		qsort(costs, (size_t)n, sizeof *costs, by_value);
		summary->least_cny = costs[0].value;
		summary->most_cny = costs[n - 1].value;
		summary->median_cny = (costs[(n - 1) / 2].value + costs[n / 2].value) / 2;
	}
	memory_free(costs);
}

/* In the order in which they are met first. */
static void summarise_targets(const struct sweep_runs *runs, struct sweep_summary *summary)
{
	int i, j, k, capacity = 0;
	void *targets = NULL;

	for (i = 0; i < summary->n; i++) {
		const struct sweep_result *result = runs->results[i];

		for (j = 0; j < result->n_targets; j++) {
			const int reached = sweep_target_reached(&result->targets[j]);

			for (k = 0; k < summary->n_targets; k++) {
				if (strcmp(summary->targets[k].id, result->targets[j].id) == 0)
					break;
			}
			if (reached < 0)
				continue;
			if (k == summary->n_targets) {
				memory_reserve(&targets, &capacity, k + 1, sizeof *summary->targets);
				summary->targets = targets;
				summary->targets[k] = (struct sweep_reach){ .id = result->targets[j].id };
				summary->n_targets++;
			}
			summary->targets[k].n_known++;
			summary->targets[k].n_reached += reached;
		}
	}
}

/* ---- the parameters ---- */

/* A listed value that is no number counts by its place in the list. */
static double value_in(const struct sweep *sweep, int variant, int parameter)
{
	const struct sweep_variant *v = &sweep->variants[variant];
	const struct sweep_parameter *p = &sweep->parameters[parameter];
	const struct sweep_value *value = NULL;
	int i;

	for (i = 0; i < v->n_settings && !value; i++) {
		if (v->settings[i].parameter == parameter)
			value = &v->settings[i].value;
	}
	if (!value || isfinite(value->number))
		return value ? value->number : (double)NAN;
	for (i = 0; i < p->n_values && strcmp(p->values[i].json, value->json) != 0; i++)
		;
	return i;
}

static double median_of(int n, const double *values)
{
	struct ranked *sorted = memory_alloc(n, sizeof *sorted);
	double median;
	int i;

	for (i = 0; i < n; i++)
		sorted[i] = (struct ranked){ values[i], i };
	qsort(sorted, (size_t)n, sizeof *sorted, by_value);
	median = n > 0 ? (sorted[(n - 1) / 2].value + sorted[n / 2].value) / 2 : (double)NAN;
	memory_free(sorted);
	return median;
}

static void split_add(struct sweep_split *split, int reached, double value, double middle)
{
	if (reached < 0)
		return;
	if (value < middle) {
		split->n_low++;
		split->low_reached += reached;
	} else if (value > middle) {
		split->n_high++;
		split->high_reached += reached;
	}
}

static void find_halves(const struct sweep_runs *runs, const struct sweep_summary *summary, const double *values,
                        double middle, struct sweep_effect *effect)
{
	int i, k;

	for (i = 0; i < summary->n; i++) {
		split_add(&effect->plan, plan_reached(runs->results[i]), values[i], middle);
		for (k = 0; k < summary->n_targets; k++)
			split_add(&effect->targets[k], target_reached(runs->results[i], summary->targets[k].id),
			          values[i], middle);
	}
}

static void correlate(const struct sweep_runs *runs, const double *values, struct sweep_effect *effect)
{
	const int n = runs->sweep->n_variants;
	double *pairs = memory_alloc(2 * n, sizeof *pairs);
	int i;

	for (i = 0; i < n; i++) {
		if (runs->results[i]->planned && isfinite(values[i])) {
			pairs[effect->n] = values[i];
			pairs[n + effect->n++] = runs->results[i]->objective_cny;
		}
	}
	effect->with_cost = sweep_rank_correlation(effect->n, pairs, pairs + n);
	memory_free(pairs);
}

/* One at a time: variant 0 is the base. */
static void find_ends(const struct sweep_runs *runs, const double *values, struct sweep_effect *effect)
{
	const double base_cny = runs->results[0]->objective_cny;
	const double base = runs->sweep->parameters[effect->parameter].base;
	int i;

	for (i = 1; i < runs->sweep->n_variants; i++) {
		if (values[i] < base && (effect->low_run < 0 || values[i] < effect->low)) {
			effect->low_run = i;
			effect->low = values[i];
			effect->low_cny = runs->results[i]->objective_cny - base_cny;
		}
		if (values[i] > base && (effect->high_run < 0 || values[i] > effect->high)) {
			effect->high_run = i;
			effect->high = values[i];
			effect->high_cny = runs->results[i]->objective_cny - base_cny;
		}
	}
}

static bool find_effect(const struct sweep_runs *runs, const struct sweep_summary *summary, int parameter,
                        struct sweep_effect *effect)
{
	const int n = runs->sweep->n_variants;
	double *values = memory_alloc(n, sizeof *values), *numbers = memory_alloc(n, sizeof *numbers);
	int i, n_numbers = 0;

	*effect = (struct sweep_effect){
		.parameter = parameter, .with_cost = (double)NAN, .low_run = -1, .high_run = -1
	};
	effect->low = effect->high = effect->low_cny = effect->high_cny = (double)NAN;
	effect->targets = arena_alloc(summary->arena, summary->n_targets, sizeof *effect->targets);
	for (i = 0; i < n; i++) {
		values[i] = value_in(runs->sweep, i, parameter);
		if (isfinite(values[i]))
			numbers[n_numbers++] = values[i];
	}
	if (runs->sweep->method == SWEEP_ONE_AT_A_TIME) {
		find_ends(runs, values, effect);
	} else if (n_numbers > 0) {
		find_halves(runs, summary, values, median_of(n_numbers, numbers), effect);
		correlate(runs, values, effect);
	}
	memory_free(values);
	memory_free(numbers);
	return n_numbers > 0;
}

static double or_nothing(double number)
{
	return isfinite(number) ? fabs(number) : -1;
}

/* How much the parameter does to the cost; an end without a plan does more than any with one. */
static double weight_of(const struct sweep_effect *effect)
{
	const double ends = fmax(or_nothing(effect->low_cny), or_nothing(effect->high_cny));
	const bool lost = (effect->low_run >= 0 && !isfinite(effect->low_cny)) ||
	                  (effect->high_run >= 0 && !isfinite(effect->high_cny));

	return lost ? HUGE_VAL : fmax(ends, or_nothing(effect->with_cost));
}

static int by_weight(const void *left, const void *right)
{
	const struct sweep_effect *a = left, *b = right;
	const double x = weight_of(a), y = weight_of(b);

	if (x < y || x > y)
		return x > y ? -1 : 1;
	return a->parameter - b->parameter;
}

/* Stable, and effects are few: by insertion. */
static void order_effects(const struct sweep_summary *summary, int target, struct sweep_reach *reach)
{
	int i, at;

	reach->order = arena_alloc(summary->arena, summary->n_effects, sizeof *reach->order);
	for (i = 0; i < summary->n_effects; i++) {
		const struct sweep_effect *effects = summary->effects;
		const struct sweep_split *mine = target < 0 ? &effects[i].plan : &effects[i].targets[target];
		const double weight = or_nothing(sweep_split_difference(mine));

		for (at = i; at > 0; at--) {
			const struct sweep_effect *other = &effects[reach->order[at - 1]];
			const struct sweep_split *its = target < 0 ? &other->plan : &other->targets[target];

			if (!(or_nothing(sweep_split_difference(its)) < weight))
				break;
			reach->order[at] = reach->order[at - 1];
		}
		reach->order[at] = i;
	}
}

void sweep_summarise(const struct sweep_runs *runs, struct sweep_summary *summary)
{
	int i;

	memset(summary, 0, sizeof *summary);
	summary->arena = arena_new();
	count_states(runs, summary);
	summarise_cost(runs, summary);
	summarise_targets(runs, summary);
	summary->effects = memory_alloc(runs->sweep->n_parameters, sizeof *summary->effects);
	for (i = 0; i < runs->sweep->n_parameters; i++)
		summary->n_effects += find_effect(runs, summary, i, &summary->effects[summary->n_effects]);
	if (summary->n_effects > 0)
		qsort(summary->effects, (size_t)summary->n_effects, sizeof *summary->effects, by_weight);
	order_effects(summary, -1, &summary->plan);
	for (i = 0; i < summary->n_targets; i++)
		order_effects(summary, i, &summary->targets[i]);
}

void sweep_summary_dispose(struct sweep_summary *summary)
{
	memory_free(summary->targets);
	memory_free(summary->effects);
	arena_free(summary->arena);
	memset(summary, 0, sizeof *summary);
}
