/*
 * exact.h - rational numbers of the decimals that a planner wrote.
 *
 * 1.3 in a scenario means 13/10; its double is a little more. A comparison on the double would refuse a plan that
 * uses exactly what there is, so each double is read as the shortest decimal that names it, which is what was written.
 */
#ifndef RACKPLAN_VERIFY_EXACT_H
#define RACKPLAN_VERIFY_EXACT_H

#include <stdbool.h>
#include <gmp.h>

void exact_of(mpq_t out, double decimal); /* decimal is finite; out is initialised */
void exact_of_count(mpq_t out, long long count);
void exact_ratio(mpq_t out, long numerator, long denominator);

/* out = out x decimal; out = out x count */
void exact_times(mpq_t out, double decimal);
void exact_times_count(mpq_t out, long long count);

/* sum = sum + a x b */
void exact_add_product(mpq_t sum, const mpq_t a, const mpq_t b);

/*
 * Is a at most b? Numbers that the reader derived (growth, baselines) are rounded to doubles, so 1e-12 of the larger
 * one is allowed: no rack, kW or fen is as small as that.
 */
bool exact_at_most(const mpq_t a, const mpq_t b);

double exact_difference(const mpq_t a, const mpq_t b); /* a - b, rounded once */

#endif
