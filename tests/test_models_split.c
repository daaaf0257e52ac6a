/*
 * Two changes that must not change the plan's cost: periods cut into equal parts with nothing else about them changed, and
 * a site more that is never worth using.
 *
 * A scenario's step is a month, a quarter or a year, so a period is cut into three or four, not into two. Prices that are
 * paid once per period, whatever its length, are divided by the number of parts. Nothing is discounted and nothing is
 * left over at the end (life_years), as both would rightly change.
 */
#include "tests/fixture.h"
#include "tests/support.h"

#include <math.h>
#include <string.h>

/* ---- periods in parts ---- */

/* Every series says its number once for each part. */
static void repeat_values(json_t *node, size_t parts)
{
	json_t *values = json_object_get(node, "values"), *child;
	const char *key;
	size_t i;

	if (values) {
		json_t *repeated = json_array();

		for (i = 0; i < json_array_size(values) * parts; i++)
			json_array_append(repeated, json_array_get(values, i / parts));
		json_object_set_new(node, "values", repeated);
	}
	json_object_foreach(node, key, child)
	{
		if (json_is_object(child))
			repeat_values(child, parts);
	}
}

static void set_lives(json_t *node)
{
	const char *key;
	json_t *child;
	void *next;

	json_object_foreach_safe(node, next, key, child)
	{
		if (strcmp(key, "life_years") == 0)
			json_object_set_new(child, "value", json_real(0.01));
		else if (json_is_object(child))
			set_lives(child);
	}
}

/* A previous plan's racks of a quarter are those of its months. */
static void split_previous(json_t *stability)
{
	json_t *demands = json_object_get(stability, "hosting_racks"), *sites, *racks;
	const char *demand, *site, *label;
	json_t *number;

	json_object_foreach(demands, demand, sites)
	{
		json_object_foreach(sites, site, racks)
		{
			json_t *months = json_object();

			json_object_foreach(racks, label, number)
			{
				int quarter = label[strlen(label) - 1] - '0', i;

				for (i = 1; i <= 3; i++) {
					struct str month = STR_INIT;

					str_addf(&month, "%.4s-%02d", label, 3 * (quarter - 1) + i);
					json_object_set(months, month.text, number);
					str_dispose(&month);
				}
			}
			json_object_set_new(sites, site, months);
		}
	}
}

/* What is to hold at the end of a quarter is to hold at the end of each of its months. */
static void split_dates(json_t *targets)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }; /* 2018 */
	json_t *target, *more = json_object();
	const char *id;

	json_object_foreach(targets, id, target)
	{
		const char *by = json_string_value(json_object_get(target, "by"));
		int month, i;

		if (!by)
			continue;
		month = (by[5] - '0') * 10 + by[6] - '0';
		ck_assert_int_eq(month % 3, 0);
		for (i = 1; i < 3; i++) {
			json_t *copy = json_deep_copy(target);
			struct str name = STR_INIT, date = STR_INIT;

			str_addf(&name, "%s.%d", id, i);
			str_addf(&date, "%.4s-%02d-%d", by, month - i, days[month - i - 1]);
			json_object_set_new(copy, "by", json_string(date.text));
			json_object_set_new(more, name.text, copy);
			str_dispose(&name);
			str_dispose(&date);
		}
	}
	if (targets)
		json_object_update(targets, more);
	json_decref(more);
}

static void split(json_t *root, bool quarters)
{
	const int parts = quarters ? 3 : 4;
	json_t *targets = json_object_get(root, "targets"), *target;
	const char *id;

	json_object_set_new(json_object_get(root, "horizon"), "step", json_string(quarters ? "month" : "quarter"));
	repeat_values(root, (size_t)parts);
	set_lives(root);
	json_object_foreach(targets, id, target) fixture_scale(target, "price_cny_per_unit", 1.0 / parts);
	if (quarters)
		split_dates(targets);
	if (json_object_get(root, "stability")) {
		fixture_scale(json_object_get(root, "stability"), "price_cny_per_rack", 1.0 / parts);
		split_previous(json_object_get(root, "stability"));
	}
}

static bool in_quarters(json_t *root)
{
	return strcmp(json_string_value(json_object_get(json_object_get(root, "horizon"), "step")), "quarter") == 0;
}

START_TEST(periods_in_parts_cost_the_same)
{
	json_t *whole = fixture_read(fixture_name(_i)), *parts;

	fixture_scale(json_object_get(whole, "money"), "discount_rate", 0);
	set_lives(whole);
	parts = json_deep_copy(whole);
	split(parts, in_quarters(whole));
	fixture_same(fixture_changed_cost(whole), fixture_changed_cost(parts));
}
END_TEST

/* ---- a site that is never worth using ---- */

static json_t *number(double value)
{
	return json_pack("{s:f, s:s}", "value", value, "sourced", "made");
}

/* A copy of a site of the fixture, with one phase that is never worth what a rack of it costs. */
static void add_dear_site(json_t *root, double cny)
{
	json_t *sites = json_object_get(root, "sites"), *demands = json_object_get(root, "demands"), *demand, *site,
	       *phase;
	const char *id;

	site = json_deep_copy(json_object_iter_value(json_object_iter(sites)));
	phase = json_object();
	json_object_set_new(phase, "state", json_string("candidate"));
	json_object_set_new(phase, "design_racks", number(1000));
	json_object_set_new(phase, "max_kw_per_rack", number(100));
	json_object_set_new(phase, "shell_cny_per_rack", number(cny));
	json_object_set_new(phase, "life_years", number(0.01));
	json_object_set_new(site, "phases", json_pack("{s:o}", "dear", phase));
	json_object_set_new(site, "installed_mw", number(1000));
	json_object_del(site, "feeds");
	json_object_del(site, "option");
	json_object_del(site, "opening_cny");
	json_object_set_new(sites, "dear", site);
	json_object_foreach(demands, id, demand)
	{
		if (json_object_get(demand, "sites"))
			json_array_append_new(json_object_get(demand, "sites"), json_string("dear"));
	}
}

START_TEST(dominated_site_changes_nothing_and_stays_empty)
{
	json_t *root = fixture_read(fixture_name(_i));
	const double cost = fixture_cost(_i);
	char *directory;
	struct str path = STR_INIT;
	struct models_case c = { 0 };
	int p, s, t;

	if (!json_object_get(root, "sites")) { /* design.json has none */
		json_decref(root);
		return;
	}
	directory = support_directory();
	add_dear_site(root, 10 * (fabs(cost) + 1000)); /* one rack there costs more than the whole plan without it */
	fixture_write(root, directory, &path);
	c.path = path.text;
	models_solve(&c);
	ck_assert_ptr_nonnull(c.plan);
	fixture_same(cost, c.plan->objective_cny);
	p = scenario_find_phase(c.sc, "dear/dear");
	s = scenario_find_site(c.sc, "dear");
	for (t = 0; t < c.sc->n_periods; t++) {
		ck_assert_int_eq(c.plan->started_racks[p * c.sc->n_periods + t], 0);
		ck_assert_int_eq(plan_phase_available(c.plan, c.sc, p, t), 0);
		ck_assert_int_eq(plan_site_hosted(c.plan, s, t), 0);
	}
	models_close(&c);
	str_dispose(&path);
	support_remove(directory);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: periods in parts, a site more");
	TCase *tc = tcase_create("split");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, periods_in_parts_cost_the_same, 0, support_loops(fixture_count()));
	tcase_add_loop_test(tc, dominated_site_changes_nothing_and_stays_empty, 0, support_loops(fixture_count()));
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
