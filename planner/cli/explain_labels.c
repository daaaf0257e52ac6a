/* explain_labels.c - what items are called by those who read, with the id to find them by in the file. */
#include "planner/cli/explain_text.h"
#include "planner/report/words.h"

#include <string.h>

const char *metric_name(enum metric metric, enum language language)
{
	static const struct {
		const char *en, *zh;
	} names[METRICS] = {
		[METRIC_DESIGN_RACKS] = { "design racks", "设计机架" },
		[METRIC_AVAILABLE_RACKS] = { "available racks", "可用机架" },
		[METRIC_OCCUPIED_RACKS] = { "occupied racks", "占用机架" },
		[METRIC_STANDARD_RACKS] = { "standard racks", "折合标准机架" },
		[METRIC_UTILIZATION] = { "utilization", "上架率" },
		[METRIC_IT_MW] = { "IT power", "信息设备功率" },
		[METRIC_FACILITY_MW] = { "facility power", "总用电功率" },
		[METRIC_PUE] = { "PUE", "电能利用效率（PUE）" },
		[METRIC_SITES_STARTED] = { "sites started", "开工站点" },
		[METRIC_MIGRATED_SHARE] = { "share migrated", "迁移比例" },
		[METRIC_SERVED_SHARE] = { "share served", "需求满足率" },
		[METRIC_HOSTED_SHARE] = { "share hosted there", "承载占比" },
		[METRIC_CUSTOMERS] = { "customers", "用户" },
		[METRIC_CAPEX] = { "capital spending", "建设投资" },
		[METRIC_SPEND] = { "spending", "支出" },
		[METRIC_CUT_GBPS] = { "bandwidth installed", "出口带宽" },
		[METRIC_LINK_COUNT] = { "links in use", "开通链路" },
		[METRIC_GREEN_SHARE] = { "share of green energy", "绿色电力占比" },
		[METRIC_CARBON_T] = { "carbon emissions", "碳排放" },
		[METRIC_SERVERS] = { "servers", "服务器" },
		[METRIC_INSTALL_RATE] = { "installed rate", "装机率" },
		[METRIC_STRANDED_MW] = { "stranded power", "闲置供电" },
		[METRIC_HOUSEHOLDS] = { "households", "家庭用户" },
	};

	return say(language, names[metric].en, names[metric].zh);
}

/* A name, or the id where there is no other. */
static bool has_name(const struct text *name, const char *id)
{
	return *name->en && (strcmp(name->en, id) != 0 || strcmp(name->zh, id) != 0);
}

static const char *name_or_id(const struct text *name, const char *id, enum language language)
{
	return *name->en ? report_text(name, language) : id;
}

static const struct text *name_of(const struct scenario *sc, struct item item)
{
	switch (item.kind) {
	case ITEM_COOLING:
	case ITEM_POWER:
	case ITEM_OPENS:
	case ITEM_CLOSES: return &sc->sites[item.of].name;
	case ITEM_LINK: return &sc->links[item.of].name;
	case ITEM_LEVEL:
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS:
	case ITEM_LATENCY: return &sc->classes[item.of].name;
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_MIGRATION:
	case ITEM_DEMAND: return &sc->demands[item.of].name;
	case ITEM_RULE: return &sc->rules[item.of].name;
	case ITEM_BUDGET: return &sc->budgets[item.of].name;
	case ITEM_TRAFFIC: return &sc->traffic[item.of].name;
	case ITEM_TARGET: return &sc->targets[item.of].name;
	case ITEM_SIZE:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_DATES: return &sc->phases[item.of].name;
	case ITEM_FEED_DATES: return &sc->feeds[item.of].name;
	case ITEM_MODULE_DATES: return &sc->modules[item.of].name;
	case ITEM_ENERGY: return &sc->energy_sources[item.of].name;
	case ITEM_STABILITY:
	case ITEM_KINDS_N: break;
	}
	return NULL;
}

struct owner { /* of what has its id within something */
	const struct text *name;
	const char *id, *part;
};

static bool find_owner(const struct scenario *sc, struct item item, struct owner *owner)
{
	const struct site *site;
	const struct link *link;

	switch (item.kind) {
	case ITEM_SIZE:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_DATES:
		site = &sc->sites[sc->phases[item.of].site];
		owner->part = sc->phases[item.of].id;
		break;
	case ITEM_FEED_DATES:
		site = &sc->sites[sc->feeds[item.of].site];
		owner->part = sc->feeds[item.of].id;
		break;
	case ITEM_ENERGY:
		site = &sc->sites[sc->energy_sources[item.of].site];
		owner->part = sc->energy_sources[item.of].id;
		break;
	case ITEM_MODULE_DATES:
		link = &sc->links[sc->modules[item.of].link];
		*owner = (struct owner){ &link->name, link->id, sc->modules[item.of].id };
		return true;
	default: return false;
	}
	owner->name = &site->name;
	owner->id = site->id;
	return true;
}

static void add_part(const struct owner *owner, const struct text *name, enum language language, struct str *out)
{
	str_add(out, name_or_id(owner->name, owner->id, language));
	str_addf(out, "%s%s", say(language, ", ", " "), name_or_id(name, owner->part, language));
}

void item_label(const struct scenario *sc, struct item item, enum language language, struct str *out)
{
	const struct text *name = name_of(sc, item);
	struct owner owner = { 0 };
	struct str id = STR_INIT;

	item_id(sc, item, &id);
	if (name && find_owner(sc, item, &owner)) {
		if (!has_name(owner.name, owner.id) && !has_name(name, owner.part)) {
			str_add(out, id.text);
			str_dispose(&id);
			return;
		}
		add_part(&owner, name, language, out);
	} else if (name && has_name(name, id.text)) {
		str_add(out, report_text(name, language));
	} else {
		str_add(out, id.text);
		str_dispose(&id);
		return;
	}
	str_addf(out, say(language, " (%s)", "（%s）"), id.text);
	str_dispose(&id);
}

void site_label(const struct scenario *sc, int s, enum language language, struct str *out)
{
	item_label(sc, (struct item){ ITEM_POWER, s }, language, out);
}

/* A phase's name says that it is one. */
static bool names_itself(const struct scenario *sc, struct item item)
{
	struct owner owner = { 0 };

	switch (item.kind) {
	case ITEM_SIZE:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_DATES: return find_owner(sc, item, &owner) && has_name(name_of(sc, item), owner.part);
	default: return false;
	}
}

void item_called(const struct scenario *sc, struct item item, const char *head, enum language language, struct str *out)
{
	if (*head && !names_itself(sc, item))
		str_addf(out, "%s ", head);
	item_label(sc, item, language, out);
}
