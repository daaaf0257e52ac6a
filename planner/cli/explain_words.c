/* explain_words.c - items in the scenario's words. */
#include "planner/cli/explain_text.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <math.h>
#include <string.h>

/* ---- what an item says ---- */

static void add_day(struct str *out, const char *before, struct date day)
{
	char text[16];

	str_addf(out, "%s %s", before, date_format(day, text));
}

static void words_of_start(struct date earliest, struct date latest, int months, enum language language,
                           struct str *out)
{
	const char *between = "";

	if (date_is_set(earliest)) {
		add_day(out, say(language, "earliest start", "最早开工于"), earliest);
		between = say(language, ", ", "，");
	}
	if (date_is_set(latest)) {
		str_add(out, between);
		add_day(out, say(language, "latest start", "最迟开工于"), latest);
		between = say(language, ", ", "，");
	}
	if (months > 0)
		str_addf(out, "%s%s %d %s", between, say(language, "lead time", "建设周期"), months,
		         say(language, "months", "个月"));
}

static void words_of_dates(const struct phase *phase, enum language language, struct str *out)
{
	if (phase->state == PHASE_UNDER_CONSTRUCTION)
		add_day(out, say(language, "ready", "建成于"), phase->ready);
	else
		words_of_start(phase->earliest_start, phase->latest_start, phase->lead_months, language, out);
}

static void words_of_target(const struct scenario *sc, const struct target *target, enum language language,
                            struct str *out)
{
	str_addf(out, "%s %s ", metric_name(target->metric, language), target->at_most ? "≤" : "≥");
	item_amount(sc, (struct item){ ITEM_TARGET, (int)(target - sc->targets) }, target->value, language, out);
	if (date_is_set(target->by))
		add_day(out, say(language, " by", "，期限"), target->by);
	else
		str_add(out, say(language, " in every period", "，各期均须满足"));
}

static void words_of_rule(const struct rule *rule, enum language language, struct str *out)
{
	if (rule->kind == RULE_FORBID)
		str_add(out, say(language, "building is forbidden", "禁止建设"));
	else if (rule->kind == RULE_APPROVAL)
		str_add(out, say(language, "building needs an approval", "建设须经批准"));
	else if (rule->at_least >= 0 && rule->at_least == rule->at_most)
		str_addf(out, say(language, "exactly %d sites", "恰好 %d 个站点"), rule->at_least);
	else if (rule->at_least >= 0)
		str_addf(out, say(language, "at least %d sites", "至少 %d 个站点"), rule->at_least);
	if (rule->kind != RULE_COUNT || rule->at_most < 0 || rule->at_least == rule->at_most)
		return;
	if (rule->at_least >= 0)
		str_add(out, say(language, ", ", "，"));
	if (rule->at_most >= 0)
		str_addf(out, say(language, "at most %d sites", "至多 %d 个站点"), rule->at_most);
}

/* Kinds of site are ours; tiers are the scenario's own words. */
static const char *kind_of_site(const char *kind, enum language language)
{
	static const char *const kinds[][2] = { { "open", "社会" }, { "government", "政务" }, { "legacy", "存量" } };
	size_t i;

	for (i = 0; language == LANGUAGE_ZH && i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(kind, kinds[i][0]) == 0)
			return kinds[i][1];
	}
	return kind;
}

static void words_of_list(int n, const char *const *words, enum language language, struct str *out)
{
	int i;

	for (i = 0; i < n; i++)
		str_addf(out, "%s%s", i > 0 ? say(language, ", ", "、") : "", kind_of_site(words[i], language));
}

static void words_of_class(const struct scenario *sc, struct item item, enum language language, struct str *out)
{
	const struct class *class = &sc->classes[item.of];
	int i;

	switch (item.kind) {
	case ITEM_LEVEL:
		str_addf(out,
		         say(language, "only at sites of security level %d or above", "仅限等级保护 %d 级及以上的站点"),
		         class->security_level);
		break;
	case ITEM_LATENCY:
		str_add(out, say(language, "latency at most ", "时延至多 "));
		format_short(out, class->latency_limit_ms, 2);
		str_add(out, " ms");
		break;
	case ITEM_KINDS:
		str_add(out, say(language, "only at sites of kind ", "仅限此类站点："));
		words_of_list(class->n_site_kinds, class->site_kinds, language, out);
		break;
	case ITEM_TIERS:
		str_add(out, say(language, "only at sites of tier ", "仅限此级站点："));
		words_of_list(class->n_site_tiers, class->site_tiers, language, out);
		break;
	default:
		str_add(out, say(language, "only at sites in ", "仅限此区域内的站点："));
		for (i = 0; i < class->n_site_regions; i++)
			str_addf(out, "%s%s", i > 0 ? say(language, ", ", "、") : "",
			         report_text(&sc->regions[class->site_regions[i]].name, language));
		break;
	}
}

static void words_of_distance(const struct backup *backup, enum language language, struct str *out)
{
	const char *between = "";

	if (backup->min_km > 0.0) {
		str_addf(out, say(language, "at least %.15g km away", "相距至少 %.15g 公里"), backup->min_km);
		between = say(language, ", ", "，");
	}
	if (isfinite(backup->max_km)) {
		str_addf(out, say(language, "%sat most %.15g km away", "%s相距至多 %.15g 公里"), between,
		         backup->max_km);
		between = say(language, ", ", "，");
	}
	if (backup->mode == BACKUP_SYNC) {
		str_addf(out, "%s%s", between, say(language, "in step (sync)", "同步复制"));
		between = say(language, ", ", "，");
	}
	if (backup->n_sites > 0)
		str_addf(out, say(language, "%sat %d named sites only", "%s仅限指定的 %d 个站点"), between,
		         backup->n_sites);
}

static double most_of(const double *series, int n)
{
	double most = 0.0;
	int t;

	for (t = 0; t < n; t++)
		most = fmax(most, series[t]);
	return most;
}

static void words_of_demand(const struct scenario *sc, struct item item, enum language language, struct str *out)
{
	const struct demand *demand = &sc->demands[item.of];
	int i;

	switch (item.kind) {
	case ITEM_SITES:
		str_add(out, say(language, "only at ", "仅限站点："));
		for (i = 0; i < demand->n_sites; i++) {
			str_add(out, i > 0 ? say(language, ", ", "、") : "");
			site_label(sc, demand->sites[i], language, out);
		}
		break;
	case ITEM_DISTANCE: words_of_distance(&demand->backup, language, out); break;
	case ITEM_BACKUP:
		str_addf(out, say(language, "a standby of %.15g %% of its racks", "其机架的 %.15g%% 须有备份"),
		         demand->backup.share * 100.0);
		break;
	case ITEM_MIGRATION:
		add_day(out, say(language, "its platform opens", "平台启用于"), demand->migration.opens);
		break;
	default:
		str_add(out, say(language, "up to ", "最多 "));
		format_short(out, most_of(demand->need_racks, sc->n_periods), 0);
		str_add(out, say(language, " racks must be served", " 架须全部满足"));
		break;
	}
}

static void words_of_site(const struct scenario *sc, struct item item, enum language language, struct str *out)
{
	const struct site *site = &sc->sites[item.of];
	double most = 0.0, fed = 0.0;
	int i;

	if (item.kind == ITEM_OPENS) {
		add_day(out, say(language, "opens", "启用于"), site->opens);
	} else if (item.kind == ITEM_CLOSES) {
		add_day(out, say(language, "closes", "关闭于"), site->closes);
	} else if (item.kind == ITEM_COOLING) {
		for (i = 0; i < sc->n_periods; i++)
			most = fmax(most, site->cooling_mw[i]);
		str_add(out, say(language, "cooling of ", "制冷能力 "));
		format_short(out, most, 3);
		str_add(out, " MW");
	} else {
		format_short(out, site->installed_mw, 3);
		str_addf(out, say(language, " MW installed, %.15g %% of it usable", " MW 装机，其中 %.15g%% 可用"),
		         round(site->usable_share * 1e4) / 100.0);
		for (i = site->feed_begin; i < site->feed_end; i++)
			fed += scenario_feed_exists(sc, i) ? sc->feeds[i].mw_per_step * sc->feeds[i].most_steps : 0.0;
		if (fed > 0.0) {
			str_add(out, say(language, "; feeds of up to ", "；另可扩容至多 "));
			format_short(out, fed, 3);
			str_add(out, " MW");
		}
	}
}

static void words_of_link(const struct scenario *sc, const struct link *link, enum language language, struct str *out)
{
	double added = 0.0;
	int i;

	for (i = link->module_begin; i < link->module_end; i++)
		added += scenario_module_exists(sc, i) ? sc->modules[i].gbps * sc->modules[i].most : 0.0;
	format_short(out, link->installed_gbps, 3);
	str_add(out, say(language, " Gbps installed, modules of up to ", " Gbps 已装，另可扩容至多 "));
	format_short(out, added, 3);
	str_add(out, " Gbps");
}

static void words_of_phase(const struct scenario *sc, struct item item, enum language language, struct str *out)
{
	const struct phase *phase = &sc->phases[item.of];

	switch (item.kind) {
	case ITEM_ORDER:
		str_add(out, say(language, "only after ", "须在 "));
		item_label(sc, (struct item){ ITEM_SIZE, phase->predecessor }, language, out);
		str_add(out, say(language, "", " 之后"));
		break;
	case ITEM_APPROVAL: str_add(out, say(language, "lacks its approval", "尚未获批")); break;
	case ITEM_DATES: words_of_dates(phase, language, out); break;
	default: str_addf(out, say(language, "%d design racks", "设计 %d 架"), phase->design_racks); break;
	}
}

static const struct {
	const char *en, *zh, *many_en, *many_zh;
} heads[ITEM_KINDS_N] = {
	[ITEM_STABILITY] = { "", "", "", "" },
	[ITEM_SIZE] = { "phase", "期", "phase sizes", "项分期规模" },
	[ITEM_COOLING] = { "site", "站点", "cooling limits", "处制冷能力" },
	[ITEM_POWER] = { "site", "站点", "power limits of sites", "处供电能力" },
	[ITEM_ENERGY] = { "energy source", "能源", "caps of energy sources", "项能源上限" },
	[ITEM_LINK] = { "link", "链路", "link capacities", "条链路容量" },
	[ITEM_LEVEL] = { "class", "业务类", "security levels", "项安全等级" },
	[ITEM_KINDS] = { "class", "业务类", "limits to kinds of site", "项站点类型限制" },
	[ITEM_TIERS] = { "class", "业务类", "limits to tiers of site", "项站点级别限制" },
	[ITEM_REGIONS] = { "class", "业务类", "limits to regions", "项属地限制" },
	[ITEM_LATENCY] = { "class", "业务类", "latency limits", "项时延限制" },
	[ITEM_SITES] = { "demand", "需求", "demands bound to sites", "项限定站点的需求" },
	[ITEM_DISTANCE] = { "standby of", "备份", "rules on where standbys are", "项备份位置要求" },
	[ITEM_BACKUP] = { "demand", "需求", "demands with a standby", "项备份要求" },
	[ITEM_OPENS] = { "site", "站点", "openings of sites", "处站点启用日期" },
	[ITEM_CLOSES] = { "site", "站点", "closings of sites", "处站点关闭日期" },
	[ITEM_MIGRATION] = { "demand", "需求", "openings of platforms", "项平台启用日期" },
	[ITEM_ORDER] = { "phase", "期", "orders of phases", "项分期先后要求" },
	[ITEM_APPROVAL] = { "phase", "期", "missing approvals", "项待批" },
	[ITEM_FEED_DATES] = { "feed", "供电扩容", "dates of feeds", "项供电扩容日期" },
	[ITEM_MODULE_DATES] = { "module", "链路扩容", "dates of link modules", "项链路扩容日期" },
	[ITEM_DATES] = { "phase", "期", "dates of phases", "项建设日期" },
	[ITEM_RULE] = { "rule", "规则", "rules", "条规则" },
	[ITEM_BUDGET] = { "budget", "预算", "budgets", "项预算" },
	[ITEM_TRAFFIC] = { "traffic", "流量", "flows of traffic", "项流量" },
	[ITEM_DEMAND] = { "demand", "需求", "demands that must be served", "项须满足的需求" },
	[ITEM_TARGET] = { "target", "目标", "targets", "项目标" },
};

void item_many(enum item_kind kind, int n, enum language language, struct str *out)
{
	str_addf(out, "%d %s%s", n, say(language, heads[kind].many_en, heads[kind].many_zh), say(language, ": ", "："));
}

static void words_after_id(const struct scenario *sc, struct item item, enum language language, struct str *out)
{
	const struct date none = { 0, 0, 0 };

	switch (item.kind) {
	case ITEM_STABILITY:
		str_addf(out, say(language, "at most %d racks hosted elsewhere than before", "至多 %d 架改变原有位置"),
		         sc->stability.most_racks);
		break;
	case ITEM_COOLING:
	case ITEM_POWER:
	case ITEM_OPENS:
	case ITEM_CLOSES: words_of_site(sc, item, language, out); break;
	case ITEM_ENERGY:
		str_add(out, say(language, "at most ", "至多 "));
		item_amount(sc, item, sc->energy_sources[item.of].most_mwh_per_year, language, out);
		break;
	case ITEM_LINK: words_of_link(sc, &sc->links[item.of], language, out); break;
	case ITEM_LEVEL:
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS:
	case ITEM_LATENCY: words_of_class(sc, item, language, out); break;
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_MIGRATION:
	case ITEM_DEMAND: words_of_demand(sc, item, language, out); break;
	case ITEM_SIZE:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_DATES: words_of_phase(sc, item, language, out); break;
	case ITEM_FEED_DATES:
		words_of_start(sc->feeds[item.of].earliest_start, none, sc->feeds[item.of].lead_months, language, out);
		break;
	case ITEM_MODULE_DATES:
		words_of_start(sc->modules[item.of].earliest_start, none, sc->modules[item.of].lead_months, language,
		               out);
		break;
	case ITEM_TRAFFIC:
		str_add(out, say(language, "up to ", "最多 "));
		format_short(out, most_of(sc->traffic[item.of].gbps, sc->n_periods), 3);
		str_add(out, say(language, " Gbps must be carried", " Gbps 须全部承载"));
		break;
	case ITEM_RULE: words_of_rule(&sc->rules[item.of], language, out); break;
	case ITEM_BUDGET:
		str_add(out, sc->budgets[item.of].at_least ? say(language, "at least ", "至少 ")
		                                           : say(language, "at most ", "至多 "));
		item_amount(sc, item, sc->budgets[item.of].amount_cny, language, out);
		break;
	case ITEM_TARGET: words_of_target(sc, &sc->targets[item.of], language, out); break;
	case ITEM_KINDS_N: break;
	}
}

void item_words(const struct scenario *sc, struct item item, enum language language, struct str *out)
{
	item_called(sc, item, say(language, heads[item.kind].en, heads[item.kind].zh), language, out);
	str_add(out, say(language, ": ", "："));
	words_after_id(sc, item, language, out);
}
