/*
 * fixture.h - the fixtures of tests/fixtures/models as JSON to be changed: what the program writes of a scenario once it is
 * resolved, so that this also reads it back.
 */
#ifndef RACKPLAN_TESTS_FIXTURE_H
#define RACKPLAN_TESTS_FIXTURE_H

#include "tests/models_case.h"

#include <jansson.h>

/* Every family's fixture, and those that are more than one family. */
int fixture_count(void);
const char *fixture_name(int i);
double fixture_cost(int i); /* of the fixture as it is */

json_t *fixture_read(const char *fixture); /* json_decref() it */

/* Writes the scenario into the (new) directory, for c->path, and releases it. */
void fixture_write(json_t *root, const char *directory, struct str *path);
double fixture_changed_cost(json_t *root); /* of the plan; releases the scenario */
double fixture_text_cost(const char *text);

/* Multiplies the number under a key, bare or with its origin and range, or a series of values. */
void fixture_scale(json_t *holder, const char *key, double factor);

/* Fails the test unless both are finite and agree to 1e-9. */
void fixture_same(double cost, double other);

#endif
