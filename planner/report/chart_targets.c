/* The target ledger as bars: achieved as a share of what is required, with the line at 100 %. */
#include "planner/report/chart.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <math.h>

enum { ROW_PX = 44, TOP_PX = 116, MOST_ROWS = 40 };

static const double most_percent = 200; /* a bar beyond is cut there and says so */

struct rows {
	int n, n_left_out, n_enforced, n_missed;
	int items[MOST_ROWS]; /* results, enforced ones first */
	bool cut, at_most;
	double most, step;
	struct plot_area area;
};

/* Of 0 required nothing is a share: met is drawn as 100, missed as the most that is shown. So is a share of nothing. */
static double percent_of(const struct chart *chart, const struct target_result *result)
{
	double required = chart->sc->targets[result->target].value;

	if (!report_result_known(result, chart->sc))
		return result->state == TARGET_MISSED ? 0 : 100;
	if (required > 0)
		return fmax(0, 100 * result->achieved / required);
	return result->slack >= 0 ? 100 : most_percent;
}

static void gather(const struct chart *chart, struct rows *rows)
{
	int g, pass;
	double most = 100;

	for (pass = 0; pass < 2; pass++) {
		for (g = 0; g < chart->plan->n_targets; g++) {
			const struct target_result *result = &chart->plan->results[g];
			bool enforced = result->state == TARGET_MET || result->state == TARGET_MISSED;

			if (enforced != (pass == 0))
				continue;
			rows->n_enforced += enforced;
			rows->n_missed += result->state == TARGET_MISSED;
			if (result->state == TARGET_OFF || rows->n == MOST_ROWS) {
				rows->n_left_out++;
				continue;
			}
			rows->items[rows->n++] = g;
			rows->at_most = rows->at_most || chart->sc->targets[result->target].at_most;
			rows->cut = rows->cut || percent_of(chart, result) > most_percent;
			most = fmax(most, percent_of(chart, result));
		}
	}
	rows->most = fmin(most_percent, ceil((most + 12) / 25) * 25);
	rows->step = rows->most > 150 ? 50 : 25;
}

static int state_colour(enum target_state state)
{
	switch (state) {
	case TARGET_MET: return 0x3a83b8;
	case TARGET_MISSED: return 0xdd7b3f;
	case TARGET_OVERRULED:
	case TARGET_OFF: break;
	}
	return 0xc4cbd2;
}

static const char *source_line(struct chart *chart, const struct target *target)
{
	struct str line = STR_INIT;
	const char *text;
	char date[16];
	int i;

	str_add(&line,
	        date_is_set(target->by) ? date_format(target->by, date) : report_word(WORD_ALWAYS, chart->language));
	str_addf(&line, " · %s", report_modality_word(target->modality, chart->language));
	for (i = 0; i < target->n_statements; i++)
		str_addf(&line, "%s%s", i > 0 ? " " : " · ", target->statements[i]);
	text = arena_string(chart->arena, line.text);
	str_dispose(&line);
	return text;
}

static const char *achieved_text(struct chart *chart, const struct target_result *result)
{
	struct str text = STR_INIT;
	const char *copy;

	if (!report_result_known(result, chart->sc))
		return "–";
	format_metric(&text, chart->sc, chart->sc->targets[result->target].metric, result->achieved, false,
	              chart->language);
	copy = arena_string(chart->arena, text.text);
	str_dispose(&text);
	return copy;
}

static const char *required_text(struct chart *chart, const struct target *target)
{
	const char *unit = format_metric_unit(target->metric, chart->language), *copy;
	struct str text = STR_INIT;

	str_add(&text, target->at_most ? "≤ " : "≥ ");
	format_metric(&text, chart->sc, target->metric, target->value, false, chart->language);
	str_addf(&text, "%s%s", *unit ? " " : "", unit);
	copy = arena_string(chart->arena, text.text);
	str_dispose(&text);
	return copy;
}

static void add_row(struct chart *chart, const struct rows *rows, int i)
{
	const struct target_result *result = &chart->plan->results[rows->items[i]];
	const struct target *target = &chart->sc->targets[result->target];
	double percent = percent_of(chart, result), x, y = rows->area.top + ROW_PX * (i + 0.5);
	double shown = fmin(percent, rows->most);
	double hundred = rows->area.left + (rows->area.right - rows->area.left) * 100 / rows->most;
	/* Rounded against the plan: 99.96 is not 100 where 100 is required. */
	double rounded = (target->at_most ? ceil(percent * 10 - 1e-6) : floor(percent * 10 + 1e-6)) / 10;
	const char *label = arena_format(chart->arena, "%s %%", chart_number(chart, rounded, 1));

	chart_row(chart, 7,
	          (double[]){ shown / 2, i + 0.5, 0, shown, i + 0.26, i + 0.74, state_colour(result->state) });
	chart_text(chart, ROLE_LEFT, MARGIN, y - 8, INK,
	           chart_fitted(chart, report_text(&target->name, chart->language), TEXT_PX,
	                        rows->area.left - MARGIN - 14));
	chart_text(chart, ROLE_LEFT, MARGIN, y + 9, INK_SOFT,
	           chart_fitted(chart, source_line(chart, target), TEXT_PX, rows->area.left - MARGIN - 14));
	x = rows->area.left + (rows->area.right - rows->area.left) * shown / rows->most;
	if (percent > rows->most)
		label = arena_format(chart->arena, "→ %s", label);
	/* Beside the bar, unless that would run over the line at 100 %, or into what was achieved. */
	if (percent > rows->most || (x < hundred && x + 12 + chart_text_px(label, TEXT_PX) > hundred))
		chart_text(chart, ROLE_RIGHT, x - 8, y, result->state == TARGET_OVERRULED ? ON_LIGHT : ON_DARK, label);
	else
		chart_text(chart, ROLE_LEFT, x + 8, y, INK, label);
	chart_text(chart, ROLE_RIGHT, rows->area.right + 92, y, INK, achieved_text(chart, result));
	chart_text(chart, ROLE_LEFT, rows->area.right + 106, y, INK_SOFT,
	           chart_fitted(chart, required_text(chart, target), TEXT_PX, 118));
	chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, y, result->state == TARGET_MISSED ? ALARM : INK_SOFT,
	           report_state_word(result->state, chart->language));
}

static void add_axis(struct chart *chart, const struct rows *rows)
{
	double percent;

	for (percent = 0; percent <= rows->most + 1e-9; percent += rows->step) {
		double x = rows->area.left + (rows->area.right - rows->area.left) * percent / rows->most;

		chart_text(chart, ROLE_CENTRE, x, rows->area.bottom + 14,
		           percent > 99 && percent < 101 ? INK : INK_SOFT,
		           arena_format(chart->arena, "%.0f %%", percent));
	}
	chart_text(chart, ROLE_CENTRE, (rows->area.left + rows->area.right) / 2, rows->area.bottom + 32, INK_SOFT,
	           report_word(WORD_AXIS_SHARE, chart->language));
	chart_text(chart, ROLE_LEFT, MARGIN, rows->area.top - 12, INK_SOFT, report_word(WORD_TARGET, chart->language));
	chart_text(chart, ROLE_RIGHT, rows->area.right + 92, rows->area.top - 12, INK_SOFT,
	           report_word(WORD_ACHIEVED, chart->language));
	chart_text(chart, ROLE_LEFT, rows->area.right + 106, rows->area.top - 12, INK_SOFT,
	           report_word(WORD_REQUIRED, chart->language));
	chart_rule(chart, rows->area.left, rows->area.top, rows->area.left, rows->area.bottom, INK_SOFT);
}

static void add_titles(struct chart *chart, const struct rows *rows)
{
	struct str title = STR_INIT, foot = STR_INIT, plan = STR_INIT;

	report_say(&title, rows->n_missed > 0 ? WORD_CHART_TARGETS_SOME : WORD_CHART_TARGETS_ALL, chart->language,
	           (const char *[4]){ chart_number(chart, rows->n_enforced, 0), chart_number(chart, rows->n_missed, 0),
	                              NULL, NULL });
	format_scenario(&plan, chart->plan);
	report_say(&foot, WORD_NOTE_PLAN, chart->language, (const char *[4]){ plan.text, NULL, NULL, NULL });
	if (rows->at_most)
		str_addf(&foot, " · %s", report_word(WORD_NOTE_AT_MOST, chart->language));
	if (rows->cut) {
		str_add(&foot, " · ");
		report_say(&foot, WORD_NOTE_CUT, chart->language,
		           (const char *[4]){ chart_number(chart, most_percent, 0), NULL, NULL, NULL });
	}
	if (rows->n_left_out > 0) {
		str_add(&foot, " · ");
		report_say(&foot, WORD_NOTE_TARGETS_LEFT_OUT, chart->language,
		           (const char *[4]){ chart_number(chart, rows->n_left_out, 0), NULL, NULL, NULL });
	}
	chart_title(chart, title.text, chart_subject(chart), foot.text);
	str_dispose(&title);
	str_dispose(&foot);
	str_dispose(&plan);
}

void chart_targets(struct chart *chart)
{
	struct rows rows = { 0 };
	int i;

	gather(chart, &rows);
	if (rows.n == 0) {
		chart->empty_because = report_word(WORD_EMPTY_TARGETS, chart->language);
		return;
	}
	chart->height = TOP_PX - 22 + ROW_PX * rows.n + 84;
	rows.area = (struct plot_area){ 330, CHART_WIDTH - 326, TOP_PX - 22, TOP_PX - 22 + ROW_PX * rows.n };
	add_titles(chart, &rows);
	chart_block(chart, "bars");
	for (i = 0; i < rows.n; i++)
		add_row(chart, &rows, i);
	chart_series(chart, report_word(WORD_AXIS_SHARE, chart->language), 0x3a83b8);
	chart_block(chart, "hundred");
	chart_row(chart, 2, (double[]){ 100, 0 });
	chart_row(chart, 2, (double[]){ 100, rows.n });
	chart_series(chart, "100 %", INK);
	chart_box(chart, MARGIN, 72, MARGIN + 0.5, 72.5, PAPER);
	add_axis(chart, &rows);
	chart_frame(chart, rows.area.left);
	chart_frame(chart, rows.area.right);
	chart_frame(chart, rows.area.top);
	chart_frame(chart, rows.area.bottom);
	chart_frame(chart, rows.n);
	chart_frame(chart, rows.most);
	chart_frame(chart, rows.step);
}
