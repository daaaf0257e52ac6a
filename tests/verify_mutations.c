#include "tests/verify_mutations.h"
#include "tests/support.h"

#include <math.h>
#include <string.h>

const struct mutation *mutation_find(const struct mutations *list, const char *rule, const char *place)
{
	int i;

	for (i = 0; i < list->n; i++) {
		if (strcmp(list->items[i].rule, rule) == 0 && strcmp(list->items[i].place, place) == 0)
			return &list->items[i];
	}
	return NULL;
}

void mutation_refused(const struct draft *draft, const struct mutation *mutation)
{
	struct violations violations = { 0 };
	const struct violation *found;
	struct str said = STR_INIT;

	verify_plan(draft->sc, &draft->plan, &violations);
	verify_print(&violations, &said);
	found = draft_find(&violations, mutation->rule, mutation->place);
	ck_assert_msg(found != NULL, "no violation of %s at %s\n%s", mutation->rule, mutation->place, said.text);
	ck_assert_msg(fabs(found->amount - mutation->amount) < 1e-5, "%s: %.9g", found->message, found->amount);
	ck_assert_str_eq(found->unit, mutation->unit);
	if (mutation->message)
		ck_assert_msg(strncmp(found->message, mutation->message, strlen(mutation->message)) == 0, "%s",
		              found->message);
	str_dispose(&said);
	violations_dispose(&violations);
}

void mutation_checked(const struct mutations *list, int i)
{
	struct draft *draft = list->open(NULL);

	list->items[i].apply(draft);
	mutation_refused(draft, &list->items[i]);
	if (!list->items[i].claim) {
		draft_silence(draft);
		mutation_refused(draft, &list->items[i]);
	}
	draft_close(draft);
}

int verdict(const struct draft *draft, const char *rule, const char *place)
{
	struct violations violations = { 0 };
	struct str said = STR_INIT;
	bool found;
	int n = verify_plan(draft->sc, &draft->plan, &violations);

	found = !rule || draft_find(&violations, rule, place);
	verify_print(&violations, &said);
	ck_assert_msg(found, "no violation of %s at %s\n%s", rule ? rule : "", place ? place : "", said.text);
	ck_assert_msg(rule || n == 0, "%s", said.text);
	str_dispose(&said);
	violations_dispose(&violations);
	return n;
}
