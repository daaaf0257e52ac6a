/* result.c - the file of one variant's result, written and read back. */
#include "planner/sweep/result.h"
#include "planner/base/io.h"

#include <math.h>
#include <string.h>

enum { MOST_BYTES = 64 * 1024 * 1024 };

static const char head[] = "{\"rackplan_sweep_run\": 1, \"sha256\": \"";
enum { HASH_AT = sizeof head - 1, REST_AT = HASH_AT + 64 };

int sweep_target_reached(const struct sweep_target *target)
{
	if (strcmp(target->state, "met") == 0 || strcmp(target->state, "reachable") == 0)
		return 1;
	return strcmp(target->state, "missed") == 0 ? 0 : -1;
}

/* ---- writing ---- */

static void add_text(struct str *out, const char *key, const char *text)
{
	str_addf(out, "\"%s\": ", key);
	str_add_json(out, text);
}

static void add_number(struct str *out, const char *key, double number)
{
	str_addf(out, ", \"%s\": ", key);
	if (isfinite(number))
		str_add_number(out, number);
	else
		str_add(out, "null");
}

static void add_settings(const struct sweep_result *result, struct str *out)
{
	int i;

	str_add(out, ",\n\"settings\": [");
	for (i = 0; i < result->n_settings; i++) {
		str_add(out, i > 0 ? ",\n  {" : "\n  {");
		add_text(out, "path", result->settings[i].pointer);
		str_addf(out, ", \"value\": %s}", result->settings[i].value.json);
	}
	str_add(out, "]");
}

static void add_targets(const struct sweep_result *result, struct str *out)
{
	int i;

	str_add(out, ",\n\"targets\": [");
	for (i = 0; i < result->n_targets; i++) {
		const struct sweep_target *target = &result->targets[i];

		str_add(out, i > 0 ? ",\n  {" : "\n  {");
		add_text(out, "id", target->id);
		str_add(out, ", ");
		add_text(out, "state", target->state);
		str_add(out, ", ");
		add_text(out, "unit", target->unit);
		add_number(out, "required", target->required);
		add_number(out, "achieved", target->achieved);
		add_number(out, "slack", target->slack);
		str_add_char(out, '}');
	}
	str_add(out, "]");
}

static void add_costs(const struct sweep_result *result, struct str *out)
{
	int i;

	str_add(out, ",\n\"costs\": [");
	for (i = 0; i < result->n_costs; i++) {
		str_add(out, i > 0 ? ",\n  {" : "\n  {");
		add_text(out, "kind", result->costs[i].kind);
		add_number(out, "nominal_cny", result->costs[i].nominal_cny);
		add_number(out, "present_cny", result->costs[i].present_cny);
		str_add_char(out, '}');
	}
	str_add(out, "]");
}

static void add_orders(const struct sweep_result *result, struct str *out)
{
	int i;

	str_add(out, ",\n\"orders\": [");
	for (i = 0; i < result->n_orders; i++) {
		const struct sweep_order *order = &result->orders[i];

		str_add(out, i > 0 ? ",\n  {" : "\n  {");
		add_text(out, "owner", order->owner);
		str_add(out, ", ");
		add_text(out, "action", order->action);
		str_addf(out, ", \"orders\": %d, \"quantity\": %d", order->n_orders, order->quantity);
		add_number(out, "mw", order->mw);
		add_number(out, "gbps", order->gbps);
		add_number(out, "cost_cny", order->cost_cny);
		str_add_char(out, '}');
	}
	str_add(out, "]");
}

void sweep_result_write(const struct sweep_result *result, struct str *out)
{
	struct str rest = STR_INIT;
	char hex[65];

	str_add(&rest, "\",\n");
	add_text(&rest, "key", result->key);
	str_add(&rest, ",\n\"scenario\": {");
	add_text(&rest, "id", result->scenario);
	str_add(&rest, ", ");
	add_text(&rest, "variant", result->variant);
	str_add(&rest, ", ");
	add_text(&rest, "sha256", result->sha256);
	str_add(&rest, "},\n");
	add_text(&rest, "status", result->status);
	str_addf(&rest, ", \"exit\": %d, \"planned\": %s,\n", result->exit_code, result->planned ? "true" : "false");
	add_text(&rest, "message", result->message);
	str_add(&rest, ",\n");
	add_text(&rest, "solver", result->solver);
	add_number(&rest, "objective_cny", result->objective_cny);
	add_number(&rest, "lp_bound_cny", result->lp_bound_cny);
	add_number(&rest, "mip_bound_cny", result->mip_bound_cny);
	add_number(&rest, "gap", result->gap);
	str_addf(&rest, ", \"available_racks\": %d", result->available_racks);
	add_settings(result, &rest);
	add_targets(result, &rest);
	add_costs(result, &rest);
	add_orders(result, &rest);
	str_add(&rest, "}\n");
	io_sha256(rest.text, rest.length, hex);
	str_addf(out, "%s%s", head, hex);
	str_add_n(out, rest.text, rest.length);
	str_dispose(&rest);
}

/* ---- reading: what its own hash vouches for has the form that was written ---- */

static const char *peek(const struct node *object, const char *key)
{
	const struct node *node = node_get(object, key);

	return node && node->kind == NODE_STRING ? node->string : "";
}

/* The nodes go when the file is read. */
static const char *text_of(struct arena *arena, const struct node *object, const char *key)
{
	return arena_string(arena, peek(object, key));
}

static double number_of(const struct node *object, const char *key)
{
	const struct node *node = node_get(object, key);

	return node && node->kind == NODE_NUMBER ? node->number : (double)NAN;
}

static int count_of(const struct node *object, const char *key)
{
	double number = number_of(object, key);

	return number >= -1e9 && number <= 1e9 ? (int)lround(number) : 0;
}

/* The list of this name, and room for its items. */
static const struct node *list_of(const struct node *root, const char *key, struct arena *arena, size_t size,
                                  void **items)
{
	const struct node *list = node_get(root, key);

	*items = arena_alloc(arena, list ? list->n : 0, size);
	return list ? list->first : NULL;
}

static void take_lists(struct sweep_result *result, const struct node *root, struct arena *arena)
{
	const struct node *at;
	void *items;

	at = list_of(root, "targets", arena, sizeof *result->targets, &items);
	for (result->targets = items; at; at = at->next)
		result->targets[result->n_targets++] = (struct sweep_target){
			text_of(arena, at, "id"),  text_of(arena, at, "unit"), text_of(arena, at, "state"),
			number_of(at, "required"), number_of(at, "achieved"),  number_of(at, "slack"),
		};
	at = list_of(root, "costs", arena, sizeof *result->costs, &items);
	for (result->costs = items; at; at = at->next)
		result->costs[result->n_costs++] = (struct sweep_cost){ text_of(arena, at, "kind"),
			                                                number_of(at, "nominal_cny"),
			                                                number_of(at, "present_cny") };
	at = list_of(root, "orders", arena, sizeof *result->orders, &items);
	for (result->orders = items; at; at = at->next)
		result->orders[result->n_orders++] = (struct sweep_order){
			text_of(arena, at, "owner"), text_of(arena, at, "action"), count_of(at, "orders"),
			count_of(at, "quantity"),    number_of(at, "mw"),          number_of(at, "gbps"),
			number_of(at, "cost_cny"),
		};
}

static struct sweep_result *take_result(const struct node *root, struct arena *arena)
{
	struct sweep_result *result = arena_alloc(arena, 1, sizeof *result);
	const struct node *scenario = node_get(root, "scenario"), *planned = node_get(root, "planned");

	result->key = text_of(arena, root, "key");
	result->scenario = text_of(arena, scenario, "id");
	result->variant = text_of(arena, scenario, "variant");
	result->sha256 = text_of(arena, scenario, "sha256");
	result->status = text_of(arena, root, "status");
	result->exit_code = count_of(root, "exit");
	result->message = text_of(arena, root, "message");
	result->solver = text_of(arena, root, "solver");
	result->planned = planned && planned->truth;
	result->objective_cny = number_of(root, "objective_cny");
	result->lp_bound_cny = number_of(root, "lp_bound_cny");
	result->mip_bound_cny = number_of(root, "mip_bound_cny");
	result->gap = number_of(root, "gap");
	result->available_racks = count_of(root, "available_racks");
	take_lists(result, root, arena);
	return result;
}

struct sweep_result *sweep_result_read(const char *path, const char *key, struct arena *arena)
{
	struct arena *scratch = arena_new();
	struct layer layer = { .path = "", .name = "", .label = "" };
	struct sweep_result *result = NULL;
	struct findings findings = { 0 };
	struct error err = ERROR_INIT;
	const struct node *root = NULL;
	char *text, hex[65];
	size_t length;

	if (io_read_file(path, MOST_BYTES, &text, &length, &err)) {
		arena_free(scratch);
		return NULL;
	}
	if (length > REST_AT && memcmp(text, head, HASH_AT) == 0) {
		io_sha256(text + REST_AT, length - REST_AT, hex);
		if (memcmp(text + HASH_AT, hex, 64) == 0)
			root = node_read(scratch, &layer, text, length, &findings);
	}
	memory_free(text);
	if (root && strcmp(peek(root, "key"), key) == 0)
		result = take_result(root, arena);
	findings_dispose(&findings);
	arena_free(scratch);
	return result;
}
