#include "planner/report/exhaustion.h"
#include "planner/report/page.h"
#include "planner/report/picture.h"
#include "planner/report/rates.h"
#include "planner/report/supplies.h"
#include "tests/report_plan.h"
#include "tests/support.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct scenario *sc;
static struct plan *plan;

static void set_up(void)
{
	sc = report_scenario();
	plan = report_plan(sc);
}

static void tear_down(void)
{
	plan_free(plan);
	scenario_free(sc);
}

static void expect_in(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) != NULL, "'%s' is missing", part);
}

static int count(const char *text, const char *part)
{
	int n = 0;

	for (text = strstr(text, part); text; text = strstr(text + 1, part))
		n++;
	return n;
}

/* ---- writing ---- */

START_TEST(text_is_escaped_wherever_it_goes)
{
	const char *evil = "<i>\"'&\x01";
	const struct text both = { evil, "<b>" };
	const struct site site = { .id = evil, .name = both };
	struct str out = STR_INIT;

	html_cell(&out, evil);
	html_row(&out, evil);
	html_text(&out, &both);
	html_row_head_text(&out, &both, evil);
	html_site_column(&out, &site, 2);
	html_cell_of(&out, evil, 1, 0);
	html_say(&out, PAGE_TITLE, (const struct text[4]){ both, both, both, both });
	ck_assert_ptr_null(strstr(out.text, "<i>"));
	ck_assert_ptr_null(strstr(out.text, "<b>"));
	ck_assert_ptr_null(strchr(out.text, '\x01'));
	expect_in(out.text, "&lt;i&gt;&quot;&#39;&amp;\xef\xbf\xbd");
	expect_in(out.text, "data-site=\"&lt;i&gt;");
	str_dispose(&out);
}
END_TEST

START_TEST(both_languages_are_marked_and_equal_ones_stand_once)
{
	struct str out = STR_INIT;

	html_both(&out, "racks", "机架");
	ck_assert_str_eq(out.text,
	                 "<span class=\"en\" lang=\"en\">racks</span><span class=\"zh\" lang=\"zh-CN\">机架</span>");
	str_clear(&out);
	html_both(&out, "MW", "MW");
	ck_assert_str_eq(out.text, "MW");
	str_clear(&out);
	html_both(&out, "机架", "机架");
	ck_assert_str_eq(out.text, "<span lang=\"zh-CN\">机架</span>");
	str_dispose(&out);
}
END_TEST

START_TEST(numbers_keep_their_full_value)
{
	struct str out = STR_INIT;

	html_cell_number(&out, 1234567.0625, 1);
	ck_assert_str_eq(out.text, "<td class=\"n\"><data value=\"1234567.0625\">1,234,567.1</data></td>");
	str_dispose(&out);
}
END_TEST

START_TEST(hash_is_what_a_policy_wants)
{
	struct str out = STR_INIT;

	html_hash(&out, "abc", 3); /* FIPS 180-2, in base 64 */
	ck_assert_str_eq(out.text, "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
	str_dispose(&out);
}
END_TEST

/* ---- pictures ---- */

static const char finished[] =
	"<?xml version=\"1.0\"?>\n<svg role=\"img\" viewBox=\"0 0 1040 300\" xmlns=\"x\">\n<title>T</title>\n<desc>D</desc>\n"
	"<g id=\"gnuplot_canvas\">\n<rect x=\"0\" y=\"0\" width=\"1040\" height=\"300\" fill=\"#ffffff\"/>\n"
	"<defs><circle id='gpPt6' r='1'/></defs>\n"
	"<g fill=\"none\" color=\"black\">\n</g>\n"
	"<g stroke=\"none\" fill=\"black\"><text></text></g>\n"
	"<g transform=\"translate(28.00,30.00)\" fill=\"rgb(31,35,40)\"><text>the title</text></g>\n"
	"<g id=\"series_1\"><title>a &amp; b</title><polygon fill = 'rgb( 58, 131, 184)' points='1,2'/></g>\n"
	"<g id=\"series_2\"><title>c</title><path stroke='rgb( 31,  35,  40)' d='M1,1 L2,2'/>"
	"<use xlink:href='#gpPt6' fill='rgb(179, 38, 30)'/></g>\n"
	"<g id=\"overlay_1\"><path stroke='black' d='M1,1 M2,2'/>"
	"<g transform=\"translate(9.00,99.00)\" fill=\"rgb(87,96,106)\" font-family=\"x\"><text>a label</text></g></g>\n"
	"</g>\n</svg>\n";

static void expect_outline(const char *text, const char *expected)
{
	struct str out = STR_INIT;
	const bool is_one = picture_outline(&out, text, strlen(text));

	ck_assert_int_eq(is_one, expected != NULL);
	if (expected)
		ck_assert_str_eq(out.text, expected);
	str_dispose(&out);
}

START_TEST(an_outline_loses_the_points_on_its_way_and_no_corner)
{
	expect_outline("0.00,5.00 1.00,5.00 1.00,5.00 2.00,5.00 2.00,7.50 3.00,7.50", "0,5 2,5 2,7.5 3,7.5");
	expect_outline("M0.00,0.00 L1.00,0.00 L1.00,0.00 L2.00,0.00 M5.00,1.00 L5.00,2.00 L5.00,3.25",
	               "M0,0 2,0M5,1 5,3.25");
	expect_outline("0,0 4,0 2,0 2,1", "0,0 4,0 2,0 2,1"); /* back on itself */
	expect_outline("0,0 1,1 2,2", "0,0 1,1 2,2");         /* aslant: as it is */
	expect_outline("7,-7", "7,-7");
	expect_outline("", "");
	expect_outline("M-1,0 h2 M0,-1 v2", NULL);
	expect_outline("M0,1 L2,3 z", NULL);
	expect_outline("1,2 3", NULL);
	expect_outline("1,2 3,", NULL);
}
END_TEST

START_TEST(a_picture_in_a_page_is_themed_and_has_ids_of_its_own)
{
	const struct picture_series series[] = { { "a & b", "s<1" }, { "c", NULL } };
	const struct picture_tip tips[] = { { 1, 2, 3, 4, "s<1", "a <tip>\nof two lines", NULL },
		                            { 0, 0, 0, 0, NULL, "along", "M1 2L3 4" } };
	const struct picture picture = { .id = "racks-en",
		                         .title = "T \"quoted\"",
		                         .n_series = 2,
		                         .series = series,
		                         .n_tips = 2,
		                         .tips = tips,
		                         .cropped_px = 68,
		                         .width_px = 1040,
		                         .height_px = 300 };
	struct str svg = STR_INIT, out = STR_INIT;

	str_add(&svg, finished);
	picture_inline_svg(&svg, &picture, &out);
	ck_assert_str_eq(
		out.text,
		"<svg id=\"racks-en\" role=\"img\" viewBox=\"0 68 1040 232\" aria-label=\"T &quot;quoted&quot;\">"
		"<g id=\"racks-en-gnuplot_canvas\"><defs><circle id=\"racks-en-gpPt6\" r=\"1\"/></defs>"
		"<g id=\"racks-en-series_1\" data-site=\"s&lt;1\"><title>a &amp; b</title><polygon fill=\"#3a83b8\" "
		"points=\"1,2\"/></g>"
		"<g id=\"racks-en-series_2\"><title>c</title><path stroke=\"var(--ink)\" d=\"M1,1 2,2\"/>"
		"<use xlink:href=\"#racks-en-gpPt6\" fill=\"var(--alarm)\"/></g>"
		"<g id=\"racks-en-overlay_1\"><g transform=\"translate(9.00,99.00)\" fill=\"var(--soft)\"><text>a label</text>"
		"</g></g></g>"
		"<g class=\"tips\" fill=\"none\" pointer-events=\"all\"><path d=\"M1.0,2.0h3.0v4.0h-3.0z\" "
		"data-site=\"s&lt;1\"><title>a &lt;tip&gt;\nof two lines</title></path>"
		"<path class=\"along\" pointer-events=\"stroke\" d=\"M1 2L3 4\"><title>along</title></path></g></svg>\n");
	str_dispose(&svg);
	str_dispose(&out);
}
END_TEST

/* ---- the page ---- */

static void write_page(enum language language, struct str *out)
{
	struct pictures pictures;
	const struct report_options options = { language, false, "1.2.3", true, 12.5e6, 0.0012341 };
	struct page page = { plan, sc, &pictures, language, &options, out };
	struct str style = STR_INIT, script = STR_INIT;

	str_add(&style, "p{}");
	str_add(&script, "0;");
	pictures_init(&pictures);
	charts_describe(plan, sc, &pictures);
	page_write(&page, &style, &script);
	pictures_dispose(&pictures);
	str_dispose(&style);
	str_dispose(&script);
}

static const char *after(const char *text, const char *part)
{
	const char *found = strstr(text, part);

	ck_assert_msg(found != NULL, "'%s' is missing, or not in its order", part);
	return found;
}

START_TEST(ledger_then_orders_then_why_then_provenance)
{
	static const char *const order[] = { "<h1>",          "id=\"ledger\"",       "id=\"targets\"",
		                             "id=\"orders\"", "id=\"orders-table\"", "id=\"why\"",
		                             "id=\"limits\"", "id=\"assumptions\"",  "id=\"proof\"",
		                             "id=\"bounds\"" };
	struct str out = STR_INIT;
	const char *c;
	size_t i;

	write_page(LANGUAGE_EN, &out);
	c = out.text;
	for (i = 0; i < sizeof order / sizeof *order; i++)
		c = after(c, order[i]);
	str_dispose(&out);
}
END_TEST

START_TEST(every_text_of_the_page_is_in_both_languages)
{
	struct str en = STR_INIT, zh = STR_INIT;

	write_page(LANGUAGE_EN, &en);
	write_page(LANGUAGE_ZH, &zh);
	ck_assert_int_eq(count(en.text, "<span class=\"en\""), count(en.text, "<span class=\"zh\""));
	ck_assert_int_gt(count(en.text, "<span class=\"en\""), 100);
	ck_assert_int_eq(count(en.text, "<div class=\"en picture\""), count(en.text, "<div class=\"zh picture\""));
	expect_in(en.text, "<html lang=\"en\">");
	expect_in(en.text, "id=\"lang-en\" value=\"en\" checked");
	expect_in(zh.text, "<html lang=\"zh-CN\">");
	expect_in(zh.text, "id=\"lang-zh\" value=\"zh\" checked");
	str_dispose(&en);
	str_dispose(&zh);
}
END_TEST

START_TEST(names_of_a_page_are_text)
{
	struct str out = STR_INIT;

	write_page(LANGUAGE_EN, &out);
	/* The fixture's site in Datong has a name that would run, as its SVGs' test says. */
	expect_in(out.text, "Datong `touch pwned` &quot;quoted&quot; _^{}&amp;@ &lt;script&gt;alert(1)&lt;/script&gt;");
	ck_assert_int_eq(count(out.text, "<script>"), 1);
	ck_assert_int_eq(count(out.text, "</script>"), 1);
	str_dispose(&out);
}
END_TEST

START_TEST(the_policy_names_style_and_script_and_forbids_the_rest)
{
	struct str out = STR_INIT;

	write_page(LANGUAGE_EN, &out);
	expect_in(out.text, "content=\"default-src 'none'; style-src 'sha256-");
	expect_in(out.text, "base-uri 'none'; form-action 'none'\">");
	ck_assert_ptr_null(strstr(out.text, "unsafe"));
	ck_assert_ptr_null(strstr(out.text, "http://"));
	ck_assert_ptr_null(strstr(out.text, " style=\""));
	ck_assert_ptr_null(strstr(out.text, " onclick"));
	str_dispose(&out);
}
END_TEST

START_TEST(the_same_plan_gives_the_same_page)
{
	struct str a = STR_INIT, b = STR_INIT;

	write_page(LANGUAGE_ZH, &a);
	write_page(LANGUAGE_ZH, &b);
	ck_assert_str_eq(a.text, b.text);
	str_dispose(&a);
	str_dispose(&b);
}
END_TEST

START_TEST(a_page_without_pictures_has_the_tables_and_says_so)
{
	struct str out = STR_INIT;

	write_page(LANGUAGE_EN, &out);
	ck_assert_ptr_null(strstr(out.text, "<svg"));
	expect_in(out.text, "This picture was not drawn");
	expect_in(out.text, "id=\"table-racks\"");
	expect_in(out.text, "id=\"table-power\"");
	expect_in(out.text, "id=\"table-costs\"");
	str_dispose(&out);
}
END_TEST

START_TEST(a_chart_that_would_be_empty_is_left_out_with_its_reason)
{
	struct str out = STR_INIT;

	ck_assert_int_eq(sc->n_links, 0);
	write_page(LANGUAGE_EN, &out);
	ck_assert_ptr_null(strstr(out.text, "id=\"chart-network\""));
	expect_in(after(out.text, "class=\"left-out\""), "<code>network</code>: ");
	expect_in(out.text, "the scenario has no network");
	str_dispose(&out);
}
END_TEST

START_TEST(what_is_proved_is_said_and_the_gap_is_rounded_up)
{
	struct str out = STR_INIT;

	write_page(LANGUAGE_EN, &out);
	expect_in(after(out.text, "class=\"proved\""), "no plan costs less than CNY 12.5 M");
	expect_in(out.text, "0.124 %");
	str_dispose(&out);
}
END_TEST

/* ---- figures that charts and tables share ---- */

START_TEST(rates_are_occupied_of_available_and_of_design)
{
	double *available = calloc((size_t)plan->n_periods, sizeof *available);
	double *design = calloc((size_t)plan->n_periods, sizeof *design);
	int s, t;

	rates_of_all(plan, sc, false, available);
	rates_of_all(plan, sc, true, design);
	for (t = 0; t < plan->n_periods; t++) {
		double occupied = 0, in_use = 0, built = 0;

		for (s = 0; s < sc->n_sites; s++) {
			if (!rates_is_data_centre(sc, s))
				continue;
			occupied += plan_site_occupied(plan, sc, s, t);
			in_use += plan_site_available(plan, sc, s, t);
			built += plan_site_design(plan, sc, s, t);
		}
		if (in_use > 0)
			ck_assert_double_eq_tol(available[t], occupied / in_use, 1e-12);
		else
			ck_assert(isnan(available[t]));
		ck_assert_double_eq_tol(design[t], occupied / built, 1e-12);
	}
	free(available);
	free(design);
}
END_TEST

START_TEST(classes_are_served_or_not_and_nothing_else)
{
	int k, s, t, d;

	for (t = 0; t < plan->n_periods; t++) {
		int hosted = 0, of_classes = 0, unserved = 0, of_demands = 0;

		for (k = 0; k < sc->n_classes; k++) {
			unserved += rates_class_unserved(plan, sc, k, t);
			for (s = 0; s < sc->n_sites; s++)
				of_classes += rates_class_hosted(plan, sc, k, s, t);
		}
		for (s = 0; s < sc->n_sites; s++)
			hosted += plan_site_hosted(plan, s, t);
		for (d = 0; d < sc->n_demands; d++)
			of_demands += plan->unserved_racks[d * plan->n_periods + t];
		ck_assert_int_eq(of_classes, hosted);
		ck_assert_int_eq(unserved, of_demands);
	}
}
END_TEST

START_TEST(supplies_add_up_to_what_the_sites_draw)
{
	struct supplies supplies;
	int i, s, t;

	supplies_make(plan, sc, &supplies);
	ck_assert_int_gt(supplies.n, 0);
	for (t = 0; t < plan->n_periods; t++) {
		double drawn = 0, supplied = 0;

		for (s = 0; s < sc->n_sites; s++)
			drawn += scenario_site_exists(sc, s) ? rates_site_mwh(plan, sc, s, t) : 0;
		for (i = 0; i < supplies.n; i++)
			supplied += supply_mwh(plan, sc, &supplies.items[i], t);
		ck_assert_double_eq_tol(supplied, drawn, 1e-6 * drawn);
	}
}
END_TEST

START_TEST(usable_power_is_drawn_free_or_stranded)
{
	struct exhaustion item;
	int s, n = 0, last = plan->n_periods - 1;

	for (s = 0; s < sc->n_sites; s++) {
		if (!exhaustion_of(plan, sc, s, &item))
			continue;
		n++;
		if (item.drawn_mw <= item.usable_mw - item.stranded_mw)
			ck_assert_double_eq_tol(item.drawn_mw + item.free_mw + item.stranded_mw, item.usable_mw, 1e-9);
		if (item.racks_from >= 0)
			ck_assert_int_ge(plan_site_occupied(plan, sc, s, last), plan_site_available(plan, sc, s, last));
		if (item.racks_from > 0)
			ck_assert_int_lt(plan_site_occupied(plan, sc, s, item.racks_from - 1),
			                 plan_site_available(plan, sc, s, item.racks_from - 1) +
			                         (plan_site_available(plan, sc, s, item.racks_from - 1) == 0));
	}
	ck_assert_int_gt(n, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report page");
	TCase *writing = tcase_create("writing"), *page = tcase_create("page"), *figures = tcase_create("figures");
	SRunner *runner;
	int failed;

	tcase_add_test(writing, text_is_escaped_wherever_it_goes);
	tcase_add_test(writing, both_languages_are_marked_and_equal_ones_stand_once);
	tcase_add_test(writing, numbers_keep_their_full_value);
	tcase_add_test(writing, hash_is_what_a_policy_wants);
	tcase_add_test(writing, a_picture_in_a_page_is_themed_and_has_ids_of_its_own);
	tcase_add_test(writing, an_outline_loses_the_points_on_its_way_and_no_corner);
	tcase_add_checked_fixture(page, set_up, tear_down);
	tcase_add_test(page, ledger_then_orders_then_why_then_provenance);
	tcase_add_test(page, every_text_of_the_page_is_in_both_languages);
	tcase_add_test(page, names_of_a_page_are_text);
	tcase_add_test(page, the_policy_names_style_and_script_and_forbids_the_rest);
	tcase_add_test(page, the_same_plan_gives_the_same_page);
	tcase_add_test(page, a_page_without_pictures_has_the_tables_and_says_so);
	tcase_add_test(page, a_chart_that_would_be_empty_is_left_out_with_its_reason);
	tcase_add_test(page, what_is_proved_is_said_and_the_gap_is_rounded_up);
	tcase_add_checked_fixture(figures, set_up, tear_down);
	tcase_add_test(figures, rates_are_occupied_of_available_and_of_design);
	tcase_add_test(figures, classes_are_served_or_not_and_nothing_else);
	tcase_add_test(figures, supplies_add_up_to_what_the_sites_draw);
	tcase_add_test(figures, usable_power_is_drawn_free_or_stranded);
	suite_add_tcase(suite, writing);
	suite_add_tcase(suite, page);
	suite_add_tcase(suite, figures);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed > 0;
}
