/*
 * Comparing: random edits of a resolved scenario are all found and nothing else is; what came, went and moved in made-
 * up plans; words in both languages. Whole plans of real scenarios are in tests/cli_compare.sh.
 */
#include "planner/base/memory.h"
#include "planner/report/compare.h"
#include "planner/report/compare_text.h"
#include "tests/fixture.h"
#include "tests/report_plan.h"
#include "tests/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SPOTS = 4000, MOST_EDITS = 6, ROUNDS = 40, TRIES = 1000 };

/* ---- random edits ---- */

struct spot { /* a place in the document where something can be edited */
	char pointer[256];
	char key[128];
	json_t *parent, *value;
};

struct edit {
	enum difference_kind kind;
	char pointer[256];
	int n_values;
	bool found;
};

struct editor {
	unsigned long long state;
	json_t *root;
	int n_spots, n_edits;
	int first; /* what the first edit is, so that each kind has its rounds */
	struct spot spots[MOST_SPOTS];
	struct edit edits[MOST_EDITS];
};

static int draw(struct editor *editor, int n)
{
	editor->state = editor->state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((editor->state >> 33) % (unsigned)n);
}

static bool is_number_object(const json_t *value)
{
	return json_is_string(json_object_get(value, "from")) &&
	       (json_is_number(json_object_get(value, "value")) || json_is_array(json_object_get(value, "values")));
}

static void find_spots(struct editor *editor, const char *pointer, json_t *parent)
{
	const char *key;
	json_t *child;

	json_object_foreach(parent, key, child)
	{
		struct spot *spot = &editor->spots[editor->n_spots];

		if (strcmp(key, "x-changes") == 0 || strcmp(key, "variant") == 0 || strchr(key, '/') ||
		    strchr(key, '~'))
			continue;
		ck_assert_int_lt(editor->n_spots++, MOST_SPOTS);
		snprintf(spot->pointer, sizeof spot->pointer, "%s/%s", pointer, key);
		snprintf(spot->key, sizeof spot->key, "%s", key);
		spot->parent = parent;
		spot->value = child;
		if (json_is_object(child) && !is_number_object(child))
			find_spots(editor, spot->pointer, child);
	}
}

/* As the comparison counts them: numbers with their origin are one value, and so are lists of words. */
static int count_values(const json_t *value)
{
	json_t *child, *copy;
	const char *key;
	int n = 0;

	if (!json_is_object(value) || is_number_object(value))
		return 1;
	copy = json_deep_copy(value);
	json_object_foreach(copy, key, child) n += count_values(child);
	json_decref(copy);
	return n;
}

static bool change_number(struct editor *editor, json_t *holder)
{
	json_t *values = json_object_get(holder, "values"), *value = json_object_get(holder, "value");
	const double factor = 1 + (1 + draw(editor, 9)) / 10.0;

	if (values) {
		const size_t t = (size_t)draw(editor, (int)json_array_size(values));
		const double now = json_number_value(json_array_get(values, t));

		json_array_set_new(values, t,
		                   json_real(now < 1 ? now * factor + 0.001 : (double)(long)(now * factor + 1)));
		return true;
	}
	json_object_set_new(holder, "value",
	                    json_real(json_number_value(value) < 1
	                                      ? json_number_value(value) * factor + 0.001
	                                      : (double)(long)(json_number_value(value) * factor + 1)));
	return true;
}

/* One edit at a spot; false when nothing of this kind can be done there. The spots are stale after it. */
static bool edit_spot(struct editor *editor, const struct spot *spot, struct edit *edit)
{
	char key[160];
	json_t *copy;

	edit->kind = DIFFERENCE_CHANGED;
	edit->n_values = 1;
	snprintf(edit->pointer, sizeof edit->pointer, "%s", spot->pointer);
	switch (editor->n_edits == 0 ? editor->first : draw(editor, 4)) {
	case 0:
	case 1:
		if (is_number_object(spot->value))
			return change_number(editor, spot->value);
		if (!json_is_string(spot->value) || (strcmp(spot->key, "en") != 0 && strcmp(spot->key, "zh") != 0))
			return false;
		json_object_set_new(spot->parent, spot->key, json_string("<script>\"吕梁' & \\ {0}</script>"));
		return true;
	case 2:
		edit->kind = DIFFERENCE_WENT;
		edit->n_values = count_values(spot->value);
		json_object_del(spot->parent, spot->key);
		return true;
	default:
		if (!json_is_object(spot->value) || is_number_object(spot->value))
			return false;
		snprintf(key, sizeof key, "%s-more", spot->key);
		if (json_object_get(spot->parent, key))
			return false;
		edit->kind = DIFFERENCE_CAME;
		edit->n_values = count_values(spot->value);
		snprintf(edit->pointer, sizeof edit->pointer, "%s-more", spot->pointer);
		copy = json_deep_copy(spot->value);
		json_object_set_new(spot->parent, key, copy);
		return true;
	}
}

static bool inside(const char *a, const char *b)
{
	const size_t n = strlen(a);

	return strncmp(a, b, n) == 0 && (b[n] == '/' || b[n] == '\0');
}

static bool overlaps(const struct editor *editor, const struct edit *edit)
{
	int i;

	for (i = 0; i < editor->n_edits; i++) {
		if (inside(editor->edits[i].pointer, edit->pointer) || inside(edit->pointer, editor->edits[i].pointer))
			return true;
	}
	return false;
}

static struct scenario *read_document(json_t *root, const char *directory)
{
	struct read_options options = { 0 };
	struct findings findings = { 0 };
	struct str path = STR_INIT;
	struct scenario *sc;

	fixture_write(json_incref(root), directory, &path);
	sc = scenario_read(path.text, &options, &findings);
	findings_dispose(&findings);
	str_dispose(&path);
	return sc;
}

/* Edits until there are enough; what the reader refuses, or what it fills in again, is undone. */
static struct scenario *edit_document(struct editor *editor, const char *directory, int n)
{
	struct scenario *sc = NULL;
	int tries;

	for (tries = 0; tries < TRIES && editor->n_edits < n; tries++) {
		json_t *before = json_deep_copy(editor->root);
		struct edit edit = { 0 };
		struct scenario *now = NULL;

		editor->n_spots = 0;
		find_spots(editor, "", editor->root);
		if (edit_spot(editor, &editor->spots[draw(editor, editor->n_spots)], &edit) && !overlaps(editor, &edit))
			now = read_document(editor->root, directory);
		if (!now) {
			json_decref(editor->root);
			editor->root = before;
			continue;
		}
		json_decref(before);
		editor->edits[editor->n_edits++] = edit;
		scenario_free(sc);
		sc = now;
	}
	return sc;
}

static void check_found(struct editor *editor, const struct differences *found)
{
	int i, k;

	for (i = 0; i < found->n; i++) {
		for (k = 0; k < editor->n_edits; k++) {
			struct edit *edit = &editor->edits[k];

			if (strcmp(edit->pointer, found->items[i].pointer) == 0 && edit->kind == found->items[i].kind &&
			    edit->n_values == found->items[i].n_values && !edit->found)
				break;
		}
		ck_assert_msg(k < editor->n_edits, "not edited, but found: %s (kind %d, %d values)",
		              found->items[i].pointer, (int)found->items[i].kind, found->items[i].n_values);
		editor->edits[k].found = true;
	}
	for (k = 0; k < editor->n_edits; k++)
		ck_assert_msg(editor->edits[k].found, "edited, but not found: %s (kind %d)", editor->edits[k].pointer,
		              (int)editor->edits[k].kind);
}

START_TEST(random_edits_are_the_differences_and_nothing_else_is)
{
	static const char *const names[] = { "targets", "backup", "network", "costs", "migration", "energy", "budget" };
	const char *name = names[(size_t)_i % (sizeof names / sizeof *names)];
	struct editor *editor = memory_alloc(1, sizeof *editor);
	char *directory = support_directory();
	struct differences found = { 0 };
	struct error err = ERROR_INIT;
	struct scenario *was, *is;

	editor->state = (unsigned long long)_i * 7919 + 20240229;
	editor->first = 1 + _i % 3;
	editor->root = fixture_read(name);
	was = read_document(editor->root, directory);
	ck_assert_ptr_nonnull(was);
	is = edit_document(editor, directory, 1 + _i % MOST_EDITS);
	ck_assert_ptr_nonnull(is);
	ck_assert_int_eq(differences_find(was->resolved_json, is->resolved_json, &found, &err), 0);
	check_found(editor, &found);
	differences_dispose(&found);
	scenario_free(was);
	scenario_free(is);
	json_decref(editor->root);
	memory_free(editor);
	support_remove(directory);
}
END_TEST

/* ---- single values ---- */

static struct differences find(const char *was, const char *is)
{
	struct differences found = { 0 };
	struct error err = ERROR_INIT;

	ck_assert_int_eq(differences_find(was, is, &found, &err), 0);
	return found;
}

START_TEST(a_number_that_moved_in_its_file_is_the_same)
{
	struct differences found = find(
		"{\"a\": {\"value\": 3, \"unit\": \"MW\", \"assumed\": \"why\", \"range\": [1, 5], \"from\": \"x:1\"}, "
		"\"variant\": \"base\"}",
		"{\"variant\": \"late\", \"x-changes\": [1], \"a\": {\"value\": 3, \"unit\": \"MW\", \"assumed\": "
		"\"why\", \"range\": [1, 5], \"from\": \"x:2\"}}");

	ck_assert_int_eq(found.n, 0);
	differences_dispose(&found);
}
END_TEST

START_TEST(another_reason_for_the_same_number_is_a_difference_of_origin)
{
	struct differences found = find(
		"{\"a\": {\"value\": 3, \"unit\": \"MW\", \"assumed\": \"why\", \"range\": [1, 5], \"from\": \"x:1\"}}",
		"{\"a\": {\"value\": 3, \"unit\": \"MW\", \"stated\": \"AT-1\", \"from\": \"x:1\"}}");

	ck_assert_int_eq(found.n, 1);
	ck_assert_int_eq(found.items[0].kind, DIFFERENCE_ORIGIN);
	ck_assert_str_eq(found.items[0].was.origin, "assumed");
	ck_assert_str_eq(found.items[0].is.reference, "AT-1");
	differences_dispose(&found);
}
END_TEST

START_TEST(a_series_says_where_it_differs_and_a_number_is_a_series_of_itself)
{
	const char *flat = "{\"a\": {\"value\": 3, \"unit\": \"1\", \"from\": \"x:1\"}}";
	const char *same = "{\"a\": {\"values\": [3, 3, 3], \"unit\": \"1\", \"from\": \"x:1\"}}";
	const char *bent = "{\"a\": {\"values\": [3, 4.5, 6], \"unit\": \"1\", \"from\": \"x:1\"}}";
	struct differences found = find(flat, same);

	ck_assert_int_eq(found.n, 0);
	differences_dispose(&found);
	found = find(flat, bent);
	ck_assert_int_eq(found.n, 1);
	ck_assert_int_eq(found.items[0].n_periods, 3);
	ck_assert_int_eq(found.items[0].n_periods_changed, 2);
	ck_assert_int_eq(found.items[0].first_period, 1);
	ck_assert_str_eq(found.items[0].first_was, "3");
	ck_assert_str_eq(found.items[0].first_is, "4.5");
	differences_dispose(&found);
}
END_TEST

START_TEST(keys_with_slashes_are_escaped_and_lists_are_one_value)
{
	struct differences found = find("{\"a/b\": {\"c~d\": [\"x\", \"y\"]}}", "{\"a/b\": {\"c~d\": [\"y\"]}}");

	ck_assert_int_eq(found.n, 1);
	ck_assert_str_eq(found.items[0].pointer, "/a~1b/c~0d");
	ck_assert_str_eq(found.items[0].was.json, "[\"x\", \"y\"]");
	differences_dispose(&found);
}
END_TEST

/* ---- plans ---- */

static const struct compare_order *only_order(const struct compared *c)
{
	ck_assert_int_eq(c->n_orders, 1);
	return &c->orders[0];
}

START_TEST(a_plan_is_equal_to_itself)
{
	struct scenario *sc = report_scenario();
	struct plan *a = report_plan(sc), *b = report_plan(sc);
	const struct compare_side sides[] = { { a, sc, NULL }, { b, sc, NULL } };
	struct compared c;
	struct error err = ERROR_INIT;
	struct str out = STR_INIT;

	ck_assert_int_eq(compare_plans(sides, &c, &err), 0);
	ck_assert(c.same_input && c.same_plan);
	compare_text(&c, LANGUAGE_EN, &out);
	ck_assert_ptr_nonnull(strstr(out.text, "The plans are equal"));
	str_dispose(&out);
	compare_dispose(&c);
	plan_free(a);
	plan_free(b);
	scenario_free(sc);
}
END_TEST

/* Moves what is started of the first phase that is started at all to another period; returns how many racks. */
static int move_start(struct plan *plan, int *from, int to)
{
	int *racks = (int *)(void *)arena_alloc(plan->arena, plan->n_phases * plan->n_periods, sizeof *racks), i;

	memcpy(racks, plan->started_racks, (size_t)(plan->n_phases * plan->n_periods) * sizeof *racks);
	for (i = 0; i < plan->n_phases * plan->n_periods && racks[i] == 0; i++)
		;
	*from = i % plan->n_periods;
	racks[i + to - *from] = racks[i];
	racks[i] = 0;
	plan->started_racks = racks;
	return racks[i + to - *from];
}

START_TEST(a_start_that_moved_has_moved)
{
	struct scenario *sc = report_scenario();
	struct plan *a = report_plan(sc), *b = report_plan(sc);
	const struct compare_side sides[] = { { a, sc, NULL }, { b, sc, NULL } };
	struct compared c;
	struct error err = ERROR_INIT;
	const struct compare_order *order;
	int from, racks = move_start(b, &from, 5);

	ck_assert_int_eq(compare_plans(sides, &c, &err), 0);
	order = only_order(&c);
	ck_assert_int_eq(order->kind, COMPARE_ORDER_MOVED);
	ck_assert(!c.same_plan && c.same_input);
	/* Design racks are there from the start on: fewer in the periods between, and those alone. */
	{
		const char *at = sc->periods[from].label;
		int i, n = 0;

		for (i = 0; i < c.n_figures; i++) {
			if (strcmp(c.figures[i].item, "design_racks") != 0)
				continue;
			ck_assert_double_eq_tol(c.figures[i].value[1] - c.figures[i].value[0], -racks, 1e-9);
			ck_assert(n > 0 || strcmp(c.figures[i].period, at) == 0);
			n++;
		}
		ck_assert_int_eq(n, 5 - from);
	}
	compare_dispose(&c);
	plan_free(a);
	plan_free(b);
	scenario_free(sc);
}
END_TEST

START_TEST(a_target_that_is_missed_now_is_lost_and_stands_first)
{
	struct scenario *sc = report_scenario();
	struct plan *a = report_plan(sc), *b = report_plan(sc);
	struct compare_side sides[] = { { a, sc, NULL }, { b, sc, NULL } };
	struct target_result *results = arena_alloc(b->arena, b->n_results, sizeof *results);
	struct compared c;
	struct error err = ERROR_INIT;
	int last = b->n_results - 1;

	while (last > 0 && a->results[last].state != TARGET_MET && a->results[last].state != TARGET_MISSED)
		last--;
	memcpy(results, a->results, (size_t)b->n_results * sizeof *results);
	b->results = results;
	results[last].state = results[last].state == TARGET_MET ? TARGET_MISSED : TARGET_MET;
	results[last].slack -= 3;
	ck_assert_int_eq(compare_plans(sides, &c, &err), 0);
	ck_assert_int_eq(c.targets[0].kind, results[last].state == TARGET_MISSED ? COMPARE_LOST : COMPARE_GAINED);
	ck_assert_str_eq(c.targets[0].id, sc->targets[results[last].target].id);
	ck_assert_int_eq(c.n_kinds[COMPARE_TARGET_SAME], b->n_results - 1);
	compare_dispose(&c);
	/* And back. */
	sides[0].plan = b;
	sides[1].plan = a;
	ck_assert_int_eq(compare_plans(sides, &c, &err), 0);
	ck_assert_int_eq(c.targets[0].kind, results[last].state == TARGET_MISSED ? COMPARE_GAINED : COMPARE_LOST);
	compare_dispose(&c);
	plan_free(a);
	plan_free(b);
	scenario_free(sc);
}
END_TEST

START_TEST(every_word_is_there_in_both_languages_with_the_same_arguments)
{
	int i, k;

	for (i = 0; i < COMPARE_WORDS; i++) {
		ck_assert_msg(compare_words[i].key && *compare_words[i].en && *compare_words[i].zh, "word %d", i);
		for (k = 0; k < 4; k++) {
			const char argument[] = { '{', (char)('0' + k), '}', '\0' };

			ck_assert_msg(!strstr(compare_words[i].en, argument) == !strstr(compare_words[i].zh, argument),
			              "%s", compare_words[i].key);
		}
	}
}
END_TEST

START_TEST(plans_are_named_as_columns_are)
{
	char name[COMPARE_NAME];

	ck_assert_str_eq(compare_name(0, name), "A");
	ck_assert_str_eq(compare_name(25, name), "Z");
	ck_assert_str_eq(compare_name(26, name), "AA");
	ck_assert_str_eq(compare_name(26 * 27, name), "AAA");
}
END_TEST

START_TEST(a_long_name_loses_its_scenario_and_not_its_variant_or_label)
{
	struct plan plan = { .scenario_id = "east-data-west-compute", .variant = "by-design-2025" };
	struct compare_side side = { &plan, NULL, NULL };
	struct str out = STR_INIT;

	compare_plan_name(&out, &side, 30);
	ck_assert_str_eq(out.text, "east-data-west…/by-design-2025");
	str_clear(&out);
	compare_plan_name(&out, &side, 40);
	ck_assert_str_eq(out.text, "east-data-west-compute/by-design-2025   ");
	str_clear(&out);
	side.label = "cheap";
	compare_plan_name(&out, &side, 30);
	ck_assert_str_eq(out.text, "east-d…/by-design-2025 · cheap");
	str_clear(&out);
	side.label = "results-of-the-cheap-tariff";
	compare_plan_name(&out, &side, 30);
	ck_assert_str_eq(out.text, "results-of-the-cheap-tariff   ");
	str_dispose(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("compare");
	TCase *input = tcase_create("input"), *plans = tcase_create("plans");

	tcase_set_timeout(input, 60);
	tcase_add_loop_test(input, random_edits_are_the_differences_and_nothing_else_is, 0, support_loops(ROUNDS));
	tcase_add_test(input, a_number_that_moved_in_its_file_is_the_same);
	tcase_add_test(input, another_reason_for_the_same_number_is_a_difference_of_origin);
	tcase_add_test(input, a_series_says_where_it_differs_and_a_number_is_a_series_of_itself);
	tcase_add_test(input, keys_with_slashes_are_escaped_and_lists_are_one_value);
	tcase_add_test(plans, a_plan_is_equal_to_itself);
	tcase_add_test(plans, a_start_that_moved_has_moved);
	tcase_add_test(plans, a_target_that_is_missed_now_is_lost_and_stands_first);
	tcase_add_test(plans, every_word_is_there_in_both_languages_with_the_same_arguments);
	tcase_add_test(plans, plans_are_named_as_columns_are);
	tcase_add_test(plans, a_long_name_loses_its_scenario_and_not_its_variant_or_label);
	suite_add_tcase(suite, input);
	suite_add_tcase(suite, plans);
	return support_run(suite);
}
