/* The sheets of a scenario on what there is: sites, phases, feeds, links, demands, and what changes from period to period. */
#include "planner/base/memory.h"
#include "planner/report/format.h"
#include "planner/report/workbook.h"

#include <string.h>

static const char *name_of(const struct sheet *sheet, const struct text *text)
{
	return report_text(text, sheet->workbook->language);
}

static void known(struct sheet *sheet, bool is_known, double value, enum cell_look look)
{
	if (is_known)
		sheet_number(sheet, value, look);
	else
		sheet_skip(sheet);
}

static void exists_cell(struct sheet *sheet, bool exists)
{
	const bool zh = sheet->workbook->language == LANGUAGE_ZH;

	sheet_text(sheet, exists ? (zh ? "是" : "yes") : (zh ? "否" : "no"));
}

static void sheet_places(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "id", "编号", LOOK_TEXT, 24 },
		{ "site", "站点", LOOK_TEXT, 32 },
		{ "region", "地区", LOOK_TEXT, 20 },
		{ "kind", "类别", LOOK_TEXT, 12 },
		{ "tier", "层级", LOOK_TEXT, 12 },
		{ "latitude", "纬度", LOOK_NUMBER, 10 },
		{ "longitude", "经度", LOOK_NUMBER, 10 },
		{ "security level", "安全等级", LOOK_WHOLE, 10 },
		{ "MW at the start", "期初 MW", LOOK_NUMBER, 12 },
		{ "usable share", "可用比例", LOOK_SHARE, 10 },
		{ "tariff", "电价", LOOK_TEXT, 20 },
		{ "operation per rack and year", "每机架年运维费", LOOK_MONEY, 16 },
		{ "opening", "开办费", LOOK_MONEY, 16 },
		{ "opens", "启用", LOOK_DATE, 12 },
		{ "closes", "停用", LOOK_DATE, 12 },
		{ "in this variant", "本变体有", LOOK_TEXT, 10 },
	};
	const struct scenario *sc = workbook->sc;
	struct sheet sheet = sheet_begin(workbook, "Sites", "站点", sizeof columns / sizeof *columns, columns);
	int s;

	for (s = 0; s < sc->n_sites && sheet_row(&sheet); s++) {
		const struct site *site = &sc->sites[s];

		sheet_text(&sheet, site->id);
		sheet_text(&sheet, name_of(&sheet, &site->name));
		sheet_text(&sheet, site->region >= 0 ? name_of(&sheet, &sc->regions[site->region].name) : "");
		sheet_text(&sheet, site->kind);
		sheet_text(&sheet, site->tier);
		sheet_number(&sheet, site->latitude_deg, LOOK_NUMBER);
		sheet_number(&sheet, site->longitude_deg, LOOK_NUMBER);
		sheet_number(&sheet, site->security_level, LOOK_WHOLE);
		sheet_number(&sheet, site->installed_mw, LOOK_NUMBER);
		sheet_number(&sheet, site->usable_share, LOOK_SHARE);
		sheet_text(&sheet, site->tariff >= 0 ? sc->tariffs[site->tariff].id : "");
		sheet_number(&sheet, site->opex_cny_per_rack_year, LOOK_MONEY);
		sheet_number(&sheet, site->opening_cny, LOOK_MONEY);
		sheet_date(&sheet, site->opens);
		sheet_date(&sheet, site->closes);
		exists_cell(&sheet, scenario_site_exists(sc, s));
	}
	sheet_end(&sheet);
}

static void phase_cells(struct sheet *sheet, int p)
{
	static const char *const states[] = { [PHASE_OPERATING] = "operating",
		                              [PHASE_UNDER_CONSTRUCTION] = "under_construction",
		                              [PHASE_PLANNED] = "planned",
		                              [PHASE_CANDIDATE] = "candidate" };
	const struct scenario *sc = sheet->workbook->sc;
	const struct phase *phase = &sc->phases[p];

	sheet_text(sheet, sc->sites[phase->site].id);
	sheet_text(sheet, phase->id);
	sheet_text(sheet, name_of(sheet, &phase->name));
	sheet_text(sheet, states[phase->state]);
	sheet_number(sheet, phase->design_racks, LOOK_WHOLE);
	sheet_number(sheet, phase->available_racks, LOOK_WHOLE);
	sheet_number(sheet, phase->max_kw_per_rack, LOOK_NUMBER);
	sheet_number(sheet, phase->lead_months, LOOK_WHOLE);
	sheet_date(sheet, phase->earliest_start);
	sheet_date(sheet, phase->latest_start);
	sheet_date(sheet, phase->ready);
	sheet_number(sheet, phase->start_cny, LOOK_MONEY);
	sheet_number(sheet, phase->shell_cny_per_rack, LOOK_MONEY);
	sheet_number(sheet, phase->fitout_cny_per_rack, LOOK_MONEY);
	sheet_text(sheet, phase->predecessor >= 0 ? sc->phases[phase->predecessor].id : "");
	exists_cell(sheet, scenario_phase_exists(sc, p));
}

static void sheet_phases(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "site", "站点", LOOK_TEXT, 24 },
		{ "id", "编号", LOOK_TEXT, 14 },
		{ "phase", "期次", LOOK_TEXT, 32 },
		{ "state", "状态", LOOK_TEXT, 18 },
		{ "design racks", "设计机架", LOOK_WHOLE, 12 },
		{ "available at the start", "期初可用", LOOK_WHOLE, 12 },
		{ "kW per rack", "每机架 kW", LOOK_NUMBER, 12 },
		{ "lead time (months)", "工期（月）", LOOK_WHOLE, 12 },
		{ "earliest start", "最早开工", LOOK_DATE, 12 },
		{ "latest start", "最迟开工", LOOK_DATE, 12 },
		{ "ready", "完工", LOOK_DATE, 12 },
		{ "fixed cost", "固定费用", LOOK_MONEY, 18 },
		{ "shell per rack", "土建每机架", LOOK_MONEY, 16 },
		{ "fit-out per rack", "装机每机架", LOOK_MONEY, 16 },
		{ "after", "在此之后", LOOK_TEXT, 14 },
		{ "in this variant", "本变体有", LOOK_TEXT, 10 },
	};
	struct sheet sheet = sheet_begin(workbook, "Phases", "期次", sizeof columns / sizeof *columns, columns);
	int p;

	for (p = 0; p < workbook->sc->n_phases && sheet_row(&sheet); p++)
		phase_cells(&sheet, p);
	sheet_end(&sheet);
}

static void sheet_feeds(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "site", "站点", LOOK_TEXT, 24 },
		{ "id", "编号", LOOK_TEXT, 14 },
		{ "feed", "供电扩容", LOOK_TEXT, 32 },
		{ "MW per step", "每步 MW", LOOK_NUMBER, 12 },
		{ "most steps", "至多步数", LOOK_WHOLE, 12 },
		{ "lead time (months)", "工期（月）", LOOK_WHOLE, 12 },
		{ "earliest start", "最早开工", LOOK_DATE, 12 },
		{ "fixed cost", "固定费用", LOOK_MONEY, 18 },
		{ "per step", "每步", LOOK_MONEY, 18 },
		{ "in this variant", "本变体有", LOOK_TEXT, 10 },
	};
	const struct scenario *sc = workbook->sc;
	struct sheet sheet;
	int f;

	if (sc->n_feeds == 0)
		return;
	sheet = sheet_begin(workbook, "Power feeds", "供电扩容", sizeof columns / sizeof *columns, columns);
	for (f = 0; f < sc->n_feeds && sheet_row(&sheet); f++) {
		const struct feed *feed = &sc->feeds[f];

		sheet_text(&sheet, sc->sites[feed->site].id);
		sheet_text(&sheet, feed->id);
		sheet_text(&sheet, name_of(&sheet, &feed->name));
		sheet_number(&sheet, feed->mw_per_step, LOOK_NUMBER);
		sheet_number(&sheet, feed->most_steps, LOOK_WHOLE);
		sheet_number(&sheet, feed->lead_months, LOOK_WHOLE);
		sheet_date(&sheet, feed->earliest_start);
		sheet_number(&sheet, feed->start_cny, LOOK_MONEY);
		sheet_number(&sheet, feed->cny_per_step, LOOK_MONEY);
		exists_cell(&sheet, scenario_feed_exists(sc, f));
	}
	sheet_end(&sheet);
}

static void sheet_links(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "id", "编号", LOOK_TEXT, 24 },
		{ "link", "链路", LOOK_TEXT, 32 },
		{ "from", "起点", LOOK_TEXT, 20 },
		{ "to", "终点", LOOK_TEXT, 20 },
		{ "Gbps at the start", "期初 Gbps", LOOK_NUMBER, 14 },
		{ "highest load", "最高负载率", LOOK_SHARE, 12 },
		{ "km of fibre", "光缆公里", LOOK_NUMBER, 12 },
		{ "operation per Gbps and year", "每 Gbps 年运维费", LOOK_MONEY, 18 },
		{ "in this variant", "本变体有", LOOK_TEXT, 10 },
	};
	const struct scenario *sc = workbook->sc;
	struct sheet sheet;
	int l;

	if (sc->n_links == 0)
		return;
	sheet = sheet_begin(workbook, "Links", "链路", sizeof columns / sizeof *columns, columns);
	for (l = 0; l < sc->n_links && sheet_row(&sheet); l++) {
		const struct link *link = &sc->links[l];

		sheet_text(&sheet, link->id);
		sheet_text(&sheet, name_of(&sheet, &link->name));
		sheet_text(&sheet, name_of(&sheet, &sc->nodes[link->from].name));
		sheet_text(&sheet, name_of(&sheet, &sc->nodes[link->to].name));
		sheet_number(&sheet, link->installed_gbps, LOOK_NUMBER);
		sheet_number(&sheet, link->headroom_share, LOOK_SHARE);
		sheet_number(&sheet, link->km, LOOK_NUMBER);
		sheet_number(&sheet, link->opex_cny_per_gbps_year, LOOK_MONEY);
		exists_cell(&sheet, scenario_link_exists(sc, l));
	}
	sheet_end(&sheet);
}

static void sheet_demands(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "id", "编号", LOOK_TEXT, 24 },
		{ "demand", "需求", LOOK_TEXT, 40 },
		{ "class", "类别", LOOK_TEXT, 24 },
		{ "region", "地区", LOOK_TEXT, 20 },
		{ "kW per rack", "每机架 kW", LOOK_NUMBER, 12 },
		{ "security level", "安全等级", LOOK_WHOLE, 10 },
		{ "price of a rack-year not served", "未满足的每机架年费用", LOOK_MONEY, 20 },
		{ "in this variant", "本变体有", LOOK_TEXT, 10 },
	};
	const struct scenario *sc = workbook->sc;
	struct sheet sheet;
	int d;

	if (sc->n_demands == 0)
		return;
	sheet = sheet_begin(workbook, "Demands", "需求", sizeof columns / sizeof *columns, columns);
	for (d = 0; d < sc->n_demands && sheet_row(&sheet); d++) {
		const struct demand *demand = &sc->demands[d];
		const struct class *class = &sc->classes[demand->class];

		sheet_text(&sheet, demand->id);
		sheet_text(&sheet, name_of(&sheet, &demand->name));
		sheet_text(&sheet, name_of(&sheet, &class->name));
		sheet_text(&sheet, demand->region >= 0 ? name_of(&sheet, &sc->regions[demand->region].name) : "");
		sheet_number(&sheet, class->kw_per_rack, LOOK_NUMBER);
		sheet_number(&sheet, class->security_level, LOOK_WHOLE);
		known(&sheet, demand->unserved_cny_per_rack_year >= 0, demand->unserved_cny_per_rack_year, LOOK_MONEY);
		exists_cell(&sheet, scenario_demand_exists(sc, d));
	}
	sheet_end(&sheet);
}

/* ---- what changes from period to period: a row for each series, a column for each period ---- */

static bool series_row(struct sheet *sheet, const char *what, const char *unit, const char *id, const struct text *name,
                       const double *values)
{
	int t;

	if (!sheet_row(sheet))
		return false;
	sheet_text(sheet, id);
	sheet_text(sheet, what);
	sheet_text(sheet, name_of(sheet, name));
	sheet_text(sheet, unit);
	for (t = 0; t < sheet->workbook->sc->n_periods; t++)
		sheet_number(sheet, values[t], LOOK_NUMBER);
	return true;
}

static void series_rows(struct sheet *sheet)
{
	const struct scenario *sc = sheet->workbook->sc;
	const bool zh = sheet->workbook->language == LANGUAGE_ZH;
	bool more = true;
	int i;

	for (i = 0; i < sc->n_demands && more; i++)
		more = series_row(sheet, zh ? "需求" : "need", zh ? "机架" : "racks", sc->demands[i].id,
		                  &sc->demands[i].name, sc->demands[i].need_racks);
	for (i = 0; i < sc->n_traffic && more; i++)
		more = series_row(sheet, zh ? "流量" : "traffic", "Gbps", sc->traffic[i].id, &sc->traffic[i].name,
		                  sc->traffic[i].gbps);
	for (i = 0; i < sc->n_tariffs && more; i++)
		more = series_row(sheet, zh ? "电价" : "energy price", zh ? "每 kWh" : "per kWh", sc->tariffs[i].id,
		                  &sc->tariffs[i].name, sc->tariffs[i].energy_cny_per_kwh);
	for (i = 0; i < sc->n_sites && more; i++)
		more = series_row(sheet, "PUE", "", sc->sites[i].id, &sc->sites[i].name, sc->sites[i].pue);
	for (i = 0; i < sc->n_sites && more; i++) {
		if (sc->sites[i].cooling_mw)
			more = series_row(sheet, zh ? "制冷能力" : "cooling", "MW", sc->sites[i].id, &sc->sites[i].name,
			                  sc->sites[i].cooling_mw);
	}
}

static void sheet_series(struct workbook *workbook)
{
	static const struct sheet_column first[] = {
		{ "id", "编号", LOOK_TEXT, 24 },
		{ "what", "内容", LOOK_TEXT, 14 },
		{ "of", "对象", LOOK_TEXT, 40 },
		{ "unit", "单位", LOOK_TEXT, 10 },
	};
	enum { FIRST = sizeof first / sizeof *first };
	const struct scenario *sc = workbook->sc;
	const int n = sc->n_periods < LXW_COL_MAX - FIRST ? sc->n_periods : LXW_COL_MAX - FIRST; /* the form's end */
	struct sheet_column *columns = memory_alloc(FIRST + n, sizeof *columns);
	struct sheet sheet;
	int t;

	memcpy(columns, first, sizeof first);
	for (t = 0; t < n; t++)
		columns[FIRST + t] = (struct sheet_column){ sc->periods[t].label, sc->periods[t].label, LOOK_NUMBER,
			                                    10 };
	sheet = sheet_begin(workbook, "By period", "各期数值", FIRST + n, columns);
	series_rows(&sheet);
	sheet_end(&sheet);
	memory_free(columns);
}

void workbook_places_sheets(struct workbook *workbook)
{
	sheet_places(workbook);
	sheet_phases(workbook);
	sheet_feeds(workbook);
	sheet_links(workbook);
	sheet_demands(workbook);
	sheet_series(workbook);
}
