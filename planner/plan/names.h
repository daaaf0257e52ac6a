/*
 * names.h - what plan.json calls things; shared by its writer and its reader only.
 */
#ifndef RACKPLAN_PLAN_NAMES_H
#define RACKPLAN_PLAN_NAMES_H

#include "planner/plan/plan.h"

enum { PLAN_FORMAT = 1, TARGET_STATES = 4, PLAN_STATUSES = 3, DIRECTIONS = 2 };

#define PLAN_HORIZON_END "end" /* the period of what falls at the horizon's end; no label reads so */

extern const char *const target_state_names[TARGET_STATES]; /* by enum target_state */
extern const char *const direction_names[DIRECTIONS];       /* forth, back */
extern const char *const plan_status_names[PLAN_STATUSES];  /* what struct plan's status may say */

void plan_phase_id(const struct scenario *sc, int p, struct str *out); /* appends "site/phase" */
void plan_feed_id(const struct scenario *sc, int f, struct str *out);
void plan_source_id(const struct scenario *sc, int e, struct str *out); /* "site/source" */
void plan_module_id(const struct scenario *sc, int m, struct str *out); /* "link/module" */

#endif
