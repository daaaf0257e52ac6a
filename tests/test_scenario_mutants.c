/*
 * test_scenario_mutants.c - good scenarios changed at random (with a fixed seed): the reader never crashes, and says
 * why it refuses. With a directory as argument, what it still takes is written there, for the schema to agree
 * (schema_agrees.py).
 */
#include "planner/base/memory.h"
#include "planner/base/str.h"
#include "planner/scenario/read.h"
#include "tests/support.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GOOD "tests/fixtures/scenario/good/"

static const char *keep_in; /* the directory of what is taken */

static uint32_t next_random(uint32_t *state) /* xorshift */
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static int below(uint32_t *state, size_t n)
{
	return (int)(next_random(state) % (uint32_t)n);
}

/* Reads the text beside the good files' tables; true when it was taken. */
static bool taken(const char *directory, const char *text)
{
	struct findings findings;
	struct str path = STR_INIT, said = STR_INIT;
	struct scenario *sc;

	memset(&findings, 0, sizeof findings);
	str_addf(&path, "%s/mutant.json", directory);
	support_write(path.text, text);
	sc = scenario_read(path.text, NULL, &findings);
	ck_assert_int_eq(sc != NULL, findings.n_errors == 0);
	findings_print(&findings, &said);
	ck_assert(sc || said.length > 0);
	scenario_free(sc);
	findings_dispose(&findings);
	str_dispose(&path);
	str_dispose(&said);
	return sc != NULL;
}

static char *directory_with_tables(void)
{
	char *directory = support_directory();
	char *table = support_read(GOOD "parts/tenants.csv");
	struct str path = STR_INIT;

	str_addf(&path, "%s/tenants.csv", directory);
	support_write(path.text, table);
	str_dispose(&path);
	free(table);
	return directory;
}

/* The good file, with its table beside it. */
static char *seed_text(void)
{
	char *text = support_read(GOOD "full.json");
	char *found = strstr(text, "parts/tenants.csv");

	memmove(found, found + strlen("parts/"), strlen(found + strlen("parts/")) + 1);
	return text;
}

/* ---- bytes ---- */

START_TEST(bytes_changed_at_random_never_crash_the_reader)
{
	static const char spice[] = "{}[]\",:0123456789.eE+-ntfx/\\ \n\xff\x01";
	char *directory = directory_with_tables(), *seed = seed_text();
	size_t length = strlen(seed);
	uint32_t state = 20181231;
	const int rounds = support_loops(500) == 500 ? 500 : 100;
	int i, k;

	for (i = 0; i < rounds; i++) {
		char *text = malloc(length + 1);

		memcpy(text, seed, length + 1);
		for (k = below(&state, 4); k >= 0; k--)
			text[below(&state, length)] = spice[below(&state, sizeof spice - 1)];
		if (below(&state, 10) == 0)
			text[below(&state, length)] = '\0';
		taken(directory, text);
		free(text);
	}
	free(seed);
	support_remove(directory);
}
END_TEST

/* ---- documents ---- */

struct place { /* a value in its parent */
	json_t *parent;
	char key[80];
	size_t index;
};

struct places {
	struct place *items;
	int n, capacity;
};

static void collect(json_t *value, struct places *places)
{
	const char *key;
	json_t *child;
	size_t i;

	json_object_foreach(value, key, child)
	{
		memory_reserve((void **)&places->items, &places->capacity, places->n + 1, sizeof *places->items);
		places->items[places->n].parent = value;
		snprintf(places->items[places->n++].key, sizeof places->items->key, "%s", key);
		collect(child, places);
	}
	json_array_foreach(value, i, child)
	{
		memory_reserve((void **)&places->items, &places->capacity, places->n + 1, sizeof *places->items);
		places->items[places->n].parent = value;
		places->items[places->n++].index = i;
		collect(child, places);
	}
}

static json_t *something(uint32_t *state)
{
	switch (below(state, 12)) {
	case 0: return json_null();
	case 1: return json_true();
	case 2: return json_integer(0);
	case 3: return json_integer(-1);
	case 4: return json_real(0.5);
	case 5: return json_integer(3);
	case 6: return json_string("");
	case 7: return json_string("2018-06-30");
	case 8: return json_array();
	case 9: return json_object();
	case 10: return json_pack("{s:f, s:s}", "value", 0.75, "sourced", "bank");
	default: return json_pack("[f, f]", 0.5, 1.5);
	}
}

static void mutate(json_t *document, uint32_t *state)
{
	struct places places = { NULL, 0, 0 };
	struct place *place, *other;

	collect(document, &places);
	place = &places.items[below(state, (size_t)places.n)];
	other = &places.items[below(state, (size_t)places.n)];
	if (json_is_array(place->parent)) {
		if (below(state, 2))
			json_array_remove(place->parent, place->index);
		else
			json_array_set_new(place->parent, place->index, something(state));
	} else {
		switch (below(state, 4)) {
		case 0: json_object_del(place->parent, place->key); break;
		case 1: json_object_set_new(place->parent, place->key, something(state)); break;
		case 2: /* a key where it may not belong */
			json_object_set_new(place->parent, json_is_object(other->parent) ? other->key : "stray",
			                    something(state));
			break;
		default: /* a value from elsewhere */
			if (json_is_object(other->parent))
				json_object_set_new(place->parent, place->key,
				                    json_deep_copy(json_object_get(other->parent, other->key)));
		}
	}
	memory_free(places.items);
}

START_TEST(documents_changed_at_random_are_read_or_refused_with_words)
{
	char *directory = directory_with_tables(), *seed = seed_text();
	struct str path = STR_INIT;
	uint32_t state = 50000;
	const int rounds = support_loops(1200) == 1200 ? 1200 : 240;
	int i, k, n = 0;

	for (i = 0; i < rounds; i++) {
		json_t *document = json_loads(seed, 0, NULL);
		char *text;

		for (k = below(&state, 3); k >= 0; k--)
			mutate(document, &state);
		text = json_dumps(document, JSON_INDENT(1));
		if (taken(directory, text)) {
			n++;
			str_clear(&path);
			str_addf(&path, "%s/%04d.json", keep_in ? keep_in : directory, i);
			if (keep_in)
				support_write(path.text, text);
		}
		free(text);
		json_decref(document);
	}
	ck_assert_int_ge(n, rounds / 24); /* it must not refuse everything */
	ck_assert_int_le(n, rounds * 5 / 6);
	str_dispose(&path);
	free(seed);
	support_remove(directory);
}
END_TEST

int main(int argc, char **argv)
{
	Suite *suite = suite_create("scenario mutants");
	TCase *tests = tcase_create("mutants");

	keep_in = argc > 1 ? argv[1] : NULL;
	tcase_set_timeout(tests, 600);
	tcase_add_test(tests, bytes_changed_at_random_never_crash_the_reader);
	tcase_add_test(tests, documents_changed_at_random_are_read_or_refused_with_words);
	suite_add_tcase(suite, tests);
	return support_run(suite);
}
