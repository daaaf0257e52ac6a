/*
 * clp_branch.c - CBC's branch and bound, on a copy of the program that CLP has.
 *
 * CBC's own program starts anew each time: nothing of an earlier search is left over, so the same calls give the same answer. The
 * answer that is known already is offered as a start.
 */
#include "planner/solve/clp.h"

#include "planner/base/memory.h"

#include <coin/Cbc_C_Interface.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* CBC's own words, of the secondary status. */
enum { CBC_COMPLETE = 0, CBC_INFEASIBLE = 1, CBC_GAP = 2, CBC_NODES = 3, CBC_TIME = 4, CBC_UNBOUNDED = 7 };

enum { FEW_NODES = 100 };

static void set_number(Cbc_Model *model, const char *name, double value)
{
	char text[40];

	snprintf(text, sizeof text, "%.17g", value);
	Cbc_setParameter(model, name, text);
}

/* Columns without the gaps that rows added later leave. */
static void copy_problem(const struct clp *c, Cbc_Model *model)
{
	const CoinBigIndex *from = Clp_getVectorStarts(c->model);
	const int *length = Clp_getVectorLengths(c->model), *row = Clp_getIndices(c->model);
	const double *a = Clp_getElements(c->model);
	CoinBigIndex *start = memory_alloc(c->n_columns + 1, sizeof *start);
	int *rows, j;
	double *elements;

	for (j = 0; j < c->n_columns; j++)
		start[j + 1] = start[j] + length[j];
	rows = memory_resize(NULL, (size_t)start[c->n_columns] + 1, sizeof *rows);
	elements = memory_resize(NULL, (size_t)start[c->n_columns] + 1, sizeof *elements);
	for (j = 0; j < c->n_columns; j++) {
		memcpy(rows + start[j], row + from[j], (size_t)length[j] * sizeof *rows);
		memcpy(elements + start[j], a + from[j], (size_t)length[j] * sizeof *elements);
	}
	Cbc_loadProblem(model, c->n_columns, c->n_rows, start, rows, elements, Clp_columnLower(c->model),
	                Clp_columnUpper(c->model), Clp_objective(c->model), Clp_rowLower(c->model),
	                Clp_rowUpper(c->model));
	for (j = 0; j < c->n_columns; j++) {
		if (c->integer[j])
			Cbc_setInteger(model, j);
	}
	memory_free(elements);
	memory_free(rows);
	memory_free(start);
}

/* The whole numbers of the known answer; CBC works out the rest. */
static void offer_start(const struct clp *c, Cbc_Model *model)
{
	int *columns = memory_alloc(c->n_columns + 1, sizeof *columns), n = 0, j;
	double *values = memory_alloc(c->n_columns + 1, sizeof *values);

	for (j = 0; c->start && j < c->n_columns; j++) {
		if (!c->integer[j])
			continue;
		columns[n] = j;
		values[n++] = nearbyint(c->start[j]);
	}
	if (n > 0)
		Cbc_setMIPStartI(model, n, columns, values);
	memory_free(values);
	memory_free(columns);
}

/* CBC greets and reports on standard output, whatever the log level: there plans and tables go. */
static int solve_in_silence(Cbc_Model *model)
{
	const int kept = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int result;

	fflush(stdout);
	if (nowhere >= 0)
		dup2(nowhere, STDOUT_FILENO);
	result = Cbc_solve(model);
	fflush(stdout);
	if (kept >= 0)
		dup2(kept, STDOUT_FILENO);
	if (kept >= 0)
		close(kept);
	if (nowhere >= 0)
		close(nowhere);
	return result;
}

static void make_plain(Cbc_Model *model)
{
	Cbc_setParameter(model, "cuts", "off");
	Cbc_setParameter(model, "preprocess", "off");
	Cbc_setParameter(model, "heuristics", "off");
}

/*
 * A search of few nodes, of which there are many in near.c, is done plainly: what CBC does at the root would take ten times as long
 * as all its nodes, and the answer that is offered as a start is a better one than its heuristics find.
 */
static Cbc_Model *search(struct clp *c, double until_s, double gap, bool cuts)
{
	const bool few = c->most_nodes > 0 && c->most_nodes <= FEW_NODES;
	Cbc_Model *model = Cbc_newModel();

	Cbc_setLogLevel(model, 0);
	copy_problem(c, model);
	offer_start(c, model);
	Cbc_setParameter(model, "log", "0");
	Cbc_setParameter(model, "timeMode", "elapsed");
	set_number(model, "primalTolerance", 1e-9);
	set_number(model, "integerTolerance", 1e-7);
	set_number(model, "increment", 1e-9);
	set_number(model, "ratioGap", gap);
	if (until_s > 0)
		set_number(model, "seconds", fmax(1e-3, until_s - clock_now_s()));
	if (c->most_nodes > 0)
		set_number(model, "maxNodes", (double)c->most_nodes);
	if (!cuts || few)
		make_plain(model);
	if (few) /* strong branching costs more than the nodes it saves */
		Cbc_setParameter(model, "strong", "0");
	solve_in_silence(model);
	c->nodes += Cbc_getNodeCount(model);
	c->iterations += Cbc_getIterationCount(model);
	return model;
}

/* Whether there is an answer; then it is in c->mip_x. */
static bool take(struct clp *c, Cbc_Model *model, double *objective, double *bound)
{
	const double *x = Cbc_getColSolution(model);
	const bool found = Cbc_numberSavedSolutions(model) > 0 && x && fabs(Cbc_getObjValue(model)) < 1e30;
	int j;

	*objective = HUGE_VAL;
	*bound = Cbc_getBestPossibleObjValue(model);
	if (!found)
		return false;
	*objective = 0;
	for (j = 0; j < c->n_columns; j++) {
		c->mip_x[j] = c->integer[j] ? nearbyint(x[j]) : x[j];
		*objective += Clp_objective(c->model)[j] * c->mip_x[j];
	}
	return true;
}

static enum solve_status judge(Cbc_Model *model, bool found)
{
	const int status = Cbc_status(model), secondary = Cbc_secondaryStatus(model);

	if (status == 1 || secondary == CBC_NODES || secondary == CBC_TIME)
		return SOLVE_LIMIT;
	if (status != 0)
		return SOLVE_TROUBLE;
	if (found)
		return secondary == CBC_COMPLETE || secondary == CBC_GAP ? SOLVE_OPTIMAL : SOLVE_LIMIT;
	return Cbc_isProvenInfeasible(model) ? SOLVE_INFEASIBLE : SOLVE_TROUBLE;
}

enum solve_status clp_solve_mip(void *state, double seconds, double gap, double *objective, double *bound)
{
	struct clp *c = state;
	const double until_s = seconds > 0 ? clock_now_s() + seconds : 0;
	Cbc_Model *model = search(c, until_s, gap, true);
	bool found = take(c, model, objective, bound);
	enum solve_status status = judge(model, found);

	/* Cuts and preprocessing work in floating point: only a search without them shows that nothing is there. */
	if (status == SOLVE_INFEASIBLE) {
		Cbc_deleteModel(model);
		model = search(c, until_s, gap, false);
		found = take(c, model, objective, bound);
		status = judge(model, found);
	}
	Cbc_deleteModel(model);
	c->start = NULL;
	if (found) /* nodes that are not better by the tolerance may have been left */
		*bound = fmin(*bound, *objective - 1e-7 * fmax(1, fabs(*objective)));
	return status;
}
