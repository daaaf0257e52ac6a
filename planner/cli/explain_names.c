/* explain_names.c - ids and units of items, and amounts of them. */
#include "planner/cli/explain_text.h"
#include "planner/report/format.h"

#include <math.h>
#include <string.h>

void item_id(const struct scenario *sc, struct item item, struct str *out)
{
	switch (item.kind) {
	case ITEM_STABILITY: str_add(out, "stability"); break;
	case ITEM_COOLING:
	case ITEM_POWER:
	case ITEM_OPENS:
	case ITEM_CLOSES: str_add(out, sc->sites[item.of].id); break;
	case ITEM_ENERGY:
		str_addf(out, "%s/%s", sc->sites[sc->energy_sources[item.of].site].id, sc->energy_sources[item.of].id);
		break;
	case ITEM_LINK: str_add(out, sc->links[item.of].id); break;
	case ITEM_LEVEL:
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS:
	case ITEM_LATENCY: str_add(out, sc->classes[item.of].id); break;
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_MIGRATION:
	case ITEM_DEMAND: str_add(out, sc->demands[item.of].id); break;
	case ITEM_SIZE:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_DATES: str_addf(out, "%s/%s", sc->sites[sc->phases[item.of].site].id, sc->phases[item.of].id); break;
	case ITEM_FEED_DATES:
		str_addf(out, "%s/%s", sc->sites[sc->feeds[item.of].site].id, sc->feeds[item.of].id);
		break;
	case ITEM_MODULE_DATES:
		str_addf(out, "%s/%s", sc->links[sc->modules[item.of].link].id, sc->modules[item.of].id);
		break;
	case ITEM_RULE: str_add(out, sc->rules[item.of].id); break;
	case ITEM_TRAFFIC: str_add(out, sc->traffic[item.of].id); break;
	case ITEM_BUDGET: str_add(out, sc->budgets[item.of].id); break;
	case ITEM_TARGET: str_add(out, sc->targets[item.of].id); break;
	case ITEM_KINDS_N: break;
	}
}

const char *item_unit(const struct scenario *sc, struct item item)
{
	switch (item.kind) {
	case ITEM_STABILITY:
	case ITEM_SIZE:
	case ITEM_DEMAND: return "racks";
	case ITEM_COOLING:
	case ITEM_POWER: return "MW";
	case ITEM_ENERGY: return "MWh/year";
	case ITEM_LINK:
	case ITEM_TRAFFIC: return "Gbps";
	case ITEM_LATENCY: return "ms";
	case ITEM_RULE: return sc->rules[item.of].kind == RULE_COUNT ? "sites" : "racks";
	case ITEM_BUDGET: return sc->money.currency;
	case ITEM_TARGET: return metric_kinds[sc->targets[item.of].metric].unit;
	case ITEM_LEVEL:
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS:
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_OPENS:
	case ITEM_CLOSES:
	case ITEM_MIGRATION:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_FEED_DATES:
	case ITEM_MODULE_DATES:
	case ITEM_DATES:
	case ITEM_KINDS_N: break;
	}
	return "";
}

bool item_comes_whole(const struct scenario *sc, struct item item)
{
	const char *unit = item_unit(sc, item);

	return strcmp(unit, "racks") == 0 || strcmp(unit, "sites") == 0 || strcmp(unit, "links") == 0 ||
	       strcmp(unit, "servers") == 0 || strcmp(unit, "households") == 0 || strcmp(unit, "customers") == 0;
}

static void add_unit(const char *unit, enum language language, struct str *out)
{
	static const char *const units[][2] = { { "racks", " 架" },        { "sites", " 个站点" },
		                                { "links", " 条链路" },    { "servers", " 台" },
		                                { "households", " 户" },   { "customers", " 家" },
		                                { "MWh/year", " MWh/年" }, { "t", " 吨" } };
	size_t i;

	if (strcmp(unit, "1") == 0 || !*unit)
		return;
	for (i = 0; language == LANGUAGE_ZH && i < sizeof units / sizeof *units; i++) {
		if (strcmp(unit, units[i][0]) == 0) {
			str_add(out, units[i][1]);
			return;
		}
	}
	str_addf(out, " %s", unit);
}

void item_amount(const struct scenario *sc, struct item item, double amount, enum language language, struct str *out)
{
	if (item.kind == ITEM_TARGET) {
		const struct target *target = &sc->targets[item.of];

		format_metric(out, sc, target->metric, amount, false, language);
		if (target->metric != METRIC_CAPEX && target->metric != METRIC_SPEND)
			add_unit(metric_kinds[target->metric].unit, language, out);
	} else if (item.kind == ITEM_BUDGET) {
		format_metric(out, sc, METRIC_SPEND, amount, false, language);
	} else {
		format_short(out, amount, fabs(amount) < 10.0 ? 3 : 1);
		add_unit(item_unit(sc, item), language, out);
	}
}
