/* schema.c - the JSON Schema (2020-12) of scenario files, from the attribute tables. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

static const char id_pattern[] = "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$";
static const char map_key_pattern[] = "^(x-.*|[A-Za-z0-9_-][A-Za-z0-9._-]{0,63})$";
static const char private_keys[] = "\"patternProperties\": {\"^x-\": true}, ";
static const char loose_ids[] = "{\"type\": \"array\", \"items\": {\"type\": \"string\"}";

/* What the definitions below cannot be read off a table. */
static const char fixed_defs[] =
	"\"text\": {\"description\": \"words in both languages, or in each\", \"anyOf\": [{\"type\": \"string\"}, "
	"{\"type\": \"object\", \"properties\": {\"zh\": {\"type\": \"string\"}, \"en\": {\"type\": \"string\"}}, "
	"\"anyOf\": [{\"required\": [\"zh\"]}, {\"required\": [\"en\"]}], \"patternProperties\": {\"^x-\": true}, "
	"\"additionalProperties\": false}]},\n"
	"\"date\": {\"type\": \"string\", \"pattern\": \"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$\"},\n"
	"\"one_origin\": {\"oneOf\": [{\"required\": [\"stated\"], \"not\": {\"$ref\": \"#/$defs/has_range\"}}, "
	"{\"required\": [\"sourced\"], \"not\": {\"$ref\": \"#/$defs/has_range\"}}, "
	"{\"required\": [\"assumed\"], \"allOf\": [{\"$ref\": \"#/$defs/has_range\"}]}]},\n"
	"\"has_range\": {\"anyOf\": [{\"required\": [\"range\"]}, {\"required\": [\"range_share\"]}]},\n"
	"\"own_origin\": {\"if\": {\"anyOf\": [{\"required\": [\"stated\"]}, {\"required\": [\"sourced\"]}, "
	"{\"required\": [\"assumed\"]}, {\"$ref\": \"#/$defs/has_range\"}]}, \"then\": {\"$ref\": \"#/$defs/one_origin\"}}";

static void add_limits(const struct field *field, struct str *out)
{
	if (isfinite(field->least)) {
		str_add(out, field->over ? ", \"exclusiveMinimum\": " : ", \"minimum\": ");
		str_add_number(out, field->least);
	}
	if (isfinite(field->most)) {
		str_add(out, ", \"maximum\": ");
		str_add_number(out, field->most);
	}
}

/* The unit that may stand beside a value: the field's; money in any currency, as the scenario names its own. */
static void add_unit(const struct field *field, struct str *out)
{
	struct str pattern = STR_INIT;

	if (!strcmp(field->unit, "target") || !strcmp(field->unit, "metric") || !strcmp(field->unit, "CNY/unit")) {
		str_add(out, "{\"type\": \"string\"}");
	} else if (!strncmp(field->unit, "CNY", 3)) {
		str_addf(&pattern, "^[A-Z]{3}%s$", field->unit + 3);
		str_add(out, "{\"type\": \"string\", \"pattern\": ");
		str_add_json(out, pattern.text);
		str_add_char(out, '}');
	} else {
		str_add(out, "{\"const\": ");
		str_add_json(out, field->unit);
		str_add_char(out, '}');
	}
	str_dispose(&pattern);
}

static void add_number(const struct field *field, const char *ref, struct str *out)
{
	const char *type = field->type == TYPE_WHOLE || field->type == TYPE_COUNT ? "integer" : "number";

	str_addf(out, "\"anyOf\": [{\"type\": \"%s\"", type);
	add_limits(field, out);
	str_addf(out, "}, {\"$ref\": \"#/$defs/%s\", \"properties\": {\"value\": {\"type\": \"%s\"", ref, type);
	add_limits(field, out);
	str_add(out, "}, \"unit\": ");
	add_unit(field, out);
	if (strncmp(field->unit, "CNY", 3) != 0 && strcmp(field->unit, "target") != 0 &&
	    strcmp(field->unit, "metric") != 0)
		str_add(out, ", \"currency\": false, \"price_year\": false");
	if (field->type == TYPE_SERIES) {
		str_add(out, ", \"values\": {\"items\": {\"type\": \"number\"");
		add_limits(field, out);
		str_add(out, "}}");
	}
	str_add(out, "}}]");
}

static void add_words(const char *const *words, struct str *out)
{
	int i;

	str_add(out, "\"enum\": [");
	for (i = 0; words[i]; i++) {
		str_add(out, i ? ", " : "");
		str_add_json(out, words[i]);
	}
	str_add_char(out, ']');
}

static void add_description(const struct field *field, struct str *out)
{
	struct str text = STR_INIT;
	bool numeric = field->type == TYPE_NUMBER || field->type == TYPE_WHOLE || field->type == TYPE_COUNT ||
	               field->type == TYPE_SERIES || field->type == TYPE_PER_SITE;

	str_add(&text, field->doc);
	if (numeric)
		str_addf(&text, " [%s]", field->unit);
	if (field->need == OPTIONAL && (field->type == TYPE_NUMBER || field->type == TYPE_WHOLE) &&
	    field->fallback >= 0) {
		str_add(&text, "; default ");
		str_add_number(&text, field->fallback);
	}
	if (field->fallback_word && *field->fallback_word)
		str_addf(&text, "; default %s", field->fallback_word);
	str_add(out, "\"description\": ");
	str_add_json(out, text.text);
	str_dispose(&text);
}

static void add_map(const char *item, struct str *out)
{
	str_addf(out,
	         "\"type\": \"object\", \"propertyNames\": {\"pattern\": \"%s\"}, \"properties\": {\"origin\": "
	         "{\"$ref\": \"#/$defs/origin\"}}, %s\"additionalProperties\": %s",
	         map_key_pattern, private_keys, item);
}

static void add_type(const struct field *field, struct str *out)
{
	struct str item = STR_INIT;

	switch (field->type) {
	case TYPE_TEXT: str_add(out, "\"$ref\": \"#/$defs/text\""); break;
	case TYPE_STRING: str_add(out, field->json ? field->json : "\"type\": \"string\""); break;
	case TYPE_BOOL: str_add(out, "\"type\": \"boolean\""); break;
	case TYPE_INTEGER:
		str_add(out, "\"type\": \"integer\"");
		add_limits(field, out);
		break;
	case TYPE_NUMBER:
	case TYPE_WHOLE:
	case TYPE_COUNT: add_number(field, "number", out); break;
	case TYPE_SERIES: add_number(field, "series", out); break;
	case TYPE_DATE: str_add(out, "\"$ref\": \"#/$defs/date\""); break;
	case TYPE_CHOICE:
	case TYPE_FLAG:
	case TYPE_WORD: add_words(field->words, out); break;
	case TYPE_WORDS:
		str_add(out, "\"type\": \"array\", \"items\": {");
		add_words(field->words, out);
		str_add(out, "}");
		break;
	case TYPE_REF: str_add(out, "\"type\": \"string\""); break;
	case TYPE_REFS: str_addf(out, "\"allOf\": [%s, \"uniqueItems\": true}]", loose_ids); break;
	case TYPE_STRINGS:
	case TYPE_NAMES: str_addf(out, "\"allOf\": [%s}]", loose_ids); break;
	case TYPE_PER_SITE:
		str_add(&item, "{");
		add_number(field, "number", &item);
		str_add(&item, "}");
		add_map(item.text, out);
		break;
	case TYPE_OBJECT: str_addf(out, "\"$ref\": \"#/$defs/%s\"", field->table->name); break;
	case TYPE_MAP:
		str_addf(&item, "{\"$ref\": \"#/$defs/%s\"}", collection_kinds[field->of].table->name);
		add_map(item.text, out);
		break;
	case TYPE_OTHER: str_add(out, field->json); break;
	}
	str_dispose(&item);
}

static void add_required(const struct table *table, struct str *out)
{
	int i, n = 0;

	str_add(out, "\"required\": [");
	for (i = 0; i < table->n; i++) {
		if (table->fields[i].need != REQUIRED)
			continue;
		str_add(out, n++ ? ", " : "");
		str_add_json(out, table->fields[i].key);
	}
	str_add_char(out, ']');
}

static bool holds_numbers(const struct table *table)
{
	return table == &number_table || table == &series_table || table == &origin_table;
}

static void add_properties(const struct table *table, struct str *out)
{
	int i;

	str_add(out, "\"properties\": {");
	for (i = 0; i < table->n; i++) {
		str_add(out, i ? ",\n  " : "\n  ");
		str_add_json(out, table->fields[i].key);
		str_add(out, ": {");
		add_description(&table->fields[i], out);
		str_add(out, ", ");
		add_type(&table->fields[i], out);
		str_add_char(out, '}');
	}
	if (!holds_numbers(table) && table != &step_table)
		str_add(out, ",\n  \"origin\": {\"$ref\": \"#/$defs/origin\"}");
	str_addf(out, "},\n  %s\"additionalProperties\": false", private_keys);
}

/* The horizon and the like, which a file that extends others may hold in part. */
static bool is_part_of_head(const struct table *table)
{
	int i;

	for (i = 0; i < scenario_table.n; i++) {
		if (scenario_table.fields[i].table == table)
			return true;
	}
	return false;
}

static void add_whole_head(struct str *out)
{
	int i, n = 0;

	add_required(&scenario_table, out);
	str_add(out, ", \"properties\": {");
	for (i = 0; i < scenario_table.n; i++) {
		if (!scenario_table.fields[i].table)
			continue;
		str_addf(out, "%s\"%s\": {", n++ ? ", " : "", scenario_table.fields[i].key);
		add_required(scenario_table.fields[i].table, out);
		str_add_char(out, '}');
	}
	str_add_char(out, '}');
}

static void add_def(const struct table *table, struct str *out)
{
	str_add(out, ",\n");
	str_add_json(out, table->name);
	str_add(out, ": {\"description\": ");
	str_add_json(out, table->doc);
	str_add(out, ", \"type\": \"object\", ");
	if (!is_part_of_head(table)) {
		add_required(table, out);
		str_add(out, ", ");
	}
	add_properties(table, out);
	if (table->json)
		str_addf(out, ", %s", table->json);
	if (table == &origin_table)
		str_add(out, ", \"$ref\": \"#/$defs/one_origin\"");
	if (table == &number_table || table == &series_table)
		str_add(out, ", \"$ref\": \"#/$defs/own_origin\"");
	if (table == &series_table)
		str_add(out,
		        ", \"oneOf\": [{\"required\": [\"value\"]}, {\"required\": [\"values\"]}, {\"required\": [\"start\", "
		        "\"growth_per_year\"]}, {\"required\": [\"steps\"]}, {\"required\": [\"table\", \"column\", \"unit\"]}], "
		        "\"dependentRequired\": {\"growth_per_year\": [\"start\"], \"start\": [\"growth_per_year\"], "
		        "\"table\": [\"column\"], \"column\": [\"table\"]}");
	str_add_char(out, '}');
}

/* The tables below this one that are no items of a collection: horizon, scope, migration... */
static void add_nested(const struct table *table, const struct table **done, int *n, struct str *out)
{
	int i, k;

	for (i = 0; i < table->n; i++) {
		const struct table *nested = table->fields[i].table;

		for (k = 0; nested && k < *n && done[k] != nested; k++)
			;
		if (!nested || k < *n)
			continue;
		done[(*n)++] = nested;
		add_def(nested, out);
		add_nested(nested, done, n, out);
	}
}

/* An override is a partial document: its members are checked when it is applied, by what it changes. */
static void add_override(struct str *out)
{
	int i;

	str_add(out, ",\n\"override\": {\"description\": \"a partial document: null deletes\", \"type\": \"object\", "
	             "\"propertyNames\": {\"anyOf\": [{\"pattern\": \"^x-\"}, {\"enum\": [\"origin\"");
	for (i = 0; i < scenario_table.n; i++) {
		if (scenario_table.fields[i].type != TYPE_OTHER)
			str_addf(out, ", \"%s\"", scenario_table.fields[i].key);
	}
	str_add(out, "]}]}, \"properties\": {\"origin\": {\"$ref\": \"#/$defs/origin\"}}}");
}

void scenario_schema(struct str *out)
{
	const struct table *done[32];
	int of, n = 0;

	str_add(out,
	        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n\"title\": \"rackplan scenario\",\n");
	str_add(out, "\"description\": ");
	str_add_json(out, scenario_table.doc);
	str_add(out, ",\n\"type\": \"object\", \"required\": [\"rackplan\"],\n"
	             "\"if\": {\"not\": {\"required\": [\"extends\"]}}, \"then\": {");
	add_whole_head(out);
	str_add(out, "},\n");
	add_properties(&scenario_table, out);
	str_addf(out, ",\n\"$defs\": {\n\"id\": {\"type\": \"string\", \"pattern\": \"%s\"},\n%s", id_pattern,
	         fixed_defs);
	add_override(out);
	add_def(&origin_table, out);
	add_def(&number_table, out);
	add_def(&series_table, out);
	add_def(&step_table, out);
	add_nested(&scenario_table, done, &n, out);
	for (of = 1; of < COLLECTIONS; of++) {
		add_def(collection_kinds[of].table, out);
		add_nested(collection_kinds[of].table, done, &n, out);
	}
	str_add(out, "}}\n");
}
