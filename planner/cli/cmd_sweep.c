#include "planner/base/clock.h"
#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/cli/progress.h"
#include "planner/cli/several.h"
#include "planner/cli/sweep_folder.h"
#include "planner/cli/sweep_print.h"
#include "planner/cli/sweep_run.h"
#include "planner/cli/workers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct job { /* one sweep, from its file to its tables */
	const struct options *options;
	struct sweep *sweep;
	struct scenario *base;
	struct str directory, program;
	struct io_results *results;
	struct sweep_done *done; /* [n_variants] */
	int n_done, n_kept, n_without_plan, n_failed;
	double start_s;
};

static const char *say(const struct job *job, const char *en, const char *zh)
	__attribute__((format_arg(2), format_arg(3)));

static const char *say(const struct job *job, const char *en, const char *zh)
{
	return job->options->chinese ? zh : en;
}

/* ---- before ---- */

static void print_findings(const struct findings *findings)
{
	struct str out = STR_INIT;

	findings_print(findings, &out);
	fputs(out.text, stderr);
	str_dispose(&out);
}

static int read_base(struct job *job, struct str *names)
{
	const struct read_options read = { job->sweep->base, 0, NULL };
	struct findings findings = { 0 };

	job->base = scenario_read(job->sweep->scenario, &read, &findings);
	if (!job->base || !job->options->quiet)
		print_findings(&findings);
	findings_dispose(&findings);
	if (job->base)
		scenario_variants(job->sweep->scenario, names, &findings);
	findings_dispose(&findings);
	return job->base ? 0 : FAULT_INPUT;
}

static int read_all(struct job *job)
{
	struct findings findings = { 0 };
	struct str names = STR_INIT;
	int code = FAULT_INPUT;

	job->sweep = sweep_read(job->options->files[0], &findings);
	if (job->sweep)
		code = read_base(job, &names);
	if (code == 0 && sweep_design(job->sweep, job->base, names.text, &findings))
		code = FAULT_INPUT;
	print_findings(&findings);
	findings_dispose(&findings);
	str_dispose(&names);
	return code;
}

/* ---- running ---- */

static void work(int piece, void *said, void *own)
{
	const struct job *job = own;

	sweep_run(job->options, job->sweep, piece, job->program.text, job->directory.text, said);
}

static void show_progress(void *own)
{
	const struct job *job = own;
	const double elapsed_s = clock_now_s() - job->start_s;
	const int n_new = job->n_done - job->n_kept, n_left = job->sweep->n_variants - job->n_done;
	struct str line = STR_INIT;

	if (!progress_wanted(job->options))
		return;
	str_addf(&line, say(job, "%d of %d variants · %d without a plan · %.0f s", "变体 %d/%d · 无方案 %d · %.0f 秒"),
	         job->n_done, job->sweep->n_variants, job->n_without_plan, elapsed_s);
	if (n_new > 0)
		str_addf(&line, say(job, " · about %.0f s left", " · 约剩 %.0f 秒"), elapsed_s / n_new * n_left);
	progress_show(line.text);
	str_dispose(&line);
}

static void heard(const void *said, void *own)
{
	struct job *job = own;
	const struct sweep_done *done = said;

	job->done[done->variant] = *done;
	job->n_done++;
	job->n_kept += done->kept;
	job->n_failed += done->failed;
	job->n_without_plan += done->exit_code != EXIT_DONE;
}

static int count_jobs(const struct job *job)
{
	long n = job->options->jobs > 0 ? job->options->jobs : sysconf(_SC_NPROCESSORS_ONLN);

	n = n < 1 ? 1 : n > WORKERS_MOST ? WORKERS_MOST : n;
	return n > job->sweep->n_variants ? job->sweep->n_variants : (int)n;
}

static int run_all(struct job *job, struct error *err)
{
	const struct workers workers = {
		count_jobs(job), job->sweep->n_variants, sizeof(struct sweep_done), work, heard, show_progress, job
	};
	int result;

	job->start_s = clock_now_s();
	job->done = memory_alloc(job->sweep->n_variants, sizeof *job->done);
	result = workers_run(&workers, err);
	progress_end();
	if (result == 0 && job->n_failed > 0)
		result = error_set(err, FAULT_OUTPUT, job->directory.text, "%d results could not be written",
		                   job->n_failed);
	if (result)
		note(job->options, say(job, "what is done is kept; --resume goes on with the rest",
		                       "已完成的结果已保存；可用 --resume 继续"));
	return result;
}

/* ---- after ---- */

static int add_file(struct job *job, const char *name, const struct str *text, struct error *err)
{
	return io_results_add(job->results, name, text->text, text->length, err);
}

static int add_tables(struct job *job, const struct sweep_runs *runs, struct error *err)
{
	struct str text = STR_INIT, name = STR_INIT;
	int i, result = 0;

	for (i = 0; result == 0 && i < SWEEP_TABLES; i++) {
		str_clear(&text);
		str_clear(&name);
		str_addf(&name, "%s.csv", sweep_tables[i].name);
		sweep_table_csv(&sweep_tables[i], runs, &text);
		result = add_file(job, name.text, &text, err);
	}
	str_clear(&text);
	sweep_package_json(runs, &text);
	if (result == 0)
		result = add_file(job, "datapackage.json", &text, err);
	str_clear(&text);
	if (result == 0)
		result = sweep_database(runs, &text, err);
	if (result == 0)
		result = add_file(job, "sweep.sqlite", &text, err);
	str_dispose(&name);
	str_dispose(&text);
	return result;
}

/* The summary in every form; *shown gets the one that was asked for. */
static int add_summary(struct job *job, const struct sweep_runs *runs, struct str *shown, struct error *err)
{
	static const char *const names[] = { "summary.en.txt", "summary.zh.txt", "summary.json" };
	const int wanted = job->options->json ? 2 : job->options->chinese ? 1 : 0;
	struct sweep_summary summary;
	struct str text = STR_INIT;
	int i, result = 0;

	sweep_summarise(runs, &summary);
	for (i = 0; result == 0 && i < 3; i++) {
		str_clear(&text);
		if (i < 2)
			sweep_summary_text(runs, &summary, job->base, i == 0 ? LANGUAGE_EN : LANGUAGE_ZH, &text);
		else
			sweep_summary_json(runs, &summary, job->base, &text);
		result = add_file(job, names[i], &text, err);
		if (i == wanted)
			str_add(shown, text.text);
	}
	str_dispose(&text);
	sweep_summary_dispose(&summary);
	return result;
}

/* A result that was whole a moment ago and is not now is a fault of the disk, or somebody's hand. */
static int read_results(const struct job *job, const struct sweep_result **results, struct arena *arena,
                        struct error *err)
{
	struct str path = STR_INIT;
	int i, result = 0;

	for (i = 0; result == 0 && i < job->sweep->n_variants; i++) {
		sweep_result_path(job->directory.text, job->done[i].key, &path);
		results[i] = sweep_result_read(path.text, job->done[i].key, arena);
		if (!results[i])
			result = error_set(err, FAULT_OUTPUT, path.text,
			                   "the result is gone or damaged; --resume makes it again");
	}
	str_dispose(&path);
	return result;
}

static int worst_code(const struct job *job)
{
	int i, code = EXIT_DONE;

	for (i = 0; i < job->sweep->n_variants; i++) {
		const int own = job->done[i].exit_code;

		if (own == FAULT_INTERNAL || own == FAULT_UNDECIDED)
			code = several_worst(code, own);
	}
	return code;
}

static int collect(struct job *job, struct str *shown, struct error *err)
{
	const int n = job->sweep->n_variants;
	const struct sweep_result **results = memory_alloc(n, sizeof *results);
	const struct sweep_runs runs = { job->sweep, results };
	struct arena *arena = arena_new();
	int result = read_results(job, results, arena, err);

	if (result == 0)
		result = add_tables(job, &runs, err);
	if (result == 0)
		result = add_summary(job, &runs, shown, err);
	if (result == 0) {
		sweep_folder_clean(job->results, job->done, n);
		result = io_results_commit(job->results, err);
	}
	arena_free(arena);
	memory_free(results);
	return result;
}

static int run_job(struct job *job)
{
	struct error err = ERROR_INIT;
	struct str shown = STR_INIT;
	int code = read_all(job);

	if (code)
		return code;
	if (job->options->output)
		str_add(&job->directory, job->options->output);
	else
		str_addf(&job->directory, "results/%s", job->sweep->id);
	sweep_program(job->options, &job->program);
	if (sweep_folder_open(job->options, job->sweep, job->base, job->program.text, job->directory.text,
	                      &job->results, &err) ||
	    run_all(job, &err) || collect(job, &shown, &err)) {
		code = complain(&err);
	} else {
		code = print_result(&shown, worst_code(job));
		if (job->n_kept > 0)
			note(job->options, say(job, "%d of %d results were there already", "结果 %d 个已有，共 %d 个"),
			     job->n_kept, job->sweep->n_variants);
		note(job->options, say(job, "results are in %s", "结果在 %s"), job->directory.text);
	}
	str_dispose(&shown);
	return code;
}

static int run_sweep(const struct options *options)
{
	struct job job = { .options = options, .directory = STR_INIT, .program = STR_INIT };
	struct error err = ERROR_INIT;
	int code;

	if (options->force && !options->resume) {
		error_set(&err, FAULT_USAGE, NULL, "sweep: --force goes with --resume");
		return complain(&err);
	}
	code = run_job(&job);
	io_results_close(job.results);
	sweep_free(job.sweep);
	scenario_free(job.base);
	memory_free(job.done);
	str_dispose(&job.directory);
	str_dispose(&job.program);
	return code;
}

const struct command command_sweep = {
	.name = "sweep",
	.words = "SWEEP -o DIR",
	.summary = "many variants of a scenario, and what decides",
	.help = "Plans every variant of a scenario that the sweep file asks for (a grid, a Latin\n"
		"hypercube over ranges, one parameter at a time, or a list), in several processes,\n"
		"and says how often each target is reached and on which parameter that rests. Each\n"
		"variant's result is a file of its own in DIR/runs; when all are there, DIR gets\n"
		"sweep.sqlite, CSV files and summaries. A variant without a plan, or with invalid\n"
		"input, is a result, too. planner/sweep/README.md has the format.\n"
		"\n"
		"Ended early, by whatever, --resume goes on: only what is missing, damaged or\n"
		"failed runs again. Exit 5 when a limit left a variant undecided, 1 when the\n"
		"program failed in one; else 0 when all have a result.\n",
	.letters = "jrFbtgfloqv",
	.n_files = 1,
	.run = run_sweep,
};
