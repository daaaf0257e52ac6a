/* findings.c - errors and warnings of one reading, collected and put into the order of the text. */
#include "planner/scenario/internal.h"

#include <stdlib.h>
#include <string.h>

static struct finding *finding_new(struct findings *findings)
{
	int capacity = findings->n;

	if (!findings->arena)
		findings->arena = arena_new();
	/* Capacity is the next power of two above n, so that it needs no field of its own. */
	if (findings->n == 0 || (findings->n >= 16 && (findings->n & (findings->n - 1)) == 0)) {
		int grown = findings->n == 0 ? 16 : findings->n * 2;

		findings->items = memory_resize(findings->items, (size_t)grown, sizeof *findings->items);
	}
	memset(&findings->items[capacity], 0, sizeof *findings->items);
	return &findings->items[findings->n++];
}

static void finding_fill(struct findings *findings, struct finding *finding, const char *file, const char *pointer,
                         const char *message)
{
	finding->file = arena_string(findings->arena, file);
	finding->pointer = arena_string(findings->arena, pointer);
	finding->message = arena_string(findings->arena, message);
	findings->n_errors += !finding->warning;
}

void finding_at_node(struct findings *findings, const struct node *node, enum finding_at at, bool warning,
                     const char *format, ...)
{
	struct finding *finding = finding_new(findings);
	const struct node *source = node_source(node);
	struct str pointer = STR_INIT, message = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&message, format, args);
	va_end(args);
	node_pointer(source, &pointer);
	finding->warning = warning;
	finding->line = at == AT_KEY ? source->key_line : source->line;
	finding->column = at == AT_KEY ? source->key_column : source->column;
	finding_fill(findings, finding, source->layer->path, pointer.text, message.text);
	str_dispose(&pointer);
	str_dispose(&message);
}

void finding_at_place(struct findings *findings, const char *file, int line, int column, const char *pointer,
                      const char *format, ...)
{
	struct finding *finding = finding_new(findings);
	struct str message = STR_INIT;
	va_list args;

	va_start(args, format);
	str_addv(&message, format, args);
	va_end(args);
	finding->line = line;
	finding->column = column;
	finding_fill(findings, finding, file, pointer, message.text);
	str_dispose(&message);
}

struct ranked {
	struct finding finding;
	int file_rank, rank;
};

static int by_place(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->file_rank != b->file_rank)
		return a->file_rank - b->file_rank;
	if (a->finding.line != b->finding.line)
		return a->finding.line < b->finding.line ? -1 : 1;
	if (a->finding.column != b->finding.column)
		return a->finding.column < b->finding.column ? -1 : 1;
	return a->rank - b->rank;
}

static bool same(const struct finding *a, const struct finding *b)
{
	return a->line == b->line && a->column == b->column && !strcmp(a->file, b->file) &&
	       !strcmp(a->pointer, b->pointer) && !strcmp(a->message, b->message);
}

/* Files in the order of their first finding; a finding met twice (in two variants, say) is kept once. */
void findings_sort(struct findings *findings)
{
	struct ranked *ranked = memory_alloc(findings->n, sizeof *ranked);
	int i, n = findings->n;

	for (i = 0; i < n; i++) {
		int j = 0;

		while (j < i && strcmp(ranked[j].finding.file, findings->items[i].file) != 0)
			j++;
		ranked[i].finding = findings->items[i];
		ranked[i].file_rank = j < i ? ranked[j].file_rank : i;
		ranked[i].rank = i;
	}
	qsort(ranked, (size_t)n, sizeof *ranked, by_place);
	findings->n = findings->n_errors = 0;
	for (i = 0; i < n; i++) {
		int j = findings->n;

		while (j > 0 && findings->items[j - 1].line == ranked[i].finding.line &&
		       !same(&findings->items[j - 1], &ranked[i].finding))
			j--;
		if (j > 0 && same(&findings->items[j - 1], &ranked[i].finding))
			continue;
		findings->items[findings->n++] = ranked[i].finding;
		findings->n_errors += !ranked[i].finding.warning;
	}
	memory_free(ranked);
}

void findings_dispose(struct findings *findings)
{
	memory_free(findings->items);
	arena_free(findings->arena);
	memset(findings, 0, sizeof *findings);
}

void findings_print(const struct findings *findings, struct str *out)
{
	int i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->items[i];

		str_add(out, f->file);
		if (f->line > 0)
			str_addf(out, ":%d:%d", f->line, f->column);
		str_add(out, ": ");
		if (*f->pointer)
			str_addf(out, "%s: ", f->pointer);
		str_addf(out, "%s%s\n", f->warning ? "warning: " : "", f->message);
	}
}

void nearest_offer(struct nearest *nearest, const char *name)
{
	int distance = str_distance(nearest->wanted, name);
	int most = 1 + (int)strlen(nearest->wanted) / 3;

	if (distance <= most && (!nearest->best || distance < nearest->distance)) {
		nearest->best = name;
		nearest->distance = distance;
	}
}

const char *nearest_hint(struct arena *arena, const struct nearest *nearest)
{
	return nearest->best ? arena_format(arena, "; did you mean \"%s\"?", nearest->best) : "";
}
