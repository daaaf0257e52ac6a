/*
 * Each constraint family of the model has its rule in the verifier, shown in two ways: a plan that is right is changed so
 * that it breaks the rule, and a plan is made by a model that lacks the family. Both are refused, by that rule.
 *
 * A family without a line in the table below fails the test.
 */
#include "tests/models_case.h"
#include "tests/support.h"
#include "tests/verify_mutations.h"

#include <string.h>

/* With a previous plan that is this one, and racks that may not leave it. */
#define PREVIOUS "/stability={\"hosting_racks\":{\"bank\":{\"quay\":{\"2018-Q1\":30,\"2018-Q2\":30}}},\"most_racks\":0}"

static void two_racks_elsewhere_than_before(struct draft *d)
{
	*draft_host(d, "bank", "quay", "2018-Q2") -= 2;
	*draft_host(d, "bank", "mill", "2018-Q2") += 2;
}

static const struct mutation left = {
	two_racks_elsewhere_than_before,
	"stability",
	"2018-Q2",
	2,
	"racks",
	"stability at 2018-Q2: 2 racks of the previous plan are hosted elsewhere, 0 may be, 2 over",
	false
};

static const struct family_rule {
	const char *family;
	const char *rule, *place;   /* of a mutation of valley or delta */
	const struct mutation *own; /* or one of the delta with PREVIOUS */
} table[] = {
	{ "phase", "lead time", "north/b, 2018-Q2", NULL },
	{ "space", "space", "north, 2018-Q2", NULL },
	{ "power", "power", "north, 2018-Q4", NULL },
	{ "cooling", "cooling", "quay, 2018-Q1", NULL },
	{ "energy", "energy", "quay, 2018-Q1", NULL },
	{ "backup", "backup", "cloud/quay, 2018-Q2", NULL },
	{ "opening", "cost", "opening/ridge, 2018-Q1", NULL },
	{ "demand", "demand", "web, 2018-Q1", NULL },
	{ "migration", "migration", "government/old-rooms, 2018-Q4", NULL },
	{ "stability", "stability", "2018-Q2", &left },
	{ "network", "conservation", "out>harbour, 2018-Q1", NULL },
	{ "build", "rule bases", "2018-Q4", NULL },
	{ "budget", "budget", "building", NULL },
	{ "targets", "target", "design, 2018-Q4", NULL },
};
enum { N_TABLE = sizeof table / sizeof table[0] };

static const struct family_rule *rule_of(const char *family)
{
	int i;

	for (i = 0; i < N_TABLE; i++) {
		if (strcmp(table[i].family, family) == 0)
			return &table[i];
	}
	ck_abort_msg("the table has no mutation of family %s", family);
	return NULL;
}

/* With a list of the plan that it changes. */
static const struct mutation *find(const struct family_rule *rule, const struct mutations **list)
{
	static const struct mutations *const lists[] = { &valley_mutations, &delta_mutations, &network_mutations };
	const struct mutation *found = rule->own;
	int i;

	*list = &delta_mutations;
	for (i = 0; i < 3 && !found; i++) {
		*list = lists[i];
		found = mutation_find(lists[i], rule->rule, rule->place);
	}
	ck_assert_msg(found != NULL, "no mutation breaks %s at %s", rule->rule, rule->place);
	return found;
}

START_TEST(family_has_a_mutated_plan_that_is_refused)
{
	const struct family_rule *rule = rule_of(families[_i].name);
	const struct mutations *list;
	const struct mutation *mutation = find(rule, &list);
	struct draft *draft = list->open(rule->own ? PREVIOUS : NULL);

	verdict(draft, NULL, NULL);
	mutation->apply(draft);
	mutation_refused(draft, mutation);
	draft_close(draft);
}
END_TEST

/* The first word of a rule of type build is "rule"; what follows names it. */
static bool is_rule(const char *said, const char *rule)
{
	return strcmp(said, rule) == 0 || (strncmp(said, "rule ", 5) == 0 && strncmp(rule, "rule ", 5) == 0);
}

START_TEST(plan_of_a_model_without_the_family_is_refused)
{
	const struct family_rule *rule = rule_of(families[_i].name);
	struct models_case c = { .fixture = families[_i].name, .without = families[_i].name };
	struct violations violations = { 0 };
	bool found = false;
	int i;

	models_solve(&c);
	ck_assert_ptr_nonnull(c.plan);
	verify_plan(c.sc, c.plan, &violations);
	for (i = 0; i < violations.n; i++)
		found |= is_rule(violations.items[i].rule, rule->rule);
	ck_assert_msg(found, "%d violations, none of %s", violations.n, rule->rule);
	violations_dispose(&violations);
	models_close(&c);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("verify: every family of the model");
	TCase *tc = tcase_create("families");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, family_has_a_mutated_plan_that_is_refused, 0, n_families);
	tcase_add_loop_test(tc, plan_of_a_model_without_the_family_is_refused, 0, n_families);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
