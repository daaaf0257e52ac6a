/* The writers for CI: what they escape, what they count. Whole documents of real scenarios are in tests/cli_ci.sh. */
#include "planner/report/ci.h"
#include "tests/support.h"

#include <string.h>

/* Each state once; names and messages with everything that one of the forms must escape. */
static void fill(struct ci_suite *suite)
{
	const struct ci_place at = { "./dir/a,b:c%.json", 7, 3 };

	ci_suite_start(suite);
	suite->name = "small/\"late\" & <co>";
	suite->package = "small.late";
	suite->file = "a.json";
	ci_add_property(suite, "exit", "4");
	ci_add(suite, "met", CI_PASSED, "required 1", "");
	ci_add(suite, "failed #1", CI_FAILED, "100 % short", "line one\nline \"two\"")->place = at;
	ci_add(suite, "missed", CI_MISSED, "only striven for", "")->place = at;
	ci_add(suite, "skipped", CI_SKIPPED, "off", "");
	ci_add(suite, "error", CI_ERROR, "limit", "")->told = true;
	ci_add_note(suite, true, at, "a warning\r\nof two lines");
}

static struct str junit_of(const char *message)
{
	struct str out = STR_INIT;
	struct ci_suite suite;

	ci_suite_start(&suite);
	ci_add(&suite, "a", CI_FAILED, message, message);
	ci_junit(&suite, 1, "n", &out);
	ci_suite_dispose(&suite);
	return out;
}

START_TEST(junit_counts_what_is_missed_as_skipped)
{
	struct str out = STR_INIT;
	struct ci_suite suites[2];

	fill(&suites[0]);
	fill(&suites[1]);
	ci_junit(suites, 2, "check", &out);
	ck_assert_ptr_nonnull(strstr(out.text, "<testsuites name=\"check\" tests=\"10\" failures=\"2\" errors=\"2\">"));
	ck_assert_ptr_nonnull(
		strstr(out.text, "tests=\"5\" failures=\"1\" errors=\"1\" skipped=\"2\" file=\"a.json\">"));
	ck_assert_ptr_nonnull(strstr(out.text, "<skipped message=\"only striven for\"/>"));
	ck_assert_ptr_nonnull(strstr(out.text, "name=\"small/&quot;late&quot; &amp; &lt;co&gt;\""));
	ck_assert_ptr_nonnull(strstr(out.text, ">line one\nline &quot;two&quot;</failure>"));
	ck_assert_ptr_nonnull(strstr(out.text, " line=\"7\""));
	ci_suite_dispose(&suites[0]);
	ci_suite_dispose(&suites[1]);
	str_dispose(&out);
}
END_TEST

static const struct {
	const char *text, *attribute, *element;
} xml_cases[] = {
	{ "<a>&\"'", "&lt;a&gt;&amp;&quot;&#39;", "&lt;a&gt;&amp;&quot;&#39;" },
	{ "]]>", "]]&gt;", "]]&gt;" },
	{ "a\nb\tc", "a&#xA;b&#x9;c", "a\nb\tc" },
	{ "a\r\n", "a&#xD;&#xA;", "a&#xD;\n" },
	{ "\x01 \x1b[31m \x7f", "&#xFFFD; &#xFFFD;[31m &#x7F;", "&#xFFFD; &#xFFFD;[31m &#x7F;" },
	{ "数据 \xf0\x9f\x98\x80", "&#x6570;&#x636E; &#x1F600;", "&#x6570;&#x636E; &#x1F600;" },
	{ "\xff\xfe!", "&#xFFFD;&#xFFFD;!", "&#xFFFD;&#xFFFD;!" },                     /* no UTF-8 */
	{ "\xc0\xaf!", "&#xFFFD;&#xFFFD;!", "&#xFFFD;&#xFFFD;!" },                     /* too long a form */
	{ "\xe0\x80\xaf!", "&#xFFFD;&#xFFFD;&#xFFFD;!", "&#xFFFD;&#xFFFD;&#xFFFD;!" }, /* the same */
	{ "\xed\xa0\x80!", "&#xFFFD;&#xFFFD;&#xFFFD;!", "&#xFFFD;&#xFFFD;&#xFFFD;!" }, /* a surrogate */
	{ "\xef\xbf\xbe\xef\xbf\xbf!", "&#xFFFD;&#xFFFD;!", "&#xFFFD;&#xFFFD;!" },     /* no characters */
	{ "\xf4\x90\x80\x80!", "&#xFFFD;&#xFFFD;&#xFFFD;&#xFFFD;!",
	  "&#xFFFD;&#xFFFD;&#xFFFD;&#xFFFD;!" }, /* beyond U+10FFFF */
	{ "cut \xe6\x95", "cut &#xFFFD;&#xFFFD;", "cut &#xFFFD;&#xFFFD;" },
};

START_TEST(junit_holds_what_xml_can_hold)
{
	struct str out = junit_of(xml_cases[_i].text), want = STR_INIT;

	str_addf(&want, "<failure message=\"%s\" type=\"missed\">%s</failure>", xml_cases[_i].attribute,
	         xml_cases[_i].element);
	ck_assert_msg(strstr(out.text, want.text), "no %s in %s", want.text, out.text);
	str_dispose(&want);
	str_dispose(&out);
}
END_TEST

START_TEST(tap_numbers_all_and_escapes_what_begins_a_directive)
{
	struct str out = STR_INIT;
	struct ci_suite suites[2];

	fill(&suites[0]);
	fill(&suites[1]);
	ci_tap(suites, 2, &out);
	ck_assert(strncmp(out.text, "TAP version 13\n1..10\n", 21) == 0);
	ck_assert_ptr_nonnull(strstr(out.text, "\nnot ok 2 - small/\"late\" & <co>: failed \\#1\n"));
	ck_assert_ptr_nonnull(strstr(out.text, ": missed # TODO only striven for\n"));
	ck_assert_ptr_nonnull(strstr(out.text, "\nok 9 - small/\"late\" & <co>: skipped # SKIP off\n"));
	ck_assert_ptr_nonnull(strstr(out.text, "  details: \"line one\\nline \\\"two\\\"\"\n"));
	ck_assert_ptr_nonnull(strstr(out.text, "  line: 7\n  column: 3\n"));
	ci_suite_dispose(&suites[0]);
	ci_suite_dispose(&suites[1]);
	str_dispose(&out);
}
END_TEST

START_TEST(annotations_escape_as_workflow_commands_ask)
{
	struct str out = STR_INIT;
	struct ci_suite suite;

	fill(&suite);
	ci_annotations(&suite, 1, &out);
	ck_assert_str_eq(
		out.text,
		"::warning file=dir/a%2Cb%3Ac%25.json,line=7,col=3,title=rackplan::a warning%0D%0Aof two lines\n"
		"::error file=dir/a%2Cb%3Ac%25.json,line=7,col=3,title=small/\"late\" & <co>%3A failed #1::"
		"100 %25 short%0Aline one%0Aline \"two\"\n"
		"::warning file=dir/a%2Cb%3Ac%25.json,line=7,col=3,title=small/\"late\" & <co>%3A missed::"
		"only striven for\n");
	ci_suite_dispose(&suite);
	str_dispose(&out);
}
END_TEST

START_TEST(annotations_do_not_repeat_a_line)
{
	struct str once = STR_INIT, twice = STR_INIT;
	struct ci_suite suites[2];

	fill(&suites[0]);
	fill(&suites[1]);
	ci_annotations(suites, 1, &once);
	ci_annotations(suites, 2, &twice);
	ck_assert_str_eq(once.text, twice.text);
	suites[1].name = "other";
	str_clear(&twice);
	ci_annotations(suites, 2, &twice);
	ck_assert_uint_gt(twice.length, once.length);
	ci_suite_dispose(&suites[0]);
	ci_suite_dispose(&suites[1]);
	str_dispose(&once);
	str_dispose(&twice);
}
END_TEST

int main(void)
{
	const int n_xml = (int)(sizeof xml_cases / sizeof *xml_cases);
	Suite *suite = suite_create("ci");
	TCase *tcase = tcase_create("ci");

	tcase_add_test(tcase, junit_counts_what_is_missed_as_skipped);
	tcase_add_loop_test(tcase, junit_holds_what_xml_can_hold, 0, n_xml);
	tcase_add_test(tcase, tap_numbers_all_and_escapes_what_begins_a_directive);
	tcase_add_test(tcase, annotations_escape_as_workflow_commands_ask);
	tcase_add_test(tcase, annotations_do_not_repeat_a_line);
	suite_add_tcase(suite, tcase);
	return support_run(suite);
}
