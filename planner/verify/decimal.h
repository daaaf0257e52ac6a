/*
 * decimal.h - decimals exactly as a file has them, and sums of their products of any length.
 *
 * Proofs are checked on these: no step rounds, unless its name says so.
 */
#ifndef RACKPLAN_VERIFY_DECIMAL_H
#define RACKPLAN_VERIFY_DECIMAL_H

#include "planner/base/str.h"

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

struct decimal { /* digits x 10^exponent, as read; no trailing zeros */
	long long digits;
	int exponent;
};

/* [+-]digits[.digits][e[+-]digits], at most 18 digits that count, exponents to +-999. 0, or -1: no such number. */
int decimal_read(const char *text, struct decimal *out);
int decimal_sign(struct decimal d);

struct total {
	mpz_t digits;
	int exponent;
};

void total_init(struct total *t); /* 0 */
void total_clear(struct total *t);
void total_set(struct total *t, const struct total *from);
void total_set_decimal(struct total *t, struct decimal d);
void total_add(struct total *t, const struct total *a);
void total_subtract(struct total *t, const struct total *a);
void total_add_product(struct total *t, struct decimal a, struct decimal b);
void total_subtract_product(struct total *t, struct decimal a, struct decimal b);
void total_add_times(struct total *t, const struct total *a, struct decimal b); /* t + a x b */
void total_times(struct total *t, const struct total *a);
void total_absolute(struct total *t);

int total_sign(const struct total *t);
int total_compare(const struct total *a, const struct total *b); /* < 0, 0, > 0 */
double total_double(const struct total *t);                      /* for messages only */

/* The largest number with at most so many digits that is not above; the smallest that is not below. */
void total_round_down(struct total *t, int digits);
void total_round_up(struct total *t, int digits);

/* a / b, rounded up to 6 digits; b > 0. */
void total_share_up(struct total *share, const struct total *a, const struct total *b);

void total_print(const struct total *t, struct str *out); /* exactly; total_read() reads it back */
int total_read(const char *text, struct total *t);        /* as decimal_read, with up to 1000 digits */

#endif
