/* fill.c - merged nodes -> structs, by the attribute tables. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

/* ---- values ---- */

bool keys_check(struct reader *r, const struct table *table, const struct node *node)
{
	struct node *child;
	bool good = true;
	int i;

	for (child = node->first; child; child = child->next) {
		if (node_is_private(child->key) || table_field(table, child->key))
			continue;
		if (!strcmp(child->key, "origin") && table != &number_table && table != &series_table &&
		    table != &origin_table) {
			origin_check(r, child);
			continue;
		}
		finding_at_node(r->findings, child, AT_KEY, false, "unknown key \"%s\" of a %s%s", child->key,
		                table->name, table_nearest(r->scratch, table, child->key));
		good = false;
	}
	for (i = 0; i < table->n; i++) {
		const struct field *field = &table->fields[i];

		if (field->need == REQUIRED && !node_get(node, field->key)) {
			error_at(r, node, "the %s lacks \"%s\" (%s)", table->name, field->key, field->doc);
			good = false;
		}
	}
	return good;
}

static bool want(struct reader *r, const struct node *node, enum node_kind kind, const char *expected)
{
	if (node->kind == kind)
		return true;
	error_at(r, node, "wrong type (got %s, expected %s)", node_kind_name(node), expected);
	return false;
}

static bool text_read(struct reader *r, const struct node *node, struct text *text)
{
	const struct node *child, *zh = node_get(node, "zh"), *en = node_get(node, "en");

	if (node->kind == NODE_STRING) {
		text->zh = text->en = arena_string(r->arena, node->string);
		return true;
	}
	if (!want(r, node, NODE_OBJECT, "words, or an object with zh and en"))
		return false;
	for (child = node->first; child; child = child->next) {
		if (node_is_private(child->key))
			continue;
		if (strcmp(child->key, "zh") != 0 && strcmp(child->key, "en") != 0) {
			finding_at_node(r->findings, child, AT_KEY, false,
			                "unknown key \"%s\" of a text (expected zh or en)", child->key);
			return false;
		}
		if (!want(r, child, NODE_STRING, "words"))
			return false;
	}
	if (!zh && !en) {
		error_at(r, node, "the text is empty (expected zh or en)");
		return false;
	}
	text->zh = arena_string(r->arena, zh ? zh->string : en->string);
	text->en = arena_string(r->arena, en ? en->string : zh->string);
	return true;
}

static int word_index(struct reader *r, const struct field *field, const struct node *node)
{
	struct nearest nearest = { "", NULL, 0 };
	struct str all = STR_INIT;
	int i;

	if (!want(r, node, NODE_STRING, "a word"))
		return -1;
	nearest.wanted = node->string;
	for (i = 0; field->words[i]; i++) {
		if (!strcmp(field->words[i], node->string)) {
			str_dispose(&all);
			return i;
		}
		nearest_offer(&nearest, field->words[i]);
		str_addf(&all, "%s%s", i ? ", " : "", field->words[i]);
	}
	error_at(r, node, "unknown word (got \"%s\", expected one of %s)%s", node->string, all.text,
	         nearest_hint(r->scratch, &nearest));
	str_dispose(&all);
	return -1;
}

static bool ref_read(struct reader *r, enum collection of, const struct node *node, int *index)
{
	const char *id = node->string;

	if (!want(r, node, NODE_STRING, arena_format(r->scratch, "the id of a %s", collection_kinds[of].noun)))
		return false;
	if (of == IN_PHASES && !strchr(id, '/') && node->parent->parent && node->parent->parent->parent &&
	    node->parent->parent->parent->key)
		id = arena_format(r->scratch, "%s/%s", node->parent->parent->parent->key, id); /* of the same site */
	*index = reader_find(r, of, id);
	if (*index >= 0)
		return true;
	error_at(r, node, "unknown %s \"%s\"%s", collection_kinds[of].noun, node->string, reader_nearest(r, of, id));
	return false;
}

static int by_int(const void *left, const void *right)
{
	const int *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static bool refs_read(struct reader *r, const struct field *field, const struct node *node, char *base)
{
	const struct node *child;
	int *list, n = 0, i;

	if (!want(r, node, NODE_ARRAY, "a list of ids"))
		return false;
	list = arena_alloc(r->arena, node->n, sizeof *list);
	for (child = node->first; child; child = child->next) {
		if (!ref_read(r, field->of, child, &list[n]))
			continue;
		for (i = 0; i < n && list[i] != list[n]; i++)
			;
		if (i < n)
			error_at(r, child, "\"%s\" stands twice in the list", child->string);
		else
			n++;
	}
	qsort(list, (size_t)n, sizeof *list, by_int);
	memcpy(base + field->offset, &list, sizeof list);
	memcpy(base + field->count_offset, &n, sizeof n);
	return n == node->n;
}

static bool strings_read(struct reader *r, const struct field *field, const struct node *node, char *base)
{
	const struct node *child;
	const char **list;
	int n = 0;

	if (!want(r, node, NODE_ARRAY, "a list of words"))
		return false;
	list = arena_alloc(r->arena, node->n, sizeof *list);
	for (child = node->first; child; child = child->next) {
		if (!want(r, child, NODE_STRING, "a word"))
			continue;
		if (field->type == TYPE_NAMES && reader_find(r, field->of, child->string) < 0) {
			error_at(r, child, "unknown %s \"%s\"%s", collection_kinds[field->of].noun, child->string,
			         reader_nearest(r, field->of, child->string));
			continue;
		}
		list[n++] = arena_string(r->arena, child->string);
	}
	memcpy(base + field->offset, &list, sizeof list);
	memcpy(base + field->count_offset, &n, sizeof n);
	return n == node->n;
}

static bool words_read(struct reader *r, const struct field *field, const struct node *node, bool *flags)
{
	const struct node *child;

	if (!want(r, node, NODE_ARRAY, "a list of words"))
		return false;
	for (child = node->first; child; child = child->next) {
		int i = word_index(r, field, child);

		if (i >= 0)
			flags[i] = true;
	}
	return true;
}

static bool per_site_read(struct reader *r, const struct field *field, struct node *node, double *values)
{
	struct node *child;

	if (!want(r, node, NODE_OBJECT, "an object of numbers by site"))
		return false;
	for (child = node->first; child; child = child->next) {
		int s;

		if (node_is_private(child->key))
			continue;
		if (!strcmp(child->key, "origin")) {
			origin_check(r, child);
			continue;
		}
		s = reader_find(r, IN_SITES, child->key);
		if (s < 0)
			finding_at_node(r->findings, child, AT_KEY, false, "unknown site \"%s\"%s", child->key,
			                reader_nearest(r, IN_SITES, child->key));
		else
			number_read(r, field, child, &values[s]);
	}
	return true;
}

static bool integer_read(struct reader *r, const struct field *field, const struct node *node, int *value)
{
	if (!want(r, node, NODE_NUMBER, "a plain whole number"))
		return false;
	if (fabs(node->number - nearbyint(node->number)) > 0 || node->number < field->least ||
	    node->number > field->most) {
		error_at(r, node, "out of range (got %.17g, expected a whole number from %.17g to %.17g)", node->number,
		         field->least, field->most);
		return false;
	}
	*value = (int)lround(node->number);
	return true;
}

/* ---- fields ---- */

static void fallbacks(const struct reader *r, const struct table *table, char *base);

static void fallback(const struct reader *r, const struct field *field, char *base)
{
	char *at = base + field->offset;
	int whole = isfinite(field->fallback) ? (int)lround(field->fallback) : 0;
	struct text text = { "", "" };

	switch (field->type) {
	case TYPE_TEXT: memcpy(at, &text, sizeof text); break;
	case TYPE_STRING:
	case TYPE_WORD: {
		const char *word = field->fallback_word ? field->fallback_word : "";

		memcpy(at, &word, sizeof word);
		break;
	}
	case TYPE_NUMBER: memcpy(at, &field->fallback, sizeof field->fallback); break;
	case TYPE_INTEGER:
	case TYPE_COUNT:
	case TYPE_WHOLE:
	case TYPE_CHOICE: memcpy(at, &whole, sizeof whole); break;
	case TYPE_REF:
		whole = -1;
		memcpy(at, &whole, sizeof whole);
		break;
	case TYPE_PER_SITE:
		memcpy(at, &r->zero_per_site, sizeof r->zero_per_site); /* shared by all that give none */
		break;
	case TYPE_OBJECT: fallbacks(r, field->table, at); break;
	case TYPE_BOOL:
	case TYPE_FLAG:
	case TYPE_WORDS:
	case TYPE_SERIES:
	case TYPE_DATE:
	case TYPE_REFS:
	case TYPE_STRINGS:
	case TYPE_NAMES:
	case TYPE_MAP:
	case TYPE_OTHER: break; /* zeroed memory says it */
	}
}

static void fallbacks(const struct reader *r, const struct table *table, char *base)
{
	int i;

	for (i = 0; i < table->n; i++)
		fallback(r, &table->fields[i], base);
}

static bool date_read(struct reader *r, const struct node *node, struct date *day)
{
	if (!want(r, node, NODE_STRING, "a day as \"YYYY-MM-DD\""))
		return false;
	if (date_parse(node->string, day) == 0)
		return true;
	memset(day, 0, sizeof *day);
	error_at(r, node, "not a day (got \"%s\", expected \"YYYY-MM-DD\" of the calendar, 1900 to 2199)",
	         node->string);
	return false;
}

static bool field_read(struct reader *r, const struct field *field, struct node *node, char *base)
{
	char *at = base + field->offset;
	double number = field->fallback, *values;
	const double *series;
	const char *string;
	int whole;
	bool flag;

	switch (field->type) {
	case TYPE_TEXT: return text_read(r, node, (struct text *)(void *)at);
	case TYPE_STRING:
		if (!want(r, node, NODE_STRING, "words"))
			return false;
		string = arena_string(r->arena, node->string);
		memcpy(at, &string, sizeof string);
		return true;
	case TYPE_BOOL:
		if (!want(r, node, NODE_BOOL, "true or false"))
			return false;
		memcpy(at, &node->truth, sizeof node->truth);
		return true;
	case TYPE_INTEGER: return integer_read(r, field, node, (int *)(void *)at);
	case TYPE_NUMBER:
		if (!number_read(r, field, node, &number))
			return false;
		memcpy(at, &number, sizeof number);
		return true;
	case TYPE_COUNT:
	case TYPE_WHOLE:
		if (!number_read(r, field, node, &number))
			return false;
		whole = (int)lround(number);
		memcpy(at, &whole, sizeof whole);
		return true;
	case TYPE_SERIES:
		if (!series_read(r, field, node, &series))
			return false;
		memcpy(at, &series, sizeof series);
		return true;
	case TYPE_DATE: return date_read(r, node, (struct date *)(void *)at);
	case TYPE_CHOICE:
	case TYPE_FLAG:
	case TYPE_WORD:
		whole = word_index(r, field, node);
		if (whole < 0)
			return false;
		flag = whole == 1;
		if (field->type == TYPE_CHOICE)
			memcpy(at, &whole, sizeof whole);
		else if (field->type == TYPE_FLAG)
			memcpy(at, &flag, sizeof flag);
		else
			memcpy(at, &field->words[whole], sizeof field->words[whole]);
		return true;
	case TYPE_WORDS: return words_read(r, field, node, (bool *)(void *)at);
	case TYPE_REF: return ref_read(r, field->of, node, (int *)(void *)at);
	case TYPE_REFS: return refs_read(r, field, node, base);
	case TYPE_STRINGS:
	case TYPE_NAMES: return strings_read(r, field, node, base);
	case TYPE_PER_SITE:
		values = arena_alloc(r->arena, r->items[IN_SITES].n, sizeof *values);
		memcpy(at, &values, sizeof values);
		return per_site_read(r, field, node, values);
	case TYPE_OBJECT: return want(r, node, NODE_OBJECT, "an object") && fill_object(r, field->table, node, at);
	case TYPE_MAP:
	case TYPE_OTHER: return true;
	}
	return false;
}

bool fill_object(struct reader *r, const struct table *table, struct node *node, void *base)
{
	bool good = keys_check(r, table, node);
	int i;

	fallbacks(r, table, base);
	for (i = 0; i < table->n; i++) {
		struct node *child = node_get(node, table->fields[i].key);

		if (child)
			good &= field_read(r, &table->fields[i], child, base);
	}
	return good;
}

/* ---- items ---- */

void fill_unit_of_target(struct reader *r, const struct node *node)
{
	const struct node *metric = node_get(node, "metric"),
			  *reading = node_get(node_get(node, "baseline"), "reading");
	int m;

	r->unit_now = NULL;
	r->relative_now = reading && reading->kind == NODE_STRING && !strcmp(reading->string, "relative");
	for (m = 0; metric && metric->kind == NODE_STRING && m < METRICS; m++) {
		if (!strcmp(metric_kinds[m].name, metric->string))
			r->unit_now = metric_kinds[m].unit;
	}
}

static void fill_item(struct reader *r, enum collection of, int i)
{
	struct node *node = r->items[of].nodes[i];
	const char *id = arena_string(r->arena, node->key);
	char *item = reader_item(r, of, i);

	r->unit_now = NULL;
	if (of == IN_TARGETS)
		fill_unit_of_target(r, node);
	if (node->kind == NODE_OBJECT) {
		fill_object(r, collection_kinds[of].table, node, item);
	} else {
		error_at(r, node, "expected a %s as an object (got %s)", collection_kinds[of].noun,
		         node_kind_name(node));
		fallbacks(r, collection_kinds[of].table, item);
	}
	memcpy(item, &id, sizeof id); /* the first member of every item is its id */
}

void fill_scenario(struct reader *r)
{
	int of, i;

	items_collect(r);
	for (i = 0; i < r->n_origins; i++)
		origin_check(r, r->origins[i]);
	for (of = 1; of < COLLECTIONS; of++) {
		void *items = arena_alloc(r->arena, r->items[of].n, collection_kinds[of].size);

		memcpy((char *)r->sc + collection_kinds[of].offset, &items, sizeof items);
		memcpy((char *)r->sc + collection_kinds[of].count_offset, &r->items[of].n, sizeof r->items[of].n);
	}
	r->zero_per_site = arena_alloc(r->arena, r->items[IN_SITES].n, sizeof *r->zero_per_site);
	r->unit_now = NULL;
	fill_object(r, &scenario_table, r->root, r->sc);
	check_time(r);
	for (of = 1; of < COLLECTIONS; of++) {
		for (i = 0; i < r->items[of].n; i++)
			fill_item(r, (enum collection)of, i);
	}
}
