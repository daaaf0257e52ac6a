/* Charts, page and workbook of a plan, as one step of writing its results. */
#include "planner/report/page.h"
#include "planner/report/workbook.h"

static int add_workbook(const struct plan *plan, const struct scenario *sc, enum language language,
                        struct io_results *results, struct error *err)
{
	struct str bytes = STR_INIT;
	int result = workbook_make(plan, sc, language, &bytes, err);

	if (result == 0)
		result = io_results_add(results, "plan.xlsx", bytes.text, bytes.length, err);
	str_dispose(&bytes);
	return result;
}

int report_results(const struct plan *plan, const struct scenario *sc, const struct report_options *options,
                   struct io_results *results, struct str *notes, struct error *err)
{
	struct str style = STR_INIT, script = STR_INIT, text = STR_INIT;
	struct chart_options drawing = chart_defaults;
	struct pictures pictures;
	struct page page = { plan, sc, &pictures, options->language, options, &text };
	int result = 0;

	drawing.language = options->language;
	pictures_init(&pictures);
	charts_describe(plan, sc, &pictures);
	if (options->charts)
		result = charts_draw(plan, sc, &drawing, results, &pictures, notes, err);
	/* A page without pictures is better than none; what went wrong is still said. */
	if ((result == 0 || err->kind == FAULT_EXTERNAL) &&
	    charts_asset(&chart_defaults, "report.css", &style, err) == 0 &&
	    charts_asset(&chart_defaults, "report.js", &script, err) == 0) {
		page_write(&page, &style, &script);
		if (io_results_add(results, "report.html", text.text, text.length, err) != 0)
			result = -1;
	} else {
		result = -1;
	}
	if (result == 0 || err->kind == FAULT_EXTERNAL) {
		struct error workbook_err = ERROR_INIT;

		if (add_workbook(plan, sc, options->language, results, &workbook_err) != 0)
			result = error_set(err, workbook_err.kind, workbook_err.where, "%s", workbook_err.what);
	}
	pictures_dispose(&pictures);
	str_dispose(&style);
	str_dispose(&script);
	str_dispose(&text);
	return result;
}

int report_scenario_workbook(const struct scenario *sc, enum language language, struct str *bytes, struct error *err)
{
	return workbook_make_scenario(sc, language, bytes, err);
}
