/* explain_print.c - an explanation for people. */
#include "planner/base/memory.h"
#include "planner/cli/explain_text.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

enum { FEW = 4 }; /* so many items of a kind have a line each */

/* ---- the least total change ---- */

static void add_sources(const struct target *target, enum language language, struct str *out)
{
	int i;

	for (i = 0; i < target->n_statements; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : say(language, " (source ", "（依据 "), target->statements[i]);
	if (target->n_statements > 0)
		str_add(out, say(language, ")", "）"));
}

/* 50,000 design racks by 2018-12-31 is short by 6,200 racks (source SX-01) */
static void print_short(const struct scenario *sc, struct item item, double by, enum language language, struct str *out)
{
	const bool over = item.kind == ITEM_TARGET ? sc->targets[item.of].at_most : true;

	str_add(out, "  ");
	item_words(sc, item, language, out);
	if (item.kind == ITEM_TARGET)
		str_add(out, over ? say(language, " is exceeded by ", "：超出 ")
		                  : say(language, " is short by ", "：短缺 "));
	else
		str_add(out, say(language, ": gives way by ", "：放宽 "));
	item_amount(sc, item, by, language, out);
	if (item.kind == ITEM_TARGET)
		add_sources(&sc->targets[item.of], language, out);
	str_add_char(out, '\n');
}

static void print_least(const struct inquiry *q, const struct explanation *explanation, enum language language,
                        struct str *out)
{
	int i;

	if (explanation->n_short == 0)
		return;
	str_add(out, say(language, "\nThe least total change", "\n最小总调整量"));
	str_add(out, say(language, " (each measured by its own size; racks may come in parts)\n",
	                 "（各项按自身规模折算；机架可不取整）\n"));
	for (i = 0; i < explanation->n_short; i++)
		print_short(q->run->sc, q->items[explanation->short_items[i]], explanation->short_by[i], language, out);
}

/* ---- conflicts ---- */

static int count_kind(const struct item *items, int n, enum item_kind kind)
{
	int found = 0, i;

	for (i = 0; i < n; i++)
		found += items[i].kind == kind;
	return found;
}

static void print_kind(const struct scenario *sc, const struct item *items, int n, enum item_kind kind,
                       enum language language, struct str *out)
{
	const bool many = count_kind(items, n, kind) > FEW;
	const char *between = "";
	int i;

	if (many) {
		str_add(out, "  ");
		item_many(kind, count_kind(items, n, kind), language, out);
	}
	for (i = 0; i < n; i++) {
		if (items[i].kind != kind)
			continue;
		str_add(out, many ? between : "  ");
		if (many)
			item_label(sc, items[i], language, out);
		else
			item_words(sc, items[i], language, out);
		str_add(out, many ? "" : "\n");
		between = say(language, ", ", "、");
	}
	str_add(out, many ? "\n" : "");
}

void items_print(const struct scenario *sc, const struct item *items, int n, enum language language, struct str *out)
{
	int kind;

	for (kind = ITEM_KINDS_N - 1; kind >= 0; kind--)
		print_kind(sc, items, n, (enum item_kind)kind, language, out);
}

static void print_items(const struct inquiry *q, const struct conflict *conflict, enum language language,
                        struct str *out)
{
	struct item *items = memory_alloc(conflict->n, sizeof *items);
	int i;

	for (i = 0; i < conflict->n; i++)
		items[i] = q->items[conflict->items[i]];
	items_print(q->run->sc, items, conflict->n, language, out);
	memory_free(items);
}

static void print_conflict(const struct inquiry *q, const struct explanation *explanation, int which,
                           enum language language, struct str *out)
{
	const struct conflict *conflict = &explanation->conflicts[which];

	str_add_char(out, '\n');
	if (explanation->n_conflicts > 1)
		str_addf(out, say(language, "Conflict %d of %d: ", "冲突 %d（共 %d 处）："), which + 1,
		         explanation->n_conflicts);
	if (conflict->n == 0)
		str_add(out, say(language, "what no item of the scenario can change stands in the way\n",
		                 "受限于任何一项都无法改变的条件\n"));
	else if (conflict->n == 1)
		str_add(out, say(language, "No plan keeps this alone\n", "仅此一项即不能满足\n"));
	else
		str_addf(out,
		         say(language, "No plan keeps all of these %d; without any one of them the rest can be kept\n",
		             "以下 %d 项不能同时满足；去掉其中任何一项，其余即可满足\n"),
		         conflict->n);
	if (!conflict->minimal)
		str_add(out, say(language, "(a limit came first: some may not be needed)\n",
		                 "（已到上限：其中可能有多余的项）\n"));
	print_items(q, conflict, language, out);
	explain_ratios(q, explanation, which, language, out);
}

/* ---- repairs ---- */

static void print_cost(const struct scenario *sc, const struct repair *repair, enum language language, struct str *out)
{
	if (isnan(repair->cost_cny)) {
		str_add(out, say(language, " [no cost known]", "［费用未知］"));
		return;
	}
	str_add(out, say(language, " [roughly ", "［约 "));
	format_metric(out, sc, METRIC_SPEND, repair->cost_cny, false, language);
	str_add(out, say(language, "]", "］"));
}

static void print_undecided(const struct inquiry *q, const struct explanation *explanation, enum language language,
                            struct str *out)
{
	int i;

	if (explanation->n_undecided == 0)
		return;
	str_add(out, say(language, "\nWhether a change of these alone would do was not decided: ",
	                 "\n单独调整以下各项是否可行，未能判定："));
	for (i = 0; i < explanation->n_undecided; i++) {
		str_add(out, i > 0 ? say(language, ", ", "、") : "");
		item_label(q->run->sc, q->items[explanation->undecided[i]], language, out);
	}
	str_add_char(out, '\n');
}

static void print_repairs(const struct inquiry *q, const struct explanation *explanation, int which,
                          enum language language, struct str *out)
{
	int n = 0, i, k;

	for (i = 0; i < explanation->n_repairs; i++)
		n += explanation->repairs_conflict[i] == which;
	str_add_char(out, '\n');
	if (n == 0) {
		str_add(out, say(language, "No change of one of them alone was found to do.\n",
		                 "未找到单独调整其中一项即可奏效的办法。\n"));
		if (explanation->n_conflicts == 1 && explanation->n_short > 1)
			str_add(out, say(language, "All of the least total change would, in parts of racks.\n",
			                 "全部采用上述最小总调整量即可（机架可不取整）。\n"));
		return;
	}
	if (explanation->n_conflicts > 1)
		str_addf(out, say(language, "Any one of these repairs conflict %d", "以下任何一项均可解决冲突 %d"),
		         which + 1);
	else
		str_add(out,
		        say(language, "Any one of these alone makes a plan possible", "以下任何一项单独调整即可行"));
	str_add(out,
	        say(language, ", cheapest first, then what has no known cost\n", "，按费用由低到高，费用未知者在后\n"));
	for (i = 0; i < explanation->n_repairs; i++) {
		const struct repair *repair = &explanation->repairs[i];

		if (explanation->repairs_conflict[i] != which)
			continue;
		str_add(out, "  ");
		repair_words(q, repair, language, out);
		print_cost(q->run->sc, repair, language, out);
		if (repair_is_in_use(q, repair))
			str_add(out, say(language, " (racks already in use)", "（已在用机架）"));
		if (!repair->least)
			str_add(out, say(language, " (somewhat less may do)", "（略小的调整或亦可行）"));
		str_add(out, "\n     ");
		for (k = 0; k < repair->n_sets; k++)
			str_addf(out, " --set %s", repair->sets[k]);
		str_add_char(out, '\n');
	}
}

static void print_together(const struct explanation *explanation, enum language language, struct str *out)
{
	if (explanation->n_conflicts < 2)
		return;
	str_add_char(out, '\n');
	if (explanation->together)
		str_add(out, say(language, "No one change suffices; the first of each list, together, do.\n",
		                 "单独一项不足以解决；各组的第一项同时采用即可行。\n"));
	else
		str_add(out, say(language,
		                 "No one change suffices, and whether the first of each list together do was not "
		                 "shown: apply them and explain again.\n",
		                 "单独一项不足以解决；各组的第一项同时采用是否可行未能证实：请采用后再次运行。\n"));
}

/* ---- how far one gets ---- */

static void print_reach(const struct inquiry *q, const struct reach *reach, enum language language, struct str *out)
{
	const struct scenario *sc = q->run->sc;
	const struct item item = q->items[reach->item];
	const struct target *target = &sc->targets[item.of];
	char day[16];

	str_add(out, "  ");
	item_label(sc, item, language, out);
	str_add(out, say(language, ": ", "："));
	if (!reach->value_known) {
		str_add(out,
		        q->limited ? say(language, "not known\n", "未知\n")
		                   : say(language, "other limits leave no plan at all\n", "其他限制已使方案不存在\n"));
		return;
	}
	str_add(out, target->at_most ? say(language, "at best ", "最低可达 ") : say(language, "at most ", "最高可达 "));
	item_amount(sc, item, reach->value, language, out);
	if (date_is_set(target->by))
		str_addf(out, "%s %s", say(language, " by", "，期限"), date_format(target->by, day));
	str_add(out, say(language, " (required ", "（要求 "));
	item_amount(sc, item, target->value, language, out);
	str_add(out, say(language, ")", "）"));
	if (reach->day_known)
		str_addf(out, say(language, "; the required value by %s at the earliest", "；最早于 %s 达到要求"),
		         date_format(reach->day, day));
	else if (target->period >= 0)
		str_add(out, say(language, "; the required value at no later date within the horizon",
		                 "；规划期内任何时点均不能达到要求"));
	if (reach->others_aside)
		str_add(out, say(language, " (the other targets left aside)", "（不计其他目标）"));
	str_add_char(out, '\n');
}

static bool targets_conflict(const struct inquiry *q, const struct explanation *explanation)
{
	int c, i;

	for (c = 0; c < explanation->n_conflicts; c++) {
		for (i = 0; i < explanation->conflicts[c].n; i++) {
			if (q->items[explanation->conflicts[c].items[i]].kind == ITEM_TARGET)
				return true;
		}
	}
	return false;
}

static void print_all(const struct inquiry *q, const struct explanation *explanation, enum language language,
                      struct str *out)
{
	int c, i;

	str_add(out, say(language, "Infeasible", "不可行"));
	if (explanation->without_targets && !targets_conflict(q, explanation))
		str_add(out, say(language, " even without targets: no target is the cause.\n",
		                 "：即使取消全部目标仍不可行，原因不在目标。\n"));
	else if (explanation->without_targets)
		str_add(out, say(language, " even without targets; apart from that, not all targets can be met.\n",
		                 "：即使取消全部目标仍不可行；此外，各项目标也不能全部满足。\n"));
	else
		str_add(out,
		        say(language, ": no plan meets every required target.\n", "：没有方案能满足全部必达目标。\n"));
	if (q->whole)
		str_add(out, say(language, "Shares of whole decisions would do: decided by branch and bound.\n",
		                 "若整体决策可拆分则可行：本结论由分支定界得出。\n"));
	print_least(q, explanation, language, out);
	for (c = 0; c < explanation->n_conflicts; c++) {
		print_conflict(q, explanation, c, language, out);
		print_repairs(q, explanation, c, language, out);
	}
	print_undecided(q, explanation, language, out);
	print_together(explanation, language, out);
	if (explanation->n_reaches > 0)
		str_add(out,
		        say(language, "\nHow far one gets, everything else kept\n", "\n其他条件不变时可达到的程度\n"));
	for (i = 0; i < explanation->n_reaches; i++)
		print_reach(q, &explanation->reaches[i], language, out);
	if (q->limited && q->timed)
		str_addf(out,
		         say(language,
		             "\nThe time limit of %.15g s (by the clock: another machine may get further) came before "
		             "everything was found out.\n",
		             "\n时限 %.15g 秒（实际时间，因机器而异）已到，未能查明全部情况。\n"),
		         q->run->options->time_limit_s);
	else if (q->limited)
		str_add(out, say(language,
		                 "\nSome questions need more steps than are tried: not everything was found out.\n",
		                 "\n部分问题所需步骤超出上限，未能查明全部情况。\n"));
}

void explanation_print(const struct inquiry *q, const struct explanation *explanation, enum language language,
                       struct str *out)
{
	struct str text = STR_INIT;

	print_all(q, explanation, language, &text);
	explain_wrap(text.text, out);
	str_dispose(&text);
}
