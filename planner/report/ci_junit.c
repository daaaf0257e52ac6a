/* JUnit XML: the schema that it keeps, with what each attribute means here, is tests/junit.xsd. */
#include "planner/report/ci.h"

#include <string.h>

/* ---- text that XML 1.0 can hold ---- */

/* Bytes of the character at c, and its code; 0: ill-formed (a surrogate, a form too long, beyond U+10FFFF). */
static size_t character(const unsigned char *c, unsigned *code)
{
	static const unsigned least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n, i;

	if (c[0] < 0x80) {
		*code = c[0];
		return 1;
	}
	n = c[0] >= 0xf0 ? 4 : c[0] >= 0xe0 ? 3 : 2;
	if (c[0] < 0xc2 || c[0] > 0xf4)
		return 0;
	*code = c[0] & (0xffu >> (n + 1));
	for (i = 1; i < n; i++) {
		if ((c[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (c[i] & 0x3f);
	}
	return *code < least[n] || *code > 0x10ffff || (*code >= 0xd800 && *code < 0xe000) ? 0 : n;
}

/*
 * Escaped, in ASCII: some viewers guess the encoding and do not look at what the first line says. What XML cannot hold,
 * and names of files may, becomes U+FFFD. A line break would be a space to the reader of an attribute, so there it is a
 * reference, and so is a carriage return anywhere.
 */
static void add_text(struct str *out, const char *text, bool attribute)
{
	const unsigned char *c = (const unsigned char *)text;
	unsigned code;
	size_t n;

	for (; *c; c += n > 0 ? n : 1) {
		n = character(c, &code);
		if (n == 0 || code == 0xfffe || code == 0xffff ||
		    (code < 0x20 && code != '\t' && code != '\n' && code != '\r'))
			str_add(out, "&#xFFFD;");
		else if (code == '\r' || (attribute && code < 0x20) || code >= 0x7f)
			str_addf(out, "&#x%X;", code);
		else
			str_add_xml(out, (char[2]){ (char)code, '\0' });
	}
}

static void attribute(struct str *out, const char *name, const char *value)
{
	str_addf(out, " %s=\"", name);
	add_text(out, value, true);
	str_add_char(out, '"');
}

/* ---- the document ---- */

static int count(const struct ci_suite *suite, enum ci_state state)
{
	int i, n = 0;

	for (i = 0; i < suite->n; i++)
		n += suite->cases[i].state == state;
	return n;
}

/* <failure message="..." type="...">details</failure> */
static void add_verdict(struct str *out, const struct ci_case *one, const char *element, const char *type)
{
	str_addf(out, "      <%s", element);
	attribute(out, "message", one->message);
	if (type)
		attribute(out, "type", type);
	if (!*one->details) {
		str_add(out, "/>\n");
		return;
	}
	str_add_char(out, '>');
	add_text(out, one->details, false);
	str_addf(out, "</%s>\n", element);
}

static void add_case(struct str *out, const struct ci_suite *suite, const struct ci_case *one)
{
	str_add(out, "    <testcase");
	attribute(out, "name", one->name);
	attribute(out, "classname", suite->package);
	if (one->place.file)
		attribute(out, "file", one->place.file);
	if (one->place.file && one->place.line > 0)
		str_addf(out, " line=\"%d\"", one->place.line);
	str_add(out, ">\n");
	switch (one->state) {
	case CI_PASSED:
		str_add(out, "      <system-out>");
		add_text(out, one->message, false);
		str_addf(out, "%s", *one->details ? "\n" : "");
		add_text(out, one->details, false);
		str_add(out, "</system-out>\n");
		break;
	case CI_FAILED: add_verdict(out, one, "failure", "missed"); break;
	case CI_ERROR: add_verdict(out, one, "error", "no-answer"); break;
	case CI_MISSED:
	case CI_SKIPPED: add_verdict(out, one, "skipped", NULL); break;
	}
	str_add(out, "    </testcase>\n");
}

static void add_suite(struct str *out, const struct ci_suite *suite)
{
	int i;

	str_add(out, "  <testsuite");
	attribute(out, "name", suite->name);
	str_addf(out, " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\"", suite->n, count(suite, CI_FAILED),
	         count(suite, CI_ERROR), count(suite, CI_SKIPPED) + count(suite, CI_MISSED));
	attribute(out, "file", suite->file);
	str_add(out, ">\n");
	if (suite->n_properties > 0)
		str_add(out, "    <properties>\n");
	for (i = 0; i < suite->n_properties; i++) {
		str_add(out, "      <property");
		attribute(out, "name", suite->properties[i].name);
		attribute(out, "value", suite->properties[i].value);
		str_add(out, "/>\n");
	}
	if (suite->n_properties > 0)
		str_add(out, "    </properties>\n");
	for (i = 0; i < suite->n; i++)
		add_case(out, suite, &suite->cases[i]);
	str_add(out, "  </testsuite>\n");
}

void ci_junit(const struct ci_suite *suites, int n, const char *name, struct str *out)
{
	int i, tests = 0, failures = 0, errors = 0;

	for (i = 0; i < n; i++) {
		tests += suites[i].n;
		failures += count(&suites[i], CI_FAILED);
		errors += count(&suites[i], CI_ERROR);
	}
	str_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
	attribute(out, "name", name);
	str_addf(out, " tests=\"%d\" failures=\"%d\" errors=\"%d\">\n", tests, failures, errors);
	for (i = 0; i < n; i++)
		add_suite(out, &suites[i]);
	str_add(out, "</testsuites>\n");
}
