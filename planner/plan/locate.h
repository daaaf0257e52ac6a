/*
 * locate.h - where in a JSON text a pointer leads; for messages only.
 */
#ifndef RACKPLAN_PLAN_LOCATE_H
#define RACKPLAN_PLAN_LOCATE_H

/*
 * Line and column (from 1, columns in characters) of the value at `pointer` in a text that is valid JSON. Where the
 * pointer leads nowhere, that of the last value on its way.
 */
void plan_locate(const char *text, const char *pointer, int *line, int *column);

#endif
