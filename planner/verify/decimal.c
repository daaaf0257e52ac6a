#include "planner/verify/decimal.h"

#include "planner/base/memory.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 18, MOST_DIGITS_OF_A_TOTAL = 1000, LARGEST_EXPONENT = 999 };

/* ---- reading ---- */

/* The exponent that ends a number: "", "e-7", "E+12". 0, or -1. */
static int read_exponent(const char *c, int *exponent)
{
	long value;
	char *end;

	if (!*c)
		return 0;
	if (*c != 'e' && *c != 'E')
		return -1;
	c++;
	if (!isdigit((unsigned char)c[*c == '-' || *c == '+']))
		return -1;
	value = strtol(c, &end, 10);
	if (*end || value < -LARGEST_EXPONENT || value > LARGEST_EXPONENT)
		return -1;
	*exponent = (int)value;
	return 0;
}

/*
 * Takes a number apart: its digits without leading and trailing zeros into `digits`, "0" for nothing. The exponent is such
 * that the last digit counts 10^exponent. 0, or -1 when it is no number or has more than `most` digits that count.
 */
static int take_apart(const char *text, size_t most, struct str *digits, bool *negative, int *exponent)
{
	bool any = false, fraction = false;
	const char *c = text;
	int behind = 0, power = 0;

	*negative = *c == '-';
	c += *c == '-' || *c == '+';
	for (; isdigit((unsigned char)*c) || (*c == '.' && !fraction); c++) {
		if (*c == '.') {
			fraction = true;
			continue;
		}
		any = true;
		behind += fraction;
		if (*c != '0' || digits->length > 0)
			str_add_char(digits, *c);
		if (digits->length > MOST_DIGITS_OF_A_TOTAL || behind > MOST_DIGITS_OF_A_TOTAL)
			return -1;
	}
	if (!any || read_exponent(c, &power))
		return -1;
	*exponent = power - behind;
	while (digits->length > 0 && digits->text[digits->length - 1] == '0') {
		digits->text[--digits->length] = '\0';
		++*exponent;
	}
	if (digits->length == 0) {
		str_add_char(digits, '0');
		*exponent = 0;
	}
	return digits->length <= most ? 0 : -1;
}

int decimal_read(const char *text, struct decimal *out)
{
	struct str digits = STR_INIT;
	bool negative;
	int result = take_apart(text, MOST_DIGITS, &digits, &negative, &out->exponent);

	if (result == 0) {
		out->digits = strtoll(digits.text, NULL, 10);
		if (negative)
			out->digits = -out->digits;
	}
	str_dispose(&digits);
	return result;
}

int total_read(const char *text, struct total *t)
{
	struct str digits = STR_INIT;
	bool negative;
	int exponent, result = take_apart(text, MOST_DIGITS_OF_A_TOTAL, &digits, &negative, &exponent);

	if (result == 0) {
		mpz_set_str(t->digits, digits.text, 10);
		t->exponent = exponent;
		if (negative)
			mpz_neg(t->digits, t->digits);
	}
	str_dispose(&digits);
	return result;
}

int decimal_sign(struct decimal d)
{
	return (d.digits > 0) - (d.digits < 0);
}

/* ---- sums ---- */

void total_init(struct total *t)
{
	mpz_init(t->digits);
	t->exponent = 0;
}

void total_clear(struct total *t)
{
	mpz_clear(t->digits);
}

void total_set(struct total *t, const struct total *from)
{
	mpz_set(t->digits, from->digits);
	t->exponent = from->exponent;
}

void total_set_decimal(struct total *t, struct decimal d)
{
	_Static_assert(sizeof(long) == sizeof(long long), "mpz_set_si takes a long");
	mpz_set_si(t->digits, d.digits);
	t->exponent = d.exponent;
}

static void shift(mpz_t digits, int powers_of_ten)
{
	mpz_t power;

	assert(powers_of_ten >= 0);
	if (powers_of_ten == 0)
		return;
	mpz_init(power);
	mpz_ui_pow_ui(power, 10, (unsigned long)powers_of_ten);
	mpz_mul(digits, digits, power);
	mpz_clear(power);
}

/* t + digits x 10^exponent, or t - that; `digits` is spoilt. */
static void take_in(struct total *t, mpz_t digits, int exponent, bool subtract)
{
	if (mpz_sgn(digits) == 0)
		return;
	if (mpz_sgn(t->digits) == 0)
		t->exponent = exponent;
	if (exponent > t->exponent) {
		shift(digits, exponent - t->exponent);
	} else {
		shift(t->digits, t->exponent - exponent);
		t->exponent = exponent;
	}
	if (subtract)
		mpz_sub(t->digits, t->digits, digits);
	else
		mpz_add(t->digits, t->digits, digits);
}

static void combine(struct total *t, const struct total *a, bool subtract)
{
	mpz_t digits;

	mpz_init_set(digits, a->digits);
	take_in(t, digits, a->exponent, subtract);
	mpz_clear(digits);
}

void total_add(struct total *t, const struct total *a)
{
	combine(t, a, false);
}

void total_subtract(struct total *t, const struct total *a)
{
	combine(t, a, true);
}

static void combine_product(struct total *t, struct decimal a, struct decimal b, bool subtract)
{
	mpz_t digits;

	if (a.digits == 0 || b.digits == 0)
		return;
	mpz_init_set_si(digits, a.digits);
	mpz_mul_si(digits, digits, b.digits);
	take_in(t, digits, a.exponent + b.exponent, subtract);
	mpz_clear(digits);
}

void total_add_product(struct total *t, struct decimal a, struct decimal b)
{
	combine_product(t, a, b, false);
}

void total_subtract_product(struct total *t, struct decimal a, struct decimal b)
{
	combine_product(t, a, b, true);
}

void total_add_times(struct total *t, const struct total *a, struct decimal b)
{
	mpz_t digits;

	mpz_init(digits);
	mpz_mul_si(digits, a->digits, b.digits);
	take_in(t, digits, a->exponent + b.exponent, false);
	mpz_clear(digits);
}

void total_times(struct total *t, const struct total *a)
{
	mpz_mul(t->digits, t->digits, a->digits);
	t->exponent += a->exponent;
}

void total_absolute(struct total *t)
{
	mpz_abs(t->digits, t->digits);
}

int total_sign(const struct total *t)
{
	return mpz_sgn(t->digits);
}

int total_compare(const struct total *a, const struct total *b)
{
	struct total difference;
	int sign;

	total_init(&difference);
	total_set(&difference, a);
	total_subtract(&difference, b);
	sign = total_sign(&difference);
	total_clear(&difference);
	return sign;
}

/* ---- rounding, where it is asked for ---- */

static int count_digits(const struct total *t)
{
	char *text = mpz_get_str(NULL, 10, t->digits);
	void (*release)(void *, size_t);
	int n = (int)strlen(text) - (*text == '-');

	mp_get_memory_functions(NULL, NULL, &release);
	release(text, strlen(text) + 1);
	return n;
}

static void cut(struct total *t, int digits, bool up)
{
	int extra = count_digits(t) - digits;
	mpz_t power;

	if (extra <= 0)
		return;
	mpz_init(power);
	mpz_ui_pow_ui(power, 10, (unsigned long)extra);
	if (up)
		mpz_cdiv_q(t->digits, t->digits, power);
	else
		mpz_fdiv_q(t->digits, t->digits, power);
	t->exponent += extra;
	mpz_clear(power);
}

void total_round_down(struct total *t, int digits)
{
	cut(t, digits, false);
}

void total_round_up(struct total *t, int digits)
{
	cut(t, digits, true);
}

void total_share_up(struct total *share, const struct total *a, const struct total *b)
{
	enum { DIGITS = 6, SPARE = 12 };
	mpz_t denominator;
	int powers = count_digits(b) - count_digits(a) + SPARE;

	assert(total_sign(b) > 0);
	mpz_init_set(denominator, b->digits);
	mpz_set(share->digits, a->digits);
	if (powers > 0)
		shift(share->digits, powers);
	else
		shift(denominator, -powers);
	mpz_cdiv_q(share->digits, share->digits, denominator);
	share->exponent = a->exponent - b->exponent - powers;
	total_round_up(share, DIGITS);
	mpz_clear(denominator);
}

/* ---- text ---- */

/* 0.000123, 45, 1200 in full; what would need more than 20 zeros as 12e34. */
void total_print(const struct total *t, struct str *out)
{
	enum { MOST_ZEROS = 20 };
	void (*release)(void *, size_t);
	char *text = mpz_get_str(NULL, 10, t->digits), *digits = text + (*text == '-');
	int n = (int)strlen(digits), exponent = t->exponent, before;

	for (; n > 1 && digits[n - 1] == '0'; n--)
		exponent++;
	if (*digits == '0')
		exponent = 0;
	before = n + exponent; /* digits before the point */
	if (*text == '-')
		str_add_char(out, '-');
	if (exponent >= 0 && exponent <= MOST_ZEROS) {
		str_addf(out, "%.*s%.*s", n, digits, exponent, "00000000000000000000");
	} else if (exponent < 0 && before > 0) {
		str_addf(out, "%.*s.%.*s", before, digits, n - before, digits + before);
	} else if (exponent < 0 && -before <= MOST_ZEROS) {
		str_addf(out, "0.%.*s%.*s", -before, "00000000000000000000", n, digits);
	} else {
		str_addf(out, "%.*se%d", n, digits, exponent);
	}
	mp_get_memory_functions(NULL, NULL, &release);
	release(text, strlen(text) + 1);
}

double total_double(const struct total *t)
{
	struct str text = STR_INIT;
	double value;

	total_print(t, &text);
	value = strtod(text.text, NULL);
	str_dispose(&text);
	return value;
}
