#include "planner/base/memory.h"
#include "planner/report/charts.h"
#include "planner/report/external.h"
#include "planner/report/picture.h"
#include "tests/report_plan.h"
#include "tests/support.h"

#include <errno.h>
#include <expat.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct scenario *sc;
static struct plan *plan;
static char *directory, *scratch; /* scratch: TMPDIR of the program under test */
static char *path_before;

static void set_up(void)
{
	sc = report_scenario();
	plan = report_plan(sc);
	directory = support_directory();
	scratch = support_directory();
	path_before = strdup(getenv("PATH"));
	setenv("TMPDIR", scratch, 1);
}

static void tear_down(void)
{
	unsetenv("TMPDIR");
	setenv("PATH", path_before, 1);
	free(path_before);
	support_remove(directory);
	support_remove(scratch);
	plan_free(plan);
	scenario_free(sc);
}

/* Most tests look at the first four kinds; one draws all. */
static const struct chart_options in_tests = { 30, "plots", false, 4, LANGUAGE_EN },
				  svg_only = { 30, "plots", true, 4, LANGUAGE_EN },
				  all_kinds = { 30, "plots", true, 0, LANGUAGE_EN };

struct run {
	int result;
	struct str notes;
	struct error err;
};

/* Draws into directory/<name> and commits. */
static struct run draw(const char *name, const struct chart_options *options)
{
	struct run run = { 0, STR_INIT, ERROR_INIT };
	struct error err = ERROR_INIT;
	struct io_results *results;
	char path[4200];

	snprintf(path, sizeof path, "%s/%s", directory, name);
	ck_assert_int_eq(io_results_open(path, &results, &err), 0);
	run.result = charts_draw(plan, sc, options, results, NULL, &run.notes, &run.err);
	ck_assert_msg(io_results_commit(results, &err) == 0, "%s", err.what);
	io_results_close(results);
	ck_assert_int_eq(support_entries(scratch), 0);
	return run;
}

static char *result(const char *name, const char *file)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/%s/charts/%s", directory, name, file);
	return support_read(path);
}

/* A program of this name, first in PATH, that runs this shell text. */
static void fake(const char *name, const char *shell)
{
	char path[8600], text[4096];

	snprintf(path, sizeof path, "%s/bin", directory);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/bin/%s", directory, name);
	snprintf(text, sizeof text, "#!/bin/sh\n%s\n", shell);
	support_write(path, text);
	ck_assert_int_eq(chmod(path, 0700), 0);
	snprintf(path, sizeof path, "%s/bin:%s", directory, path_before);
	setenv("PATH", path, 1);
}

static void expect_fault(const struct run *run, const char *says)
{
	ck_assert_int_eq(run->result, -1);
	ck_assert_int_eq(run->err.kind, FAULT_EXTERNAL);
	ck_assert_msg(strstr(run->err.what, says) != NULL, "'%s: %s' does not say '%s'", run->err.where, run->err.what,
	              says);
}

/* ---- the charts themselves ---- */

static void on_start(void *data, const char *element, const char **attributes)
{
	int *elements = data;

	(void)attributes;
	++*elements;
	ck_assert_str_ne(element, "script");
}

static void expect_well_formed(const char *svg)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	int elements = 0;

	XML_SetUserData(parser, &elements);
	XML_SetStartElementHandler(parser, on_start);
	ck_assert_int_eq(XML_Parse(parser, svg, (int)strlen(svg), 1), XML_STATUS_OK);
	ck_assert_int_gt(elements, 50);
	XML_ParserFree(parser);
}

START_TEST(four_charts_in_two_languages_as_svg_and_png_with_their_data)
{
	static const char *const names[] = { "racks", "power", "costs", "targets" };
	static const char *const languages[] = { "en", "zh" };
	static const char *const suffixes[] = { "svg", "png", "tsv" };
	struct run run = draw("a", &in_tests);
	size_t i, j, k;

	ck_assert_msg(run.result == 0, "%s: %s", run.err.where, run.err.what);
	for (i = 0; i < 4; i++) {
		for (j = 0; j < 2; j++) {
			for (k = 0; k < 3; k++) {
				char name[64], *text;

				snprintf(name, sizeof name, "%s.%s.%s", names[i], languages[j], suffixes[k]);
				if (k == 1 &&
				    strstr(run.notes.text, name)) /* no Chinese font here: said, and left out */
					continue;
				text = result("a", name);
				ck_assert_msg(text != NULL, "%s", name);
				if (k == 0)
					expect_well_formed(text);
				free(text);
			}
		}
	}
	str_dispose(&run.notes);
}
END_TEST

/* An empty chart is left out with a reason; every other is there in both languages, and has the series of its data. */
START_TEST(every_kind_of_chart_is_drawn_or_left_out_with_a_reason)
{
	struct run run = draw("a", &all_kinds);
	int kind, drawn = 0;

	ck_assert_msg(run.result == 0, "%s: %s", run.err.where, run.err.what);
	for (kind = 0; kind < CHARTS; kind++) {
		char name[64], said[64], *en, *zh;

		snprintf(said, sizeof said, "chart %s is left out: ", chart_name(kind));
		snprintf(name, sizeof name, "%s.en.svg", chart_name(kind));
		en = result("a", name);
		snprintf(name, sizeof name, "%s.zh.svg", chart_name(kind));
		zh = result("a", name);
		ck_assert_msg((en == NULL) == (strstr(run.notes.text, said) != NULL), "%s", said);
		ck_assert_msg((en == NULL) == (zh == NULL), "%s", name);
		if (en) {
			expect_well_formed(en);
			expect_well_formed(zh);
			ck_assert_ptr_nonnull(strstr(en, "id=\"series_1\""));
			drawn++;
		}
		free(en);
		free(zh);
	}
	ck_assert_int_ge(drawn, 10);
	str_dispose(&run.notes);
}
END_TEST

static void expect_in(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) != NULL, "'%s' is missing", part);
}

START_TEST(names_are_literal_text_whatever_they_hold)
{
	struct run run = draw("a", &svg_only);
	char *svg = result("a", "power.en.svg"), *zh = result("a", "power.zh.svg");

	ck_assert_msg(run.result == 0, "%s: %s", run.err.where, run.err.what);
	/* In the series' names whole, in the label cut to the panel. */
	expect_in(svg, "<title>Datong `touch pwned` &quot;quoted&quot; _^{}&amp;@ "
	               "&lt;script&gt;alert(1)&lt;/script&gt; \\n&#39;x&#39;\nline: ");
	expect_in(svg, "<text>Datong `touch pwned` \"quoted\" _^{}");
	expect_in(zh, "<text>大同`touch pwned`\"引号\" _^{}&amp;@</text>");
	ck_assert_ptr_null(strstr(svg, "<script"));
	ck_assert(!support_exists("pwned"));
	free(svg);
	free(zh);
	str_dispose(&run.notes);
}
END_TEST

START_TEST(titles_say_what_the_plan_says)
{
	struct run run = draw("a", &svg_only);
	char *racks = result("a", "racks.en.svg"), *targets = result("a", "targets.zh.svg");
	char *zh = result("a", "racks.zh.svg");

	expect_in(racks, "<text>Design racks reach 56,280 by 2018-12-31</text>");
	expect_in(racks, "<title>Design racks reach 56,280 by 2018-12-31</title>");
	expect_in(
		racks,
		"Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif");
	ck_assert_ptr_null(strstr(racks, PICTURE_FONT));
	ck_assert_ptr_null(strstr(racks, "GNUPLOT"));
	expect_in(targets, "4 项执行的目标中 1 项未达成");
	/* What is not drawn is said. */
	expect_in(racks, "left out: departments' rooms (sites: 1), which no target shown counts");
	expect_in(zh, "未画出部门自有机房：1 个站点，图中目标不计");
	free(zh);
	free(racks);
	free(targets);
	str_dispose(&run.notes);
}
END_TEST

START_TEST(costs_title_says_what_its_share_is_a_share_of)
{
	static struct cost_item costs[] = { { COST_SHELL, 0, 0, 2e8, 2e8 },
		                            { COST_OPEX, 0, 7, 6e8, 1e8 },
		                            { COST_SALVAGE, -1, 8, -4e8, -1e8 } };
	struct run run;
	char *en, *zh;

	/* Undiscounted, operations are 75 % of what is spent; of the present cost they would be something else. */
	plan->costs = costs;
	plan->n_costs = 3;
	plan->objective_cny = 2e8;
	run = draw("a", &svg_only);
	ck_assert_msg(run.result == 0, "%s: %s", run.err.where, run.err.what);
	en = result("a", "costs.en.svg");
	zh = result("a", "costs.zh.svg");
	expect_in(en, "Present cost is CNY 200.0 M; 75 % of undiscounted spending is operations");
	expect_in(zh, "费用现值 2.00 亿元；未折现的支出中，运维占 75 %");
	expect_in(en, "<text>total, undiscounted</text>");
	expect_in(zh, "<text>合计（未折现）</text>");
	free(en);
	free(zh);
	str_dispose(&run.notes);
}
END_TEST

START_TEST(two_runs_give_the_same_svg_in_any_zone_and_locale)
{
	static const char *const names[] = { "racks.zh.svg", "power.en.svg", "costs.zh.svg", "targets.en.svg",
		                             "racks.zh.tsv" };
	struct run one = draw("a", &svg_only), two;
	size_t i;

	setenv("TZ", "Asia/Shanghai", 1);
	setenv("LC_ALL", "de_DE.UTF-8", 1);
	setenv("GNUTERM", "dumb", 1);
	setenv("SOURCE_DATE_EPOCH", "86400", 1);
	two = draw("b", &svg_only);
	ck_assert_int_eq(one.result | two.result, 0);
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		char *a = result("a", names[i]), *b = result("b", names[i]);

		ck_assert_str_eq(a, b);
		free(a);
		free(b);
	}
	str_dispose(&one.notes);
	str_dispose(&two.notes);
}
END_TEST

START_TEST(chart_with_nothing_in_it_is_left_out_with_a_reason)
{
	struct run run;

	plan->n_costs = 0;
	run = draw("a", &svg_only);
	ck_assert_int_eq(run.result, 0);
	expect_in(run.notes.text, "chart costs is left out: the plan costs nothing");
	ck_assert_ptr_null(result("a", "costs.en.svg"));
	str_dispose(&run.notes);
}
END_TEST

START_TEST(png_with_chinese_needs_a_chinese_font)
{
	struct run run;
	char *svg;

	fake("fc-list", "exit 0");
	run = draw("a", &in_tests);
	ck_assert_int_eq(run.result, 0);
	expect_in(run.notes.text, "charts/racks.zh.png is left out: no Chinese font");
	ck_assert_ptr_null(result("a", "racks.zh.png"));
	svg = result("a", "racks.zh.svg");
	ck_assert_ptr_nonnull(svg);
	free(svg);
	str_dispose(&run.notes);
}
END_TEST

/* ---- gnuplot is not trusted ---- */

START_TEST(absent_gnuplot_is_an_external_fault)
{
	struct run run;

	setenv("PATH", "/nonexistent", 1);
	run = draw("a", &svg_only);
	expect_fault(&run, "is not installed or not in PATH");
	ck_assert_str_eq(run.err.where, "gnuplot");
	str_dispose(&run.notes);
}
END_TEST

START_TEST(failing_gnuplot_is_an_external_fault)
{
	struct run run;

	fake("gnuplot", "echo 'no terminal' >&2; exit 1");
	run = draw("a", &svg_only);
	expect_fault(&run, "ended with 1: no terminal");
	str_dispose(&run.notes);
}
END_TEST

START_TEST(crashing_gnuplot_is_an_external_fault)
{
	struct run run;

	fake("gnuplot", "kill -SEGV $$");
	run = draw("a", &svg_only);
	expect_fault(&run, "was ended by signal 11");
	str_dispose(&run.notes);
}
END_TEST

START_TEST(gnuplot_that_hangs_is_killed_with_what_it_started)
{
	const struct chart_options soon = { 0.3, "plots", true, 4, LANGUAGE_EN };
	struct timespec before, after;
	struct run run;

	fake("gnuplot", "sleep 60 & sleep 60");
	clock_gettime(CLOCK_MONOTONIC, &before);
	run = draw("a", &soon);
	clock_gettime(CLOCK_MONOTONIC, &after);
	expect_fault(&run, "did not end within 0.3 s and was killed");
	ck_assert_int_lt(after.tv_sec - before.tv_sec, 5);
	str_dispose(&run.notes);
}
END_TEST

START_TEST(gnuplot_that_complains_is_not_believed)
{
	struct run run;
	char shell[300];

	snprintf(shell, sizeof shell, "PATH='%.200s' gnuplot \"$@\"; echo 'warning: odd' >&2", path_before);
	fake("gnuplot", shell);
	run = draw("a", &svg_only);
	expect_fault(&run, "warning: odd");
	ck_assert_ptr_null(result("a", "racks.en.svg"));
	str_dispose(&run.notes);
}
END_TEST

START_TEST(cut_file_is_not_believed)
{
	struct run run;
	char shell[400];

	snprintf(shell, sizeof shell,
	         "PATH='%.200s' gnuplot \"$@\" && head -c 9000 chart.svg > cut && mv cut chart.svg", path_before);
	fake("gnuplot", shell);
	run = draw("a", &svg_only);
	expect_fault(&run, "not well-formed");
	ck_assert_str_eq(run.err.where, "charts/racks.en.svg");
	str_dispose(&run.notes);
}
END_TEST

START_TEST(chart_without_one_of_its_series_is_not_believed)
{
	struct run run;
	char shell[400];

	snprintf(shell, sizeof shell, "PATH='%.200s' gnuplot \"$@\" && sed -i 's/gnuplot_plot_3a/other/' chart.svg",
	         path_before);
	fake("gnuplot", shell);
	run = draw("a", &svg_only);
	expect_fault(&run, "series of");
	str_dispose(&run.notes);
}
END_TEST

START_TEST(gnuplot_that_writes_nothing_is_not_believed)
{
	struct run run;

	fake("gnuplot", "exit 0");
	run = draw("a", &svg_only);
	expect_fault(&run, "ended well but wrote no racks.svg");
	str_dispose(&run.notes);
}
END_TEST

START_TEST(missing_templates_are_named)
{
	const struct chart_options nowhere = { 30, "/nonexistent/plots", true, 4, LANGUAGE_EN },
				   found = { 30, NULL, true, 4, LANGUAGE_EN };
	struct run run = draw("a", &nowhere);

	expect_fault(&run, "templates are not there");
	ck_assert_str_eq(run.err.where, "/nonexistent/plots");
	setenv("RACKPLAN_SHARE", "/nonexistent", 1);
	run = draw("b", &found);
	expect_fault(&run, "templates are not there");
}
END_TEST

START_TEST(missing_or_wrong_coastlines_are_named)
{
	char folder[4200], path[4300];
	struct chart_options elsewhere = all_kinds;
	struct run run;

	snprintf(folder, sizeof folder, "%s/plots", directory);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	snprintf(path, sizeof path, "%s/house.gp", folder);
	support_write(path, "");
	elsewhere.templates = folder;
	run = draw("a", &elsewhere);
	expect_fault(&run, "cannot read");
	snprintf(path, sizeof path, "%s/coast.txt", folder);
	ck_assert_str_eq(run.err.where, path);
	str_dispose(&run.notes);
	support_write(path, "detail -180 -90 180 90\nlake 1 2 3\n");
	run = draw("b", &elsewhere);
	expect_fault(&run, "line 2: expected detail, land or water");
	str_dispose(&run.notes);
}
END_TEST

static void on_alarm(int signal_number)
{
	(void)signal_number;
	report_interrupt();
	execl("/bin/sh", "sh", "-c", "exit 42", (char *)NULL); /* not _exit(): a memory checker would look for leaks */
	_exit(1);
}

START_TEST(interrupt_kills_gnuplot_and_leaves_no_scratch_folder)
{
	char path[4200], shell[4400], *text;
	struct io_results *results;
	struct error err = ERROR_INIT;
	struct str notes = STR_INIT;
	int status;
	pid_t child;

	snprintf(path, sizeof path, "%s/pid", directory);
	snprintf(shell, sizeof shell, "echo $$ > '%s'; exec sleep 60", path);
	fake("gnuplot", shell);
	child = fork();
	if (child == 0) {
		signal(SIGALRM, on_alarm);
		snprintf(shell, sizeof shell, "%s/out", directory);
		io_results_open(shell, &results, &err);
		charts_draw(plan, sc, &svg_only, results, NULL, &notes, &err);
		_exit(1);
	}
	while (!(text = support_read(path)) || !strchr(text, '\n')) {
		free(text);
		usleep(5000);
	}
	kill(child, SIGALRM);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 42);
	ck_assert_int_eq(support_entries(scratch), 0);
	for (status = 0; status < 400 && kill(atoi(text), 0) == 0; status++)
		usleep(5000); /* killed, and soon reaped by whoever inherits it */
	ck_assert_int_eq(kill(atoi(text), 0), -1);
	ck_assert_int_eq(errno, ESRCH);
	free(text);
}
END_TEST

/* ---- pictures ---- */

static void expect_svg(const char *body, int expected, const char *says)
{
	struct str svg = STR_INIT;
	struct error err = ERROR_INIT;
	int accepted;

	str_addf(&svg, "<svg xmlns=\"http://www.w3.org/2000/svg\">%s</svg>", body);
	accepted = picture_check_svg(&svg, expected, "x", &err) == 0;
	ck_assert_msg(accepted == !says, "%s: %s", body, err.what);
	if (says)
		ck_assert_msg(strstr(err.what, says) != NULL, "%s: %s", body, err.what);
	str_dispose(&svg);
}

START_TEST(svg_must_have_every_series_and_nothing_that_runs)
{
	expect_svg("<g id=\"gnuplot_plot_1\"><path d=\"M0,0\"/></g>", 1, NULL);
	expect_svg("<g id=\"gnuplot_plot_1\"></g>", 1, "empty");
	expect_svg("<g id=\"gnuplot_plot_1\"><path/></g>", 2, "1 series of 2");
	expect_svg("<g id=\"gnuplot_plot_1\"><path/></g><g id=\"gnuplot_plot_2\"><text>a</text></g>", 1,
	           "2 series of 1");
	expect_svg("<script>1</script>", 0, "<script>");
	expect_svg("<path onclick=\"1\"/>", 0, "onclick");
	expect_svg("<a href=\"http://example.org\"/>", 0, "href");
	expect_svg("<g>", 0, "not well-formed");
	expect_svg("&nbsp;", 0, "not well-formed");
}
END_TEST

START_TEST(png_must_be_whole_and_of_its_size)
{
	static const unsigned char whole[] = {
		0x89, 'P',  'N',  'G', '\r', '\n', 0x1a, '\n', 0,   0,   0,   13,   'I',  'H',  'D',
		'R',  0,    0,    0,   1,    0,    0,    0,    1,   8,   6,   0,    0,    0,    0x1f,
		0x15, 0xc4, 0x89, 0,   0,    0,    0,    'I',  'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
	};
	size_t length;

	for (length = 0; length <= sizeof whole; length++) {
		struct str png = STR_INIT;
		struct error err = ERROR_INIT;

		str_add_n(&png, (const char *)whole, length);
		ck_assert_int_eq(picture_check_png(&png, 1, 1, "x", &err), length == sizeof whole ? 0 : -1);
		ck_assert_int_eq(picture_check_png(&png, 2, 1, "x", &err), -1);
		if (length > 20) {
			png.text[20] ^= 1;
			ck_assert_int_eq(picture_check_png(&png, 1, 1, "x", &err), -1);
		}
		str_dispose(&png);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report charts");
	TCase *charts = tcase_create("charts"), *external = tcase_create("external"),
	      *pictures = tcase_create("pictures");

	tcase_set_timeout(charts, 120);
	tcase_set_timeout(external, 60);
	tcase_add_checked_fixture(charts, set_up, tear_down);
	tcase_add_checked_fixture(external, set_up, tear_down);
	tcase_add_test(charts, every_kind_of_chart_is_drawn_or_left_out_with_a_reason);
	tcase_add_test(charts, four_charts_in_two_languages_as_svg_and_png_with_their_data);
	tcase_add_test(charts, names_are_literal_text_whatever_they_hold);
	tcase_add_test(charts, titles_say_what_the_plan_says);
	tcase_add_test(charts, costs_title_says_what_its_share_is_a_share_of);
	tcase_add_test(charts, two_runs_give_the_same_svg_in_any_zone_and_locale);
	tcase_add_test(charts, chart_with_nothing_in_it_is_left_out_with_a_reason);
	tcase_add_test(charts, png_with_chinese_needs_a_chinese_font);
	tcase_add_test(external, absent_gnuplot_is_an_external_fault);
	tcase_add_test(external, failing_gnuplot_is_an_external_fault);
	tcase_add_test(external, crashing_gnuplot_is_an_external_fault);
	tcase_add_test(external, gnuplot_that_hangs_is_killed_with_what_it_started);
	tcase_add_test(external, gnuplot_that_complains_is_not_believed);
	tcase_add_test(external, cut_file_is_not_believed);
	tcase_add_test(external, chart_without_one_of_its_series_is_not_believed);
	tcase_add_test(external, gnuplot_that_writes_nothing_is_not_believed);
	tcase_add_test(external, missing_templates_are_named);
	tcase_add_test(external, missing_or_wrong_coastlines_are_named);
	tcase_add_test(external, interrupt_kills_gnuplot_and_leaves_no_scratch_folder);
	tcase_add_test(pictures, svg_must_have_every_series_and_nothing_that_runs);
	tcase_add_test(pictures, png_must_be_whole_and_of_its_size);
	suite_add_tcase(suite, charts);
	suite_add_tcase(suite, external);
	suite_add_tcase(suite, pictures);
	return support_run(suite);
}
