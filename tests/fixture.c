#include "tests/fixture.h"
#include "tests/support.h"

#include <math.h>
#include <stdlib.h>

static const char *const more[] = { "costs", "metrics", "design", "facility", "allocation" };
enum { N_MORE = sizeof more / sizeof more[0] };

int fixture_count(void)
{
	return n_families + N_MORE;
}

const char *fixture_name(int i)
{
	return i < n_families ? families[i].name : more[i - n_families];
}

double fixture_cost(int i)
{
	return models_cost_of(fixture_name(i), NULL, NULL, NULL, NULL);
}

json_t *fixture_read(const char *fixture)
{
	struct models_case c = { .fixture = fixture };
	json_error_t error;
	json_t *root;

	models_read(&c);
	root = json_loads(c.sc->resolved_json, 0, &error);
	ck_assert_msg(root != NULL, "%s", error.text);
	models_close(&c);
	return root;
}

void fixture_write(json_t *root, const char *directory, struct str *path)
{
	char *text = json_dumps(root, 0);

	json_decref(root);
	str_addf(path, "%s/changed.json", directory);
	support_write(path->text, text);
	free(text);
}

double fixture_text_cost(const char *text)
{
	char *directory = support_directory();
	struct str path = STR_INIT;
	struct models_case c = { 0 };
	double cost;

	str_addf(&path, "%s/changed.json", directory);
	support_write(path.text, text);
	c.path = path.text;
	cost = models_cost(c);
	str_dispose(&path);
	support_remove(directory);
	return cost;
}

double fixture_changed_cost(json_t *root)
{
	char *text = json_dumps(root, 0);
	double cost;

	json_decref(root);
	cost = fixture_text_cost(text);
	free(text);
	return cost;
}

static void scale_items(json_t *items, double factor)
{
	size_t i;

	for (i = 0; i < json_array_size(items); i++)
		json_array_set_new(items, i, json_real(json_number_value(json_array_get(items, i)) * factor));
}

void fixture_scale(json_t *holder, const char *key, double factor)
{
	json_t *value = json_object_get(holder, key);

	if (json_is_number(value)) {
		json_object_set_new(holder, key, json_real(json_number_value(value) * factor));
	} else if (json_is_object(value)) {
		scale_items(json_object_get(value, "values"), factor);
		scale_items(json_object_get(value, "range"), factor);
		fixture_scale(value, "value", factor);
	}
}

void fixture_same(double cost, double other)
{
	ck_assert(isfinite(cost));
	ck_assert_msg(fabs(cost - other) <= 1e-9 * fmax(1.0, fabs(cost)), "%.12g is not %.12g", other, cost);
}
