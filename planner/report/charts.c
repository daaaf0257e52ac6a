/* All charts, in both languages, as SVG and PNG with their data. */
#include "planner/report/charts.h"
#include "planner/report/chart.h"
#include "planner/report/coast.h"
#include "planner/report/external.h"
#include "planner/report/format.h"
#include "planner/report/picture.h"
#include "planner/report/words.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct chart_options chart_defaults = { 30, NULL, false, 0, LANGUAGE_EN };

static const struct {
	const char *name, *template;
	void (*build)(struct chart *chart);
} kinds[] = {
	{ "racks", "racks", chart_racks },        { "power", "power", chart_power },
	{ "costs", "costs", chart_costs },        { "targets", "targets", chart_targets },
	{ "rates", "panels", chart_rates },       { "demand", "panels", chart_demand },
	{ "timeline", "bars", chart_timeline },   { "prices", "bars", chart_prices },
	{ "cooling", "panels", chart_cooling },   { "network", "panels", chart_network },
	{ "energy", "panels", chart_energy },     { "exhaustion", "bars", chart_exhaustion },
	{ "waterfall", "bars", chart_waterfall }, { "map", "map", chart_map },
};
_Static_assert(sizeof kinds / sizeof *kinds == CHARTS, "a chart in the list is a chart in the page");

static const char *const role_names[ROLES] = { "title", "subtitle", "foot", "left", "strong", "centre", "right" };
enum { OVERLAY_SERIES = ROLES + 2 }; /* with boxes and rules */

struct drawing {
	const struct chart_options *options;
	struct scratch scratch;
	char templates[PATH_MAX];
	char font[128]; /* of PNGs; "" when no font here has Chinese */
	struct io_results *results;
	struct pictures *pictures; /* or NULL */
	struct str *notes;
	struct coast *coast; /* or NULL: no chart with one is drawn */
};

/* ---- fonts ---- */

static bool listed(const char *families, const char *family)
{
	const char *c;
	size_t n = strlen(family);

	for (c = strstr(families, family); c; c = strstr(c + 1, family)) {
		if ((c == families || strchr("\n,", c[-1])) && strchr("\n,", c[n]))
			return true;
	}
	return false;
}

/* The first installed family of our list that has Chinese; fontconfig's tool is asked because gnuplot draws with it. */
static void find_font(struct drawing *drawing)
{
	static const char *const wanted[] = { "Noto Sans CJK SC",  "Source Han Sans SC", "Source Han Sans CN",
		                              "Microsoft YaHei",   "PingFang SC",        "WenQuanYi Micro Hei",
		                              "WenQuanYi Zen Hei", "Droid Sans Fallback" };
	static const char *const arguments[] = { "fc-list", ":lang=zh-cn", "family", NULL };
	struct str said = STR_INIT, complained = STR_INIT;
	struct error ignored = ERROR_INIT;
	size_t i;

	if (external_run(&drawing->scratch, arguments, drawing->options->limit_s, &said, &complained, &ignored) == 0) {
		for (i = 0; i < sizeof wanted / sizeof *wanted && !drawing->font[0]; i++) {
			if (listed(said.text, wanted[i]))
				snprintf(drawing->font, sizeof drawing->font, "%s", wanted[i]);
		}
	}
	str_dispose(&said);
	str_dispose(&complained);
}

/* ---- one chart ---- */

void chart_init(struct chart *chart, const char *name, const char *template, const struct plan *plan,
                const struct scenario *sc, enum language language)
{
	int role;

	*chart = (struct chart){ .name = name,
		                 .template = template,
		                 .plan = plan,
		                 .sc = sc,
		                 .language = language,
		                 .data = STR_INIT,
		                 .boxes = STR_INIT,
		                 .rules = STR_INIT,
		                 .frame = STR_INIT,
		                 .colours = STR_INIT,
		                 .summary = STR_INIT };
	for (role = 0; role < ROLES; role++)
		chart->text[role] = (struct str)STR_INIT;
	chart->arena = arena_new();
}

void chart_dispose(struct chart *chart)
{
	int role;

	for (role = 0; role < ROLES; role++)
		str_dispose(&chart->text[role]);
	str_dispose(&chart->data);
	str_dispose(&chart->boxes);
	str_dispose(&chart->rules);
	str_dispose(&chart->frame);
	str_dispose(&chart->colours);
	str_dispose(&chart->summary);
	memory_free(chart->series);
	memory_free(chart->tips);
	arena_free(chart->arena);
}

/* gnuplot complains of an empty block, so what a chart has none of gets one that cannot be seen. */
static void data_file(struct chart *chart, struct str *out)
{
	int role;

	if (chart->boxes.length == 0)
		chart_box(chart, 0, 0, 1, 1, PAPER);
	if (chart->rules.length == 0)
		chart_rule(chart, 0, 0, 1, 0, PAPER);
	str_add(out, chart->data.text);
	str_addf(out, "\n\n# boxes\n%s\n\n# rules\n%s", chart->boxes.text, chart->rules.text);
	for (role = 0; role < ROLES; role++) {
		if (chart->text[role].length == 0)
			chart_text(chart, (enum chart_role)role, 0, 0, PAPER, "");
		str_addf(out, "\n\n# %s\n%s", role_names[role], chart->text[role].text);
	}
}

static int run_gnuplot(const struct drawing *drawing, const struct chart *chart, const char *format, const char *font,
                       struct str *picture, struct error *err)
{
	char script[PATH_MAX + 32], output[16];
	struct str frame = STR_INIT, said = STR_INIT, complained = STR_INIT;
	const char *arguments[] = {
		"gnuplot",           "-d", "-c", script, "chart.tsv", output, format, font, drawing->templates, NULL,
		chart->colours.text, NULL
	};
	int result;

	snprintf(script, sizeof script, "%s/%s.gp", drawing->templates, chart->template);
	snprintf(output, sizeof output, "chart.%s", format);
	str_addf(&frame, "%d %d %s", CHART_WIDTH, chart->height, chart->frame.text);
	arguments[9] = frame.text;
	result = external_run(&drawing->scratch, arguments, drawing->options->limit_s, &said, &complained, err);
	if (result == 0 && complained.length > 0)
		result = error_set(err, FAULT_EXTERNAL, "gnuplot", "complained while it drew %s.%s: %.*s", chart->name,
		                   format, (int)strcspn(complained.text + strspn(complained.text, " \r\n"), "\r\n"),
		                   complained.text + strspn(complained.text, " \r\n"));
	if (result == 0 && scratch_read(&drawing->scratch, output, picture) != 0)
		result = error_set(err, FAULT_EXTERNAL, "gnuplot", "ended well but wrote no %s.%s", chart->name,
		                   format);
	str_dispose(&frame);
	str_dispose(&said);
	str_dispose(&complained);
	return result;
}

static void name_file(const char *chart, enum language language, const char *suffix, char name[96])
{
	snprintf(name, 96, "charts/%s.%s.%s", chart, language == LANGUAGE_ZH ? "zh" : "en", suffix);
}

static void file_name(const struct chart *chart, const char *suffix, char name[96])
{
	name_file(chart->name, chart->language, suffix, name);
}

static int draw_svg(const struct drawing *drawing, const struct chart *chart, struct str *inlined, struct error *err)
{
	struct str raw = STR_INIT, svg = STR_INIT, description = STR_INIT;
	char name[96], id[64];
	struct picture picture = { .id = id, .title = chart->summary.text };
	int result;

	file_name(chart, "svg", name);
	snprintf(id, sizeof id, "%s-%s", chart->name, chart->language == LANGUAGE_ZH ? "zh" : "en");
	format_scenario(&description, chart->plan);
	picture.description = description.text;
	picture.n_series = chart->n_series;
	picture.series = chart->series;
	picture.n_tips = chart->n_tips;
	picture.tips = chart->tips;
	picture.width_px = CHART_WIDTH;
	picture.height_px = chart->height;
	picture.cropped_px = HEAD_PX;
	result = run_gnuplot(drawing, chart, "svg", PICTURE_FONT, &raw, err);
	if (result == 0)
		result = picture_check_svg(&raw, chart->n_series + OVERLAY_SERIES, name, err);
	if (result == 0) {
		picture_finish_svg(&raw, &picture, &svg);
		result = io_results_add(drawing->results, name, svg.text, svg.length, err);
	}
	if (result == 0 && inlined)
		picture_inline_svg(&svg, &picture, inlined);
	str_dispose(&raw);
	str_dispose(&svg);
	str_dispose(&description);
	return result;
}

static int draw_png(const struct drawing *drawing, const struct chart *chart, const struct str *data, struct error *err)
{
	const char *font = drawing->font;
	struct str png = STR_INIT;
	char name[96];
	int result;

	file_name(chart, "png", name);
	if (!*font && chart_has_wide(data->text)) {
		report_say(drawing->notes, WORD_NOTE_NO_FONT, drawing->options->language,
		           (const char *[4]){ name, NULL, NULL, NULL });
		str_add_char(drawing->notes, '\n');
		return 0;
	}
	result = run_gnuplot(drawing, chart, "png", *font ? font : "sans", &png, err);
	if (result == 0)
		result = picture_check_png(&png, 2 * CHART_WIDTH, 2 * chart->height, name, err);
	if (result == 0)
		result = io_results_add(drawing->results, name, png.text, png.length, err);
	str_dispose(&png);
	return result;
}

static int draw(const struct drawing *drawing, struct chart *chart, struct str *inlined, struct error *err)
{
	struct str data = STR_INIT;
	char name[96];
	int result;

	if (chart->empty_because) {
		if (chart->language == drawing->options->language) {
			report_say(drawing->notes, WORD_NOTE_NO_CHART, chart->language,
			           (const char *[4]){ chart->name, chart->empty_because, NULL, NULL });
			str_add_char(drawing->notes, '\n');
		}
		return 0;
	}
	data_file(chart, &data);
	file_name(chart, "tsv", name);
	result = scratch_write(&drawing->scratch, "chart.tsv", &data, err);
	if (result == 0)
		result = draw_svg(drawing, chart, inlined, err);
	if (result == 0)
		result = io_results_add(drawing->results, name, data.text, data.length, err);
	if (result == 0 && !drawing->options->svg_only)
		result = draw_png(drawing, chart, &data, err);
	str_dispose(&data);
	return result;
}

/* ---- all charts ---- */

const char *chart_name(int kind)
{
	return kinds[kind].name;
}

void charts_describe(const struct plan *plan, const struct scenario *sc, struct pictures *pictures)
{
	enum language language;
	int kind;

	for (kind = 0; kind < CHARTS; kind++) {
		for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
			struct chart chart;

			chart_init(&chart, kinds[kind].name, kinds[kind].template, plan, sc, language);
			kinds[kind].build(&chart);
			str_add(&pictures->of[kind].title[language], chart.summary.text);
			if (chart.empty_because)
				str_add(&pictures->of[kind].why[language], chart.empty_because);
			chart_dispose(&chart);
		}
	}
}

/* The map is the last of the kinds. */
static bool draws_map(const struct chart_options *options)
{
	return options->most_kinds <= 0 || options->most_kinds >= CHARTS;
}

int charts_draw_more(const struct more_chart *charts, int n, const struct plan *plan, const struct scenario *sc,
                     const struct chart_options *options, struct io_results *results, struct str *notes,
                     struct error *err)
{
	struct drawing drawing = { .options = options, .results = results, .notes = notes };
	int i, result = 0;
	enum language language;

	if (results && (charts_templates(options, drawing.templates, err) || scratch_open(&drawing.scratch, err)))
		return -1;
	if (results && !options->svg_only)
		find_font(&drawing);
	if (results)
		result = charts_coast(options, &drawing.coast, err);
	for (i = 0; i < n && result == 0; i++) {
		for (language = LANGUAGE_EN; language <= LANGUAGE_ZH && result == 0; language++) {
			struct chart chart;

			chart_init(&chart, charts[i].name, charts[i].template, plan, sc, language);
			chart.coast = drawing.coast;
			charts[i].build(&chart, charts[i].own);
			if (results) {
				result = draw(&drawing, &chart, &charts[i].picture->svg[language], err);
			} else {
				str_add(&charts[i].picture->title[language], chart.summary.text);
				str_add(&charts[i].picture->why[language],
				        chart.empty_because ? chart.empty_because : "");
			}
			chart_dispose(&chart);
		}
	}
	if (results)
		scratch_close(&drawing.scratch);
	coast_free(drawing.coast);
	return result;
}

int charts_draw(const struct plan *plan, const struct scenario *sc, const struct chart_options *options,
                struct io_results *results, struct pictures *pictures, struct str *notes, struct error *err)
{
	struct drawing drawing = { .options = options, .results = results, .pictures = pictures, .notes = notes };
	int kind, result;
	enum language language;

	if (charts_templates(options, drawing.templates, err) || scratch_open(&drawing.scratch, err))
		return -1;
	if (!options->svg_only)
		find_font(&drawing);
	result = draws_map(options) ? charts_coast(options, &drawing.coast, err) : 0;
	for (kind = 0; kind < CHARTS && result == 0; kind++) {
		if (options->most_kinds > 0 && kind >= options->most_kinds)
			break;
		for (language = LANGUAGE_EN; language <= LANGUAGE_ZH && result == 0; language++) {
			struct chart chart;

			chart_init(&chart, kinds[kind].name, kinds[kind].template, plan, sc, language);
			chart.coast = drawing.coast;
			kinds[kind].build(&chart);
			result = draw(&drawing, &chart, pictures ? &pictures->of[kind].svg[language] : NULL, err);
			chart_dispose(&chart);
		}
	}
	scratch_close(&drawing.scratch);
	coast_free(drawing.coast);
	return result;
}

int charts_remove(struct io_results *results, const char *chart)
{
	static const char *const suffixes[] = { "svg", "png", "tsv" }; /* all that draw() adds */
	enum language language;
	char name[96];
	int n = 0;
	size_t i;

	for (language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		for (i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
			name_file(chart, language, suffixes[i], name);
			n += io_results_remove(results, name);
		}
	}
	return n;
}

int report_charts_remove(struct io_results *results)
{
	int kind, n = 0;

	for (kind = 0; kind < CHARTS; kind++)
		n += charts_remove(results, kinds[kind].name);
	/* Unless they were written: they speak of the plan that was here. */
	io_results_remove(results, "report.html");
	io_results_remove(results, "plan.xlsx");
	return n;
}

void report_interrupt(void)
{
	external_interrupt();
}
