#include "planner/cli/several.h"
#include "planner/base/memory.h"
#include "planner/report/format.h"
#include "planner/report/words.h"
#include "planner/scenario/read.h"

#include <math.h>
#include <string.h>

struct several {
	const struct options *options;
	const struct work *work;
	bool alone;
	int n, capacity;
	struct turn *turns;
	struct arena *arena; /* names of scenarios */
};

int several_worst(int a, int b)
{
	static const int order[] = { FAULT_INTERNAL,   FAULT_USAGE,     FAULT_INPUT,    FAULT_OUTPUT,
		                     FAULT_INFEASIBLE, FAULT_UNDECIDED, FAULT_EXTERNAL, EXIT_DONE };
	size_t i;

	for (i = 0; i < sizeof order / sizeof *order; i++) {
		if (a == order[i] || b == order[i])
			return order[i];
	}
	return FAULT_INTERNAL;
}

/* ---- which there are ---- */

static void add_turn(struct several *all, const char *file, const char *variant)
{
	void *grown = all->turns;
	struct turn *turn;

	memory_reserve(&grown, &all->capacity, all->n + 1, sizeof *all->turns);
	all->turns = grown;
	turn = &all->turns[all->n++];
	memset(turn, 0, sizeof *turn);
	turn->file = file;
	turn->variant = variant;
	turn->alone = all->alone;
	turn->silent = all->work->silent;
	turn->label = turn->directory = turn->json = (struct str)STR_INIT;
	turn->outcome.met = turn->outcome.missed = -1;
}

/* A file that cannot be read counts as one scenario, whose reading then says why. */
static void add_all_variants(struct several *all, const char *file)
{
	struct findings findings = { 0 };
	struct str names = STR_INIT;
	const char *name, *end;
	bool has_base;

	scenario_variants(file, &names, &findings);
	has_base = strncmp(names.text, "base\n", 5) == 0 || strstr(names.text, "\nbase\n");
	if (!has_base || findings.n_errors > 0)
		add_turn(all, file, NULL);
	else
		add_turn(all, file, "base");
	for (name = names.text; *name && findings.n_errors == 0; name = end + 1) {
		end = strchr(name, '\n');
		if (strncmp(name, "base\n", 5) != 0)
			add_turn(all, file, arena_string_n(all->arena, name, (size_t)(end - name)));
	}
	str_dispose(&names);
	findings_dispose(&findings);
}

static void list_turns(struct several *all)
{
	const struct options *options = all->options;
	int i, j;

	for (i = 0; i < options->n_files; i++) {
		if (options->all_variants)
			add_all_variants(all, options->files[i]);
		else if (options->n_variants == 0)
			add_turn(all, options->files[i], NULL);
		for (j = 0; j < options->n_variants; j++)
			add_turn(all, options->files[i], options->variants[j]);
	}
	for (i = 0; i < all->n; i++) {
		all->turns[i].number = i + 1;
		all->turns[i].of = all->n;
	}
}

/* ---- reading, and their names ---- */

static void add_name(struct str *out, const struct scenario *sc)
{
	str_add(out, sc->id);
	if (*sc->variant && strcmp(sc->variant, "base") != 0)
		str_addf(out, "-%s", sc->variant);
}

static void name_turn(const struct several *all, struct turn *turn)
{
	const struct scenario *sc = turn->run.sc;
	const char *output = all->options->output;

	if (!sc) {
		str_add(&turn->label, turn->file);
		if (turn->variant)
			str_addf(&turn->label, "/%s", turn->variant);
		return;
	}
	str_addf(&turn->label, "%s/%s", sc->id, *sc->variant ? sc->variant : "base");
	str_add(&turn->directory, output ? output : "results");
	if (!output || !all->alone) {
		str_add_char(&turn->directory, '/');
		add_name(&turn->directory, sc);
	}
}

static void read_turns(struct several *all)
{
	int i;

	for (i = 0; i < all->n; i++) {
		struct turn *turn = &all->turns[i];

		turn->code = run_read_file(&turn->run, all->options, turn->file, turn->variant);
		name_turn(all, turn);
		turn->run.label = all->alone ? NULL : turn->label.text;
	}
}

/* One result would stand for the other: in the table, or in the directory. */
static int refuse_doubles(const struct several *all, struct error *err)
{
	int i, j;

	for (i = 0; i < all->n; i++) {
		for (j = 0; j < i; j++) {
			const struct turn *a = &all->turns[j], *b = &all->turns[i];

			if (strcmp(a->label.text, b->label.text) == 0)
				return error_set(err, FAULT_USAGE, NULL, "%s is there twice: in %s and in %s",
				                 a->label.text, a->file, b->file);
			if (all->work->writes && a->run.sc && b->run.sc &&
			    strcmp(a->directory.text, b->directory.text) == 0)
				return error_set(err, FAULT_USAGE, NULL, "%s and %s would both be written into %s",
				                 a->label.text, b->label.text, a->directory.text);
		}
	}
	return 0;
}

/* A directory that cannot be written is found before anything is solved; it is opened again when it is used. */
static void prove_directories(struct several *all)
{
	int i;

	for (i = 0; i < all->n; i++) {
		struct turn *turn = &all->turns[i];
		struct io_results *results = NULL;
		struct error err = ERROR_INIT;

		if (turn->code == 0 && io_results_open(turn->directory.text, &results, &err))
			turn->code = run_complain(&turn->run, &err);
		io_results_close(results);
	}
}

/* ---- one after the other ---- */

void turn_planned(struct turn *turn)
{
	const struct plan *plan = turn->run.plan;
	const struct scenario *sc = turn->run.sc;
	struct outcome *outcome = &turn->outcome;
	int i;

	outcome->planned = true;
	outcome->met = outcome->missed = 0;
	for (i = 0; i < plan->n_results; i++) {
		outcome->met += plan->results[i].state == TARGET_MET;
		outcome->missed += plan->results[i].state == TARGET_MISSED;
	}
	outcome->cost_cny = plan->objective_cny;
	outcome->bound_cny = fmax(plan->lp_bound_cny, plan->mip_bound_cny);
	outcome->gap = (outcome->cost_cny - outcome->bound_cny) / fmax(1, fabs(outcome->cost_cny));
	for (i = 0; i < sc->n_sites; i++)
		outcome->racks += plan_site_available(plan, sc, i, sc->n_periods - 1);
}

static void say_turn(const struct turn *turn)
{
	note(turn->run.options, run_say(&turn->run, "%s (%d of %d)", "%s（第 %d 个，共 %d 个）"), turn->label.text,
	     turn->number, turn->of);
}

int turn_print(struct turn *turn, const struct str *text, bool names_itself, int code)
{
	const struct run *run = &turn->run;
	struct str headed = STR_INIT, head = STR_INIT;
	const char *title;

	if (turn->silent)
		return code;
	if (turn->alone)
		return print_result(text, code);
	if (run->options->json) {
		str_add(&turn->json, text->text);
		return code;
	}
	title = report_text(&run->sc->title, run_language(run));
	str_addf(&head, "== %s%s%s", turn->label.text, *title ? " · " : "", title);
	str_add(&headed, turn->number > 1 ? "\n" : "");
	if (!names_itself) {
		format_cut(&headed, head.text, 80);
		str_add_char(&headed, '\n');
	}
	str_add(&headed, text->text);
	code = print_result(&headed, code);
	str_dispose(&head);
	str_dispose(&headed);
	return code;
}

/* Not a scenario's own memory: what the others print still names it. */
static void forget_solution(struct run *run)
{
	plan_free(run->plan);
	solution_dispose(&run->solution);
	model_free(run->model);
	run->plan = NULL;
	run->model = NULL;
}

static int take_turns(struct several *all)
{
	int i, code = EXIT_DONE;

	for (i = 0; i < all->n; i++) {
		struct turn *turn = &all->turns[i];

		if (turn->code == 0) {
			if (!all->alone)
				say_turn(turn);
			run_start(&turn->run);
			turn->code = all->work->solve(turn, all->work->own);
			forget_solution(&turn->run);
		}
		code = several_worst(code, turn->code);
	}
	return code;
}

static int print_all(const struct several *all, int code)
{
	struct str out = STR_INIT;

	if (all->options->json)
		several_json(all->turns, all->n, code, &out);
	else
		several_table(all->turns, all->n, code, all->options->chinese ? LANGUAGE_ZH : LANGUAGE_EN, &out);
	if (print_result(&out, EXIT_DONE) != EXIT_DONE)
		code = several_worst(code, FAULT_OUTPUT);
	str_dispose(&out);
	return code;
}

static int take_all(struct several *all)
{
	const struct work *work = all->work;
	int code;

	if (work->writes && !all->alone)
		prove_directories(all);
	code = take_turns(all);
	if (!all->alone && !work->silent)
		code = print_all(all, code);
	return work->end ? work->end(all->turns, all->n, code, work->own) : code;
}

int several_run(const struct options *options, const struct work *work)
{
	struct several all = { 0 };
	struct error err = ERROR_INIT;
	int i, code;

	all.options = options;
	all.work = work;
	all.alone = options->n_files == 1 && options->n_variants <= 1 && !options->all_variants;
	all.arena = arena_new();
	list_turns(&all);
	read_turns(&all);
	code = refuse_doubles(&all, &err) ? complain(&err) : 0;
	if (code == 0 && work->begin)
		code = work->begin(all.turns, all.n, work->own);
	if (code == 0)
		code = take_all(&all);
	for (i = 0; i < all.n; i++) {
		run_dispose(&all.turns[i].run);
		str_dispose(&all.turns[i].label);
		str_dispose(&all.turns[i].directory);
		str_dispose(&all.turns[i].json);
	}
	memory_free(all.turns);
	arena_free(all.arena);
	return code;
}
