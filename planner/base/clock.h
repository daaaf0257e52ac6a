/*
 * clock.h - time that passes, for limits and for people who wait. Never for results.
 */
#ifndef RACKPLAN_BASE_CLOCK_H
#define RACKPLAN_BASE_CLOCK_H

double clock_now_s(void); /* of the monotonic clock; only differences mean anything */

#endif
