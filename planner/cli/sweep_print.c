#include "planner/cli/sweep_print.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

#include <math.h>
#include <string.h>

enum { MOST_PARAMETERS = 5, MOST_COSTS = 12, MOST_LISTED = 40, PATH_COLUMNS = 42, BAR = 8 };

struct printing {
	const struct sweep_runs *runs;
	const struct sweep_summary *summary;
	const struct scenario *sc;
	enum language language;
	struct str *out;
};

static const char *say(const struct printing *p, const char *en, const char *zh)
	__attribute__((format_arg(2), format_arg(3)));

static const char *say(const struct printing *p, const char *en, const char *zh)
{
	return p->language == LANGUAGE_ZH ? zh : en;
}

static double percent(int part, int whole)
{
	return whole > 0 ? 100.0 * part / whole : 0;
}

static const char *path_of(const struct printing *p, int effect)
{
	return p->runs->sweep->parameters[p->summary->effects[effect].parameter].pointer;
}

static void add_head(const struct printing *p)
{
	const struct sweep *sweep = p->runs->sweep;
	const struct sweep_summary *s = p->summary;
	const char *title = report_text(&sweep->title, p->language);

	str_addf(p->out, "%s%s%s\n", sweep->id, *title ? " · " : "", title);
	str_addf(p->out, say(p, "%d variants of %s/%s (%s)", "变体 %d 个：%s/%s（%s）"), sweep->n_variants, p->sc->id,
	         *p->sc->variant ? p->sc->variant : "base", sweep_method_names[sweep->method]);
	if (sweep->method != SWEEP_LIST)
		str_addf(p->out, say(p, ", %d parameters", "，参数 %d 个"), sweep->n_parameters);
	str_addf(p->out,
	         say(p, "\n%d have a plan (%.0f %%), %d are infeasible", "\n有方案 %d 个（%.0f %%），不可行 %d 个"),
	         s->n_planned, percent(s->n_planned, s->n), s->n_infeasible);
	if (s->n_undecided + s->n_invalid + s->n_fault > 0)
		str_addf(p->out,
		         say(p, "; %d undecided, %d with invalid input, %d failed",
		             "；未决 %d 个，输入无效 %d 个，失败 %d 个"),
		         s->n_undecided, s->n_invalid, s->n_fault);
	str_add_char(p->out, '\n');
	if (s->n_planned == 0)
		return;
	str_add(p->out, say(p, "Cost of the plans: ", "方案成本："));
	format_money(p->out, p->sc, s->least_cny, p->language);
	str_add(p->out, say(p, " to ", " 至 "));
	format_money(p->out, p->sc, s->most_cny, p->language);
	str_add(p->out, say(p, ", median ", "，中位数 "));
	format_money(p->out, p->sc, s->median_cny, p->language);
	str_add_char(p->out, '\n');
}

/* ---- what decides ---- */

static void add_halves(const struct printing *p, int effect, const struct sweep_split *split)
{
	str_add(p->out, "  ");
	format_left(p->out, path_of(p, effect), PATH_COLUMNS);
	str_addf(p->out, say(p, "  lower half %3.0f %%, upper %3.0f %%\n", "  低半区 %3.0f %%，高半区 %3.0f %%\n"),
	         percent(split->low_reached, split->n_low), percent(split->high_reached, split->n_high));
}

/* `target` -1: that there is a plan. */
static void add_deciding(const struct printing *p, int target, const struct sweep_reach *reach)
{
	const double chance = sweep_chance(reach->n_known, percent(reach->n_reached, reach->n_known) / 100);
	int i, n = 0;

	for (i = 0; i < p->summary->n_effects && n < MOST_PARAMETERS; i++) {
		const struct sweep_effect *effect = &p->summary->effects[reach->order[i]];
		const struct sweep_split *split = target < 0 ? &effect->plan : &effect->targets[target];

		if (!(fabs(sweep_split_difference(split)) > 0))
			continue;
		add_halves(p, reach->order[i], split);
		n++;
	}
	if (n > 0)
		str_addf(p->out,
		         say(p, "  (differences below %.0f points may be chance)\n",
		             "  （差值低于 %.0f 个百分点可能出于偶然）\n"),
		         100 * fmin(1, chance));
}

static void add_targets(const struct printing *p)
{
	const struct sweep_summary *s = p->summary;
	int i;

	str_add(p->out,
	        say(p, "\nIs it reached, and which assumption decides?\n", "\n能否达到目标，由哪项假设决定？\n"));
	if (s->plan.n_known > 0) {
		str_addf(p->out,
		         say(p, "(a plan)  in %d of %d variants (%.0f %%)\n",
		             "（有方案）  %d 个，共 %d 个变体（%.0f %%）\n"),
		         s->plan.n_reached, s->plan.n_known, percent(s->plan.n_reached, s->plan.n_known));
		add_deciding(p, -1, &s->plan);
	}
	for (i = 0; i < s->n_targets; i++) {
		const struct sweep_reach *reach = &s->targets[i];

		str_addf(p->out, say(p, "%s  in %d of %d (%.0f %%)\n", "%s  %d 个，共 %d 个（%.0f %%）\n"), reach->id,
		         reach->n_reached, reach->n_known, percent(reach->n_reached, reach->n_known));
		add_deciding(p, i, reach);
	}
}

/* ---- what moves the cost ---- */

static void add_correlations(const struct printing *p)
{
	const struct sweep_summary *s = p->summary;
	int i, n = 0;

	for (i = 0; i < s->n_effects && n < MOST_COSTS; i++) {
		if (!isfinite(s->effects[i].with_cost))
			continue;
		if (n++ == 0)
			str_add(p->out, say(p, "\nWhat moves the cost (rank correlation, -1 to 1)\n",
			                    "\n什么影响成本（秩相关系数，-1 至 1）\n"));
		str_addf(p->out, "  %+.2f  %s\n", s->effects[i].with_cost, path_of(p, i));
	}
	if (n > 0)
		str_addf(p->out,
		         say(p, "  (of %d plans; below %.2f may be chance)\n",
		             "  （%d 个方案；低于 %.2f 可能出于偶然）\n"),
		         s->n_planned, fmin(1, 2 / sqrt(fmax(1, s->n_planned - 1))));
}

static void add_bar(struct str *out, double share, bool leftwards)
{
	const int n = (int)lround(fmin(1, fmax(0, share)) * BAR);
	int i;

	for (i = 0; i < BAR; i++)
		str_add(out, (leftwards ? i >= BAR - n : i < n) ? "█" : " ");
}

static void add_change(const struct printing *p, double change_cny, int run)
{
	struct str text = STR_INIT;

	if (run >= 0 && isfinite(change_cny)) {
		str_add(&text, change_cny > 0 ? "+" : "");
		format_money(&text, p->sc, change_cny, p->language);
	} else if (run >= 0 && strcmp(p->runs->results[run]->status, "infeasible") == 0) {
		str_add(&text, say(p, "no plan", "无方案"));
	} else if (run >= 0 && strcmp(p->runs->results[run]->status, "invalid") == 0) {
		str_add(&text, say(p, "invalid", "输入无效"));
	} else if (run >= 0) {
		str_add(&text, say(p, "undecided", "未决"));
	}
	format_right(p->out, text.text, 14);
	str_dispose(&text);
}

/* Bars to the left are what costs less than the base, bars to the right what costs more. */
static void add_tornado(const struct printing *p)
{
	const struct sweep_summary *s = p->summary;
	double most = 0;
	int i;

	if (p->runs->sweep->method != SWEEP_ONE_AT_A_TIME || !p->runs->results[0]->planned)
		return;
	for (i = 0; i < s->n_effects; i++) {
		most = isfinite(s->effects[i].low_cny) ? fmax(most, fabs(s->effects[i].low_cny)) : most;
		most = isfinite(s->effects[i].high_cny) ? fmax(most, fabs(s->effects[i].high_cny)) : most;
	}
	str_add(p->out, say(p, "\nWhat each end of a range changes in the cost of ",
	                    "\n各参数取区间两端时成本的变化，基准为 "));
	format_money(p->out, p->sc, p->runs->results[0]->objective_cny, p->language);
	str_add(p->out, say(p, "\n     at the low end                     at the high end\n",
	                    "\n          取低值                             取高值\n"));
	for (i = 0; i < s->n_effects; i++) {
		const struct sweep_effect *e = &s->effects[i];
		const double low = isfinite(e->low_cny) ? e->low_cny : 0,
			     high = isfinite(e->high_cny) ? e->high_cny : 0;

		str_addf(p->out, "  %s\n     ", path_of(p, i));
		add_change(p, e->low_cny, e->low_run);
		str_add_char(p->out, ' ');
		add_bar(p->out, most > 0 ? fmax(-fmin(low, 0), -fmin(high, 0)) / most : 0, true);
		str_add(p->out, "│");
		add_bar(p->out, most > 0 ? fmax(fmax(low, 0), fmax(high, 0)) / most : 0, false);
		str_add_char(p->out, ' ');
		add_change(p, e->high_cny, e->high_run);
		str_add_char(p->out, '\n');
	}
}

/* One at a time: a target that the base reaches and this end does not, or the other way round. */
static void add_flips(const struct printing *p)
{
	const struct sweep_result *const *results = p->runs->results;
	const struct sweep *sweep = p->runs->sweep;
	int i, j, k, n = 0;

	if (sweep->method != SWEEP_ONE_AT_A_TIME)
		return;
	for (i = 1; i < sweep->n_variants; i++) {
		const struct sweep_setting *setting = &sweep->variants[i].settings[0];

		for (j = 0; j < results[i]->n_targets; j++) {
			const int is = sweep_target_reached(&results[i]->targets[j]);
			int was = -1;

			for (k = 0; k < results[0]->n_targets; k++) {
				if (strcmp(results[0]->targets[k].id, results[i]->targets[j].id) == 0)
					was = sweep_target_reached(&results[0]->targets[k]);
			}
			if (is < 0 || was < 0 || is == was)
				continue;
			if (n++ == 0)
				str_add(p->out, say(p, "\nTargets that flip\n", "\n结果翻转的目标\n"));
			str_addf(p->out, "  %s: %s  %s = ", results[i]->targets[j].id,
			         is ? say(p, "reached", "达到") : say(p, "missed", "未达到"), setting->pointer);
			str_add(p->out, setting->value.json);
			str_add_char(p->out, '\n');
		}
	}
}

static void add_list(const struct printing *p)
{
	const struct sweep *sweep = p->runs->sweep;
	int i;

	if (sweep->method != SWEEP_LIST)
		return;
	str_add_char(p->out, '\n');
	for (i = 0; i < sweep->n_variants && i < MOST_LISTED; i++) {
		const struct sweep_result *result = p->runs->results[i];

		str_addf(p->out, "  %4d  ", i + 1);
		format_left(p->out, *sweep->variants[i].name ? sweep->variants[i].name : result->variant, 30);
		str_addf(p->out, "  %s", result->status);
		if (result->planned) {
			str_add(p->out, "  ");
			format_money(p->out, p->sc, result->objective_cny, p->language);
		}
		str_add_char(p->out, '\n');
	}
	if (i < sweep->n_variants)
		str_addf(p->out, say(p, "  ... and %d more: runs.csv\n", "  ……另有 %d 个：runs.csv\n"),
		         sweep->n_variants - i);
}

void sweep_summary_text(const struct sweep_runs *runs, const struct sweep_summary *summary, const struct scenario *sc,
                        enum language language, struct str *out)
{
	const struct printing printing = { runs, summary, sc, language, out };

	add_head(&printing);
	add_targets(&printing);
	add_correlations(&printing);
	add_tornado(&printing);
	add_flips(&printing);
	add_list(&printing);
}
