/* The same scenario said otherwise has the same plan: ids renamed, things in another order, other units. */
#include "planner/base/memory.h"
#include "tests/fixture.h"
#include "tests/support.h"

#include <stdlib.h>
#include <string.h>

START_TEST(resolved_scenario_has_the_same_plan)
{
	fixture_same(fixture_cost(_i), fixture_changed_cost(fixture_read(fixture_name(_i))));
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

/* Reverses the things that a member holds, in the file or within each of a kind of thing. */
static void reverse(json_t *holder, const char *key)
{
	if (json_object_get(holder, key))
		json_object_set_new(holder, key, reversed(json_object_get(holder, key)));
}

START_TEST(order_of_things_plays_no_part)
{
	static const char *const collections[] = { "regions", "tariffs", "options", "sites",   "nodes",
		                                   "links",   "traffic", "cuts",    "classes", "rules",
		                                   "demands", "budgets", "targets" };
	static const char *const within[] = { "phases", "feeds", "energy", "modules", "hosting_cny_per_rack_year" };
	json_t *root = fixture_read(fixture_name(_i)), *thing, *things;
	const char *id;
	size_t i, k;

	for (i = 0; i < sizeof collections / sizeof collections[0]; i++) {
		reverse(root, collections[i]);
		things = json_object_get(root, collections[i]);
		json_object_foreach(things, id, thing)
		{
			for (k = 0; k < sizeof within / sizeof within[0]; k++)
				reverse(thing, within[k]);
		}
	}
	fixture_same(fixture_cost(_i), fixture_changed_cost(root));
}
END_TEST

/* ---- other names ---- */

/* An id where it stands as a key or as a word of its own, or before that of a phase. */
static char *renamed(const char *text, const char *id, int number)
{
	struct str out = STR_INIT;
	size_t length = strlen(id);
	char *copy;

	for (; *text; text++) {
		if (text[0] == '"' && strncmp(text + 1, id, length) == 0 &&
		    (text[length + 1] == '"' || text[length + 1] == '/')) {
			str_addf(&out, "\"zz.%d.%s", number, id);
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
	static const char *const collections[] = { "sites", "nodes", "links", "demands", "cuts" };
	json_t *root = fixture_read(fixture_name(_i)), *thing, *things;
	char *text = json_dumps(root, 0);
	const char *id;
	int number = 99; /* so that their order by name is another, too */
	size_t i;

	for (i = 0; i < sizeof collections / sizeof collections[0]; i++) {
		things = json_object_get(root, collections[i]);
		json_object_foreach(things, id, thing)
		{
			char *next = renamed(text, id, number--);

			free(text);
			text = next;
		}
	}
	ck_assert_ptr_nonnull(strstr(text, "\"zz."));
	json_decref(root);
	fixture_same(fixture_cost(_i), fixture_text_cost(text));
	free(text);
}
END_TEST

/* ---- other units: money, power, Gbps ---- */

struct unit {
	const char *measure; /* of a target's value, when it is in this unit */
	const char *times[12], *over[6];
};

static const struct unit power = {
	"MW",
	{ "kw_per_rack", "max_kw_per_rack", "standard_rack_kw", "installed_mw", "mw_per_step", "cooling_mw",
	  "most_mwh_per_year" },
	{ "energy_cny_per_kwh", "demand_cny_per_kw_month", "cny_per_kwh", "kg_co2_per_kwh" },
};
static const struct unit traffic = {
	"Gbps",
	{ "gbps_per_rack", "replication_gbps_per_rack", "installed_gbps", "gbps", "mbps" },
	{ "opex_cny_per_gbps_year" },
};

static bool is_one_of(const char *const *words, const char *word)
{
	for (; *words; words++) {
		if (strcmp(*words, word) == 0)
			return true;
	}
	return false;
}

static void scale_unit(json_t *node, const struct unit *unit, double factor)
{
	const char *measure = json_string_value(json_object_get(node, "unit")), *key;
	json_t *child;
	void *next;

	if (json_object_get(node, "metric") && measure && strcmp(measure, unit->measure) == 0) {
		fixture_scale(node, "value", factor);
		fixture_scale(node, "price_cny_per_unit", 1 / factor);
	}
	json_object_foreach_safe(node, next, key, child)
	{
		if (is_one_of(unit->times, key))
			fixture_scale(node, key, factor);
		else if (is_one_of(unit->over, key))
			fixture_scale(node, key, 1 / factor);
		else if (json_is_object(child))
			scale_unit(child, unit, factor);
	}
}

START_TEST(power_in_another_unit_costs_the_same)
{
	json_t *root = fixture_read(fixture_name(_i));

	scale_unit(root, &power, 0.25);
	fixture_same(fixture_cost(_i), fixture_changed_cost(root));
}
END_TEST

START_TEST(traffic_in_another_unit_costs_the_same)
{
	json_t *root = fixture_read(fixture_name(_i));

	scale_unit(root, &traffic, 8);
	fixture_same(fixture_cost(_i), fixture_changed_cost(root));
}
END_TEST

static void scale_money(json_t *node, double factor)
{
	json_t *child, *site;
	const char *key, *id;
	void *next;

	json_object_foreach_safe(node, next, key, child)
	{
		if (strcmp(key, "hosting_cny_per_rack_year") == 0) {
			json_object_foreach(child, id, site) fixture_scale(child, id, factor);
		} else if (strcmp(key, "cny") == 0 || strstr(key, "_cny") || strstr(key, "cny_")) {
			fixture_scale(node, key, factor);
		} else if (json_is_object(child)) {
			scale_money(child, factor);
		}
	}
}

START_TEST(money_in_another_unit_scales_the_cost)
{
	json_t *root = fixture_read(fixture_name(_i));
	double factor = 1.0 / 1024.0;

	scale_money(root, factor);
	fixture_same(fixture_cost(_i) * factor, fixture_changed_cost(root));
}
END_TEST

/* ---- the same bytes ---- */

START_TEST(building_twice_gives_the_same_program)
{
	struct str once = STR_INIT, twice = STR_INIT;
	struct models_case a = { .fixture = fixture_name(_i) }, b = a;

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
	const int n = support_loops(fixture_count());

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, resolved_scenario_has_the_same_plan, 0, fixture_count());
	tcase_add_loop_test(tc, order_of_things_plays_no_part, 0, n);
	tcase_add_loop_test(tc, ids_play_no_part, 0, n);
	tcase_add_loop_test(tc, power_in_another_unit_costs_the_same, 0, n);
	tcase_add_loop_test(tc, traffic_in_another_unit_costs_the_same, 0, n);
	tcase_add_loop_test(tc, money_in_another_unit_scales_the_cost, 0, n);
	tcase_add_loop_test(tc, building_twice_gives_the_same_program, 0, n);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
