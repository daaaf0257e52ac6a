#include "planner/cli/judge.h"
#include "planner/cli/uneven.h"
#include "planner/report/format.h"

#include <string.h>

static const char plan_case[] = "(plan)"; /* no id has parentheses */

struct ci_place judge_place(const struct scenario *sc, int target)
{
	const struct target *at = &sc->targets[target];
	struct ci_place place = { NULL, 0, 0 };
	int i;

	for (i = 0; i < sc->n_files; i++) {
		if (at->file && strcmp(sc->files[i].path, at->file) == 0)
			place = (struct ci_place){ at->file, at->line, at->column };
	}
	return place;
}

static void add_value(struct str *out, const struct run *run, int target, double value, bool sign)
{
	const enum metric metric = run->sc->targets[target].metric;
	const char *unit = format_metric_unit(metric, run_language(run));

	format_metric(out, run->sc, metric, value, sign, run_language(run));
	if (*unit)
		str_addf(out, " %s", unit);
}

/* required ≥ 50,000 racks by 2018-12-31 */
static void add_required(struct str *out, const struct run *run, int g)
{
	const struct target *target = &run->sc->targets[g];
	char day[16];

	str_addf(out, "%s %s ", run_say(run, "required", "要求"), target->at_most ? "≤" : "≥");
	add_value(out, run, g, target->value, false);
	if (date_is_set(target->by))
		str_addf(out, "%s %s", run_say(run, " by", "，期限"), date_format(target->by, day));
}

static void add_sources(struct str *out, const struct run *run, int g)
{
	const struct target *target = &run->sc->targets[g];
	int i;

	for (i = 0; i < target->n_statements; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : run_say(run, " (source ", "（依据 "), target->statements[i]);
	if (target->n_statements > 0)
		str_add(out, run_say(run, ")", "）"));
}

/* required ≥ 50,000 racks by 2018-12-31, achieved 43,800 racks: short by 6,200 racks (source SX-01) */
static void add_result(struct str *out, const struct run *run, const struct target_result *result)
{
	const struct target *target = &run->sc->targets[result->target];

	add_required(out, run, result->target);
	if (result->state == TARGET_MET && !report_result_known(result, run->sc)) {
		str_add(out, run_say(run, ", nothing to take a share of", "，分母为 0，无可计算"));
		add_sources(out, run, result->target);
		return;
	}
	str_addf(out, "%s ", run_say(run, ", achieved", "，实现"));
	add_value(out, run, result->target, result->achieved, false);
	if (result->state == TARGET_MET) {
		str_addf(out, "%s ", run_say(run, ", slack", "，余量"));
		add_value(out, run, result->target, result->slack, true);
	} else {
		str_addf(out, "%s ",
		         target->at_most ? run_say(run, ": over by", "：超出") : run_say(run, ": short by", "：短缺"));
		add_value(out, run, result->target, -result->slack, false);
	}
	add_sources(out, run, result->target);
}

static void add_idle(struct str *out, const struct run *run, int g, enum target_state state)
{
	const struct target *target = &run->sc->targets[g];

	if (state == TARGET_OVERRULED)
		str_addf(out, "%s%s", run_say(run, "overruled by ", "已被取代："),
		         target->overruled_by >= 0 ? run->sc->targets[target->overruled_by].id : "?");
	else if (target->option >= 0)
		str_addf(out, "%s%s", run_say(run, "off: it needs the option ", "未启用：需要选项 "),
		         run->sc->options[target->option].id);
	else
		str_add(out, run_say(run, "off", "未启用"));
}

static void judge_target(const struct run *run, const struct target_result *result, struct ci_suite *suite)
{
	const struct target *target = &run->sc->targets[result->target];
	enum ci_state state = CI_SKIPPED;
	struct str message = STR_INIT, whole = STR_INIT;

	switch (result->state) {
	case TARGET_MET: state = CI_PASSED; break;
	case TARGET_MISSED: state = target->modality == MODALITY_MUST ? CI_FAILED : CI_MISSED; break;
	case TARGET_OVERRULED:
	case TARGET_OFF: break;
	}
	if (state == CI_MISSED)
		str_add(&whole, run_say(run, "missed, but not required: ", "未达成，但非必达："));
	if (state == CI_SKIPPED)
		add_idle(&message, run, result->target, result->state);
	else
		add_result(&message, run, result);
	str_add(&whole, message.text);
	ci_add(suite, target->id, state, whole.text, "")->place = judge_place(run->sc, result->target);
	str_dispose(&message);
	str_dispose(&whole);
}

static struct ci_place whole_file(const struct turn *turn)
{
	return (struct ci_place){ turn->file, 0, 0 };
}

void judge_plan(const struct turn *turn, int code, struct ci_suite *suite)
{
	const struct run *run = &turn->run;
	const struct outcome *outcome = &turn->outcome;
	struct str message = STR_INIT;
	int i;

	if (code == FAULT_UNDECIDED)
		str_add(&message, run_say(run, "undecided: a limit came first, the plan is not proved to be the best; ",
		                          "未决：已到达限制，未证明方案最优；"));
	str_add(&message, run_say(run, "cost ", "费用 "));
	format_money(&message, run->sc, outcome->cost_cny, run_language(run));
	str_add(&message, run_say(run, ", gap ", "，差距 "));
	several_gap(&message, outcome->gap);
	ci_add(suite, plan_case, code == FAULT_UNDECIDED ? CI_ERROR : CI_PASSED, message.text, "")->place = whole_file(
		turn);
	for (i = 0; i < run->plan->n_results; i++)
		judge_target(run, &run->plan->results[i], suite);
	str_dispose(&message);
}

/* The first line is the message, the rest the details. */
static void add_lines(struct ci_suite *suite, const char *name, enum ci_state state, struct str *lines,
                      struct ci_place place)
{
	char *end = lines->length > 0 ? strchr(lines->text, '\n') : NULL;

	while (lines->length > 0 && lines->text[lines->length - 1] == '\n')
		lines->text[--lines->length] = '\0';
	if (end)
		*end = '\0';
	ci_add(suite, name, state, lines->text, end && end < lines->text + lines->length ? end + 1 : "")->place = place;
}

/* Those of which nothing is known. */
static void skip_target(const struct run *run, int g, const char *why, struct ci_suite *suite)
{
	const struct target *target = &run->sc->targets[g];
	struct str message = STR_INIT;

	if (target->overruled_by >= 0)
		add_idle(&message, run, g, TARGET_OVERRULED);
	else if (!scenario_option_on(run->sc, target->option))
		add_idle(&message, run, g, TARGET_OFF);
	else
		str_add(&message, why);
	ci_add(suite, target->id, CI_SKIPPED, message.text, "")->place = judge_place(run->sc, g);
	str_dispose(&message);
}

/* The first line stands alone in a list of failures, so it says all that can be said in one. */
static void infeasible_lines(const struct run *run, const struct diagnosis *diagnosis, struct str *out)
{
	struct str lines = STR_INIT;
	const char *rest;

	if (!diagnosis) {
		str_add(out, run_say(run, "infeasible; why could not be found out in the limits given",
		                     "不可行；在给定的限制内未能查明原因"));
		return;
	}
	diagnosis_print(diagnosis, run->sc, run_language(run), &lines);
	rest = strchr(lines.text, '\n');
	if (diagnosis->no_target_to_blame)
		str_add(out, lines.text);
	else
		str_addf(out, "%s (%d)%s",
		         run_say(run, "infeasible: no plan meets every required target",
		                 "不可行：没有方案能满足全部必达目标"),
		         diagnosis->n, rest ? rest : "");
	str_dispose(&lines);
}

void judge_infeasible(const struct turn *turn, const struct diagnosis *diagnosis, struct ci_suite *suite)
{
	const struct run *run = &turn->run;
	struct str lines = STR_INIT;
	int g;

	infeasible_lines(run, diagnosis, &lines);
	add_lines(suite, plan_case, CI_FAILED, &lines, whole_file(turn));
	suite->cases[0].told = diagnosis && diagnosis->n > 0;
	for (g = 0; g < run->sc->n_targets; g++) {
		const struct miss *miss = diagnosis_miss(diagnosis, g);

		if (!miss) {
			skip_target(run, g,
			            run_say(run, "not judged: the scenario is infeasible", "未判定：场景不可行"),
			            suite);
			continue;
		}
		str_clear(&lines);
		miss_print(miss, run->sc, run_language(run), &lines);
		add_lines(suite, run->sc->targets[g].id, CI_FAILED, &lines, judge_place(run->sc, g));
	}
	str_dispose(&lines);
}

void judge_nothing(const struct turn *turn, struct ci_suite *suite)
{
	const struct run *run = &turn->run;
	struct str lines = STR_INIT;
	int g;

	if (run->findings.n_errors > 1)
		str_addf(&lines, "%s (%d)\n", run_say(run, "the input is invalid", "输入无效"), run->findings.n_errors);
	str_add(&lines, run->said.length > 0 ? run->said.text : run_say(run, "no answer", "没有答案"));
	add_lines(suite, plan_case, CI_ERROR, &lines, whole_file(turn));
	suite->cases[0].told = run->findings.n_errors > 0;
	for (g = 0; run->sc && g < run->sc->n_targets; g++)
		skip_target(run, g, run_say(run, "not judged: there is no answer", "未判定：没有答案"), suite);
	str_dispose(&lines);
}

static void add_number(struct ci_suite *suite, const char *name, double value)
{
	struct str text = STR_INIT;

	str_add_number(&text, value);
	ci_add_property(suite, name, text.text);
	str_dispose(&text);
}

static void add_notes(const struct findings *findings, struct ci_suite *suite)
{
	struct str message = STR_INIT;
	int i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->items[i];
		const bool of_file = strncmp(finding->file, "--", 2) != 0;
		const struct ci_place place = { of_file ? finding->file : NULL, finding->line, finding->column };

		str_clear(&message);
		if (!of_file)
			str_addf(&message, "%s: ", finding->file);
		if (*finding->pointer)
			str_addf(&message, "%s: ", finding->pointer);
		str_add(&message, finding->message);
		ci_add_note(suite, finding->warning, place, message.text);
	}
	str_dispose(&message);
}

void judge_head(const struct turn *turn, struct ci_suite *suite)
{
	const struct scenario *sc = turn->run.sc;
	const struct outcome *outcome = &turn->outcome;
	char *package = arena_string(suite->arena, turn->label.text), *slash;

	for (slash = strchr(package, '/'); slash; slash = strchr(slash, '/'))
		*slash = '.';
	suite->name = turn->label.text;
	suite->package = package;
	suite->file = turn->file;
	add_notes(&turn->run.findings, suite);
	uneven_notes(&turn->run, suite);
	if (sc)
		ci_add_property(suite, "resolved_sha256", sc->sha256);
	add_number(suite, "exit", turn->code);
	if (!outcome->planned)
		return;
	add_number(suite, "cost_cny", outcome->cost_cny);
	add_number(suite, "bound_cny", outcome->bound_cny);
	add_number(suite, "gap", outcome->gap);
	add_number(suite, "racks", outcome->racks);
}
