/* read.c - from a path to a typed scenario: layers, tables, checks, the resolved document. */
#include "planner/scenario/read.h"
#include "planner/base/io.h"
#include "planner/scenario/internal.h"

#include <stdlib.h>
#include <string.h>

static void reader_dispose(struct reader *r)
{
	int of;

	for (of = 0; of < COLLECTIONS; of++) {
		memory_free(r->items[of].nodes);
		memory_free(r->items[of].names);
	}
	memory_free(r->layers);
	memory_free(r->files);
	memory_free(r->real_paths);
	memory_free(r->marks);
	memory_free(r->changes);
	memory_free(r->chain);
	memory_free(r->origins);
	arena_free(r->scratch);
}

static int by_pointer(const void *left, const void *right)
{
	const struct number_mark *a = left, *b = right;

	return strcmp(a->pointer, b->pointer);
}

static void *keep(struct arena *arena, const void *items, int n, size_t size)
{
	void *copy = arena_alloc(arena, n, size);

	if (n > 0)
		memcpy(copy, items, (size_t)n * size);
	return copy;
}

static void finish(struct reader *r)
{
	struct scenario *sc = r->sc;
	struct str resolved = STR_INIT;

	if (r->n_marks > 0)
		qsort(r->marks, (size_t)r->n_marks, sizeof *r->marks, by_pointer);
	sc->marks = keep(r->arena, r->marks, r->n_marks, sizeof *r->marks);
	sc->n_marks = r->n_marks;
	sc->files = keep(r->arena, r->files, r->n_files, sizeof *r->files);
	sc->n_files = r->n_files;
	resolved_write(r, &resolved);
	sc->resolved_json = arena_string(r->arena, resolved.text);
	io_sha256(resolved.text, resolved.length, sc->sha256);
	str_dispose(&resolved);
}

static void reader_start(struct reader *r, const struct read_options *options, struct findings *findings)
{
	memset(r, 0, sizeof *r);
	r->arena = arena_new();
	r->scratch = arena_new();
	r->findings = findings;
	r->options = options;
	r->sc = arena_alloc(r->arena, 1, sizeof *r->sc);
	r->sc->arena = r->arena;
}

struct scenario *scenario_read(const char *path, const struct read_options *options, struct findings *findings)
{
	struct scenario *sc = NULL;
	struct reader r;

	reader_start(&r, options, findings);
	if (layers_read(&r, path)) {
		statements_prune(&r);
		fill_scenario(&r);
		if (r.sc->n_periods > 0) {
			derive(&r);
			check_items(&r);
		}
		if (findings->n_errors == 0)
			check_links(&r);
	}
	if (findings->n_errors == 0) {
		finish(&r);
		sc = r.sc;
	} else {
		arena_free(r.arena);
	}
	reader_dispose(&r);
	findings_sort(findings);
	return sc;
}

int scenario_variants(const char *path, struct str *names, struct findings *findings)
{
	const struct node *scenarios, *child;
	struct reader r;
	int n = 0;

	reader_start(&r, NULL, findings);
	if (layers_read(&r, path)) {
		scenarios = node_get(r.root, "scenarios");
		for (child = scenarios ? scenarios->first : NULL; child; child = child->next) {
			if (node_is_private(child->key))
				continue;
			str_addf(names, "%s\n", child->key);
			n++;
		}
	}
	arena_free(r.arena);
	reader_dispose(&r);
	findings_sort(findings);
	return n;
}

void scenario_free(struct scenario *sc)
{
	if (sc)
		arena_free(sc->arena);
}
