#include "planner/plan/old.h"
#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/plan/names.h"
#include "planner/plan/reading.h"

enum { MOST_BYTES = 64 * 1024 * 1024 };

static void name_state(const void *list, int i, struct str *out)
{
	(void)list;
	str_add(out, target_state_names[i]);
}

static int member_state(struct strict *at, json_t *object, enum target_state *state)
{
	const struct names states = { TARGET_STATES, NULL, name_state };
	size_t mark = strict_enter(at, "state");
	const char *text = "";
	int index;

	if (strict_text(at, json_object_get(object, "state"), &text))
		return -1;
	index = strict_find(at, "state", text, &states);
	if (index < 0)
		return -1;
	*state = (enum target_state)index;
	strict_leave(at, mark);
	return 0;
}

static int read_format(struct strict *at, json_t *top)
{
	size_t mark = strict_enter(at, "rackplan_plan");
	int format = 0;

	if (strict_count(at, json_object_get(top, "rackplan_plan"), &format))
		return -1;
	if (format != PLAN_FORMAT)
		return strict_fail(at, "this program reads plans of format %d (got %d)", PLAN_FORMAT, format);
	strict_leave(at, mark);
	return 0;
}

static int read_scenario(struct strict *at, json_t *top, struct old_plan *old)
{
	json_t *object = json_object_get(top, "scenario");
	size_t mark = strict_enter(at, "scenario");

	if (strict_object(at, object) ||
	    strict_member_short_text(at, object, "id", old->scenario_id, sizeof old->scenario_id) ||
	    strict_member_short_text(at, object, "variant", old->variant, sizeof old->variant) ||
	    strict_member_short_text(at, object, "sha256", old->scenario_sha256, sizeof old->scenario_sha256))
		return -1;
	strict_leave(at, mark);
	return 0;
}

static int read_target(struct strict *at, json_t *object, struct old_target *target)
{
	if (strict_object(at, object) || member_state(at, object, &target->state) ||
	    strict_member_number(at, object, "required", &target->required) ||
	    strict_member_number(at, object, "achieved", &target->achieved))
		return -1;
	return strict_member_number(at, object, "slack", &target->slack);
}

static int read_targets(struct strict *at, json_t *top, struct old_plan *old)
{
	json_t *object = json_object_get(top, "targets"), *member;
	size_t mark = strict_enter(at, "targets"), target_mark;
	struct old_target *targets;
	const char *id;

	if (strict_object(at, object))
		return -1;
	targets = arena_alloc(old->arena, (int)json_object_size(object), sizeof *targets);
	old->targets = targets;
	json_object_foreach(object, id, member)
	{
		target_mark = strict_enter(at, id);
		targets[old->n].id = arena_string(old->arena, id);
		if (read_target(at, member, &targets[old->n++]))
			return -1;
		strict_leave(at, target_mark);
	}
	strict_leave(at, mark);
	return 0;
}

struct old_plan *plan_read_old(const char *path, struct error *err)
{
	struct strict at = { path, "", STR_INIT, err };
	struct old_plan *old = NULL;
	char *text = NULL;
	size_t length = 0;
	json_t *top;

	if (io_read_file(path, MOST_BYTES, &text, &length, err))
		return NULL;
	top = plan_parse(path, text, length, err);
	if (top) {
		at.text = text;
		old = memory_alloc(1, sizeof *old);
		old->arena = arena_new();
		if (strict_object(&at, top) || read_format(&at, top) || read_scenario(&at, top, old) ||
		    read_targets(&at, top, old)) {
			plan_free_old(old);
			old = NULL;
		}
		json_decref(top);
	}
	str_dispose(&at.pointer);
	memory_free(text);
	return old;
}

void plan_free_old(struct old_plan *old)
{
	if (!old)
		return;
	arena_free(old->arena);
	memory_free(old);
}
