/*
 * internal.h - what the files of planner/scenario share; nobody else includes it.
 *
 * A scenario file becomes a tree of nodes that know where they stand (node.c); trees are merged (merge.c, layers.c),
 * read into structs by the attribute tables (fields.c, fill.c, number.c, series.c), checked (check_*.c) and written
 * again (resolved.c).
 */
#ifndef RACKPLAN_SCENARIO_INTERNAL_H
#define RACKPLAN_SCENARIO_INTERNAL_H

#include "planner/base/memory.h"
#include "planner/base/str.h"
#include "planner/scenario/node.h"
#include "planner/scenario/read.h"
#include "planner/scenario/scenario.h"

#include <stddef.h>

/* ---- attribute tables ---- */

enum field_type {
	TYPE_TEXT,   /* struct text */
	TYPE_STRING, /* const char * */
	TYPE_BOOL,
	TYPE_INTEGER, /* int, written plainly */
	TYPE_COUNT,   /* int, written plainly or as a NUMBER */
	TYPE_NUMBER,  /* double */
	TYPE_WHOLE,   /* int, written as a NUMBER */
	TYPE_SERIES,  /* const double *, [n_periods] */
	TYPE_DATE,
	TYPE_CHOICE,   /* an enum, in the order of its words */
	TYPE_FLAG,     /* bool, by one of two words: the first is false */
	TYPE_WORD,     /* const char *, one of the words */
	TYPE_WORDS,    /* bool for each word */
	TYPE_REF,      /* int: an item of `of`; -1 when absent */
	TYPE_REFS,     /* n and const int *, ascending */
	TYPE_STRINGS,  /* n and const char *const * */
	TYPE_NAMES,    /* the same, each the id of an item of `of` */
	TYPE_PER_SITE, /* an object of NUMBERs by site: double [n_sites] */
	TYPE_OBJECT,   /* a struct, by `table` */
	TYPE_MAP,      /* objects by id: the items of `of` */
	TYPE_OTHER     /* read elsewhere: extends, overrides, scenarios, $schema */
};

enum collection {
	IN_NOTHING,
	IN_DOCUMENTS,
	IN_SOURCES,
	IN_STATEMENTS,
	IN_OPTIONS,
	IN_REGIONS,
	IN_TARIFFS,
	IN_SITES,
	IN_PHASES,
	IN_FEEDS,
	IN_ENERGY,
	IN_NODES,
	IN_LINKS,
	IN_MODULES,
	IN_TRAFFIC,
	IN_CUTS,
	IN_CLASSES,
	IN_DEMANDS,
	IN_RULES,
	IN_BUDGETS,
	IN_TARGETS,
	COLLECTIONS
};

enum need { REQUIRED, OPTIONAL };

struct field {
	const char *key;
	enum field_type type;
	enum need need;
	size_t offset, count_offset;
	const char *unit; /* of numbers; a "CNY" in front stands for the scenario's currency; see number_unit() */
	double least, most;
	bool over;                 /* more than `least`, not equal to it */
	double fallback;           /* numbers, counts, choices, flags */
	const char *fallback_word; /* strings */
	const char *const *words;  /* NULL-terminated */
	const struct table *table;
	enum collection of;
	const char *json; /* TYPE_OTHER: what the schema says of it; of a TYPE_STRING: more than that it is one */
	const char *doc;
};

struct table {
	const char *name; /* "site", as in messages and the schema's $defs */
	const struct field *fields;
	int n;
	const char *doc;
	const char *json; /* what the schema says beyond the fields; may be NULL */
};

struct collection_kind {
	const char *key;  /* in the file */
	const char *noun; /* in messages */
	const struct table *table;
	size_t size;
	size_t offset, count_offset; /* in struct scenario */
};

extern const struct table scenario_table, origin_table, number_table, series_table, step_table;
extern const struct collection_kind collection_kinds[COLLECTIONS];
const struct field *table_field(const struct table *table, const char *key);
const char *table_nearest(struct arena *arena, const struct table *table, const char *key); /* a hint, or "" */

/* ---- the reader ---- */

struct name_index { /* ids of a collection, sorted */
	const char *id;
	int index;
};

struct items {
	int n, capacity;
	struct node **nodes; /* merged */
	struct name_index *names;
};

struct change { /* an override or --set that replaced something */
	const char *pointer;
	const struct layer *layer;
	const struct node *now; /* NULL: deleted */
	const struct node *was; /* NULL: added */
};

struct reader {
	struct arena *arena;   /* of the scenario */
	struct arena *scratch; /* of the nodes */
	struct findings *findings;
	const struct read_options *options;
	struct scenario *sc;
	struct node *root; /* merged */
	const char *variant;
	const char *folder;       /* of the scenario, real path */
	const char *shown_folder; /* "" or "dir/", before names that are shown */
	bool quiet;               /* merging only to look: record no change */

	int n_layers, layers_capacity;
	struct layer **layers;
	int n_files, files_capacity;
	struct scenario_file *files;
	char **real_paths; /* [n_files] */
	int n_marks, marks_capacity;
	struct number_mark *marks;
	int n_changes, changes_capacity;
	struct change *changes;
	int n_origins, origins_capacity;
	struct node **origins; /* of layers, which merging left out: still to be checked */
	int n_chain, chain_capacity;
	const char **chain; /* files being read, for circles */
	struct items items[COLLECTIONS];
	const double *zero_per_site;
	const char *unit_now; /* of the target's metric; NULL outside targets */
	bool relative_now;    /* the target's value is a share of its baseline */
};

struct layer *reader_layer(struct reader *r, enum layer_kind kind, const char *path, const char *name,
                           const char *label);
void reader_add_file(struct reader *r, const char *shown, const char *real, const char *text, size_t length);
/* The real path of a file that a scenario names; NULL, with a finding, when it is missing or leaves the folder. */
char *reader_real_path(struct reader *r, const struct node *node, const char *from, const char **name,
                       const char **shown);

/* layers.c: the merged document of the wanted scenario, into r->root; false when nothing could be merged */
bool layers_read(struct reader *r, const char *path);

/* What a place of the document may hold, by the attribute tables. */
struct place {
	const struct table *table; /* an object of these fields */
	enum collection of;        /* an object of these by id */
	bool free;                 /* a value: patched without asking */
};

/* merge.c */
struct place place_below(const struct place *place, const char *key);
void merge_file(struct reader *r, struct node *target, const struct node *file);
void merge_patch(struct reader *r, struct node *target, const struct node *patch, const struct layer *layer);

/* set.c: --set PATH=VALUE */
bool set_apply(struct reader *r, const char *assignment);

/* fill.c */
bool keys_check(struct reader *r, const struct table *table, const struct node *node);
void fill_scenario(struct reader *r);
void fill_unit_of_target(struct reader *r, const struct node *target);
bool fill_object(struct reader *r, const struct table *table, struct node *node, void *base);

/* items.c */
void items_collect(struct reader *r);
int reader_find(const struct reader *r, enum collection of, const char *id);
const char *reader_nearest(struct reader *r, enum collection of, const char *id);
void *reader_item(const struct reader *r, enum collection of, int i);
bool id_is_good(const char *id);

/* number.c: the checks say what is wrong themselves */
bool number_read(struct reader *r, const struct field *field, struct node *node, double *value);
const char *number_unit(const struct reader *r, const struct field *field);
bool number_is(struct reader *r, const struct node *node);
bool number_in_range(struct reader *r, const struct field *field, const struct node *node, double value);
void number_lint(struct reader *r, const struct node *node, double value);
void number_check_unit(struct reader *r, const struct field *field, const struct node *object);
void number_mark_add(struct reader *r, const struct field *field, struct node *node, const struct node *place,
                     double value);

/* series.c */
bool series_read(struct reader *r, const struct field *field, struct node *node, const double **series);
/* The numbers of a series as written (not rounded), scratch memory; NULL with a finding. */
double *series_values(struct reader *r, const struct field *field, struct node *node);

/* origin.c */
void origin_check(struct reader *r, struct node *origin);
bool number_find_origin(struct reader *r, struct node *node, double value, struct origin *origin, bool report);

/* table.c */
double *table_column(struct reader *r, const struct node *node, const char *file, const char *column);

/* check_*.c, derive.c */
void check_time(struct reader *r);
void check_items(struct reader *r);
void check_links(struct reader *r); /* only when nothing was wrong so far */
/* Warns of the statements' pointers to what an override or --set deleted, and takes them out of the merged document. */
void statements_prune(struct reader *r);
void derive(struct reader *r);

/* check_items.c: "low is more than high" with both pointers; keys out of place or missing; one form or the other */
bool item_is_after(struct date a, struct date b);
void item_order(struct reader *r, const struct node *item, const char *low, const char *high, const char *how);
void item_unexpected(struct reader *r, const struct node *item, const char *key, const char *why);
void item_expected(struct reader *r, const struct node *item, const char *key, const char *why);
void item_either(struct reader *r, const struct node *item, const char *one, const char *const *others, int n);
void item_position(struct reader *r, const struct node *item);
/* stability.c: the previous plan; in the resolved document its racks stand where its file was named */
void stability_read(struct reader *r);

/* check_network.c, check_hosting.c */
void check_network(struct reader *r);
void check_hosting(struct reader *r); /* only when nothing was wrong so far */

/* query.c: is it in the list, or the list empty? */
bool list_has(int n, const int *list, int index);
bool list_names(int n, const char *const *list, const char *word);

/* hosting.c: which rule refuses, in the order they are asked: a site that is out by a later one came further. */
enum refusal {
	MAY,
	OPTION_OFF,
	NOT_LISTED,
	KIND,
	TIER,
	REGION,
	LEVEL,
	NO_POSITION,
	LATENCY,
	SITE_OPENS,
	SITE_CLOSES,
	MOVE_DATE,
	DENSITY,
	NOT_HOSTED,
	SAME_SITE,
	NO_DISTANCE,
	TOO_NEAR,
	TOO_FAR,
	BEYOND_SYNC
};
enum refusal scenario_host_refusal(const struct scenario *sc, int d, int s, int t, const char **why);
enum refusal scenario_pair_refusal(const struct scenario *sc, int d, int s, int r, int t, const char **why);

/* resolved.c */
void resolved_write(struct reader *r, struct str *out);

#endif
