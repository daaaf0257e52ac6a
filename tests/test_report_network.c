/*
 * What the tables and the summary say of links, standby racks and sources of energy: the plan of the delta.
 */
#include "planner/report/report.h"
#include "tests/draft.h"
#include "tests/support.h"

#include <string.h>

static struct draft *draft;

static void set_up(void)
{
	draft = draft_delta(NULL);
}

static void tear_down(void)
{
	draft_close(draft);
}

static void has(const struct str *text, const char *wanted)
{
	ck_assert_msg(strstr(text->text, wanted) != NULL, "no \"%s\" in\n%s", wanted, text->text);
}

/* 60 Gbps of the cut are wanted by Q3, and a module takes a quarter; the wave is lit for the load of its own period. */
START_TEST(modules_of_links_are_ordered_in_time)
{
	struct str text = STR_INIT;

	report_orders_csv(&draft->plan, draft->sc, &text);
	has(&text, "2018-01-01,2018-04-01,90,order_link,,hp/m10,m10,m10,2018-Q1,0,0,10,2018-Q2,6000,target exits\n");
	has(&text,
	    "2018-04-01,2018-04-01,0,order_link,,hh/wave,wave,wave,2018-Q2,0,0,4,2018-Q2,3000,load of 2018-Q2\n");
	str_dispose(&text);
}
END_TEST

START_TEST(the_first_start_pays_for_opening_the_site)
{
	struct str text = STR_INIT;

	report_orders_csv(&draft->plan, draft->sc, &text);
	has(&text, ",start,ridge,a,a,a,2018-Q1,40,0,0,2018-Q2,54000,");
	has(&text, ",start,ridge,b,b,b,2018-Q2,20,0,0,2018-Q3,0,");
	str_dispose(&text);
}
END_TEST

START_TEST(the_plans_table_has_standby_energy_and_gbps)
{
	struct str text = STR_INIT;

	report_plan_csv(&draft->plan, draft->sc, &text);
	has(&text, ",2018-Q3,ridge,standby_racks,50,racks\n");
	has(&text, ",2018-Q3,ridge,occupied_racks,50,racks\n");
	has(&text, ",2018-Q2,ridge,standby:archive:mill,15,racks\n");
	has(&text, ",2018-Q3,quay,energy:mains,265,MWh\n");
	has(&text, ",2018-Q2,,installed:hh,4,Gbps\n");
	has(&text, ",2018-Q1,,load:hp/forth,6.55,Gbps\n");
	has(&text, ",2018-Q3,,cut:exits,60,Gbps\n");
	ck_assert_ptr_null(strstr(text.text, "installed:po"));
	ck_assert_ptr_null(strstr(text.text, "energy:sun"));
	str_dispose(&text);
}
END_TEST

START_TEST(the_summary_shows_small_mw_and_modules)
{
	struct str text = STR_INIT;

	report_summary(&draft->plan, draft->sc, LANGUAGE_EN, &text);
	has(&text, "0.245");
	has(&text, "order link");
	has(&text, "10 Gbps");
	str_clear(&text);
	report_summary(&draft->plan, draft->sc, LANGUAGE_ZH, &text);
	has(&text, "链路扩容");
	str_dispose(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report, the delta");
	TCase *tables = tcase_create("tables");

	tcase_add_checked_fixture(tables, set_up, tear_down);
	tcase_add_test(tables, modules_of_links_are_ordered_in_time);
	tcase_add_test(tables, the_first_start_pays_for_opening_the_site);
	tcase_add_test(tables, the_plans_table_has_standby_energy_and_gbps);
	tcase_add_test(tables, the_summary_shows_small_mw_and_modules);
	suite_add_tcase(suite, tables);
	return support_run(suite);
}
