#include "planner/cli/several.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

enum { LINE = 80, VERDICT = 13, TARGETS = 8, COST = 16, GAP = 9, RACKS = 10 };
enum { MOST_LABEL = LINE - VERDICT - TARGETS - COST - GAP - RACKS };

static const char *say(enum language language, const char *en, const char *zh)
{
	return language == LANGUAGE_ZH ? zh : en;
}

static const char *verdict(const struct turn *turn, enum language language)
{
	switch (turn->code) {
	case EXIT_DONE: return say(language, "met", "达成");
	case FAULT_USAGE: return say(language, "usage", "用法错误");
	case FAULT_INPUT: return say(language, "invalid", "输入无效");
	case FAULT_INFEASIBLE:
		if (turn->outcome.worse)
			return say(language, "worse", "变差");
		return turn->outcome.planned ? say(language, "missed", "未达成")
		                             : say(language, "infeasible", "不可行");
	case FAULT_UNDECIDED:
		return turn->outcome.planned ? say(language, "limit", "到达限制") : say(language, "undecided", "未决");
	case FAULT_OUTPUT: return say(language, "unwritten", "未写出");
	case FAULT_EXTERNAL: return say(language, "no charts", "缺图");
	default: break;
	}
	return say(language, "fault", "程序故障");
}

void several_gap(struct str *out, double gap)
{
	if (fabs(gap) < 1e-9)
		str_add(out, "0 %");
	else if (fabs(gap) < 5e-5)
		str_add(out, "< 0.01 %");
	else
		str_addf(out, "%.2f %%", 100 * gap);
}

/* What is not known is a dash. */
static void add_count(struct str *out, int count)
{
	if (count < 0)
		str_add_char(out, '-');
	else
		str_addf(out, "%d", count);
}

static void add_cells(struct str *out, const struct turn *turn, enum language language)
{
	const struct outcome *outcome = &turn->outcome;
	struct str cells[5] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	static const int widths[] = { TARGETS, COST, GAP, RACKS };
	int i;

	str_addf(&cells[0], " %d %s", turn->code, verdict(turn, language));
	format_left(out, cells[0].text, VERDICT);
	if (outcome->met >= 0 || outcome->missed >= 0) {
		add_count(&cells[1], outcome->met);
		str_add_char(&cells[1], '/');
	}
	add_count(&cells[1], outcome->missed);
	if (outcome->planned) {
		format_money(&cells[2], turn->run.sc, outcome->cost_cny, language);
		several_gap(&cells[3], outcome->gap);
		format_number(&cells[4], outcome->racks, 0);
	}
	for (i = 1; i < 5; i++)
		format_right(out, cells[i].length > 0 ? cells[i].text : "-", widths[i - 1]);
	str_add_char(out, '\n');
	for (i = 0; i < 5; i++)
		str_dispose(&cells[i]);
}

static void add_head(struct str *out, int width, enum language language)
{
	format_left(out, say(language, "Scenario", "场景"), width);
	format_left(out, say(language, " Verdict", " 结论"), VERDICT);
	format_right(out, say(language, "Targets", "目标"), TARGETS);
	format_right(out, say(language, "Cost", "费用"), COST);
	format_right(out, say(language, "Gap", "差距"), GAP);
	format_right(out, say(language, "Racks", "机架"), RACKS);
	str_add_char(out, '\n');
}

void several_table(const struct turn *turns, int n, int code, enum language language, struct str *out)
{
	int i, width = str_columns(say(language, "Scenario", "场景"));

	for (i = 0; i < n; i++) {
		const int columns = str_columns(turns[i].label.text);

		if (columns > width)
			width = columns;
	}
	if (width > MOST_LABEL)
		width = MOST_LABEL;
	str_add_char(out, '\n');
	add_head(out, width, language);
	for (i = 0; i < n; i++) {
		const char *label = turns[i].label.text;

		/* A long name has a line of its own: names that are cut could be those of others. */
		if (str_columns(label) > width) {
			format_cut(out, label, 1 << 20);
			str_add_char(out, '\n');
			label = "";
		}
		format_left(out, label, width);
		add_cells(out, &turns[i], language);
	}
	str_add(out, say(language, "Verdict: the exit code; the worst is ", "结论：退出码，最差为 "));
	str_addf(out, "%d", code);
	str_add(out,
	        say(language,
	            ". 0: every required target is met.\nTargets: met/missed, required or not. Gap: from cost to the "
	            "best bound.\nRacks: available at the end.\n",
	            "；0 表示必达目标全部达成。\n目标：达成/未达成，含非必达目标。差距：费用与最佳下界之间。\n机架：期末可用数。\n"));
}

/* ---- JSON ---- */

static void text_member(struct str *out, const char *key, const char *text)
{
	str_addf(out, "  \"%s\": ", key);
	if (text)
		str_add_json(out, text);
	else
		str_add(out, "null");
	str_add(out, ",\n");
}

void turn_json_head(const struct turn *turn, const char *status, int code, struct str *out)
{
	const struct scenario *sc = turn->run.sc;

	text_member(out, "file", turn->file);
	text_member(out, "scenario", sc ? sc->id : NULL);
	text_member(out, "variant", sc ? sc->variant : turn->variant);
	text_member(out, "status", status);
	str_addf(out, "  \"exit\": %d,\n", code);
}

static void count_member(struct str *out, const char *key, int count)
{
	str_addf(out, "\"%s\": ", key);
	if (count < 0)
		str_add(out, "null");
	else
		str_addf(out, "%d", count);
}

void turn_json_figures(const struct turn *turn, struct str *out)
{
	const struct outcome *outcome = &turn->outcome;
	const struct {
		const char *key;
		double value;
	} figures[] = { { "cost_cny", outcome->cost_cny },
		        { "bound_cny", outcome->bound_cny },
		        { "gap", outcome->gap } };
	size_t i;

	str_add(out, "\"figures\": {");
	count_member(out, "met", outcome->met);
	str_add(out, ", ");
	count_member(out, "missed", outcome->missed);
	for (i = 0; i < sizeof figures / sizeof *figures; i++) {
		str_addf(out, ", \"%s\": ", figures[i].key);
		if (outcome->planned)
			str_add_number(out, figures[i].value);
		else
			str_add(out, "null");
	}
	str_add(out, ", ");
	count_member(out, "racks", outcome->planned ? outcome->racks : -1);
	str_add_char(out, '}');
}

/* Of a scenario that came to nothing: what was said of it. */
static void stub_json(const struct turn *turn, struct str *out)
{
	str_add(out, "{\n");
	turn_json_head(turn, verdict(turn, LANGUAGE_EN), turn->code, out);
	str_add(out, "  ");
	turn_json_figures(turn, out);
	str_add(out, ",\n  \"message\": ");
	str_add_json(out, turn->run.said.length > 0 ? turn->run.said.text : "");
	str_add(out, "\n}\n");
}

/* Texts in JSON have no line break of their own, so that every one is one between members. */
static void add_indented(struct str *out, const char *object)
{
	for (; *object; object++) {
		if (*object == '\n' && !object[1])
			break;
		str_add_char(out, *object);
		if (*object == '\n')
			str_add(out, "    ");
	}
}

void several_json(const struct turn *turns, int n, int code, struct str *out)
{
	struct str stub = STR_INIT;
	int i;

	str_addf(out, "{\n  \"exit\": %d,\n  \"scenarios\": [", code);
	for (i = 0; i < n; i++) {
		str_clear(&stub);
		if (turns[i].json.length == 0)
			stub_json(&turns[i], &stub);
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		add_indented(out, turns[i].json.length > 0 ? turns[i].json.text : stub.text);
	}
	str_add(out, "\n  ]\n}\n");
	str_dispose(&stub);
}
