/*
 * Amounts for people: three digits or more, whatever the size; colours of many sites; an SVG that is dark on a dark screen.
 */
#include "planner/report/chart.h"
#include "planner/report/format.h"
#include "tests/support.h"

#include <math.h>
#include <string.h>

static const struct scenario yuan = { .money = { .currency = "CNY" } }, euro = { .money = { .currency = "EUR" } };

static void expect_money(const struct scenario *sc, double value, const char *en, const char *zh)
{
	struct str out = STR_INIT;

	format_money(&out, sc, value, LANGUAGE_EN);
	ck_assert_str_eq(out.text, en);
	str_clear(&out);
	format_money(&out, sc, value, LANGUAGE_ZH);
	ck_assert_str_eq(out.text, zh);
	str_dispose(&out);
}

START_TEST(small_sums_show_three_digits)
{
	expect_money(&yuan, 1.2345678e9, "CNY 1,234.6 M", "12.35 亿元");
	expect_money(&yuan, 98.76e6, "CNY 98.8 M", "9,876.0 万元");
	expect_money(&yuan, 3.456e6, "CNY 3.46 M", "345.6 万元");
	expect_money(&yuan, 938667, "CNY 938,667", "93.9 万元");
	expect_money(&yuan, 12345, "CNY 12,345", "1.23 万元");
	expect_money(&yuan, 1234.5, "CNY 1,234", "1,234 元");
	expect_money(&yuan, 92.6, "CNY 92.6", "92.6 元");
	expect_money(&yuan, 0.02, "CNY 0.02", "0.02 元");
	expect_money(&euro, 12345, "EUR 12,345", "1.23 万EUR");
}
END_TEST

START_TEST(what_comes_back_and_nothing_are_shown_likewise)
{
	expect_money(&yuan, -582311, "CNY -582,311", "-58.2 万元");
	expect_money(&yuan, -1955.7e6, "CNY -1,955.7 M", "-19.56 亿元");
	expect_money(&yuan, 0, "CNY 0", "0 元");
	expect_money(&yuan, -0.0, "CNY 0", "0 元");
}
END_TEST

START_TEST(budgets_of_any_size_show_three_digits_in_a_narrow_column)
{
	struct str out = STR_INIT;

	format_metric(&out, &yuan, METRIC_CAPEX, 2.5e9, false, LANGUAGE_EN);
	str_add_char(&out, '|');
	format_metric(&out, &yuan, METRIC_CAPEX, 45678, false, LANGUAGE_EN);
	str_add_char(&out, '|');
	format_metric(&out, &yuan, METRIC_CAPEX, 45678, true, LANGUAGE_EN);
	str_add_char(&out, '|');
	format_metric(&out, &yuan, METRIC_CAPEX, 45678, false, LANGUAGE_ZH);
	ck_assert_str_eq(out.text, "CNY 2.50 bn|CNY 45,678|+45,678|4.57 万元");
	str_dispose(&out);
}
END_TEST

START_TEST(forty_eight_sites_have_as_many_colours)
{
	enum { MANY = 48 };
	int i, k;

	for (i = 0; i < MANY; i++) {
		for (k = 0; k < i; k++)
			ck_assert_int_ne(chart_palette(i), chart_palette(k));
		ck_assert(chart_palette(i) >= 0 && chart_palette(i) <= 0xffffff);
	}
	ck_assert_int_eq(chart_palette(MANY), chart_palette(0));
}
END_TEST

/* Of each of the house's greys, in both of the forms that gnuplot has for a colour; on a screen alone. */
START_TEST(a_file_is_dark_on_a_dark_screen_and_not_on_paper)
{
	struct str svg = STR_INIT, out = STR_INIT;
	struct picture picture = { .title = "T", .description = "D" };

	str_add(&svg, "<svg>\n<title>Gnuplot</title>\n<desc>Produced</desc>\n<rect fill=\"#ffffff\"/></svg>");
	picture_finish_svg(&svg, &picture, &out);
	ck_assert_ptr_nonnull(
		strstr(out.text, "<title>T</title>\n<style>@media screen and (prefers-color-scheme:dark){"));
	ck_assert_ptr_nonnull(strstr(out.text, "[fill=\"rgb(31,35,40)\"],[fill=\"rgb( 31,  35,  40)\"]{fill:#e6e9ed}"));
	ck_assert_ptr_nonnull(strstr(out.text, "[stroke=\"rgb(208,215,222)\"]"));
	ck_assert_ptr_nonnull(strstr(out.text, "[fill=\"#ffffff\"]{fill:#171b21}}</style>\n<desc>D</desc>"));
	str_clear(&out);
	picture.id = "x";
	picture_finish_svg(&svg, &picture, &out);
	str_clear(&svg);
	picture_inline_svg(&out, &picture, &svg);
	ck_assert_ptr_null(strstr(svg.text, "style")); /* a page has a theme of its own, and a policy against styles */
	str_dispose(&svg);
	str_dispose(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report, its forms");
	TCase *forms = tcase_create("forms");

	tcase_add_test(forms, small_sums_show_three_digits);
	tcase_add_test(forms, what_comes_back_and_nothing_are_shown_likewise);
	tcase_add_test(forms, budgets_of_any_size_show_three_digits_in_a_narrow_column);
	tcase_add_test(forms, forty_eight_sites_have_as_many_colours);
	tcase_add_test(forms, a_file_is_dark_on_a_dark_screen_and_not_on_paper);
	suite_add_tcase(suite, forms);
	return support_run(suite);
}
