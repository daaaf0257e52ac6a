#include "planner/report/words.h"

#include <string.h>

/* One line a word: both languages side by side, so that neither is forgotten (tests/test_report.c looks). */
const struct words report_words[WORDS] = {
	[WORD_TARGETS] = { "targets", "目标", "Targets" },
	[WORD_MET] = { "met", "达成", "met" },
	[WORD_MISSED] = { "missed", "未达成", "missed" },
	[WORD_OVERRULED] = { "overruled", "已被取代", "overruled" },
	[WORD_OFF] = { "off", "未启用", "off" },
	[WORD_TARGET] = { "target", "目标", "target" },
	[WORD_REQUIRED] = { "required", "要求", "required" },
	[WORD_ACHIEVED] = { "achieved", "实现", "achieved" },
	[WORD_SLACK] = { "slack", "余量", "slack" },
	[WORD_SOURCE] = { "source", "依据", "source" },
	[WORD_BY] = { "by", "期限", "by" },
	[WORD_ALWAYS] = { "always", "全程", "always" },
	[WORD_STATE] = { "state", "状态", "state" },
	[WORD_TARGETS_COUNT] = { "targets_count", "{0} 项达成，{1} 项未达成，{2} 项不执行",
	                         "{0} met, {1} missed, {2} not enforced" },
	[WORD_MUST] = { "must", "必须", "must" },
	[WORD_IN_PRINCIPLE] = { "in_principle", "原则上", "in principle" },
	[WORD_DISCOURAGED] = { "discouraged", "不鼓励", "discouraged" },
	[WORD_STRIVE] = { "strive", "争取", "strive" },
	[WORD_ENCOURAGED] = { "encouraged", "鼓励", "encouraged" },
	[WORD_ORDERS] = { "orders", "何时办什么", "What to do when" },
	[WORD_ORDERS_NONE] = { "orders_none", "计划期内没有要办的事项", "nothing has to be started or commissioned" },
	[WORD_MORE_ROWS] = { "more_rows", "其余 {0} 行见 {1}", "{0} more in {1}" },
	[WORD_START] = { "start", "开工", "start" },
	[WORD_COMMISSION] = { "commission", "投运", "commission" },
	[WORD_FEED] = { "feed", "增容", "order feed" },
	[WORD_PLANNED] = { "planned", "计划日", "planned" },
	[WORD_LATEST] = { "latest", "最迟下单", "order by" },
	[WORD_ACTION] = { "action", "事项", "action" },
	[WORD_QUANTITY] = { "quantity", "数量", "quantity" },
	[WORD_SITE] = { "site", "站点 / 项目", "site / item" },
	[WORD_COSTS] = { "costs", "各类费用", "Cost by kind" },
	[WORD_COST_KIND] = { "cost_kind", "类别", "kind" },
	[WORD_TOTAL] = { "total", "合计", "total" },
	[WORD_TOTAL_NOMINAL] = { "total_nominal", "合计（未折现）", "total, undiscounted" },
	[WORD_NOMINAL] = { "nominal", "未折现", "undiscounted" },
	[WORD_PRESENT] = { "present", "现值", "present value" },
	[WORD_COST_START] = { "cost_start", "开工固定费", "fixed cost of starting" },
	[WORD_COST_OPENING] = { "cost_opening", "启用站点", "opening of sites" },
	[WORD_COST_SHELL] = { "cost_shell", "土建", "land, building, grid" },
	[WORD_COST_FITOUT] = { "cost_fitout", "机房装修", "fit-out" },
	[WORD_COST_LINK] = { "cost_link", "链路扩容", "links" },
	[WORD_COST_FEED] = { "cost_feed", "电力增容", "power feeds" },
	[WORD_COST_ENERGY] = { "cost_energy", "电量电费", "energy" },
	[WORD_COST_DEMAND_CHARGE] = { "cost_demand_charge", "容量电费", "demand charge" },
	[WORD_COST_OPEX] = { "cost_opex", "运维", "operations" },
	[WORD_COST_HOSTING] = { "cost_hosting", "托管", "hosting" },
	[WORD_COST_MOVING] = { "cost_moving", "迁移", "moving" },
	[WORD_COST_SALVAGE] = { "cost_salvage", "期末残值", "value at the end" },
	[WORD_COST_UNSERVED] = { "cost_unserved", "未满足需求", "unserved racks" },
	[WORD_COST_DISCOURAGED] = { "cost_discouraged", "不鼓励事项", "discouraged sites" },
	[WORD_COST_CHANGED] = { "cost_changed", "偏离原方案", "changes to the previous plan" },
	[WORD_COST_SHORTFALL] = { "cost_shortfall", "目标差额", "target shortfalls" },
	[WORD_COST_BONUS] = { "cost_bonus", "鼓励奖励", "bonus" },
	[WORD_WHOLE] = { "whole", "整数计划", "Whole racks" },
	[WORD_STATUS_OPTIMAL] = { "status_optimal", "最优", "optimal" },
	[WORD_STATUS_FEASIBLE] = { "status_feasible", "可行，与最优的差距不超过 {0}",
	                           "feasible, within {0} of the optimum" },
	[WORD_STATUS_LIMIT] = { "status_limit", "到达限制，未证明最优", "a limit came first: not proved optimal" },
	[WORD_PERIODS] = { "periods", "{0} 至 {1}，{2} 期", "{0} to {1}, {2} periods" },
	[WORD_BINDING] = { "binding", "起约束作用的限制", "Binding limits" },
	[WORD_BINDING_NONE] = { "binding_none", "没有限制决定费用", "no limit sets the cost" },
	[WORD_LIMIT] = { "limit", "限制", "limit" },
	[WORD_WHERE] = { "where", "何处", "where" },
	[WORD_FAMILY_PHASE] = { "family_phase", "分期的建设时序或规模", "phase" },
	[WORD_FAMILY_SPACE] = { "family_space", "可用机架", "available racks" },
	[WORD_FAMILY_POWER] = { "family_power", "可用电力", "usable power" },
	[WORD_FAMILY_DEMAND] = { "family_demand", "必须满足的需求", "demand to serve" },
	[WORD_FAMILY_MIGRATION] = { "family_migration", "迁移规则", "migration rules" },
	[WORD_FAMILY_RULE] = { "family_rule", "建设规则", "build rules" },
	[WORD_FAMILY_BUDGET] = { "family_budget", "预算", "budget" },
	[WORD_FAMILY_TARGET] = { "family_target", "目标", "target" },
	[WORD_ASSUMED] = { "assumed", "假设的数字", "Assumed numbers" },
	[WORD_ASSUMED_COUNT] = { "assumed_count",
	                         "共 {0} 个假设数字；其中 {1} 个影响起约束作用的限制（assumptions.csv）",
	                         "{0} assumed numbers; binding limits rest on {1} of them (assumptions.csv)" },
	[WORD_RACKS] = { "racks", "个机架", "racks" },
	[WORD_RACKS_SHORT] = { "racks_short", "机架", "racks" },
	[WORD_MW] = { "mw", "MW", "MW" },
	[WORD_SITES] = { "sites", "个站点", "sites" },
	[WORD_CUSTOMERS] = { "customers", "户", "customers" },
	[WORD_CHART_RACKS] = { "chart_racks", "设计机架在 {1} 达到 {0} 个", "Design racks reach {0} by {1}" },
	[WORD_CHART_RACKS_SHORT] = { "chart_racks_short", "设计机架在 {1} 为 {0} 个，距目标差 {2} 个",
	                             "Design racks reach {0} by {1}, {2} short of the target" },
	[WORD_CHART_POWER] = { "chart_power", "{0} 个站点的用电均在可用电力之内；{1}最紧，达 {2}",
	                       "All {0} sites stay within usable power; {1} is tightest at {2}" },
	[WORD_CHART_POWER_ONE] = { "chart_power_one", "{0} 的用电最高达可用电力的 {1}",
	                           "{0} draws at most {1} of its usable power" },
	[WORD_CHART_POWER_OVER] = { "chart_power_over", "{0} 的用电超过可用电力：{1}",
	                            "{0} draws more than its usable power: {1}" },
	[WORD_CHART_COSTS] = { "chart_costs", "费用现值 {0}；未折现的支出中，{1}占 {2}",
	                       "Present cost is {0}; {2} of undiscounted spending is {1}" },
	[WORD_CHART_TARGETS_ALL] = { "chart_targets_all", "{0} 项执行的目标全部达成",
	                             "All {0} enforced targets are met" },
	[WORD_CHART_TARGETS_SOME] = { "chart_targets_some", "{0} 项执行的目标中 {1} 项未达成",
	                              "{1} of {0} enforced targets missed" },
	[WORD_AVAILABLE] = { "available", "可用机架", "available" },
	[WORD_OCCUPIED] = { "occupied", "占用机架", "occupied" },
	[WORD_DRAWN] = { "drawn", "设施用电", "facility power drawn" },
	[WORD_USABLE] = { "usable", "可用电力", "usable power" },
	[WORD_OTHER_SITES] = { "other_sites", "其余 {0} 个站点", "{0} other sites" },
	[WORD_AXIS_RACKS] = { "axis_racks", "机架（个）", "racks" },
	[WORD_AXIS_MW] = { "axis_mw", "MW", "MW" },
	[WORD_AXIS_MONEY_M] = { "axis_money_m", "百万{0}（未折现）", "{0} million, undiscounted" },
	[WORD_AXIS_SHARE] = { "axis_share", "实现 / 要求（%）", "achieved / required (%)" },
	[WORD_NOTE_STATEMENTS] = { "note_statements", "依据：{0}", "Source: {0}" },
	[WORD_NOTE_SALVAGE] = { "note_salvage", "末期的负值为期末残值",
	                        "Negative at the end: the value of assets that outlive the horizon" },
	[WORD_NOTE_PLAN] = { "note_plan", "依据：方案 {0}", "Source: plan {0}" },
	[WORD_NOTE_CUT] = { "note_cut", "超过 {0} % 的条形在此截断", "bars beyond {0} % are cut there" },
	[WORD_NOTE_AT_MOST] = { "note_at_most", "上限类目标（≤）低于 100 % 为达成",
	                        "targets with ≤ are met below the line" },
	[WORD_HORIZON_END] = { "horizon_end", "期末", "end" },
	[WORD_DESIGN_BY_SITE] = { "design_by_site", "设计机架（按站点）", "design racks by site" },
	[WORD_EMPTY_RACKS] = { "empty_racks", "没有站点有设计机架", "no site has design racks" },
	[WORD_EMPTY_POWER] = { "empty_power", "没有站点有电力或用电", "no site has power or draws any" },
	[WORD_EMPTY_COSTS] = { "empty_costs", "方案没有费用", "the plan costs nothing" },
	[WORD_EMPTY_TARGETS] = { "empty_targets", "没有启用的目标", "no target is switched on" },
	[WORD_NOTE_PANELS] = { "note_panels", "同一行各图共用纵轴（MW），右上角为最高占用率",
	                       "panels of a row share the scale (MW); top right: highest load" },
	[WORD_NOTE_LEFT_OUT] = { "note_left_out", "未画出最小的 {0} 个站点", "left out, as the smallest: {0} sites" },
	[WORD_NOTE_TARGETS_LEFT_OUT] = { "note_targets_left_out", "未画出 {0} 项未启用的目标",
	                                 "left out, as switched off: {0}" },
	[WORD_AXIS_MONEY_YI] = { "axis_money_yi", "亿{0}（未折现）", "hundred million {0}, undiscounted" },
	[WORD_AXIS_MONEY_WAN] = { "axis_money_wan", "万{0}（未折现）", "ten thousand {0}, undiscounted" },
	[WORD_NOTE_NO_CHART] = { "note_no_chart", "没有画图 {0}：{1}", "chart {0} is left out: {1}" },
	[WORD_NOTE_NO_FONT] = { "note_no_font", "没有中文字体，未生成 {0}（SVG 不受影响）",
	                        "{0} is left out: no Chinese font is installed (the SVG is fine)" },
	[WORD_WHOLE_COST] = { "whole_cost", "整机架方案", "plan in whole racks" },
	[WORD_WHOLE_BOUND] = { "whole_bound", "任何方案的费用不低于（LP 界）",
	                       "no plan can cost less than (LP bound)" },
	[WORD_WHOLE_SEARCH] = { "whole_search", "整期建设的方案不低于；未证明",
	                        "no plan in whole phases costs less; not proved" },
	[WORD_WHOLE_DISTANCE] = { "whole_distance", "与下界的差距", "distance to the bound" },
	[WORD_WHOLE_PRICE] = { "whole_price", "其中整机架的代价（分期决定不变）",
	                       "of it, price of whole racks in the same phases" },
	[WORD_SHARE_SPENT] = { "share_spent", "占支出", "of spending" },
	[WORD_NOTE_UNUSED] = { "note_unused", "未画出不用电的 {0} 个站点",
	                       "left out, as they draw no power: {0} sites" },
	[WORD_NOTE_ROOMS] = { "note_rooms", "未画出部门自有机房：{0} 个站点，图中目标不计",
	                      "left out: departments' rooms (sites: {0}), which no target shown counts" },
	[WORD_EACH] = { "each", "个", "each" },
	[WORD_FAMILY_PHASE_STARTED] = { "family_phase_started", "分期规模", "size of the phase" },
	[WORD_FAMILY_PHASE_ORDER] = { "family_phase_order", "先开工前一期", "earlier phase first" },
	[WORD_FAMILY_PHASE_AVAILABLE] = { "family_phase_available", "已开工并到期的机架", "racks ready for use" },
	[WORD_FAMILY_DENSITY] = { "family_density", "高密度机架", "racks for dense loads" },
	[WORD_FAMILY_FEED_MOST] = { "family_feed_most", "增容上限", "feeds at most" },
	[WORD_FAMILY_FORBID] = { "family_forbid", "禁止建设", "building is forbidden" },
	[WORD_FAMILY_APPROVAL] = { "family_approval", "需要批准", "approval is needed" },
	[WORD_FAMILY_COUNT_LEAST] = { "family_count_least", "建设个数下限", "sites at least" },
	[WORD_FAMILY_COUNT_MOST] = { "family_count_most", "建设个数上限", "sites at most" },
	[WORD_RACK] = { "rack", "机架", "rack" },
	[WORD_ONE_SITE] = { "one_site", "站点", "site" },
	[WORD_CUSTOMER] = { "customer", "户", "customer" },
	[WORD_MODULE] = { "module", "模块", "module" },
	[WORD_STEP] = { "step", "级", "step" },
	[WORD_GBPS] = { "gbps", "Gbps", "Gbps" },
	[WORD_LINK] = { "link", "链路扩容", "order link" },
	[WORD_LINKS] = { "links", "条链路", "links" },
	[WORD_ONE_LINK] = { "one_link", "链路", "link" },
	[WORD_SERVERS] = { "servers", "台服务器", "servers" },
	[WORD_SERVER] = { "server", "服务器", "server" },
	[WORD_HOUSEHOLDS] = { "households", "户家庭", "households" },
	[WORD_HOUSEHOLD] = { "household", "家庭", "household" },
	[WORD_TONNES] = { "tonnes", "吨 CO2", "t CO2" },
	[WORD_FAMILY_COOLING] = { "family_cooling", "制冷能力", "cooling" },
	[WORD_FAMILY_ENERGY] = { "family_energy", "须购足的电量", "energy to buy" },
	[WORD_FAMILY_ENERGY_MOST] = { "family_energy_most", "电源供电上限", "energy source at most" },
	[WORD_FAMILY_BACKUP] = { "family_backup", "备份机架", "standby racks" },
	[WORD_FAMILY_OPENING] = { "family_opening", "启用站点", "opening of a site" },
	[WORD_FAMILY_NETWORK] = { "family_network", "网络", "network" },
	[WORD_FAMILY_LINK_LOAD] = { "family_link_load", "链路容量", "capacity of a link" },
	[WORD_FAMILY_BW_MOST] = { "family_bw_most", "链路模块上限", "link modules at most" },
	[WORD_FAMILY_STABILITY] = { "family_stability", "偏离原方案的机架", "changes at most" },
	[WORD_ONE_PHASE] = { "one_phase", "期", "phase" },
	[WORD_UNSERVED] = { "unserved", "未满足的需求", "Unserved demand" },
	[WORD_DEMAND] = { "demand", "需求", "demand" },
	[WORD_MOST_RACKS] = { "most_racks", "最多缺（机架）", "most racks" },
	[WORD_IN_PERIOD] = { "in_period", "时期", "in" },
	[WORD_RACK_YEARS] = { "rack_years", "机架·年合计", "rack-years" },
	[WORD_WHEN] = { "when", "时期 +其余", "when (+more)" },
	[WORD_ROW] = { "row", "条目", "row" },
	[WORD_GRADE] = { "grade", "等级", "grade" },
	[WORD_DUTY] = { "duty", "要求做什么", "what is asked" },
	[WORD_STATED_NUM] = { "stated_num", "文件中的数字", "numbers stated" },
	[WORD_ENCODED_BY] = { "encoded_by", "在方案中的表达", "encoded by" },
	[WORD_NOTE] = { "note", "说明", "note" },
	[WORD_RECORDED_ONLY] = { "recorded_only", "仅作记录", "recorded only" },
	[WORD_GRADE_C_ROWS] = { "grade_c_rows", "C 级条目，仅在文件中记录", "Rows of grade C, recorded in the file" },
	[WORD_MORE_SAVES] = { "more_saves", "每多 1 {0}可省 {1}", "one {0} more saves {1}" },
	[WORD_MORE_SAVES_MOST] = { "more_saves_most", "每多 1 {0}至多可省 {1}", "one {0} more saves {1} or less" },
	[WORD_LESS_SAVES_MOST] = { "less_saves_most", "每少 1 {0}至多可省 {1}", "one {0} less saves {1} or less" },
	[WORD_LESS_SAVES] = { "less_saves", "每少 1 {0}可省 {1}", "one {0} less saves {1}" },
	[WORD_MORE_COSTS] = { "more_costs", "每多 1 {0}多花 {1}", "one {0} more costs {1}" },
	[WORD_LESS_COSTS] = { "less_costs", "每少 1 {0}多花 {1}", "one {0} less costs {1}" },
	[WORD_MORE_COSTS_IT] = { "more_costs_it", "增加则多花同样的钱", "one more costs as much" },
	[WORD_LESS_COSTS_IT] = { "less_costs_it", "减少则多花同样的钱", "one less costs as much" },
	[WORD_UP_TO] = { "up_to", "，至 {0} 为止", ", up to {0}" },
	[WORD_DOWN_TO] = { "down_to", "，至 {0} 为止", ", down to {0}" },
	[WORD_MORE_SAVES_NOTHING] = { "more_saves_nothing", "单独放宽不省钱", "more of it alone saves nothing" },
	[WORD_LESS_SAVES_NOTHING] = { "less_saves_nothing", "单独放宽不省钱", "less of it alone saves nothing" },
	[WORD_MORE_NO_PLAN] = { "more_no_plan", "再多则在这些建设决定下没有方案",
	                        "any more, and these decisions have no plan" },
	[WORD_LESS_NO_PLAN] = { "less_no_plan", "再少则在这些建设决定下没有方案",
	                        "any less, and these decisions have no plan" },
	[WORD_STATED] = { "stated", "载明", "stated" },
	[WORD_SOURCED] = { "sourced", "有出处", "sourced" },
	[WORD_ASSUMED_VALUE] = { "assumed_value", "假设", "assumed" },
	[WORD_ORIGINS_COUNT] = { "origins_count", "要求的数值：{0} 项为文件载明，{1} 项有出处，{2} 项为假设",
	                         "required: {0} stated in documents, {1} sourced, {2} assumed" },
	[WORD_MONTH_1] = { "month_1", "1月", "Jan" },
	[WORD_MONTH_2] = { "month_2", "2月", "Feb" },
	[WORD_MONTH_3] = { "month_3", "3月", "Mar" },
	[WORD_MONTH_4] = { "month_4", "4月", "Apr" },
	[WORD_MONTH_5] = { "month_5", "5月", "May" },
	[WORD_MONTH_6] = { "month_6", "6月", "Jun" },
	[WORD_MONTH_7] = { "month_7", "7月", "Jul" },
	[WORD_MONTH_8] = { "month_8", "8月", "Aug" },
	[WORD_MONTH_9] = { "month_9", "9月", "Sep" },
	[WORD_MONTH_10] = { "month_10", "10月", "Oct" },
	[WORD_MONTH_11] = { "month_11", "11月", "Nov" },
	[WORD_MONTH_12] = { "month_12", "12月", "Dec" },
};

const char *report_word(enum word word, enum language language)
{
	return language == LANGUAGE_ZH ? report_words[word].zh : report_words[word].en;
}

const char *report_text(const struct text *text, enum language language)
{
	return language == LANGUAGE_ZH ? text->zh : text->en;
}

void words_fill(struct str *out, const char *words, const char *const arguments[4])
{
	const char *c;

	for (c = words; *c; c++) {
		if (c[0] == '{' && c[1] >= '0' && c[1] <= '3' && c[2] == '}') {
			if (arguments[c[1] - '0'])
				str_add(out, arguments[c[1] - '0']);
			c += 2;
		} else {
			str_add_char(out, *c);
		}
	}
}

void report_say(struct str *out, enum word word, enum language language, const char *const arguments[4])
{
	words_fill(out, report_word(word, language), arguments);
}

const char *report_cost_word(enum cost_kind kind, enum language language)
{
	static const enum word words[COST_KINDS] = {
		[COST_CHANGED] = WORD_COST_CHANGED,
		[COST_OPENING] = WORD_COST_OPENING,
		[COST_LINK] = WORD_COST_LINK,
		[COST_START] = WORD_COST_START,
		[COST_SHELL] = WORD_COST_SHELL,
		[COST_FITOUT] = WORD_COST_FITOUT,
		[COST_FEED] = WORD_COST_FEED,
		[COST_ENERGY] = WORD_COST_ENERGY,
		[COST_DEMAND_CHARGE] = WORD_COST_DEMAND_CHARGE,
		[COST_OPEX] = WORD_COST_OPEX,
		[COST_HOSTING] = WORD_COST_HOSTING,
		[COST_MOVING] = WORD_COST_MOVING,
		[COST_SALVAGE] = WORD_COST_SALVAGE,
		[COST_UNSERVED] = WORD_COST_UNSERVED,
		[COST_DISCOURAGED] = WORD_COST_DISCOURAGED,
		[COST_SHORTFALL] = WORD_COST_SHORTFALL,
		[COST_BONUS] = WORD_COST_BONUS,
	};

	return report_word(words[kind], language);
}

const char *report_state_word(enum target_state state, enum language language)
{
	static const enum word words[] = {
		[TARGET_MET] = WORD_MET,
		[TARGET_MISSED] = WORD_MISSED,
		[TARGET_OVERRULED] = WORD_OVERRULED,
		[TARGET_OFF] = WORD_OFF,
	};

	return report_word(words[state], language);
}

const char *report_origin_word(enum origin_kind kind, enum language language)
{
	static const enum word words[] = {
		[ORIGIN_STATED] = WORD_STATED, [ORIGIN_SOURCED] = WORD_SOURCED, [ORIGIN_ASSUMED] = WORD_ASSUMED_VALUE
	};

	return report_word(words[kind], language);
}

const char *report_modality_word(enum modality modality, enum language language)
{
	static const enum word words[] = {
		[MODALITY_MUST] = WORD_MUST,
		[MODALITY_IN_PRINCIPLE] = WORD_IN_PRINCIPLE,
		[MODALITY_DISCOURAGED] = WORD_DISCOURAGED,
		[MODALITY_STRIVE] = WORD_STRIVE,
		[MODALITY_ENCOURAGED] = WORD_ENCOURAGED,
	};

	return report_word(words[modality], language);
}

const char *report_limit_word(const char *row, const char *family, enum language language)
{
	static const struct {
		const char *name;
		enum word word;
	} names[] = {
		/* rows first, by the name before the bracket; then families */
		{ "phase_started", WORD_FAMILY_PHASE_STARTED },
		{ "phase_order", WORD_FAMILY_PHASE_ORDER },
		{ "phase_available", WORD_FAMILY_PHASE_AVAILABLE },
		{ "density", WORD_FAMILY_DENSITY },
		{ "feed_most", WORD_FAMILY_FEED_MOST },
		{ "forbid", WORD_FAMILY_FORBID },
		{ "approval", WORD_FAMILY_APPROVAL },
		{ "count_least", WORD_FAMILY_COUNT_LEAST },
		{ "count_most", WORD_FAMILY_COUNT_MOST },
		{ "energy_most", WORD_FAMILY_ENERGY_MOST },
		{ "link_load", WORD_FAMILY_LINK_LOAD },
		{ "bw_most", WORD_FAMILY_BW_MOST },
		{ "phase", WORD_FAMILY_PHASE },
		{ "cooling", WORD_FAMILY_COOLING },
		{ "energy", WORD_FAMILY_ENERGY },
		{ "backup", WORD_FAMILY_BACKUP },
		{ "opening", WORD_FAMILY_OPENING },
		{ "network", WORD_FAMILY_NETWORK },
		{ "stability", WORD_FAMILY_STABILITY },
		{ "space", WORD_FAMILY_SPACE },
		{ "power", WORD_FAMILY_POWER },
		{ "demand", WORD_FAMILY_DEMAND },
		{ "migration", WORD_FAMILY_MIGRATION },
		{ "build", WORD_FAMILY_RULE },
		{ "budget", WORD_FAMILY_BUDGET },
		{ "target", WORD_FAMILY_TARGET },
		{ "targets", WORD_FAMILY_TARGET },
	};
	size_t i, n = strcspn(row, "[");

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (strlen(names[i].name) == n && strncmp(row, names[i].name, n) == 0)
			return report_word(names[i].word, language);
	}
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(family, names[i].name) == 0)
			return report_word(names[i].word, language);
	}
	return family;
}
