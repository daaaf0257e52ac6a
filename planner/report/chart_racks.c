/* Racks by site over time: design racks stacked, available and occupied in total, and the rack targets. */
#include "planner/report/chart.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <math.h>
#include <string.h>

enum { MOST_LINES = 3 };

struct layer {    /* a site, or the smallest sites together */
	int site; /* -1: the others */
	const char *name;
	int colour;
	double *racks; /* [n_periods] */
};

struct stack {
	int n, n_others, n_rooms;                           /* n_rooms: sites with racks that are no data centres */
	struct layer layers[MOST_CHART_SITES + 1], dropped; /* dropped: the last of the others */
	double *available, *occupied, *design;              /* [n_periods] totals */
	int n_lines;
	int lines[MOST_LINES]; /* targets g */
	double most;
	struct plot_area area;
};

static const double area_bottom_px = 68; /* axis labels and foot below the area */

/* The rooms that are moved away from are no data centres, and no target counts them. */
static bool is_data_centre(const struct chart *chart, int s)
{
	return scenario_site_exists(chart->sc, s) && strcmp(chart->sc->sites[s].kind, "legacy") != 0;
}

static bool has_racks(const struct chart *chart, int s)
{
	int t;

	for (t = 0; t < chart->plan->n_periods && scenario_site_exists(chart->sc, s); t++) {
		if (plan_site_design(chart->plan, chart->sc, s, t) > 0)
			return true;
	}
	return false;
}

static double peak(const struct plan *plan, const double *racks)
{
	double most = 0;
	int t;

	for (t = 0; t < plan->n_periods; t++)
		most = fmax(most, racks[t]);
	return most;
}

/* Largest at the horizon's end first: they lie at the bottom, where a flat base makes them easy to read. */
static void add_layer(struct stack *stack, struct layer layer, int n_periods)
{
	double last = layer.racks[n_periods - 1];
	int i;

	for (i = stack->n; i > 0 && stack->layers[i - 1].racks[n_periods - 1] < last; i--)
		stack->layers[i] = stack->layers[i - 1];
	stack->layers[i] = layer;
	stack->n++;
}

static void drop_smallest(struct chart *chart, struct stack *stack, double *others)
{
	int t;

	stack->dropped = stack->layers[--stack->n];
	for (t = 0; t < chart->plan->n_periods; t++)
		others[t] += stack->dropped.racks[t];
	stack->n_others++;
}

static void gather(struct chart *chart, struct stack *stack)
{
	const struct plan *plan = chart->plan;
	double *others = arena_alloc(chart->arena, plan->n_periods, sizeof *others);
	int s, t;

	stack->available = arena_alloc(chart->arena, plan->n_periods, sizeof(double));
	stack->occupied = arena_alloc(chart->arena, plan->n_periods, sizeof(double));
	stack->design = arena_alloc(chart->arena, plan->n_periods, sizeof(double));
	for (s = 0; s < plan->n_sites; s++) {
		struct layer layer = { .site = s, .colour = chart_site_colour(chart->sc, s) };

		if (!is_data_centre(chart, s)) {
			stack->n_rooms += has_racks(chart, s);
			continue;
		}
		layer.name = report_text(&chart->sc->sites[s].name, chart->language);
		layer.racks = arena_alloc(chart->arena, plan->n_periods, sizeof *layer.racks);
		for (t = 0; t < plan->n_periods; t++) {
			layer.racks[t] = plan_site_design(plan, chart->sc, s, t);
			stack->design[t] += layer.racks[t];
			stack->available[t] += plan_site_available(plan, chart->sc, s, t);
			stack->occupied[t] += plan_site_occupied(plan, chart->sc, s, t);
		}
		if (peak(plan, layer.racks) > 0)
			add_layer(stack, layer, plan->n_periods);
		if (stack->n > MOST_CHART_SITES)
			drop_smallest(chart, stack, others);
	}
	if (stack->n_others == 1) { /* alone it takes no more room under its own name */
		stack->layers[stack->n++] = stack->dropped;
		stack->n_others = 0;
	}
	if (stack->n_others > 0) {
		struct str name = STR_INIT;

		report_say(&name, WORD_OTHER_SITES, chart->language,
		           (const char *[4]){ chart_number(chart, stack->n_others, 0), NULL, NULL, NULL });
		stack->layers[stack->n++] = (struct layer){ -1, arena_string(chart->arena, name.text), 0xb7bdc4,
			                                    others };
		str_dispose(&name);
	}
}

static bool is_line(const struct chart *chart, const struct target_result *result)
{
	const struct target *target = &chart->sc->targets[result->target];
	int s;

	if (result->state == TARGET_OFF || result->state == TARGET_OVERRULED || target->at_most ||
	    target->scope.n_phases + target->scope.n_classes + target->scope.n_demands > 0 ||
	    (target->metric != METRIC_DESIGN_RACKS && target->metric != METRIC_AVAILABLE_RACKS &&
	     target->metric != METRIC_OCCUPIED_RACKS))
		return false;
	for (s = 0; s < chart->plan->n_sites; s++) { /* a target of less, or more, would be read against the total */
		bool shown = is_data_centre(chart, s) &&
		             chart->sc->sites[s].phase_end > chart->sc->sites[s].phase_begin;

		if (shown != scope_has_site(&target->scope, chart->sc, s) && (shown || has_racks(chart, s)))
			return false;
	}
	return true;
}

static void find_lines(struct chart *chart, struct stack *stack)
{
	int g;

	for (g = 0; g < chart->plan->n_targets && stack->n_lines < MOST_LINES; g++) {
		if (is_line(chart, &chart->plan->results[g]))
			stack->lines[stack->n_lines++] = g;
	}
}

static double line_end(const struct chart *chart, int g)
{
	int period = chart->sc->targets[chart->plan->results[g].target].period;

	return period < 0 ? chart->plan->n_periods : period + 1;
}

static void add_series(struct chart *chart, const struct stack *stack)
{
	int n = chart->plan->n_periods, i, t;
	double *base = arena_alloc(chart->arena, n, sizeof *base);

	for (i = 0; i < stack->n; i++) {
		chart_block(chart, "site %02d", i + 1);
		for (t = 0; t < n; t++) {
			double top = base[t] + stack->layers[i].racks[t];

			chart_row(chart, 3, (double[]){ t, base[t], top });
			chart_row(chart, 3, (double[]){ t + 1, base[t], top });
			base[t] = top;
		}
		chart_series_of(chart, stack->layers[i].name, stack->layers[i].colour, stack->layers[i].site);
	}
	for (i = 0; i < 2;
	     i++) /* a white edge under each line of a stock, and of a target, so that it is seen on any colour */
		chart_series(chart, "", PAPER);
	chart_block(chart, "available");
	for (t = 0; t < n; t++) {
		chart_row(chart, 2, (double[]){ t, stack->available[t] });
		chart_row(chart, 2, (double[]){ t + 1, stack->available[t] });
	}
	chart_series(chart, report_word(WORD_AVAILABLE, chart->language), INK);
	chart_block(chart, "occupied");
	for (t = 0; t < n; t++) {
		chart_row(chart, 2, (double[]){ t, stack->occupied[t] });
		chart_row(chart, 2, (double[]){ t + 1, stack->occupied[t] });
	}
	chart_series(chart, report_word(WORD_OCCUPIED, chart->language), INK);
	for (i = 0; i < stack->n_lines; i++)
		chart_series(chart, "", PAPER);
	for (i = 0; i < stack->n_lines; i++) {
		const struct target *target = &chart->sc->targets[chart->plan->results[stack->lines[i]].target];

		chart_block(chart, "target %02d", i + 1);
		chart_row(chart, 2, (double[]){ 0, target->value });
		chart_row(chart, 2, (double[]){ line_end(chart, stack->lines[i]), target->value });
		chart_series(chart, report_text(&target->name, chart->language), ALARM);
	}
}

static double y_of(const struct stack *stack, double racks)
{
	return stack->area.bottom - (stack->area.bottom - stack->area.top) * racks / stack->most;
}

/* Each site's name and final racks right of its band; a thin rule leads there when the label had to move. */
static void add_site_labels(struct chart *chart, const struct stack *stack)
{
	double y[MOST_CHART_SITES + 1], middle[MOST_CHART_SITES + 1], sum = 0;
	int last = chart->plan->n_periods - 1, i;
	double x = stack->area.right, numbers = 0;

	for (i = 0; i < stack->n; i++) {
		double racks = stack->layers[i].racks[last];

		numbers = fmax(numbers, chart_text_px(chart_number(chart, racks, 0), TEXT_PX));

		middle[stack->n - 1 - i] = y_of(stack, sum + racks / 2);
		sum += racks;
	}
	for (i = 0; i < stack->n; i++)
		y[i] = middle[i];
	chart_spread(stack->n, y, 17, stack->area.top, stack->area.bottom - 4);
	for (i = 0; i < stack->n; i++) {
		const struct layer *layer = &stack->layers[stack->n - 1 - i];

		chart_rule(chart, x + 2, middle[i], x + 14, y[i], layer->colour);
		chart_box(chart, x + 16, y[i] - 5, x + 26, y[i] + 5, layer->colour);
		chart_text(chart, ROLE_LEFT, x + 32, y[i], INK,
		           chart_fitted(chart, layer->name, TEXT_PX, CHART_WIDTH - MARGIN - numbers - 8 - x - 32));
		chart_text(chart, ROLE_RIGHT, CHART_WIDTH - MARGIN, y[i], INK_SOFT,
		           chart_number(chart, layer->racks[last], 0));
	}
}

static void add_line_labels(struct chart *chart, const struct stack *stack)
{
	int i;

	for (i = 0; i < stack->n_lines; i++) {
		const struct target *target = &chart->sc->targets[chart->plan->results[stack->lines[i]].target];
		double x = stack->area.left + 10, y = y_of(stack, target->value);
		char date[16];
		const char *label = arena_format(chart->arena, "≥ %s  %s", chart_number(chart, target->value, 0),
		                                 date_is_set(target->by) ? date_format(target->by, date)
		                                                         : report_word(WORD_ALWAYS, chart->language));

		label = arena_format(chart->arena, "%s · %s",
		                     chart_cut(chart, report_text(&target->name, chart->language), 40), label);
		chart_box(chart, x - 4, y - 22, x + 0.93 * chart_text_px(label, TEXT_PX) + 4, y - 5, PAPER);
		chart_text(chart, ROLE_LEFT, x, y - 13, ALARM, label);
	}
}

static void add_legend(struct chart *chart, const struct stack *stack)
{
	double x = stack->area.left, y = 84;
	const char *design = report_word(WORD_DESIGN_BY_SITE, chart->language);
	const char *available = report_word(WORD_AVAILABLE, chart->language);
	const char *occupied = report_word(WORD_OCCUPIED, chart->language);
	int i;

	for (i = 0; i < 3 && i < stack->n; i++)
		chart_box(chart, x + 8 * i, y - 5, x + 8 * i + 8, y + 5, stack->layers[i].colour);
	chart_text(chart, ROLE_LEFT, x + 32, y, INK, design);
	x += 32 + chart_text_px(design, TEXT_PX) + 28;
	chart_box(chart, x, y - 1, x + 26, y + 1, INK);
	chart_text(chart, ROLE_LEFT, x + 34, y, INK, available);
	x += 34 + chart_text_px(available, TEXT_PX) + 28;
	for (i = 0; i < 3; i++)
		chart_box(chart, x + 10 * i, y - 1, x + 10 * i + 6, y + 1, INK);
	chart_text(chart, ROLE_LEFT, x + 34, y, INK, occupied);
}

/* The document that the first line's first statement stands in. */
static void add_document(const struct chart *chart, const struct stack *stack, struct str *out)
{
	const struct scenario *sc = chart->sc;
	int i, j;

	for (i = 0; i < stack->n_lines; i++) {
		const struct target *target = &sc->targets[chart->plan->results[stack->lines[i]].target];

		for (j = 0; j < sc->n_statements && target->n_statements > 0; j++) {
			if (strcmp(sc->statements[j].id, target->statements[0]) == 0 &&
			    sc->statements[j].document >= 0) {
				str_addf(
					out, " · %s",
					report_text(&sc->documents[sc->statements[j].document].title, chart->language));
				return;
			}
		}
	}
}

static const char *statements_of(struct chart *chart, const struct stack *stack)
{
	struct str ids = STR_INIT, foot = STR_INIT;
	const char *text;
	int i, j;

	for (i = 0; i < stack->n_lines; i++) {
		const struct target *target = &chart->sc->targets[chart->plan->results[stack->lines[i]].target];

		for (j = 0; j < target->n_statements; j++)
			str_addf(&ids, "%s%s", ids.length > 0 ? " " : "", target->statements[j]);
	}
	if (ids.length == 0)
		format_scenario(&ids, chart->plan);
	else
		add_document(chart, stack, &ids);
	if (stack->n_rooms > 0) { /* first: a long document title may be cut */
		report_say(&foot, WORD_NOTE_ROOMS, chart->language,
		           (const char *[4]){ chart_number(chart, stack->n_rooms, 0), NULL, NULL, NULL });
		str_add(&foot, " · ");
	}
	report_say(&foot, WORD_NOTE_STATEMENTS, chart->language, (const char *[4]){ ids.text, NULL, NULL, NULL });
	text = arena_string(chart->arena, foot.text);
	str_dispose(&ids);
	str_dispose(&foot);
	return text;
}

static void add_titles(struct chart *chart, const struct stack *stack)
{
	const struct target_result *result = NULL;
	const struct target *target = NULL;
	int t = chart->plan->n_periods - 1, i;
	const char *shortfall = "";
	struct str title = STR_INIT;

	for (i = 0; i < stack->n_lines && !target; i++) {
		result = &chart->plan->results[stack->lines[i]];
		if (chart->sc->targets[result->target].metric == METRIC_DESIGN_RACKS)
			target = &chart->sc->targets[result->target];
	}
	if (target && target->period >= 0)
		t = target->period;
	if (target && stack->design[t] < target->value)
		shortfall = chart_number(chart, target->value - stack->design[t], 0);
	report_say(&title, *shortfall ? WORD_CHART_RACKS_SHORT : WORD_CHART_RACKS, chart->language,
	           (const char *[4]){ chart_number(chart, stack->design[t], 0),
	                              chart_date(chart, chart->sc->periods[t].last_day), shortfall, NULL });
	chart_title(chart, title.text, chart_subject(chart), statements_of(chart, stack));
	str_dispose(&title);
}

void chart_racks(struct chart *chart)
{
	struct stack stack = { 0 };
	double step;
	int i;

	chart->height = 640;
	gather(chart, &stack);
	if (stack.n == 0) {
		chart->empty_because = report_word(WORD_EMPTY_RACKS, chart->language);
		return;
	}
	find_lines(chart, &stack);
	stack.most = fmax(peak(chart->plan, stack.design), peak(chart->plan, stack.occupied));
	for (i = 0; i < stack.n_lines; i++)
		stack.most = fmax(stack.most,
		                  chart->sc->targets[chart->plan->results[stack.lines[i]].target].value * 1.04);
	step = chart_nice_step(stack.most, 6);
	stack.most = ceil(stack.most / step - 1e-9) * step;
	stack.area = (struct plot_area){ 92, CHART_WIDTH - 330, 122, chart->height - area_bottom_px };
	add_titles(chart, &stack);
	add_legend(chart, &stack);
	add_series(chart, &stack);
	chart_value_axis(chart, stack.area, 0, stack.most, step, report_word(WORD_AXIS_RACKS, chart->language));
	chart_time_axis(chart, stack.area, false);
	add_line_labels(chart, &stack);
	add_site_labels(chart, &stack);
	chart_frame(chart, stack.area.left);
	chart_frame(chart, stack.area.right);
	chart_frame(chart, stack.area.top);
	chart_frame(chart, stack.area.bottom);
	chart_frame(chart, chart->plan->n_periods);
	chart_frame(chart, stack.most);
	chart_frame(chart, step);
	chart_frame(chart, stack.n);
	chart_frame(chart, stack.n_lines);
}
