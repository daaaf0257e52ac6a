#include "planner/report/ci.h"

#include <string.h>

void ci_suite_start(struct ci_suite *suite)
{
	memset(suite, 0, sizeof *suite);
	suite->name = suite->package = suite->file = "";
	suite->arena = arena_new();
}

void ci_suite_dispose(struct ci_suite *suite)
{
	memory_free(suite->cases);
	memory_free(suite->notes);
	memory_free(suite->properties);
	arena_free(suite->arena);
	memset(suite, 0, sizeof *suite);
}

static const char *keep(struct ci_suite *suite, const char *text)
{
	return arena_string(suite->arena, text ? text : "");
}

struct ci_case *ci_add(struct ci_suite *suite, const char *name, enum ci_state state, const char *message,
                       const char *details)
{
	void *grown = suite->cases;
	struct ci_case *added;

	memory_reserve(&grown, &suite->capacity, suite->n + 1, sizeof *added);
	suite->cases = grown;
	added = &suite->cases[suite->n++];
	memset(added, 0, sizeof *added);
	added->name = keep(suite, name);
	added->state = state;
	added->message = keep(suite, message);
	added->details = keep(suite, details);
	return added;
}

void ci_add_note(struct ci_suite *suite, bool warning, struct ci_place place, const char *message)
{
	void *grown = suite->notes;
	struct ci_note *added;

	memory_reserve(&grown, &suite->notes_capacity, suite->n_notes + 1, sizeof *added);
	suite->notes = grown;
	added = &suite->notes[suite->n_notes++];
	added->warning = warning;
	added->place = place;
	added->place.file = arena_string(suite->arena, place.file);
	added->message = keep(suite, message);
}

void ci_add_property(struct ci_suite *suite, const char *name, const char *value)
{
	void *grown = suite->properties;
	struct ci_property *added;

	memory_reserve(&grown, &suite->properties_capacity, suite->n_properties + 1, sizeof *added);
	suite->properties = grown;
	added = &suite->properties[suite->n_properties++];
	added->name = keep(suite, name);
	added->value = keep(suite, value);
}
