#include "tests/scenario_case.h"
#include "tests/support.h"

#include <math.h>
#include <string.h>

struct scenario *scenario_case_read(const char *path, const char *variant, int n_set, const char *const *set,
                                    struct str *said)
{
	const struct read_options options = { variant, n_set, set };
	struct findings findings;
	struct scenario *sc;

	memset(&findings, 0, sizeof findings);
	sc = scenario_read(path, &options, &findings);
	findings_print(&findings, said);
	ck_assert_int_eq(sc != NULL, findings.n_errors == 0);
	findings_dispose(&findings);
	return sc;
}

struct scenario *scenario_case_good(const char *path, const char *variant)
{
	struct str said = STR_INIT;
	struct scenario *sc = scenario_case_read(path, variant, 0, NULL, &said);

	ck_assert_msg(sc != NULL, "%s", said.text);
	ck_assert_str_eq(said.text, "");
	str_dispose(&said);
	return sc;
}

struct scenario *scenario_case_set(const char *path, const char *assignment)
{
	struct str said = STR_INIT;
	struct scenario *sc = scenario_case_read(path, NULL, 1, &assignment, &said);

	ck_assert_msg(sc != NULL, "%s", said.text);
	str_dispose(&said);
	return sc;
}

void scenario_case_near(double a, double b)
{
	ck_assert_msg(fabs(a - b) <= 1e-12 * fmax(1, fabs(b)), "%.17g is not %.17g", a, b);
}

/* Gives a text to the reader through a file of its own. */
struct scenario *scenario_case_text(const char *text, struct str *said)
{
	char *directory = support_directory();
	struct str path = STR_INIT;
	struct scenario *sc;

	str_addf(&path, "%s/s.json", directory);
	support_write(path.text, text);
	sc = scenario_case_read(path.text, NULL, 0, NULL, said);
	str_dispose(&path);
	support_remove(directory);
	return sc;
}
