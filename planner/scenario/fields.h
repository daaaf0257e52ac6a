/*
 * fields.h - the rows of the attribute tables in short; for fields*.c only.
 */
/* clang-format off: columns of this file are aligned by hand */
#ifndef RACKPLAN_SCENARIO_FIELDS_H
#define RACKPLAN_SCENARIO_FIELDS_H

#include "planner/scenario/internal.h"

#include <math.h>

#define LENGTH(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* Ranges: least, most, and whether `least` itself is out. */
#define LIMITS(a, b, open) .least = a, .most = b, .over = open
#define ANY LIMITS(-HUGE_VAL, HUGE_VAL, false)
#define NOT_BELOW_0 LIMITS(0, HUGE_VAL, false)
#define ABOVE_0 LIMITS(0, HUGE_VAL, true)
#define SHARE LIMITS(0, 1, false)
#define SOME_SHARE LIMITS(0, 1, true)
#define FROM_TO(a, b) LIMITS(a, b, false)

#define NOT_GIVEN ((double)NAN)
#define NEEDED .need = REQUIRED
#define ELSE(value) .need = OPTIONAL, .fallback = value
#define ELSE_WORD(word) .need = OPTIONAL, .fallback_word = word

/* A row for the member m of struct s; the key is the member's name. */
#define AT(s, m) offsetof(struct s, m)
#define KEY(s, m, t, d) .key = #m, .type = t, .offset = AT(s, m), .doc = d
#define NUMBER(s, m, u, limits, need, d)                                                                               \
	{                                                                                                              \
		KEY(s, m, TYPE_NUMBER, d), .unit = u, limits, need                                                     \
	}
#define WHOLE(s, m, u, limits, need, d)                                                                                \
	{                                                                                                              \
		KEY(s, m, TYPE_WHOLE, d), .unit = u, limits, need                                                      \
	}
#define SERIES(s, m, u, limits, need, d)                                                                               \
	{                                                                                                              \
		KEY(s, m, TYPE_SERIES, d), .unit = u, limits, need                                                     \
	}
#define COUNT(s, m, u, limits, need, d)                                                                                \
	{                                                                                                              \
		KEY(s, m, TYPE_COUNT, d), .unit = u, limits, need                                                      \
	}
#define INTEGER(s, m, limits, need, d)                                                                                 \
	{                                                                                                              \
		KEY(s, m, TYPE_INTEGER, d), .unit = "1", limits, need                                                  \
	}
#define PER_SITE(s, m, u, limits, d)                                                                                   \
	{                                                                                                              \
		KEY(s, m, TYPE_PER_SITE, d), .unit = u, limits, ELSE(0), .of = IN_SITES                                \
	}
#define TEXT(s, m, n, d)                                                                                               \
	{                                                                                                              \
		KEY(s, m, TYPE_TEXT, d), n                                                                             \
	}
#define STRING(s, m, n, d)                                                                                             \
	{                                                                                                              \
		KEY(s, m, TYPE_STRING, d), n                                                                           \
	}
#define CODE(s, m, j, n, d)                                                                                            \
	{                                                                                                              \
		KEY(s, m, TYPE_STRING, d), .json = j, n                                                                \
	}
#define BOOL(s, m, d)                                                                                                  \
	{                                                                                                              \
		KEY(s, m, TYPE_BOOL, d), ELSE(0)                                                                       \
	}
#define DATE(s, m, n, d)                                                                                               \
	{                                                                                                              \
		KEY(s, m, TYPE_DATE, d), n                                                                             \
	}
#define CHOICE(s, m, w, n, d)                                                                                          \
	{                                                                                                              \
		KEY(s, m, TYPE_CHOICE, d), .words = w, n                                                               \
	}
#define WORD(s, m, w, n, d)                                                                                            \
	{                                                                                                              \
		KEY(s, m, TYPE_WORD, d), .words = w, n                                                                 \
	}
#define WORDS(s, m, w, d)                                                                                              \
	{                                                                                                              \
		KEY(s, m, TYPE_WORDS, d), .words = w, ELSE(0)                                                          \
	}
#define REF(s, m, in, n, d)                                                                                            \
	{                                                                                                              \
		KEY(s, m, TYPE_REF, d), .of = in, n                                                                    \
	}
#define REFS(s, m, in, d)                                                                                              \
	{                                                                                                              \
		KEY(s, m, TYPE_REFS, d), .count_offset = AT(s, n_##m), .of = in, ELSE(0)                               \
	}
#define NAMES(s, m, in, d)                                                                                             \
	{                                                                                                              \
		KEY(s, m, TYPE_NAMES, d), .count_offset = AT(s, n_##m), .of = in, ELSE(0)                              \
	}
#define STRINGS(s, m, d)                                                                                               \
	{                                                                                                              \
		KEY(s, m, TYPE_STRINGS, d), .count_offset = AT(s, n_##m), ELSE(0)                                      \
	}
#define FLAG(k, s, m, w, n, d)                                                                                         \
	{                                                                                                              \
		.key = k, .type = TYPE_FLAG, .offset = AT(s, m), .doc = d, .words = w, n                               \
	}
#define OBJECT(k, at, t, n, d)                                                                                         \
	{                                                                                                              \
		.key = k, .type = TYPE_OBJECT, .offset = at, .doc = d, .table = t, n                                   \
	}
#define MAP(k, in, d)                                                                                                  \
	{                                                                                                              \
		.key = k, .type = TYPE_MAP, .doc = d, .of = in, ELSE(0)                                                \
	}
#define OTHER(k, j, n, d)                                                                                              \
	{                                                                                                              \
		.key = k, .type = TYPE_OTHER, .doc = d, .json = j, n                                                   \
	}

#define TABLE_AND(name, doc, json)                                                                                     \
	const struct table name##_table = { #name, name##_fields, LENGTH(name##_fields), doc, json }
#define TABLE(name, doc) TABLE_AND(name, doc, NULL)
#define OWN_TABLE_AND(name, doc, json) static TABLE_AND(name, doc, json)
#define OWN_TABLE(name, doc) OWN_TABLE_AND(name, doc, NULL)

#define NAME(s) TEXT(s, name, ELSE(0), "name shown to people; the id when absent")
#define OPTION(s) REF(s, option, IN_OPTIONS, ELSE(0), "exists only when this option is on")
#define SCOPE(s) OBJECT("scope", AT(s, scope), &scope_table, ELSE(0), "what it speaks of; everything when absent")
#define BASIS(s) NAMES(s, statements, IN_STATEMENTS, "statements of the documents behind it")

/* What the schema says of keys that are read by hand. */
#define A_STRING "\"type\": \"string\""
#define A_NUMBER "\"type\": \"number\""
#define A_CURRENCY "\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\""
#define A_YEAR "\"type\": \"integer\""
#define A_DATE "\"$ref\": \"#/$defs/date\""
#define AN_ID "\"$ref\": \"#/$defs/id\""
#define NUMBERS "\"type\": \"array\", \"items\": {\"type\": \"number\"}"
#define A_RANGE NUMBERS ", \"minItems\": 2, \"maxItems\": 2"
#define STEPS "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/step\"}"
#define VERSION "\"const\": 1"
#define FILES "\"type\": [\"string\", \"array\"], \"items\": {\"type\": \"string\"}"
#define WORDS_LIST "\"type\": \"array\", \"items\": {" A_STRING "}"
#define RACKS                                                                                                          \
	"\"type\": \"object\", \"additionalProperties\": {\"type\": \"object\", \"additionalProperties\": {"           \
	"\"type\": \"object\", \"additionalProperties\": {\"type\": \"integer\", \"minimum\": 1}}}"
#define POSITION "\"dependentRequired\": {\"latitude_deg\": [\"longitude_deg\"], \"longitude_deg\": [\"latitude_deg\"]}"
#define PRIVATE "\"patternProperties\": {\"^x-\": true}, "
#define PATCHES "\"type\": \"object\", " PRIVATE "\"additionalProperties\": {\"$ref\": \"#/$defs/override\"}"
#define LISTS "\"type\": \"object\", " PRIVATE "\"additionalProperties\": {" WORDS_LIST "}"

/* fields_places.c, fields_loads.c */
extern const struct table region_table, tariff_table, phase_table, feed_table, energy_source_table, site_table;
extern const struct table node_table, module_table, link_table, traffic_table, cut_table;
extern const struct table class_table, demand_table, scope_table, rule_table, budget_table, target_table;

/* clang-format on */
#endif
