/* A scenario as a workbook, without any plan: what is asked, what there is, and every number with where it comes from. */
#include "planner/report/format.h"
#include "planner/report/workbook.h"

#include <string.h>

static const char *name_of(const struct sheet *sheet, const struct text *text)
{
	return report_text(text, sheet->workbook->language);
}

/* Wherever it lies: the same scenario gives the same bytes. */
static const char *file_name(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;

	return slash ? slash + 1 : path ? path : "";
}

static void option_cell(struct sheet *sheet, int option)
{
	const struct scenario *sc = sheet->workbook->sc;
	const bool zh = sheet->workbook->language == LANGUAGE_ZH;
	struct str cell = STR_INIT;

	if (option >= 0)
		str_addf(&cell, "%s (%s)", sc->options[option].id,
		         sc->options[option].on ? (zh ? "开" : "on") : (zh ? "关" : "off"));
	sheet_text(sheet, cell.text);
	str_dispose(&cell);
}

static void list_cell(struct sheet *sheet, int n, const char *const *words)
{
	struct str cell = STR_INIT;
	int i;

	for (i = 0; i < n; i++)
		str_addf(&cell, "%s%s", i > 0 ? " " : "", words[i]);
	sheet_text(sheet, cell.text);
	str_dispose(&cell);
}

/* ---- the scenario itself ---- */

static void fact(struct sheet *sheet, const char *en, const char *zh)
{
	sheet_row(sheet);
	sheet_text(sheet, sheet->workbook->language == LANGUAGE_ZH ? zh : en);
}

static void fact_text(struct sheet *sheet, const char *en, const char *zh, const char *text)
{
	fact(sheet, en, zh);
	sheet_text(sheet, text);
}

static void fact_number(struct sheet *sheet, const char *en, const char *zh, double value, enum cell_look look)
{
	fact(sheet, en, zh);
	sheet_number(sheet, value, look);
}

static void fact_day(struct sheet *sheet, const char *en, const char *zh, struct date day)
{
	fact(sheet, en, zh);
	sheet_date(sheet, day);
}

static void sheet_scenario(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "what", "项目", LOOK_TEXT, 34 },
		{ "value", "内容", LOOK_TEXT, 80 },
	};
	const struct scenario *sc = workbook->sc;
	struct sheet sheet = sheet_begin(workbook, "Scenario", "方案", sizeof columns / sizeof *columns, columns);
	int i;

	fact_text(&sheet, "scenario", "编号", sc->id);
	fact_text(&sheet, "variant", "变体", sc->variant);
	fact_text(&sheet, "title", "标题", name_of(&sheet, &sc->title));
	fact_day(&sheet, "horizon's first day", "规划期首日", sc->horizon.first_day);
	fact_day(&sheet, "horizon's last day", "规划期末日", sc->horizon.last_day);
	fact_number(&sheet, "periods", "期数", sc->n_periods, LOOK_WHOLE);
	fact_text(&sheet, "currency", "货币", sc->money.currency);
	fact_number(&sheet, "price year", "价格年份", sc->money.price_year, LOOK_YEAR);
	fact_number(&sheet, "discount rate", "折现率", sc->money.discount_rate, LOOK_SHARE);
	fact_number(&sheet, "standard rack (kW)", "标准机架（kW）", sc->standard_rack_kw, LOOK_NUMBER);
	fact_number(&sheet, "hours per year", "每年小时数", sc->hours_per_year, LOOK_NUMBER);
	fact_text(&sheet, "sha256 of the input", "输入的 sha256", sc->sha256);
	for (i = 0; i < sc->n_files; i++) {
		fact_text(&sheet, "file", "文件", file_name(sc->files[i].path));
		fact_text(&sheet, "its sha256", "该文件的 sha256", sc->files[i].sha256);
	}
}

/* ---- targets and duties ---- */

static void add_ids(struct str *out, const char *what, int n, const int *items,
                    const char *(*id)(const struct scenario *, int), const struct scenario *sc)
{
	int i;

	if (n == 0)
		return;
	str_addf(out, "%s%s:", out->length > 0 ? "; " : "", what);
	for (i = 0; i < n; i++)
		str_addf(out, " %s", id(sc, items[i]));
}

static void add_words(struct str *out, const char *what, int n, const char *const *words)
{
	int i;

	if (n == 0)
		return;
	str_addf(out, "%s%s:", out->length > 0 ? "; " : "", what);
	for (i = 0; i < n; i++)
		str_addf(out, " %s", words[i]);
}

static const char *region_id(const struct scenario *sc, int i)
{
	return sc->regions[i].id;
}

static const char *site_id(const struct scenario *sc, int i)
{
	return sc->sites[i].id;
}

static const char *phase_id(const struct scenario *sc, int i)
{
	return sc->phases[i].id;
}

static const char *class_id(const struct scenario *sc, int i)
{
	return sc->classes[i].id;
}

static const char *demand_id(const struct scenario *sc, int i)
{
	return sc->demands[i].id;
}

/* In the words of the scenario file, whose keys these are. */
static void scope_cell(struct sheet *sheet, const struct scope *scope)
{
	const struct scenario *sc = sheet->workbook->sc;
	struct str cell = STR_INIT;

	add_ids(&cell, "regions", scope->n_regions, scope->regions, region_id, sc);
	add_ids(&cell, "sites", scope->n_sites, scope->sites, site_id, sc);
	add_ids(&cell, "phases", scope->n_phases, scope->phases, phase_id, sc);
	add_ids(&cell, "classes", scope->n_classes, scope->classes, class_id, sc);
	add_ids(&cell, "demands", scope->n_demands, scope->demands, demand_id, sc);
	add_words(&cell, "kinds", scope->n_kinds, scope->kinds);
	add_words(&cell, "tiers", scope->n_tiers, scope->tiers);
	add_words(&cell, "tags", scope->n_tags, scope->tags);
	sheet_text(sheet, cell.text);
	str_dispose(&cell);
}

static void sheet_goals(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "id", "编号", LOOK_TEXT, 28 },
		{ "target", "目标", LOOK_TEXT, 44 },
		{ "metric", "指标", LOOK_TEXT, 18 },
		{ "", "", LOOK_TEXT, 4 },
		{ "required", "要求", LOOK_NUMBER, 16 },
		{ "unit", "单位", LOOK_TEXT, 12 },
		{ "by", "期限", LOOK_DATE, 12 },
		{ "force", "约束力", LOOK_TEXT, 14 },
		{ "where", "范围", LOOK_TEXT, 40 },
		{ "source", "依据", LOOK_TEXT, 24 },
		{ "overruled by", "让位于", LOOK_TEXT, 24 },
		{ "only with", "前提", LOOK_TEXT, 24 },
	};
	const struct scenario *sc = workbook->sc;
	struct sheet sheet = sheet_begin(workbook, "Targets", "目标", sizeof columns / sizeof *columns, columns);
	int g;

	for (g = 0; g < sc->n_targets && sheet_row(&sheet); g++) {
		const struct target *target = &sc->targets[g];
		const struct metric_kind *kind = &metric_kinds[target->metric];
		const bool share = kind->ratio && target->metric != METRIC_PUE;

		sheet_text(&sheet, target->id);
		sheet_text(&sheet, name_of(&sheet, &target->name));
		sheet_text(&sheet, kind->name);
		sheet_text(&sheet, target->at_most ? "≤" : "≥");
		sheet_number(&sheet, target->value, share ? LOOK_SHARE : LOOK_NUMBER);
		sheet_text(&sheet, share ? "%" : kind->unit);
		sheet_date(&sheet, target->by);
		sheet_text(&sheet, report_modality_word(target->modality, workbook->language));
		scope_cell(&sheet, &target->scope);
		list_cell(&sheet, target->n_statements, target->statements);
		sheet_text(&sheet, target->overruled_by >= 0 ? sc->targets[target->overruled_by].id : "");
		option_cell(&sheet, target->option);
	}
	sheet_end(&sheet);
}

static void sheet_duties(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "id", "编号", LOOK_TEXT, 16 },      { "document", "文件", LOOK_TEXT, 48 },
		{ "section", "章节", LOOK_TEXT, 16 }, { "grade", "等级", LOOK_TEXT, 8 },
		{ "duty", "要求", LOOK_TEXT, 80 },    { "encoded by", "对应条目", LOOK_TEXT, 48 },
		{ "note", "说明", LOOK_TEXT, 60 },
	};
	static const char *const grades[] = { [GRADE_A] = "A", [GRADE_B] = "B", [GRADE_C] = "C" };
	const struct scenario *sc = workbook->sc;
	struct sheet sheet;
	int i;

	if (sc->n_statements == 0)
		return;
	sheet = sheet_begin(workbook, "Duties", "文件要求", sizeof columns / sizeof *columns, columns);
	for (i = 0; i < sc->n_statements && sheet_row(&sheet); i++) {
		const struct statement *statement = &sc->statements[i];

		sheet_text(&sheet, statement->id);
		sheet_text(&sheet,
		           statement->document >= 0 ? name_of(&sheet, &sc->documents[statement->document].title) : "");
		sheet_text(&sheet, statement->section);
		sheet_text(&sheet, grades[statement->grade]);
		sheet_text(&sheet, name_of(&sheet, &statement->duty));
		list_cell(&sheet, statement->n_encoded_by, statement->encoded_by);
		sheet_text(&sheet, name_of(&sheet, &statement->note));
	}
	sheet_end(&sheet);
}

/* ---- every number ---- */

static void sheet_numbers(struct workbook *workbook)
{
	static const struct sheet_column columns[] = {
		{ "pointer", "位置", LOOK_TEXT, 56 },
		{ "value", "数值", LOOK_NUMBER, 16 },
		{ "unit", "单位", LOOK_TEXT, 18 },
		{ "origin", "来历", LOOK_TEXT, 12 },
		{ "low", "下限", LOOK_NUMBER, 16 },
		{ "high", "上限", LOOK_NUMBER, 16 },
		{ "source or reason", "出处或理由", LOOK_TEXT, 80 },
		{ "file", "文件", LOOK_TEXT, 40 },
		{ "line", "行", LOOK_WHOLE, 8 },
	};
	const struct scenario *sc = workbook->sc;
	struct sheet sheet = sheet_begin(workbook, "Numbers", "全部数字", sizeof columns / sizeof *columns, columns);
	int i;

	for (i = 0; i < sc->n_marks && sheet_row(&sheet); i++) {
		const struct number_mark *mark = &sc->marks[i];
		const bool assumed = mark->origin.kind == ORIGIN_ASSUMED;

		sheet_text(&sheet, mark->pointer);
		sheet_number(&sheet, mark->value, LOOK_NUMBER);
		sheet_text(&sheet, mark->unit);
		sheet_text(&sheet, scenario_origin_name(sc, mark->pointer));
		if (assumed) {
			sheet_number(&sheet, mark->origin.range_low, LOOK_NUMBER);
			sheet_number(&sheet, mark->origin.range_high, LOOK_NUMBER);
		} else {
			sheet_skip(&sheet);
			sheet_skip(&sheet);
		}
		sheet_text(&sheet, mark->origin.reference);
		sheet_text(&sheet, file_name(mark->file));
		sheet_number(&sheet, mark->line, LOOK_WHOLE);
	}
	sheet_end(&sheet);
}

void workbook_scenario_sheets(struct workbook *workbook)
{
	sheet_scenario(workbook);
	sheet_goals(workbook);
	workbook_places_sheets(workbook);
	sheet_duties(workbook);
	sheet_numbers(workbook);
}
