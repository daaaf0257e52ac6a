/*
 * explain_text.h - sentences of an explanation that both text and JSON use.
 */
#ifndef RACKPLAN_CLI_EXPLAIN_TEXT_H
#define RACKPLAN_CLI_EXPLAIN_TEXT_H

#include "planner/cli/explain.h"

static inline const char *say(enum language language, const char *en, const char *zh)
	__attribute__((format_arg(2), format_arg(3)));
static inline const char *say(enum language language, const char *en, const char *zh)
{
	return language == LANGUAGE_ZH ? zh : en;
}

/* "phase lvliang/2 usable from 2018-10-01 instead of 2019-12-01", "+18 MW at datong: 40 MW installed instead of 22 MW". */
void repair_words(const struct inquiry *q, const struct repair *repair, enum language language, struct str *out);

/* "design racks", "设计机架" */
const char *metric_name(enum metric metric, enum language language);

/* "Huawei cloud data centre, phase 1 (lvliang-huawei/1)"; the id alone where there is no name. */
void item_label(const struct scenario *sc, struct item item, enum language language, struct str *out);
void site_label(const struct scenario *sc, int s, enum language language, struct str *out);
/* The same after a word that says what it is: "site Datong (datong)". */
void item_called(const struct scenario *sc, struct item item, const char *head, enum language language,
                 struct str *out);

/* A line for each item, targets first; many items of a kind share a line. */
void items_print(const struct scenario *sc, const struct item *items, int n, enum language language, struct str *out);

/* Appends the text with its lines broken at 80 columns. */
void explain_wrap(const char *text, struct str *out);

/* Of ratio targets in a conflict: what makes them harder, a line each. */
void explain_ratios(const struct inquiry *q, const struct explanation *explanation, int which, enum language language,
                    struct str *out);

#endif
