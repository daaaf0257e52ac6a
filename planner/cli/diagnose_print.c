#include "planner/cli/diagnose.h"
#include "planner/cli/explain_text.h"
#include "planner/report/format.h"

static void add_metric(struct str *out, const struct scenario *sc, int g, double value, enum language language)
{
	format_metric(out, sc, sc->targets[g].metric, value, false, language);
}

static double reachable(const struct scenario *sc, const struct miss *miss)
{
	const struct target *target = &sc->targets[miss->target];

	return target->at_most ? target->value + miss->shortfall : target->value - miss->shortfall;
}

static void add_statements(struct str *out, const struct target *target, enum language language)
{
	int i;

	if (target->n_statements == 0)
		return;
	str_add(out, say(language, " (source ", "（依据 "));
	for (i = 0; i < target->n_statements; i++)
		str_addf(out, "%s%s", i > 0 ? ", " : "", target->statements[i]);
	str_add(out, say(language, ")", "）"));
}

/* design-racks-2018: required 50,000, reachable 43,800: short by 6,200 racks by 2018-12-31 (source SX-01) */
static void print_miss(const struct scenario *sc, const struct miss *miss, enum language language, struct str *out)
{
	const struct target *target = &sc->targets[miss->target];
	const char *unit = format_metric_unit(target->metric, language);
	char day[16];

	str_addf(out, "%s: %s ", target->id, say(language, "required", "要求"));
	add_metric(out, sc, miss->target, target->value, language);
	str_addf(out, "%s ", say(language, ", reachable", "，可达"));
	add_metric(out, sc, miss->target, reachable(sc, miss), language);
	str_add(out,
	        target->at_most ? say(language, ": over by ", "：超出 ") : say(language, ": short by ", "：短缺 "));
	add_metric(out, sc, miss->target, miss->shortfall, language);
	if (*unit)
		str_addf(out, " %s", unit);
	if (date_is_set(target->by))
		str_addf(out, "%s %s", say(language, " by", "，期限"), date_format(target->by, day));
	add_statements(out, target, language);
	str_add_char(out, '\n');
}

static void cause_path(const struct scenario *sc, const struct cause *cause, struct str *out)
{
	switch (cause->kind) {
	case CAUSE_PHASE:
		str_addf(out, "%s/%s", sc->sites[sc->phases[cause->item].site].id, sc->phases[cause->item].id);
		break;
	case CAUSE_SITE: str_add(out, sc->sites[cause->item].id); break;
	case CAUSE_DEMAND: str_add(out, sc->demands[cause->item].id); break;
	case CAUSE_BUDGET: str_add(out, sc->budgets[cause->item].id); break;
	case CAUSE_RULE: str_add(out, sc->rules[cause->item].id); break;
	}
}

static void cause_budget(const struct scenario *sc, const struct budget *budget, enum language language,
                         struct str *out)
{
	str_add(out, budget->at_least ? say(language, "budget of at least ", "预算下限 ")
	                              : say(language, "budget of at most ", "预算上限 "));
	format_metric(out, sc, METRIC_SPEND, budget->amount_cny, false, language);
}

static void cause_rule(const struct rule *rule, enum language language, struct str *out)
{
	switch (rule->kind) {
	case RULE_FORBID: str_add(out, say(language, "building is forbidden", "禁止建设")); break;
	case RULE_APPROVAL: str_add(out, say(language, "building needs an approval", "建设须经批准")); break;
	case RULE_DISCOURAGE: str_add(out, say(language, "building is discouraged", "不提倡建设")); break;
	case RULE_COUNT:
		if (rule->at_least >= 0)
			str_addf(out, "%s %d %s", say(language, "at least", "至少"), rule->at_least,
			         say(language, "sites", "个站点"));
		if (rule->at_least >= 0 && rule->at_most >= 0)
			str_add(out, say(language, ", ", "，"));
		if (rule->at_most >= 0)
			str_addf(out, "%s %d %s", say(language, "at most", "至多"), rule->at_most,
			         say(language, "sites", "个站点"));
		break;
	}
}

/* The limit in words: "ready 2019-03-31", "earliest start 2019-01-01, lead time 12 months", "budget of at most ...". */
static void cause_limit(const struct scenario *sc, const struct cause *cause, enum language language, struct str *out)
{
	const struct phase *phase;
	char day[16];

	switch (cause->kind) {
	case CAUSE_SITE:
		str_addf(out, "%s %s", say(language, "opens", "启用于"),
		         date_format(sc->sites[cause->item].opens, day));
		return;
	case CAUSE_DEMAND:
		str_addf(out, "%s %s", say(language, "its platform opens", "平台启用于"),
		         date_format(sc->demands[cause->item].migration.opens, day));
		return;
	case CAUSE_BUDGET: cause_budget(sc, &sc->budgets[cause->item], language, out); return;
	case CAUSE_RULE: cause_rule(&sc->rules[cause->item], language, out); return;
	case CAUSE_PHASE: break;
	}
	phase = &sc->phases[cause->item];
	if (phase->state == PHASE_UNDER_CONSTRUCTION) {
		str_addf(out, "%s %s", say(language, "ready", "建成于"), date_format(phase->ready, day));
		return;
	}
	if (date_is_set(phase->earliest_start))
		str_addf(out, "%s %s", say(language, "earliest start", "最早开工于"),
		         date_format(phase->earliest_start, day));
	if (date_is_set(phase->earliest_start) && phase->lead_months > 0)
		str_add(out, say(language, ", ", "，"));
	if (phase->lead_months > 0)
		str_addf(out, "%s %d %s", say(language, "lead time", "建设周期"), phase->lead_months,
		         say(language, "months", "个月"));
}

static void print_cause(const struct scenario *sc, const struct miss *miss, const struct cause *cause,
                        enum language language, struct str *out)
{
	const char *unit = format_metric_unit(sc->targets[miss->target].metric, language);

	str_add(out, "  ");
	cause_path(sc, cause, out);
	str_add(out, say(language, ": ", "："));
	cause_limit(sc, cause, language, out);
	str_add(out, cause->kind == CAUSE_BUDGET || cause->kind == CAUSE_RULE
	                     ? say(language, "; without it, the shortfall would be ", "；若无此限制，短缺为 ")
	                     : say(language, "; usable in time, the shortfall would be ", "；若及时可用，短缺为 "));
	add_metric(out, sc, miss->target, cause->shortfall, language);
	if (*unit)
		str_addf(out, " %s", unit);
	str_add_char(out, '\n');
}

void miss_print(const struct miss *miss, const struct scenario *sc, enum language language, struct str *out)
{
	int i;

	print_miss(sc, miss, language, out);
	for (i = 0; i < miss->n_causes; i++)
		print_cause(sc, miss, &miss->causes[i], language, out);
}

static void print_conflict(const struct diagnosis *diagnosis, const struct scenario *sc, enum language language,
                           struct str *out)
{
	if (diagnosis->n_conflict == 0)
		return;
	str_add(out, say(language, "These cannot all hold; `rackplan explain` says what would help:\n",
	                 "以下各项不能同时满足；rackplan explain 列出可行的调整：\n"));
	items_print(sc, diagnosis->conflict, diagnosis->n_conflict, language, out);
}

void diagnosis_print(const struct diagnosis *diagnosis, const struct scenario *sc, enum language language,
                     struct str *out)
{
	int i;

	if (diagnosis->no_target_to_blame) {
		str_add(out, say(language, "Infeasible even without targets: no target is the cause.\n",
		                 "即使取消全部目标仍不可行：原因不在目标。\n"));
		print_conflict(diagnosis, sc, language, out);
		return;
	}
	str_add(out, say(language, "Infeasible: no plan meets every required target. At least:\n",
	                 "不可行：没有方案能满足全部必达目标。至少：\n"));
	for (i = 0; i < diagnosis->n; i++)
		miss_print(&diagnosis->misses[i], sc, language, out);
	print_conflict(diagnosis, sc, language, out);
	if (diagnosis->incomplete)
		str_add(out, say(language, "A limit came before everything was tried as a cause.\n",
		                 "时限已到，未能逐一检查所有可能的原因。\n"));
}

static void cause_json(const struct scenario *sc, const struct cause *cause, struct str *out)
{
	static const char *const kind_names[] = { "phase", "site", "demand", "budget", "rule" };
	struct str words = STR_INIT;

	cause_path(sc, cause, &words);
	str_addf(out, "{\"kind\": \"%s\", \"id\": ", kind_names[cause->kind]);
	str_add_json(out, words.text);
	str_clear(&words);
	cause_limit(sc, cause, LANGUAGE_EN, &words);
	str_add(out, ", \"limit\": ");
	str_add_json(out, words.text);
	str_add(out, ", \"shortfall_without\": ");
	str_add_number(out, cause->shortfall);
	str_add_char(out, '}');
	str_dispose(&words);
}

static void miss_json(const struct scenario *sc, const struct miss *miss, struct str *out)
{
	const struct target *target = &sc->targets[miss->target];
	int i;

	str_add(out, "{\"id\": ");
	str_add_json(out, target->id);
	str_add(out, ", \"required\": ");
	str_add_number(out, target->value);
	str_add(out, ", \"reachable\": ");
	str_add_number(out, reachable(sc, miss));
	str_add(out, ", \"shortfall\": ");
	str_add_number(out, miss->shortfall);
	str_addf(out, ", \"unit\": \"%s\", \"causes\": [", metric_kinds[target->metric].unit);
	for (i = 0; i < miss->n_causes; i++) {
		str_add(out, i > 0 ? ", " : "");
		cause_json(sc, &miss->causes[i], out);
	}
	str_add(out, "]}");
}

void diagnosis_json(const struct diagnosis *diagnosis, const struct scenario *sc, struct str *out)
{
	struct str id = STR_INIT;
	int i;

	str_addf(out, "\"infeasible_without_targets\": %s,\n  \"causes_complete\": %s,\n  \"missed\": [",
	         diagnosis->no_target_to_blame ? "true" : "false", diagnosis->incomplete ? "false" : "true");
	for (i = 0; i < diagnosis->n; i++) {
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		miss_json(sc, &diagnosis->misses[i], out);
	}
	str_add(out, diagnosis->n > 0 ? "\n  ],\n  \"conflict\": [" : "],\n  \"conflict\": [");
	for (i = 0; i < diagnosis->n_conflict; i++) {
		str_addf(out, "%s{\"kind\": \"%s\", \"id\": ", i > 0 ? ", " : "",
		         item_kind_names[diagnosis->conflict[i].kind]);
		item_id(sc, diagnosis->conflict[i], &id);
		str_add_json(out, id.text);
		str_clear(&id);
		str_add_char(out, '}');
	}
	str_add_char(out, ']');
	str_dispose(&id);
}
