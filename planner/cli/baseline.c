#include "planner/cli/baseline.h"
#include "planner/base/memory.h"
#include "planner/cli/judge.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

static const double noise = 1e-9; /* of slack: as much is lost in writing and adding up */

static const struct old_target *find_old(const struct old_plan *old, const char *id)
{
	int i;

	for (i = 0; i < old->n; i++) {
		if (strcmp(old->targets[i].id, id) == 0)
			return &old->targets[i];
	}
	return NULL;
}

static struct change *add_change(struct comparison *comparison, enum change_kind kind, const char *id, int target)
{
	struct change *change;

	comparison->changes = memory_resize(comparison->changes, (size_t)comparison->n + 1,
	                                    sizeof *comparison->changes);
	change = &comparison->changes[comparison->n++];
	memset(change, 0, sizeof *change);
	change->kind = kind;
	change->id = id;
	change->target = target;
	change->old = find_old(comparison->old, id);
	return change;
}

/* How much of the old slack is gone, in percent. A target that had none cannot lose any without being missed. */
static double loss_percent(const struct change *change)
{
	const double before = change->old->slack;

	if (before <= noise * fmax(1, fabs(change->old->required)))
		return 0;
	return 100 * (before - change->slack) / before;
}

static enum change_kind judge_change(const struct comparison *comparison, const struct change *change)
{
	const bool was_met = change->old->state == TARGET_MET;

	switch (change->state) {
	case TARGET_MISSED: return was_met ? CHANGE_LOST : CHANGE_NONE;
	case TARGET_OVERRULED:
	case TARGET_OFF: return was_met ? CHANGE_STOPPED : CHANGE_NONE;
	case TARGET_MET: break;
	}
	if (change->old->state == TARGET_MISSED)
		return CHANGE_GAINED;
	if (was_met && comparison->most_loss_percent >= 0 &&
	    loss_percent(change) > comparison->most_loss_percent + 100 * noise)
		return CHANGE_SHRUNK;
	return CHANGE_NONE;
}

static void compare_plan(struct comparison *comparison, const struct run *run)
{
	int i;

	for (i = 0; i < run->plan->n_results; i++) {
		const struct target_result *result = &run->plan->results[i];
		struct change *change = add_change(comparison, CHANGE_NEW, run->sc->targets[result->target].id,
		                                   result->target);

		change->known = true;
		change->state = result->state;
		change->required = result->required;
		change->achieved = result->achieved;
		change->slack = result->slack;
		if (change->old)
			change->kind = judge_change(comparison, change);
	}
}

/* Without a plan, only what no plan can meet is known. */
static void compare_misses(struct comparison *comparison, const struct run *run, const struct diagnosis *diagnosis)
{
	int g;

	for (g = 0; g < run->sc->n_targets; g++) {
		const struct target *target = &run->sc->targets[g];
		const struct miss *miss = diagnosis_miss(diagnosis, g);
		struct change *change = add_change(comparison, CHANGE_UNKNOWN, target->id, g);

		if (!change->old) {
			change->kind = CHANGE_NEW;
		} else if (miss) {
			change->known = true;
			change->state = TARGET_MISSED;
			change->required = target->value;
			change->slack = -miss->shortfall;
			change->achieved = target->at_most ? target->value + miss->shortfall
			                                   : target->value - miss->shortfall;
			change->kind = judge_change(comparison, change);
		}
	}
}

void compare(struct comparison *comparison, const struct run *run, const struct diagnosis *diagnosis)
{
	const struct old_plan *old = comparison->old;
	int i, g;

	if (run->plan)
		compare_plan(comparison, run);
	else
		compare_misses(comparison, run, diagnosis);
	for (i = 0; i < old->n; i++) {
		for (g = 0; g < run->sc->n_targets; g++) {
			if (strcmp(run->sc->targets[g].id, old->targets[i].id) == 0)
				break;
		}
		if (g == run->sc->n_targets)
			add_change(comparison, CHANGE_GONE, old->targets[i].id, -1);
	}
	for (i = 0; i < comparison->n; i++)
		comparison->n_worse += comparison->changes[i].kind == CHANGE_LOST ||
		                       comparison->changes[i].kind == CHANGE_SHRUNK;
}

void comparison_dispose(struct comparison *comparison)
{
	memory_free(comparison->changes);
	memset(comparison, 0, sizeof *comparison);
}

/* ---- in words ---- */

static void add_value(struct str *out, const struct run *run, const struct change *change, double value, bool sign)
{
	const enum metric metric = run->sc->targets[change->target].metric;
	const char *unit = format_metric_unit(metric, run_language(run));

	format_metric(out, run->sc, metric, value, sign, run_language(run));
	if (*unit)
		str_addf(out, " %s", unit);
}

static void add_slacks(struct str *out, const struct run *run, const struct change *change)
{
	str_add(out, run_say(run, "slack ", "余量："));
	str_add(out, run_say(run, "", "原 "));
	add_value(out, run, change, change->old->slack, true);
	str_add(out, run_say(run, " before, ", "，现 "));
	add_value(out, run, change, change->slack, true);
	str_add(out, run_say(run, " now", ""));
}

static void add_lost(struct str *out, const struct run *run, const struct change *change)
{
	str_add(out, run_say(run, "was met with ", "原达成，实现 "));
	add_value(out, run, change, change->old->achieved, false);
	str_add(out, run_say(run, ", is missed: required ", "；现未达成：要求 "));
	add_value(out, run, change, change->required, false);
	str_add(out, run_say(run, ", achieved ", "，实现 "));
	add_value(out, run, change, change->achieved, false);
}

static void add_shrunk(struct str *out, const struct comparison *comparison, const struct run *run,
                       const struct change *change)
{
	add_slacks(out, run, change);
	str_addf(out, "%s%.1f %%", run_say(run, ": less by ", "：减少 "), loss_percent(change));
	str_add(out, run_say(run, ", allowed are ", "，允许 "));
	str_add_number(out, comparison->most_loss_percent);
	str_add(out, " %");
}

static const char *old_state_word(const struct run *run, const struct old_target *old)
{
	switch (old->state) {
	case TARGET_MET: return run_say(run, "was met", "原达成");
	case TARGET_MISSED: return run_say(run, "was missed", "原未达成");
	case TARGET_OVERRULED: return run_say(run, "was overruled", "原已被取代");
	case TARGET_OFF: break;
	}
	return run_say(run, "was off", "原未启用");
}

static void change_words(const struct comparison *comparison, const struct run *run, const struct change *change,
                         struct str *out)
{
	switch (change->kind) {
	case CHANGE_NONE:
		if (change->old->state == TARGET_MET)
			add_slacks(out, run, change);
		else
			str_addf(out, "%s%s", old_state_word(run, change->old), run_say(run, ": no worse", "：未变差"));
		break;
	case CHANGE_LOST: add_lost(out, run, change); break;
	case CHANGE_SHRUNK: add_shrunk(out, comparison, run, change); break;
	case CHANGE_GAINED: str_add(out, run_say(run, "was missed, is met", "原未达成，现达成")); break;
	case CHANGE_STOPPED:
		str_add(out, change->state == TARGET_OFF ? run_say(run, "was met, is off", "原达成，现未启用")
		                                         : run_say(run, "was met, is overruled", "原达成，现已被取代"));
		break;
	case CHANGE_NEW:
		str_add(out, run_say(run, "new: the earlier plan does not have it", "新增：原方案中没有"));
		break;
	case CHANGE_GONE:
		str_addf(out, "%s%s", run_say(run, "gone from the scenario; ", "场景中已无此目标；"),
		         old_state_word(run, change->old));
		break;
	case CHANGE_UNKNOWN:
		str_addf(out, "%s%s", old_state_word(run, change->old),
		         run_say(run, "; not judged: there is no plan", "；未判定：没有方案"));
		break;
	}
}

void comparison_print(const struct comparison *comparison, const struct run *run, struct str *out)
{
	int i, n = 0;

	str_add(out, run_say(run, "Compared with ", "对比 "));
	format_cut(out, comparison->path, 1 << 20);
	str_add(out, run_say(run, ":\n", "：\n"));
	for (i = 0; i < comparison->n; i++) {
		const struct change *change = &comparison->changes[i];
		const bool worse = change->kind == CHANGE_LOST || change->kind == CHANGE_SHRUNK;

		if (change->kind == CHANGE_NONE)
			continue;
		n++;
		str_addf(out, "%s %s%s", worse ? "✗" : "·", change->id, run_say(run, ": ", "："));
		change_words(comparison, run, change, out);
		str_add_char(out, '\n');
	}
	if (n == 0)
		str_add(out, run_say(run, "  no target is worse\n", "  没有目标变差\n"));
}

void comparison_cases(const struct comparison *comparison, const struct run *run, struct ci_suite *suite)
{
	struct str name = STR_INIT, message = STR_INIT;
	int i;

	for (i = 0; i < comparison->n; i++) {
		const struct change *change = &comparison->changes[i];
		enum ci_state state = CI_PASSED;
		struct ci_case *added;

		switch (change->kind) {
		case CHANGE_LOST:
		case CHANGE_SHRUNK: state = CI_FAILED; break;
		case CHANGE_STOPPED:
		case CHANGE_GONE:
		case CHANGE_UNKNOWN: state = CI_SKIPPED; break;
		case CHANGE_NONE:
		case CHANGE_GAINED:
		case CHANGE_NEW: break;
		}
		str_clear(&name);
		str_clear(&message);
		str_addf(&name, "%s (baseline)", change->id);
		change_words(comparison, run, change, &message);
		added = ci_add(suite, name.text, state, message.text, "");
		if (change->target >= 0)
			added->place = judge_place(run->sc, change->target);
	}
	str_dispose(&message);
	str_dispose(&name);
}

static void json_number(struct str *out, const char *key, bool known, double value)
{
	str_addf(out, ", \"%s\": ", key);
	if (known)
		str_add_number(out, value);
	else
		str_add(out, "null");
}

void comparison_json(const struct comparison *comparison, struct str *out)
{
	static const char *const kinds[] = { "none", "lost", "shrunk", "gained", "stopped", "new", "gone", "unknown" };
	int i;

	str_add(out, "{\"plan\": ");
	str_add_json(out, comparison->path);
	json_number(out, "slack_loss_percent", comparison->most_loss_percent >= 0, comparison->most_loss_percent);
	str_addf(out, ", \"worse\": %d, \"changes\": [", comparison->n_worse);
	for (i = 0; i < comparison->n; i++) {
		const struct change *change = &comparison->changes[i];

		str_add(out, i > 0 ? ",\n    {\"id\": " : "\n    {\"id\": ");
		str_add_json(out, change->id);
		str_addf(out, ", \"change\": \"%s\"", kinds[change->kind]);
		json_number(out, "slack_before", change->old, change->old ? change->old->slack : 0);
		json_number(out, "slack_now", change->known, change->slack);
		str_add_char(out, '}');
	}
	str_add(out, comparison->n > 0 ? "\n  ]}" : "]}");
}
