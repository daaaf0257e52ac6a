#include "planner/base/date.h"
#include "planner/base/error.h"
#include "planner/base/geo.h"
#include "planner/base/memory.h"
#include "planner/base/str.h"
#include "tests/support.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- error ---- */

START_TEST(error_keeps_the_first_failure)
{
	struct error err = ERROR_INIT;

	ck_assert_int_eq(error_set(&err, FAULT_INPUT, "a.json:3:1", "got %d", 7), -1);
	ck_assert_int_eq(error_set(&err, FAULT_OUTPUT, "elsewhere", "later"), -1);
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	ck_assert_str_eq(err.where, "a.json:3:1");
	ck_assert_str_eq(err.what, "got 7");
}
END_TEST

START_TEST(error_cuts_what_is_too_long_and_allows_no_place)
{
	struct error err = ERROR_INIT;
	char long_text[4000];

	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	error_set(&err, FAULT_INTERNAL, NULL, "%s", long_text);
	ck_assert_str_eq(err.where, "");
	ck_assert_uint_eq(strlen(err.what), sizeof err.what - 1);
}
END_TEST

/* ---- memory ---- */

START_TEST(memory_is_zeroed_and_reserve_keeps_contents)
{
	int *numbers = memory_alloc(10, sizeof *numbers);
	void *grown = numbers;
	int capacity = 10, i;

	for (i = 0; i < 10; i++)
		ck_assert_int_eq(numbers[i], 0);
	numbers[9] = 42;
	memory_reserve(&grown, &capacity, 10, sizeof *numbers);
	ck_assert_int_eq(capacity, 10);
	memory_reserve(&grown, &capacity, 11, sizeof *numbers);
	ck_assert_int_eq(capacity, 20);
	numbers = grown;
	ck_assert_int_eq(numbers[9], 42);
	memory_free(numbers);
}
END_TEST

static void alloc_too_much(void *argument)
{
	(void)argument;
	memory_free(memory_alloc(INT32_MAX, SIZE_MAX / 1024));
}

static void resize_too_much(void *argument)
{
	(void)argument;
	memory_free(memory_resize(NULL, SIZE_MAX / 2, 4));
}

static void reserve_too_much(void *argument)
{
	void *block = NULL;
	int capacity = 0;

	(void)argument;
	memory_reserve(&block, &capacity, INT32_MAX, 1);
}

START_TEST(memory_calls_the_handler_when_a_product_overflows)
{
	ck_assert(support_exhaust(0, alloc_too_much, NULL));
	ck_assert(support_exhaust(0, resize_too_much, NULL));
	ck_assert(support_exhaust(0, reserve_too_much, NULL));
}
END_TEST

static void several_allocations(void *argument)
{
	void **blocks = argument;
	int i;

	for (i = 0; i < 3; i++)
		blocks[i] = memory_alloc(1, 8);
}

START_TEST(memory_fails_at_the_nth_allocation_and_at_no_other)
{
	long n;
	int i;

	for (n = 1; n <= 4; n++) {
		void *blocks[3] = { NULL, NULL, NULL };

		ck_assert_int_eq(support_exhaust(n, several_allocations, blocks), n <= 3);
		for (i = 0; i < 3; i++) {
			ck_assert_int_eq(blocks[i] != NULL, i < n - 1);
			memory_free(blocks[i]);
		}
	}
}
END_TEST

START_TEST(arena_aligns_copies_and_takes_large_blocks)
{
	struct arena *arena = arena_new();
	char *text;
	int i;

	for (i = 1; i < 200; i++) {
		char *block = arena_alloc(arena, i * 37, 1);

		ck_assert_uint_eq((uintptr_t)block % sizeof(max_align_t) % 16, 0);
		memset(block, 0xff, (size_t)i * 37);
	}
	ck_assert_ptr_nonnull(arena_alloc(arena, 0, 8));
	text = arena_alloc(arena, 1000000, 1);
	for (i = 0; i < 1000000; i += 4999)
		ck_assert_int_eq(text[i], 0);
	ck_assert_ptr_null(arena_string(arena, NULL));
	ck_assert_str_eq(arena_string_n(arena, "abcdef", 3), "abc");
	ck_assert_str_eq(arena_format(arena, "%s-%d", "x", 5), "x-5");
	arena_free(arena);
	arena_free(NULL);
}
END_TEST

static void fill_arena(void *argument)
{
	struct arena *arena = argument;
	int i;

	for (i = 0; i < 5; i++)
		arena_alloc(arena, 100000, 1);
}

START_TEST(arena_survives_exhausted_memory)
{
	struct arena *arena = arena_new();

	ck_assert(support_exhaust(3, fill_arena, arena));
	ck_assert_str_eq(arena_string(arena, "still"), "still");
	arena_free(arena);
}
END_TEST

/* ---- str ---- */

START_TEST(str_grows_clears_and_is_never_null)
{
	struct str s = STR_INIT;
	int i;

	ck_assert_str_eq(s.text, "");
	str_clear(&s);
	for (i = 0; i < 1000; i++)
		str_addf(&s, "%d,", i % 10);
	ck_assert_uint_eq(s.length, 2000);
	ck_assert_uint_eq(strlen(s.text), 2000);
	str_clear(&s);
	ck_assert_str_eq(s.text, "");
	str_add_n(&s, "a\0b", 3);
	ck_assert_uint_eq(s.length, 3);
	str_dispose(&s);
	str_dispose(&s);
	ck_assert_str_eq(s.text, "");
}
END_TEST

static const struct {
	double value;
	const char *text;
} numbers[] = {
	{ 0, "0" },
	{ -0.0, "0" },
	{ 0.1, "0.1" },
	{ 50000, "50000" },
	{ 1.0 / 3, "0.3333333333333333" },
	{ -2.5, "-2.5" },
	{ 1e300, "1e+300" },
	{ 0.30000000000000004, "0.30000000000000004" },
	{ 123456789.125, "123456789.125" },
	{ 1200000, "1200000" },
	{ -999999999999999.0, "-999999999999999" },
	{ 1e15, "1e+15" },
	{ 1e-5, "1e-05" },
};

START_TEST(str_number_reads_back_and_is_short)
{
	struct str s = STR_INIT;

	str_add_number(&s, numbers[_i].value);
	ck_assert_str_eq(s.text, numbers[_i].text);
	ck_assert(fabs(strtod(s.text, NULL) - numbers[_i].value) <= 0);
	str_dispose(&s);
}
END_TEST

static const struct {
	const char *from, *json, *csv, *xml;
} escapes[] = {
	{ "plain", "\"plain\"", "plain", "plain" },
	{ "a\"b\\c", "\"a\\\"b\\\\c\"", "\"a\"\"b\\c\"", "a&quot;b\\c" },
	{ "x,y\n", "\"x,y\\n\"", "\"x,y\n\"", "x,y\n" },
	{ "<script>&'", "\"<script>&'\"", "<script>&'", "&lt;script&gt;&amp;&#39;" },
	{ "=1+1", "\"=1+1\"", "\"'=1+1\"", "=1+1" },
	{ "+1", "\"+1\"", "\"'+1\"", "+1" },
	{ "-1", "\"-1\"", "\"'-1\"", "-1" },
	{ "@a", "\"@a\"", "\"'@a\"", "@a" },
	{ "\tq", "\"\\tq\"", "\"'\tq\"", "\tq" },
	{ "\x01\x7f", "\"\\u0001\\u007f\"", "\x01\x7f", "\xef\xbf\xbd\x7f" },
	{ "太原", "\"太原\"", "太原", "太原" },
	{ "", "\"\"", "", "" },
};

START_TEST(str_escapes_for_json_csv_and_xml)
{
	struct str s = STR_INIT;

	str_add_json(&s, escapes[_i].from);
	ck_assert_str_eq(s.text, escapes[_i].json);
	str_clear(&s);
	str_add_csv(&s, escapes[_i].from);
	ck_assert_str_eq(s.text, escapes[_i].csv);
	str_clear(&s);
	str_add_xml(&s, escapes[_i].from);
	ck_assert_str_eq(s.text, escapes[_i].xml);
	str_dispose(&s);
}
END_TEST

START_TEST(str_counts_terminal_columns_and_edits)
{
	ck_assert_int_eq(str_columns("abc"), 3);
	ck_assert_int_eq(str_columns("太原a"), 5);
	ck_assert_int_eq(str_columns("e\xcc\x81"), 1); /* e and a combining acute accent */
	ck_assert_int_eq(str_columns(""), 0);
	ck_assert_int_eq(str_distance("sites", "sites"), 0);
	ck_assert_int_eq(str_distance("sties", "sites"), 1);
	ck_assert_int_eq(str_distance("site", "sites"), 1);
	ck_assert_int_eq(str_distance("", "abc"), 3);
	ck_assert_int_eq(str_distance("kitten", "sitting"), 3);
}
END_TEST

/* ---- date ---- */

static const struct {
	const char *text;
	int result;
} dates[] = {
	{ "2018-12-31", 0 },  { "2020-02-29", 0 },  { "2000-02-29", 0 },  { "2019-02-29", -1 }, { "2100-02-29", -1 },
	{ "2018-13-01", -1 }, { "2018-00-01", -1 }, { "2018-04-31", -1 }, { "2018-4-01", -1 },  { "2018-04-1", -1 },
	{ "1899-12-31", -1 }, { "2200-01-01", -1 }, { "2018/12/31", -1 }, { "", -1 },           { "2018-12-31 ", -1 },
	{ "+018-12-31", -1 }, { "2018-12-3x", -1 },
};

START_TEST(date_parses_days_of_the_calendar_and_nothing_else)
{
	struct date d = { 0, 0, 0 };
	char text[16];

	ck_assert_int_eq(date_parse(dates[_i].text, &d), dates[_i].result);
	if (dates[_i].result == 0)
		ck_assert_str_eq(date_format(d, text), dates[_i].text);
}
END_TEST

START_TEST(date_adds_months_to_the_last_day_at_most)
{
	struct date d = { 2018, 1, 31 };
	char text[16];

	ck_assert_str_eq(date_format(date_add_months(d, 1), text), "2018-02-28");
	ck_assert_str_eq(date_format(date_add_months(d, 25), text), "2020-02-29");
	ck_assert_str_eq(date_format(date_add_months(d, -2), text), "2017-11-30");
	ck_assert_str_eq(date_format(date_add_months(d, 0), text), "2018-01-31");
	ck_assert_str_eq(date_format(date_add_months(d, 11), text), "2018-12-31");
}
END_TEST

/* Every day of three centuries, against libc's calendar. */
START_TEST(date_numbers_agree_with_libc)
{
	struct date d = { 1900, 1, 1 }, next;
	struct tm tm;
	time_t seconds;
	long n = date_number(d), wrong = 0;

	/* Counted, as an assertion for each of 100,000 days takes Check long. */
	for (; d.year < 2199; d = next, n++) {
		seconds = (time_t)n * 86400;
		next = date_add_days(d, 1);
		wrong += !gmtime_r(&seconds, &tm) || date_number(d) != n;
		wrong += tm.tm_year + 1900 != d.year || tm.tm_mon + 1 != d.month || tm.tm_mday != d.day;
		wrong += date_compare(d, next) >= 0 || date_compare(date_add_days(next, -1), d) != 0;
	}
	ck_assert_int_eq(n, date_number((struct date){ 2199, 1, 1 }));
	ck_assert_int_eq(wrong, 0);
}
END_TEST

START_TEST(date_adds_many_days_both_ways)
{
	struct date d = { 2018, 5, 17 };
	int days;

	for (days = -4000; days <= 4000; days += 77)
		ck_assert_int_eq(date_number(date_add_days(d, days)), date_number(d) + days);
}
END_TEST

/* ---- geo ---- */

START_TEST(geo_distances_are_those_of_the_sphere)
{
	const double quarter_km = 6371.0088 * acos(-1.0) / 2;

	ck_assert_double_eq_tol(geo_great_circle_km(0, 0, 0, 90), quarter_km, 1e-9 * quarter_km);
	ck_assert_double_eq_tol(geo_great_circle_km(0, 0, 90, 0), quarter_km, 1e-9 * quarter_km);
	ck_assert_double_eq_tol(geo_great_circle_km(10, 20, -10, -160), 2 * quarter_km, 1e-3);
	ck_assert_double_eq_tol(geo_great_circle_km(37.87, 112.55, 37.87, 112.55), 0, 1e-9);
	/* Taiyuan to Beijing is some 400 km, and the way back is as long. */
	ck_assert_double_eq_tol(geo_great_circle_km(37.87, 112.55, 39.90, 116.40), 404, 3);
	ck_assert_double_eq_tol(geo_great_circle_km(39.90, 116.40, 37.87, 112.55),
	                        geo_great_circle_km(37.87, 112.55, 39.90, 116.40), 1e-9);
	ck_assert_double_eq_tol(geo_latency_ms(1000), 4.9, 1e-12);
}
END_TEST

#define ADD_ALL(tests, function, table) tcase_add_loop_test(tests, function, 0, (int)(sizeof(table) / sizeof *(table)))

int main(void)
{
	Suite *suite = suite_create("base");
	TCase *tests = tcase_create("base");

	suite_add_tcase(suite, tests);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, error_keeps_the_first_failure);
	tcase_add_test(tests, error_cuts_what_is_too_long_and_allows_no_place);
	tcase_add_test(tests, memory_is_zeroed_and_reserve_keeps_contents);
	tcase_add_test(tests, memory_calls_the_handler_when_a_product_overflows);
	tcase_add_test(tests, memory_fails_at_the_nth_allocation_and_at_no_other);
	tcase_add_test(tests, arena_aligns_copies_and_takes_large_blocks);
	tcase_add_test(tests, arena_survives_exhausted_memory);
	tcase_add_test(tests, str_grows_clears_and_is_never_null);
	ADD_ALL(tests, str_number_reads_back_and_is_short, numbers);
	ADD_ALL(tests, str_escapes_for_json_csv_and_xml, escapes);
	tcase_add_test(tests, str_counts_terminal_columns_and_edits);
	ADD_ALL(tests, date_parses_days_of_the_calendar_and_nothing_else, dates);
	tcase_add_test(tests, date_adds_months_to_the_last_day_at_most);
	tcase_add_test(tests, date_numbers_agree_with_libc);
	tcase_add_test(tests, date_adds_many_days_both_ways);
	tcase_add_test(tests, geo_distances_are_those_of_the_sphere);
	return support_run(suite);
}
