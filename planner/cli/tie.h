/*
 * tie.h - is model.mps the model of this scenario? The model code builds it once more, in a process of its own.
 */
#ifndef RACKPLAN_CLI_TIE_H
#define RACKPLAN_CLI_TIE_H

#include "planner/base/error.h"
#include "planner/base/str.h"
#include "planner/scenario/scenario.h"

#include <stddef.h>

/*
 * 0: row by row and column by column the same program. 1: it is not, and `why` says where they first differ. -1: the
 * process did not get so far, or the text cannot be read (err).
 */
int tie_model(const struct scenario *sc, const char *mps, size_t length, struct str *why, struct error *err);

#endif
