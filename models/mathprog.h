/*
 * mathprog.h - a scenario as the data section of models/capacity.mod.
 *
 * Its own numbers and dates, of what exists: nothing that the planner's model worked out from them. So the two state
 * the mathematics twice, and a test compares them (tests/twin.sh).
 */
#ifndef RACKPLAN_MODELS_MATHPROG_H
#define RACKPLAN_MODELS_MATHPROG_H

#include "planner/base/str.h"
#include "planner/scenario/scenario.h"

/* Appends the data section. Numbers read back as they are, in any locale; ids are quoted symbols. */
void mathprog_write(const struct scenario *sc, struct str *out);

#endif
