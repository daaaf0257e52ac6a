#include "planner/cli/uneven.h"

#include <math.h>
#include <stdio.h>

/* So many are said; the rest is counted. */
enum { MOST_SAID = 10 };

/* How far a number is from 1, in powers of ten: an absurd unit is far. */
static double oddness(const struct number_mark *number)
{
	return number && fabs(number->value) > 0 ? fabs(log10(fabs(number->value))) : -1;
}

/* The number that is more likely wrong; NULL: neither is known. */
static const struct number_mark *culprit(const struct model_concern *concern)
{
	const struct number_mark *small = concern->small_number, *large = concern->large_number;

	return oddness(large) > oddness(small) ? large : small;
}

static void add_figure(struct str *out, double value)
{
	str_addf(out, "%.3g", value);
}

static void add_number(const struct run *run, const struct number_mark *number, struct str *out)
{
	if (!number)
		return;
	str_addf(out, run_say(run, " (from %s = ", "（来自 %s = "), number->pointer);
	str_add_number(out, number->value);
	str_add(out, run_say(run, ")", "）"));
}

static void add_like_it(const struct run *run, const struct model_concern *concern, struct str *out)
{
	if (concern->n < 2)
		return;
	if (concern->row)
		str_addf(out, run_say(run, "; so in %d rows like it", "；同类约束共 %d 条"), concern->n);
	else
		str_addf(out, run_say(run, "; so are %d costs like it", "；同类费用共 %d 项"), concern->n);
}

static void add_pair(const struct run *run, const struct model_concern *concern, struct str *out)
{
	if (concern->row)
		str_addf(out, run_say(run, "in %s no solver sees ", "在 %s 中，求解器无法分辨 "), concern->row);
	else
		str_add(out, run_say(run, "in the costs no solver sees ", "在费用中，求解器无法分辨 "));
	add_figure(out, concern->small);
	str_addf(out, run_say(run, " of %s", "（%s）"), concern->small_column);
	add_number(run, concern->small_number, out);
	str_add(out, run_say(run, " beside ", "，因为另有 "));
	add_figure(out, concern->large);
	str_addf(out, run_say(run, " of %s", "（%s）"), concern->large_column);
	add_number(run, concern->large_number, out);
}

static void add_sum(const struct run *run, const struct model_concern *concern, struct str *out)
{
	str_addf(out, run_say(run, "%s can come to ", "%s 可达 "), concern->row);
	add_figure(out, concern->large);
	add_number(run, concern->large_number, out);
	str_add(out,
	        run_say(run, ", beside which its largest coefficient is lost: ", "，该约束的最大系数因此无法分辨："));
	add_figure(out, concern->small);
	add_number(run, concern->small_number, out);
}

static void say_one(const struct run *run, const struct model_concern *concern, struct str *out)
{
	if (concern->kind == LP_SUM_LARGE)
		add_sum(run, concern, out);
	else
		add_pair(run, concern, out);
	add_like_it(run, concern, out);
	str_add(out, run_say(run, "; is the unit right?", "；单位是否有误？"));
}

static void add_place(const struct number_mark *number, struct str *out)
{
	if (!number || !number->file)
		return;
	str_add(out, number->file);
	if (number->line > 0)
		str_addf(out, ":%d:%d", number->line, number->column);
	str_addf(out, ": %s: ", number->pointer);
}

void uneven_find(struct run *run)
{
	struct str out = STR_INIT;
	int i;

	run->n_concerns = model_concerns(run->model, MOST_SAID, model_arena(run->model), &run->concerns);
	for (i = 0; i < run->n_concerns && i < MOST_SAID; i++) {
		add_place(culprit(&run->concerns[i]), &out);
		str_add(&out, run_say(run, "warning: ", "警告："));
		say_one(run, &run->concerns[i], &out);
		str_add_char(&out, '\n');
	}
	if (run->n_concerns > MOST_SAID)
		str_addf(&out, run_say(run, "warning: and %d more numbers like these\n", "警告：此类数值另有 %d 处\n"),
		         run->n_concerns - MOST_SAID);
	if (out.length > 0 && !run->options->quiet)
		fputs(out.text, stderr);
	str_dispose(&out);
}

static void side_json(const char *key, double coefficient, const char *column, const struct number_mark *number,
                      struct str *out)
{
	str_addf(out, ", \"%s\": {\"coefficient\": ", key);
	str_add_number(out, coefficient);
	str_add(out, ", \"column\": ");
	if (column)
		str_add_json(out, column);
	else
		str_add(out, "null");
	if (number) {
		str_add(out, ", \"pointer\": ");
		str_add_json(out, number->pointer);
		str_add(out, ", \"value\": ");
		str_add_number(out, number->value);
	}
	str_add_char(out, '}');
}

void uneven_json(const struct run *run, struct str *out)
{
	static const char *const kinds[] = {
		[LP_ROW_UNEVEN] = "row", [LP_SUM_LARGE] = "sum", [LP_COST_UNEVEN] = "cost"
	};
	int i;

	if (run->n_concerns == 0)
		return;
	str_addf(out, ",\n  \"n_warnings\": %d,\n  \"warnings\": [", run->n_concerns);
	for (i = 0; i < run->n_concerns && i < MOST_SAID; i++) {
		const struct model_concern *concern = &run->concerns[i];

		str_addf(out, "%s    {\"kind\": \"%s\", \"row\": ", i > 0 ? ",\n" : "\n", kinds[concern->kind]);
		if (concern->row)
			str_add_json(out, concern->row);
		else
			str_add(out, "null");
		str_addf(out, ", \"like_it\": %d", concern->n);
		side_json("small", concern->small, concern->small_column, concern->small_number, out);
		side_json("large", concern->large, concern->large_column, concern->large_number, out);
		str_add_char(out, '}');
	}
	str_add(out, "\n  ]");
}

void uneven_notes(const struct run *run, struct ci_suite *suite)
{
	struct str message = STR_INIT;
	int i;

	for (i = 0; i < run->n_concerns && i < MOST_SAID; i++) {
		const struct number_mark *number = culprit(&run->concerns[i]);
		struct ci_place place = { NULL, 0, 0 };

		str_clear(&message);
		if (number && number->line > 0)
			place = (struct ci_place){ number->file, number->line, number->column };
		if (number)
			str_addf(&message, "%s: ", number->pointer);
		say_one(run, &run->concerns[i], &message);
		ci_add_note(suite, true, place, message.text);
	}
	str_dispose(&message);
}
