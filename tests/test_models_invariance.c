/*
 * The same scenario said otherwise has the same plan: ids renamed, things in another order, money in another unit.
 *
 * The changed scenarios are made from the resolved file, so that this also reads it back.
 */
#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "tests/models_case.h"
#include "tests/support.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const fixtures[] = { "phase", "space",  "power",   "demand", "migration",
	                                "build", "budget", "targets", "costs" };
enum { N_FIXTURES = sizeof fixtures / sizeof fixtures[0] };

/* The resolved scenario with its head as a file would have it. */
static json_t *resolved(const char *fixture)
{
	struct models_case c = { .fixture = fixture };
	json_error_t error;
	json_t *root;

	models_read(&c);
	root = json_loads(c.sc->resolved_json, 0, &error);
	ck_assert_msg(root != NULL, "%s", error.text);
	models_close(&c);
	return root;
}

/* Net present cost of a changed scenario; `text` is released. */
static double cost_of_text(char *text)
{
	char *directory = support_directory();
	struct str path = STR_INIT;
	struct models_case c = { 0 };
	double cost;

	str_addf(&path, "%s/changed.json", directory);
	support_write(path.text, text);
	c.path = path.text;
	cost = models_cost(c);
	str_dispose(&path);
	support_remove(directory);
	free(text);
	return cost;
}

static double cost_of(json_t *root)
{
	char *text = json_dumps(root, 0);

	json_decref(root);
	return cost_of_text(text);
}

static void assert_same(double cost, double other)
{
	ck_assert(isfinite(cost));
	ck_assert_msg(fabs(cost - other) <= 1e-9 * fmax(1.0, fabs(cost)), "%.12g is not %.12g", other, cost);
}

START_TEST(resolved_scenario_has_the_same_plan)
{
	assert_same(models_cost_of(fixtures[_i], NULL, NULL, NULL, NULL), cost_of(resolved(fixtures[_i])));
}
END_TEST

/* ---- another order ---- */

static json_t *reversed(json_t *object)
{
	json_t *result = json_object(), *value;
	const char **keys = memory_alloc((int)json_object_size(object), sizeof *keys);
	const char *key;
	int n = 0;

	json_object_foreach(object, key, value) keys[n++] = key;
	while (n-- > 0)
		json_object_set(result, keys[n], json_object_get(object, keys[n]));
	memory_free(keys);
	return result;
}

START_TEST(order_of_things_plays_no_part)
{
	static const char *const collections[] = { "regions", "tariffs", "sites",   "classes",
		                                   "demands", "rules",   "budgets", "targets" };
	json_t *root = resolved(fixtures[_i]), *site, *sites;
	const char *id;
	size_t i;

	for (i = 0; i < sizeof collections / sizeof collections[0]; i++) {
		json_t *collection = json_object_get(root, collections[i]);

		if (collection)
			json_object_set_new(root, collections[i], reversed(collection));
	}
	sites = json_object_get(root, "sites");
	json_object_foreach(sites, id, site)
	{
		if (json_object_get(site, "phases"))
			json_object_set_new(site, "phases", reversed(json_object_get(site, "phases")));
	}
	assert_same(models_cost_of(fixtures[_i], NULL, NULL, NULL, NULL), cost_of(root));
}
END_TEST

/* ---- other names ---- */

/* Every id of a site, where it stands as a key or as a word of its own, or before a phase. */
static char *renamed(const char *text, const char *id)
{
	struct str out = STR_INIT;
	size_t length = strlen(id);
	char *copy;

	for (; *text; text++) {
		if (text[0] == '"' && strncmp(text + 1, id, length) == 0 &&
		    (text[length + 1] == '"' || text[length + 1] == '/')) {
			str_addf(&out, "\"zz.%s", id);
			text += length;
		} else {
			str_add_char(&out, *text);
		}
	}
	copy = malloc(out.length + 1);
	ck_assert_ptr_nonnull(copy);
	memcpy(copy, out.text, out.length + 1);
	str_dispose(&out);
	return copy;
}

START_TEST(ids_play_no_part)
{
	json_t *root = resolved(fixtures[_i]), *site;
	char *text = json_dumps(root, 0);
	const char *id;

	json_object_foreach(json_object_get(root, "sites"), id, site)
	{
		char *next = renamed(text, id);

		free(text);
		text = next;
	}
	ck_assert_ptr_nonnull(strstr(text, "\"zz."));
	json_decref(root);
	assert_same(models_cost_of(fixtures[_i], NULL, NULL, NULL, NULL), cost_of_text(text));
}
END_TEST

/* ---- money in another unit ---- */

/* The number under a key: bare, with its origin, or a series of values. */
static void scale_number(json_t *holder, const char *key, double factor)
{
	json_t *value = json_object_get(holder, key), *values = json_object_get(value, "values");
	json_t *scaled;
	size_t i;

	if (json_is_number(value)) {
		json_object_set_new(holder, key, json_real(json_number_value(value) * factor));
	} else if (values) {
		scaled = json_array();
		for (i = 0; i < json_array_size(values); i++)
			json_array_append_new(scaled, json_real(json_number_value(json_array_get(values, i)) * factor));
		json_object_set_new(value, "values", scaled);
	} else if (json_is_object(value)) {
		scale_number(value, "value", factor);
	}
}

static void scale_money(json_t *node, double factor)
{
	json_t *child, *site;
	const char *key, *id;
	void *next;

	json_object_foreach_safe(node, next, key, child)
	{
		if (strcmp(key, "hosting_cny_per_rack_year") == 0) {
			json_object_foreach(child, id, site) scale_number(child, id, factor);
		} else if (strstr(key, "_cny") || strstr(key, "cny_")) {
			scale_number(node, key, factor);
		} else if (json_is_object(child)) {
			scale_money(child, factor);
		}
	}
}

START_TEST(money_in_another_unit_scales_the_cost)
{
	json_t *root = resolved(fixtures[_i]);
	double factor = 1.0 / 1024.0;

	scale_money(root, factor);
	assert_same(models_cost_of(fixtures[_i], NULL, NULL, NULL, NULL) * factor, cost_of(root));
}
END_TEST

/* ---- the same bytes ---- */

START_TEST(building_twice_gives_the_same_program)
{
	struct str once = STR_INIT, twice = STR_INIT;
	struct models_case a = { .fixture = fixtures[_i] }, b = a;

	models_build(&a);
	models_build(&b);
	lp_write_mps(model_lp(a.model), lp_n_tiers(model_lp(a.model)), &once);
	lp_write_mps(model_lp(b.model), lp_n_tiers(model_lp(b.model)), &twice);
	ck_assert_str_eq(once.text, twice.text);
	models_close(&a);
	models_close(&b);
	str_dispose(&once);
	str_dispose(&twice);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: invariance");
	TCase *tc = tcase_create("invariance");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, resolved_scenario_has_the_same_plan, 0, N_FIXTURES);
	tcase_add_loop_test(tc, order_of_things_plays_no_part, 0, N_FIXTURES);
	tcase_add_loop_test(tc, ids_play_no_part, 0, N_FIXTURES);
	tcase_add_loop_test(tc, money_in_another_unit_scales_the_cost, 0, N_FIXTURES);
	tcase_add_loop_test(tc, building_twice_gives_the_same_program, 0, N_FIXTURES);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
