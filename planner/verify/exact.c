#include "planner/verify/exact.h"
#include "planner/base/str.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { ALLOWED_PARTS_LOG10 = 12 }; /* 1e-12 */
#define WHOLE_UP_TO 1e15

static void power_of_ten(mpz_t out, long exponent)
{
	mpz_ui_pow_ui(out, 10, (unsigned long)exponent);
}

void exact_of(mpq_t out, double decimal)
{
	struct str text = STR_INIT, digits = STR_INIT;
	const char *c;
	long exponent = 0;
	bool fraction = false;
	mpz_t scale;

	assert(isfinite(decimal));
	if (fabs(decimal) < WHOLE_UP_TO && !(floor(decimal) < decimal)) {
		mpq_set_d(out, decimal); /* most numbers are whole, and their double is what was written */
		return;
	}
	str_add_number(&text, decimal);
	for (c = text.text; *c && *c != 'e'; c++) {
		if (*c == '.') {
			fraction = true;
			continue;
		}
		str_add_char(&digits, *c);
		exponent -= fraction;
	}
	if (*c == 'e')
		exponent += strtol(c + 1, NULL, 10);
	mpq_set_ui(out, 0, 1);
	mpz_set_str(mpq_numref(out), digits.text, 10);
	mpz_init(scale);
	power_of_ten(scale, labs(exponent));
	if (exponent >= 0)
		mpz_mul(mpq_numref(out), mpq_numref(out), scale);
	else
		mpz_set(mpq_denref(out), scale);
	mpq_canonicalize(out);
	mpz_clear(scale);
	str_dispose(&text);
	str_dispose(&digits);
}

void exact_of_count(mpq_t out, long long count)
{
	_Static_assert(sizeof(long) == sizeof(long long), "mpq_set_si takes a long");
	mpq_set_si(out, count, 1);
}

void exact_ratio(mpq_t out, long numerator, long denominator)
{
	assert(denominator > 0);
	mpq_set_si(out, numerator, (unsigned long)denominator);
	mpq_canonicalize(out);
}

void exact_times(mpq_t out, double decimal)
{
	mpq_t factor;

	mpq_init(factor);
	exact_of(factor, decimal);
	mpq_mul(out, out, factor);
	mpq_clear(factor);
}

void exact_times_count(mpq_t out, long long count)
{
	mpq_t factor;

	mpq_init(factor);
	exact_of_count(factor, count);
	mpq_mul(out, out, factor);
	mpq_clear(factor);
}

void exact_add_product(mpq_t sum, const mpq_t a, const mpq_t b)
{
	mpq_t product;

	mpq_init(product);
	mpq_mul(product, a, b);
	mpq_add(sum, sum, product);
	mpq_clear(product);
}

bool exact_at_most(const mpq_t a, const mpq_t b)
{
	mpq_t over, allowed, other;
	mpz_t parts;
	bool holds;

	if (mpq_cmp(a, b) <= 0)
		return true;
	mpq_inits(over, allowed, other, NULL);
	mpz_init(parts);
	power_of_ten(parts, ALLOWED_PARTS_LOG10);
	mpq_sub(over, a, b);
	mpq_abs(allowed, a);
	mpq_abs(other, b);
	if (mpq_cmp(allowed, other) < 0)
		mpq_set(allowed, other);
	mpz_mul(mpq_denref(allowed), mpq_denref(allowed), parts);
	mpq_canonicalize(allowed);
	holds = mpq_cmp(over, allowed) <= 0;
	mpz_clear(parts);
	mpq_clears(over, allowed, other, NULL);
	return holds;
}

double exact_difference(const mpq_t a, const mpq_t b)
{
	mpq_t difference;
	double result;

	mpq_init(difference);
	mpq_sub(difference, a, b);
	result = mpq_get_d(difference);
	mpq_clear(difference);
	return result;
}
