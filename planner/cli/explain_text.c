/* explain_text.c - repairs in words, and why a ratio is harder to reach the more is built. */
#include "planner/cli/explain_text.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

static void add_days(enum language language, const char *en, const char *zh, struct date to, struct date from,
                     struct str *out)
{
	char a[16], b[16];

	str_addf(out, "%s %s", say(language, en, zh), date_format(to, a));
	if (date_is_set(from))
		str_addf(out, "%s %s%s", say(language, " instead of", "（原为"), date_format(from, b),
		         say(language, "", "）"));
}

/* ---- dates ---- */

/* The first day that racks of a phase can be commissioned on when it may be started from `start` on. */
static struct date usable_day(const struct scenario *sc, struct date start, int months)
{
	const struct date none = { 0, 0, 0 };
	int t = scenario_first_period_from(sc, start);

	if (t < sc->n_periods)
		t = scenario_usable_from(sc, t, months);
	return t < sc->n_periods ? sc->periods[t].first_day : none;
}

static void words_of_start(const struct scenario *sc, const struct repair *repair, struct date earliest, int lead,
                           enum language language, struct str *out)
{
	const int months = repair->months >= 0 ? repair->months : lead;
	const struct date before = usable_day(sc, earliest, lead);
	const bool starts = date_is_set(repair->day) && date_compare(repair->day, earliest) != 0;

	add_days(language, " usable from", " 可用时间提前至", usable_day(sc, repair->day, months), before, out);
	if (!date_is_set(before))
		str_add(out, say(language, " instead of after the horizon", "（原为规划期之后）"));
	str_add(out, say(language, " (", "（"));
	if (starts)
		add_days(language, "started", "开工", repair->day, earliest, out);
	if (repair->months >= 0)
		str_addf(out, say(language, "%sbuilt in %d months instead of %d", "%s建设周期 %d 个月，原为 %d 个月"),
		         starts ? say(language, ", ", "，") : "", repair->months, lead);
	str_add(out, say(language, ")", "）"));
}

static void words_of_dates(const struct scenario *sc, const struct repair *repair, struct item item,
                           enum language language, struct str *out)
{
	const struct phase *phase = &sc->phases[item.of];

	if (item.kind == ITEM_FEED_DATES)
		words_of_start(sc, repair, sc->feeds[item.of].earliest_start, sc->feeds[item.of].lead_months, language,
		               out);
	else if (item.kind == ITEM_MODULE_DATES)
		words_of_start(sc, repair, sc->modules[item.of].earliest_start, sc->modules[item.of].lead_months,
		               language, out);
	else if (phase->state == PHASE_UNDER_CONSTRUCTION)
		add_days(language, " ready by", " 建成于", repair->day, phase->ready, out);
	else
		words_of_start(sc, repair, phase->earliest_start, phase->lead_months, language, out);
}

/* ---- numbers ---- */

static void words_of_target(const struct scenario *sc, const struct repair *repair, struct item item,
                            enum language language, struct str *out)
{
	const struct target *target = &sc->targets[item.of];

	if (repair->way == REPAIR_MOVE) {
		add_days(language, " moved to", " 期限移至", repair->day, target->by, out);
		return;
	}
	str_add(out,
	        target->at_most ? say(language, " raised to ", " 放宽至 ") : say(language, " lowered to ", " 降至 "));
	item_amount(sc, item, repair->to, language, out);
	str_add(out, say(language, " from ", "（原为 "));
	item_amount(sc, item, repair->from, language, out);
	str_add(out, say(language, "", "）"));
}

static void words_of_number(const struct scenario *sc, const struct repair *repair, struct item item,
                            enum language language, struct str *out)
{
	str_add(out, repair->to < repair->from ? " -" : " +");
	item_amount(sc, item, fabs(repair->to - repair->from), language, out);
	str_add(out, say(language, ": ", "："));
	item_amount(sc, item, repair->to, language, out);
	str_add(out, say(language, " instead of ", "，原为 "));
	item_amount(sc, item, repair->from, language, out);
}

static void words_of_traffic(const struct scenario *sc, const struct repair *repair, struct item item,
                             enum language language, struct str *out)
{
	str_add(out, say(language, " less by ", " 减少 "));
	item_amount(sc, item, repair->from - repair->to, language, out);
	str_add(out, say(language, ": at most ", "：至多承载 "));
	item_amount(sc, item, repair->to, language, out);
	str_add(out, say(language, " carried instead of ", "，原为 "));
	item_amount(sc, item, repair->from, language, out);
}

static const char *lifted(enum item_kind kind, enum language language)
{
	switch (kind) {
	case ITEM_KINDS: return say(language, " may be hosted at any kind of site", " 可放在任何类型的站点");
	case ITEM_TIERS: return say(language, " may be hosted at any tier of site", " 可放在任何级别的站点");
	case ITEM_REGIONS: return say(language, " may be hosted in any region", " 可放在任何区域");
	case ITEM_SITES:
		return say(language, " may be hosted at any site that its class allows", " 可放在其类别允许的任何站点");
	case ITEM_DISTANCE:
		return say(language, " may have its standby at any distance, not in step", " 的备份不限距离，可异步");
	case ITEM_BACKUP: return say(language, " goes without a standby", " 不设备份");
	case ITEM_ORDER: return say(language, " may be started before its predecessor", " 可先于前一期开工");
	case ITEM_APPROVAL: return say(language, " gets its approval", " 获得批准");
	case ITEM_RULE: return say(language, " is lifted (discouraged, at no price)", " 取消（仅不提倡，不计价）");
	default: return "";
	}
}

static const char *head_of(enum item_kind kind, enum language language)
{
	switch (kind) {
	case ITEM_SIZE:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_DATES: return say(language, "phase", "期");
	case ITEM_FEED_DATES: return say(language, "feed", "供电扩容");
	case ITEM_MODULE_DATES: return say(language, "module", "链路扩容");
	case ITEM_COOLING: return say(language, "cooling of", "制冷能力");
	case ITEM_POWER: return say(language, "power of", "供电能力");
	case ITEM_ENERGY: return say(language, "energy source", "能源");
	case ITEM_LINK: return say(language, "link", "链路");
	case ITEM_LEVEL: return say(language, "security level of class", "业务类安全等级");
	case ITEM_LATENCY: return say(language, "latency limit of class", "业务类时延限制");
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS: return say(language, "class", "业务类");
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_DEMAND: return say(language, "demand", "需求");
	case ITEM_OPENS:
	case ITEM_CLOSES: return say(language, "site", "站点");
	case ITEM_MIGRATION: return say(language, "platform of demand", "平台：需求");
	case ITEM_RULE: return say(language, "rule", "规则");
	case ITEM_BUDGET: return say(language, "budget", "预算");
	case ITEM_TARGET: return say(language, "target", "目标");
	case ITEM_TRAFFIC: return say(language, "traffic", "流量");
	case ITEM_STABILITY:
	case ITEM_KINDS_N: break;
	}
	return "";
}

void repair_words(const struct inquiry *q, const struct repair *repair, enum language language, struct str *out)
{
	const struct scenario *sc = q->run->sc;
	const struct item item = q->items[repair->item];

	item_called(sc, item, head_of(item.kind, language), language, out);
	switch (item.kind) {
	case ITEM_FEED_DATES:
	case ITEM_MODULE_DATES:
	case ITEM_DATES: words_of_dates(sc, repair, item, language, out); break;
	case ITEM_OPENS: add_days(language, " opens", " 启用于", repair->day, sc->sites[item.of].opens, out); break;
	case ITEM_CLOSES: add_days(language, " closes", " 关闭于", repair->day, sc->sites[item.of].closes, out); break;
	case ITEM_MIGRATION:
		add_days(language, " opens", " 启用于", repair->day, sc->demands[item.of].migration.opens, out);
		break;
	case ITEM_TARGET: words_of_target(sc, repair, item, language, out); break;
	case ITEM_TRAFFIC: words_of_traffic(sc, repair, item, language, out); break;
	case ITEM_DEMAND:
		str_add(out, say(language, ": at least ", "：至少 "));
		item_amount(sc, item, repair->size, language, out);
		str_add(out, say(language, " left unserved", " 不予满足"));
		break;
	case ITEM_LEVEL:
		str_addf(out, say(language, " %.0f instead of %.0f", " 降至 %.0f 级，原为 %.0f 级"), repair->to,
		         repair->from);
		break;
	default:
		if (repair->way == REPAIR_HEADROOM)
			str_addf(out,
			         say(language, " filled up to %.15g %% instead of %.15g %%",
			             " 可用至装机的 %.15g%%，原为 %.15g%%"),
			         round(repair->to * 1e4) / 100.0, round(repair->from * 1e4) / 100.0);
		else if (isnan(repair->to))
			str_add(out, lifted(item.kind, language));
		else
			words_of_number(sc, repair, item, language, out);
		break;
	}
}

/* ---- ratios: the more is built, the harder ---- */

static const struct reach *reach_of(const struct explanation *explanation, int item)
{
	int i;

	for (i = 0; i < explanation->n_reaches; i++) {
		if (explanation->reaches[i].item == item && explanation->reaches[i].value_known)
			return &explanation->reaches[i];
	}
	return NULL;
}

/* Does the item ask for something to be built? */
static bool forces_building(const struct scenario *sc, struct item item)
{
	if (item.kind == ITEM_RULE)
		return sc->rules[item.of].kind == RULE_COUNT && sc->rules[item.of].at_least > 0;
	if (item.kind == ITEM_BUDGET)
		return sc->budgets[item.of].at_least;
	if (item.kind != ITEM_TARGET || sc->targets[item.of].at_most)
		return false;
	switch (sc->targets[item.of].metric) {
	case METRIC_DESIGN_RACKS:
	case METRIC_AVAILABLE_RACKS:
	case METRIC_STANDARD_RACKS:
	case METRIC_SITES_STARTED:
	case METRIC_CAPEX:
	case METRIC_SPEND: return true;
	default: return false;
	}
}

static void print_forcing(const struct inquiry *q, const struct explanation *explanation, int rate, int forcing,
                          enum language language, struct str *out)
{
	const struct scenario *sc = q->run->sc;
	const struct reach *built = reach_of(explanation, forcing), *reached = reach_of(explanation, rate);

	str_add(out, "    ");
	item_label(sc, q->items[forcing], language, out);
	str_add(out, say(language, " asks for building", " 要求建设"));
	if (built && !built->others_aside) {
		str_add(out, say(language, ": with the rate kept, at most ", "：保持该比率时至多 "));
		item_amount(sc, q->items[forcing], built->value, language, out);
	}
	if (reached && !reached->others_aside) {
		str_add(out, say(language, "; with that built, the rate is at most ", "；按其建设时该比率至多 "));
		item_amount(sc, q->items[rate], reached->value, language, out);
	}
	str_add_char(out, '\n');
}

static bool is_forced(const struct inquiry *q, const struct conflict *conflict)
{
	int i;

	for (i = 0; i < conflict->n; i++) {
		if (forces_building(q->run->sc, q->items[conflict->items[i]]))
			return true;
	}
	return false;
}

/* What each rack that is built does to the target; NULL when it does nothing. */
static const char *why_harder(const struct target *target, enum language language)
{
	switch (target->metric) {
	case METRIC_INSTALL_RATE:
	case METRIC_UTILIZATION:
		if (target->at_most)
			return NULL;
		if (target->per_design)
			return say(
				language,
				"every rack that is designed adds to what it is a share of, and only demand fills it",
				"每增加一个设计机架，分母随之增大，而分子只取决于需求");
		return say(language,
		           "every rack made available adds to what it is a share of, and only demand fills it",
		           "每增加一个可用机架，分母随之增大，而分子只取决于需求");
	case METRIC_GREEN_SHARE:
		return target->at_most
		               ? NULL
		               : say(language,
		                     "every MWh drawn adds to what it is a share of, and green energy is limited",
		                     "每多用一兆瓦时，分母随之增大，而绿色电力有限");
	case METRIC_PUE:
		return say(language, "every rack hosted where the PUE is above the value raises it",
		           "放在电能利用效率高于该值处的机架越多，该值越高");
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE:
		return target->at_most ? NULL
		                       : say(language, "need grows with time, and what it is a share of with it",
		                             "需求随时间增长，分母随之增大");
	default: return NULL;
	}
}

void explain_ratios(const struct inquiry *q, const struct explanation *explanation, int which, enum language language,
                    struct str *out)
{
	const struct conflict *conflict = &explanation->conflicts[which];
	const struct scenario *sc = q->run->sc;
	struct str label = STR_INIT;
	int i, k;

	for (i = 0; i < conflict->n; i++) {
		const struct item item = q->items[conflict->items[i]];
		const struct target *target = item.kind == ITEM_TARGET ? &sc->targets[item.of] : NULL;
		const bool built = target &&
		                   (target->metric == METRIC_INSTALL_RATE || target->metric == METRIC_UTILIZATION);
		const char *why = target ? why_harder(target, language) : NULL;

		if (!why || (built && !is_forced(q, conflict)))
			continue;
		str_clear(&label);
		item_label(sc, item, language, &label);
		str_addf(out,
		         built ? say(language, "  Building more makes %s harder: %s.\n",
		                     "  建得越多，%s 越难达到：%s。\n")
		               : say(language, "  Of %s: %s.\n", "  关于 %s：%s。\n"),
		         label.text, why);
		for (k = 0; k < conflict->n && built; k++) {
			if (forces_building(sc, q->items[conflict->items[k]]))
				print_forcing(q, explanation, conflict->items[i], conflict->items[k], language, out);
		}
	}
	str_dispose(&label);
}
