/* compare.html and its charts, as one step of writing a comparison. */
#include "planner/report/compare_page.h"

int compare_results(const struct compare_side *sides, int n, const struct compared *compared,
                    const struct report_options *options, struct io_results *results, struct str *notes,
                    struct error *err)
{
	struct str style = STR_INIT, script = STR_INIT, text = STR_INIT;
	struct compare_pictures pictures;
	const struct compare_page page = { sides, n, compared, &pictures, options->language, &text };
	int i, result = 0;

	for (i = 0; i < COMPARE_CHARTS; i++)
		one_picture_init(&pictures.of[i]);
	if (compared) {
		compare_draw(compared, NULL, &pictures, options->language, notes, err);
		if (options->charts)
			result = compare_draw(compared, results, &pictures, options->language, notes, err);
	}
	/* A page without pictures is better than none; what went wrong is still said. */
	if ((result == 0 || err->kind == FAULT_EXTERNAL) &&
	    charts_asset(&chart_defaults, "report.css", &style, err) == 0 &&
	    charts_asset(&chart_defaults, "report.js", &script, err) == 0) {
		compare_page_write(&page, &style, &script);
		if (io_results_add(results, "compare.html", text.text, text.length, err) != 0)
			result = -1;
	} else {
		result = -1;
	}
	for (i = 0; i < COMPARE_CHARTS; i++) {
		charts_remove(results, compare_chart_name(i));
		one_picture_dispose(&pictures.of[i]);
	}
	io_results_remove(results, "compare.html"); /* unless it was written */
	str_dispose(&style);
	str_dispose(&script);
	str_dispose(&text);
	return result;
}
