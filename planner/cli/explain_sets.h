/*
 * explain_sets.h - changes as --set texts. For explain_repair.c.
 */
#ifndef RACKPLAN_CLI_EXPLAIN_SETS_H
#define RACKPLAN_CLI_EXPLAIN_SETS_H

#include "planner/cli/explain.h"

void repair_set(struct repair *repair, const char *format, ...) __attribute__((format(printf, 2, 3)));
void repair_unset(struct repair *repair);

/* Of an item without rows: how many steps there are, and what step 1, 2, ... sets; the last step waives the item. */
int steps_of(const struct inquiry *q, struct item item);
void step_sets(const struct inquiry *q, struct item item, int step, struct repair *repair);

/* Of a link: how far it may be filled, in hundredths up to all of it. */
int headroom_steps(const struct inquiry *q, struct item item);
void headroom_sets(const struct inquiry *q, struct item item, int step, struct repair *repair);

/*
 * Of dates of what is started: a start that is moved by so many periods and a time to build of so many months; and how many
 * periods it can be moved by.
 */
void start_sets(const struct inquiry *q, struct item item, int move, int months, struct repair *repair);
int start_moves(const struct inquiry *q, struct item item);

/*
 * Of an item with rows: what gives way by `size`. Some can be said in several forms, of which the scenario takes the one
 * that it was written in.
 */
int amount_forms(const struct inquiry *q, struct item item);
void amount_sets(const struct inquiry *q, struct item item, double size, int form, struct repair *repair);

#endif
