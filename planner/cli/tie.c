#include "planner/cli/tie.h"
#include "models/model.h"
#include "planner/base/memory.h"
#include "planner/verify/verify.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void send(int to, const char *text, size_t length)
{
	ssize_t n;

	while (length > 0) {
		n = write(to, text, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(FAULT_OUTPUT);
		text += n;
		length -= (size_t)n;
	}
}

/* What the plan misses, as the tier's cost weighs it. A tier that is not made of shortfalls alone cannot be told: NAN. */
static double goal_value(const struct tie *tie, const struct lp *lp, int tier, const double *shortfalls)
{
	double value = lp_constant_of(lp, tier), cost;
	int j;

	for (j = 0; j < lp_n_columns(lp); j++) {
		const int *index = lp_column_index(lp, j); /* target, period */

		cost = lp_cost_of(lp, tier, j);
		if (!(fabs(cost) > 0))
			continue;
		if (strcmp(lp_column_block_name(lp, lp_column_block_of(lp, j)), "shortfall") != 0)
			return (double)NAN;
		value += cost * shortfalls[index[0] * tie->sc->n_periods + index[1]];
	}
	return value;
}

/* One line with the plan's value in each tier but the last, then the model. */
static void write_answer(const struct tie *tie, const struct lp *lp, struct str *out)
{
	double *shortfalls = memory_alloc(tie->sc->n_targets * tie->sc->n_periods, sizeof *shortfalls);
	int k;

	if (tie->plan)
		verify_goals(tie->sc, tie->plan, shortfalls);
	for (k = 1; tie->plan && k < lp_n_tiers(lp); k++)
		str_addf(out, "%.17g ", goal_value(tie, lp, k, shortfalls));
	str_add_char(out, '\n');
	lp_write_mps(lp, lp_n_tiers(lp), out);
	memory_free(shortfalls);
}

/* Sends its answer, or what is wrong, and ends with the kind of fault. */
static _Noreturn void be_the_child(const struct tie *tie, int to, pid_t parent)
{
	const struct model_options build = { 0 };
	struct error err = ERROR_INIT;
	struct str text = STR_INIT;
	struct model *model;

	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(FAULT_INTERNAL);
	model = model_build(tie->sc, &build, &err);
	if (model)
		write_answer(tie, model_lp(model), &text);
	else
		str_addf(&text, "%s: %s", err.where, err.what);
	send(to, text.text, text.length);
	_exit((int)err.kind);
}

static void receive(int from, struct str *text)
{
	char piece[64 * 1024];
	ssize_t n;

	for (;;) {
		n = read(from, piece, sizeof piece);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		str_add_n(text, piece, (size_t)n);
	}
}

static int rebuild(const struct tie *tie, struct str *text, struct error *err)
{
	const pid_t parent = getpid();
	int ends[2], status = 0;
	pid_t child;

	if (pipe(ends))
		return error_set(err, FAULT_INTERNAL, NULL, "no pipe could be opened to rebuild the model");
	child = fork();
	if (child == 0) {
		close(ends[0]);
		be_the_child(tie, ends[1], parent);
	}
	close(ends[1]);
	if (child > 0)
		receive(ends[0], text);
	close(ends[0]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (child < 0 || !WIFEXITED(status))
		return error_set(err, FAULT_INTERNAL, NULL, "the process that rebuilds the model %s",
		                 child < 0 ? "could not be started" : "was ended by a signal");
	if (WEXITSTATUS(status) != 0)
		return error_set(err, (enum fault)WEXITSTATUS(status), NULL, "the model cannot be rebuilt: %s",
		                 text->text);
	return 0;
}

static int compare_models(const char *ours, size_t n, const struct tie *tie, struct str *why, struct error *err)
{
	struct mps *own = mps_read(ours, n, "the rebuilt model", err);
	struct mps *given = own ? mps_read(tie->model, tie->length, "model.mps", err) : NULL;
	struct str where = STR_INIT;
	int result = given ? 0 : -1;

	if (given && !mps_same(given, own, &where)) {
		str_addf(why, "model.mps is not the model of this scenario: %s differs", where.text);
		result = 1;
	}
	str_dispose(&where);
	mps_free(given);
	mps_free(own);
	return result;
}

/* The first line of the answer: is the plan within the limits that what is proved of the cost speaks of? */
static int compare_goals(const char *line, const struct tie *tie, struct str *why)
{
	struct str number = STR_INIT;
	struct total value;
	int k, result = 0;
	char *end;

	total_init(&value);
	for (k = 0; tie->plan && result == 0 && k < tie->certificate->n_tiers - 1; k++) {
		str_clear(&number);
		str_add_number(&number, strtod(line, &end));
		line = end;
		if (total_read(number.text, &value) || total_compare(&value, &tie->certificate->tiers[k].limit) > 0) {
			str_addf(why, "%s: the plan misses more (%s) than the limit that the proof speaks of",
			         tie->certificate->tiers[k].row, number.text);
			result = 1;
		}
	}
	total_clear(&value);
	str_dispose(&number);
	return result;
}

int tie_check(const struct tie *tie, struct str *why, struct error *err)
{
	struct str answer = STR_INIT;
	int result = rebuild(tie, &answer, err);
	const char *model = result == 0 ? strchr(answer.text, '\n') : NULL;
	size_t n;

	if (model) {
		n = answer.length - (size_t)(++model - answer.text);
		if (n != tie->length || memcmp(model, tie->model, n) != 0)
			result = compare_models(model, n, tie, why, err);
		if (result == 0)
			result = compare_goals(answer.text, tie, why);
	} else if (result == 0) {
		result = error_set(err, FAULT_INTERNAL, NULL, "the process that rebuilds the model sent nothing");
	}
	str_dispose(&answer);
	return result;
}
