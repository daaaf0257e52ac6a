/* Which items encode a duty: what the duty points at, and what cites the duty. */
#include "planner/base/memory.h"
#include "planner/report/statements.h"

#include <stdio.h>
#include <string.h>

/* Is `inner` the same place as `outer`, or within it? */
static bool within(const char *inner, const char *outer)
{
	size_t length = strlen(outer);

	return strncmp(inner, outer, length) == 0 && (inner[length] == '/' || !inner[length]);
}

static void add_pointer(struct encoding *encoding, const char *pointer, size_t length)
{
	struct str text = STR_INIT;
	int i;

	str_add_n(&text, pointer, length);
	for (i = 0; i < encoding->n; i++) {
		if (within(text.text, encoding->pointers[i].text) || within(encoding->pointers[i].text, text.text))
			break;
	}
	if (i < encoding->n) {
		str_dispose(&text);
		return;
	}
	memory_reserve((void **)&encoding->pointers, &encoding->capacity, encoding->n + 1, sizeof text);
	encoding->pointers[encoding->n++] = text;
}

static void add_item(struct encoding *encoding, const char *collection, const char *id)
{
	struct str pointer = STR_INIT;

	str_addf(&pointer, "/%s/%s", collection, id);
	add_pointer(encoding, pointer.text, pointer.length);
	str_dispose(&pointer);
}

static bool names(const char *const *statements, int n, const char *id)
{
	int i;

	for (i = 0; i < n; i++) {
		if (strcmp(statements[i], id) == 0)
			return true;
	}
	return false;
}

/* "/sites/x" of "/sites/x/phases/1/design_racks". */
static size_t item_length(const char *pointer)
{
	const char *second = strchr(pointer + 1, '/');

	return second ? (size_t)(second - pointer) + 1 + strcspn(second + 1, "/") : strlen(pointer);
}

void encoding_find(struct encoding *encoding, const struct scenario *sc, int i)
{
	const struct statement *statement = &sc->statements[i];
	const char *id = statement->id;
	int j;

	for (j = 0; j < statement->n_encoded_by; j++)
		add_pointer(encoding, statement->encoded_by[j], strlen(statement->encoded_by[j]));
	for (j = 0; j < sc->n_targets; j++) {
		if (names(sc->targets[j].statements, sc->targets[j].n_statements, id))
			add_item(encoding, "targets", sc->targets[j].id);
	}
	for (j = 0; j < sc->n_rules; j++) {
		if (names(sc->rules[j].statements, sc->rules[j].n_statements, id))
			add_item(encoding, "rules", sc->rules[j].id);
	}
	for (j = 0; j < sc->n_budgets; j++) {
		if (names(sc->budgets[j].statements, sc->budgets[j].n_statements, id))
			add_item(encoding, "budgets", sc->budgets[j].id);
	}
	for (j = 0; j < sc->n_marks; j++) {
		const struct number_mark *mark = &sc->marks[j];

		if (mark->origin.kind == ORIGIN_STATED && strcmp(mark->origin.reference, id) == 0)
			add_pointer(encoding, mark->pointer, item_length(mark->pointer));
	}
}

void encoding_dispose(struct encoding *encoding)
{
	int i;

	for (i = 0; i < encoding->n; i++)
		str_dispose(&encoding->pointers[i]);
	memory_free(encoding->pointers);
	memset(encoding, 0, sizeof *encoding);
}

bool encoding_counts(const char *pointer)
{
	static const char *const computed[] = { "/horizon", "/tariffs", "/sites",   "/links", "/traffic",
		                                "/cuts",    "/classes", "/demands", "/rules", "/budgets",
		                                "/targets", "/money",   "/settings" };
	static const char *const said[] = { "name", "title", "note" };
	const char *leaf = strrchr(pointer, '/');
	size_t i;

	for (i = 0; i < sizeof said / sizeof *said; i++) {
		if (leaf && strcmp(leaf + 1, said[i]) == 0)
			return false;
	}
	for (i = 0; i < sizeof computed / sizeof *computed; i++) {
		if (within(pointer, computed[i]))
			return true;
	}
	return false;
}

/* ---- what is switched off ---- */

struct place { /* "/sites/x/phases/1/..." in its parts; "" where there is none */
	char collection[32], id[72], part[32], part_id[72];
};

static void place_read(struct place *place, const char *pointer)
{
	struct {
		char *text;
		size_t size;
	} parts[] = { { place->collection, sizeof place->collection },
		      { place->id, sizeof place->id },
		      { place->part, sizeof place->part },
		      { place->part_id, sizeof place->part_id } };
	size_t i;

	for (i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t length = *pointer == '/' ? strcspn(++pointer, "/") : 0;

		snprintf(parts[i].text, parts[i].size, "%.*s", (int)length, pointer);
		pointer += length;
	}
}

/* The first of the two that is off, or -1. */
static int first_off(const struct scenario *sc, int option, int inner)
{
	if (!scenario_option_on(sc, option))
		return option;
	return scenario_option_on(sc, inner) ? -1 : inner;
}

static int site_off(const struct scenario *sc, const struct place *place)
{
	const int s = scenario_find_site(sc, place->id);
	char id[160];
	int inner = -1, at;

	snprintf(id, sizeof id, "%s/%s", place->id, place->part_id);
	if (strcmp(place->part, "phases") == 0 && (at = scenario_find_phase(sc, id)) >= 0)
		inner = sc->phases[at].option;
	else if (strcmp(place->part, "feeds") == 0 && (at = scenario_find_feed(sc, id)) >= 0)
		inner = sc->feeds[at].option;
	else if (strcmp(place->part, "energy") == 0 && (at = scenario_find_source(sc, id)) >= 0)
		inner = sc->energy_sources[at].option;
	return first_off(sc, s >= 0 ? sc->sites[s].option : -1, inner);
}

static int link_off(const struct scenario *sc, const struct place *place)
{
	const int l = scenario_find_link(sc, place->id);
	char id[160];
	int m = -1;

	snprintf(id, sizeof id, "%s/%s", place->id, place->part_id);
	if (strcmp(place->part, "modules") == 0)
		m = scenario_find_module(sc, id);
	return first_off(sc, l >= 0 ? sc->links[l].option : -1, m >= 0 ? sc->modules[m].option : -1);
}

/* Of what has no parts that require an option of their own. */
static int plain_option(const struct scenario *sc, const struct place *place)
{
	int i;

	for (i = 0; i < sc->n_demands && strcmp(place->collection, "demands") == 0; i++) {
		if (strcmp(sc->demands[i].id, place->id) == 0)
			return sc->demands[i].option;
	}
	for (i = 0; i < sc->n_traffic && strcmp(place->collection, "traffic") == 0; i++) {
		if (strcmp(sc->traffic[i].id, place->id) == 0)
			return sc->traffic[i].option;
	}
	for (i = 0; i < sc->n_rules && strcmp(place->collection, "rules") == 0; i++) {
		if (strcmp(sc->rules[i].id, place->id) == 0)
			return sc->rules[i].option;
	}
	for (i = 0; i < sc->n_budgets && strcmp(place->collection, "budgets") == 0; i++) {
		if (strcmp(sc->budgets[i].id, place->id) == 0)
			return sc->budgets[i].option;
	}
	for (i = 0; i < sc->n_targets && strcmp(place->collection, "targets") == 0; i++) {
		if (strcmp(sc->targets[i].id, place->id) == 0)
			return sc->targets[i].option;
	}
	return -1;
}

int encoding_off(const struct scenario *sc, const char *pointer)
{
	struct place place;

	place_read(&place, pointer);
	if (strcmp(place.collection, "sites") == 0)
		return site_off(sc, &place);
	if (strcmp(place.collection, "links") == 0)
		return link_off(sc, &place);
	return first_off(sc, plain_option(sc, &place), -1);
}
