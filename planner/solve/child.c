/*
 * child.c - a solve in a child process, so that a crash, a hang, an endless allocation or an interrupt of the solver
 * costs a message and not the program.
 *
 * The answer comes back through shared memory of a fixed layout; a pipe that only the child holds open tells its end.
 */
#include "planner/solve/steps.h"

#include "planner/base/memory.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXIT_OUT_OF_MEMORY = 86 };

/* After the time limit the child has this long to stop by itself before it is killed. */
static const double GRACE_S = 1.0;
static const double GRACE_SHARE = 0.1;

/* How often somebody who waits is told how far it is. */
static const double REPORT_MS = 250;

static const uint64_t FINISHED = 0x7261636b706c616eu;

struct answer {
	uint64_t finished;              /* FINISHED, written last */
	struct solve_progress progress; /* written while the child works */
	struct solution solution;       /* its pointers mean nothing to the parent */
	double numbers[];               /* see solution_lay_out() */
};

/* What the signal handler needs: the child that runs now, and whether it was told to end. */
static volatile sig_atomic_t running_child;
static volatile sig_atomic_t was_interrupted;

void solve_interrupt(void)
{
	was_interrupted = 1;
	if (running_child > 0)
		kill((pid_t)running_child, SIGKILL);
}

static void out_of_memory(void)
{
	_exit(EXIT_OUT_OF_MEMORY);
}

static bool memory_is_left(void)
{
	const size_t little = 1 << 20;
	void *page = mmap(NULL, little, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		return false;
	munmap(page, little);
	return true;
}

static void limit_resources(const struct solve_options *options)
{
	const rlim_t bytes = (rlim_t)(options->memory_limit_mb > 0 ? options->memory_limit_mb : 0) * 1024 * 1024;
	const struct rlimit none = { 0, 0 }, memory = { bytes, bytes };

	setrlimit(RLIMIT_CORE, &none);
	if (options->memory_limit_mb <= 0)
		return;
	/* A limit that is passed already shows at the next page, and not before. */
	if (setrlimit(RLIMIT_AS, &memory) || !memory_is_left())
		out_of_memory();
}

static _Noreturn void be_the_child(struct answer *answer, const struct lp *lp, const struct solve_backend *backend,
                                   const struct solve_options *options, const sigset_t *mask, pid_t parent)
{
	static const int restored[] = { SIGINT, SIGTERM, SIGHUP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
	struct solution result = answer->solution;
	size_t i;

	for (i = 0; i < sizeof restored / sizeof *restored; i++)
		signal(restored[i], SIG_DFL);
	sigprocmask(SIG_SETMASK, mask, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	limit_resources(options);
	memory_on_exhaustion(out_of_memory);
	solution_lay_out(&result, answer->numbers);
	steps_run(lp, backend, options, &result, &answer->progress);
	answer->solution = result;
	__atomic_store_n(&answer->finished, FINISHED, __ATOMIC_RELEASE);
	_exit(0);
}

static void report(const struct answer *answer, const struct solve_options *options)
{
	struct solve_progress copy;

	progress_read(&answer->progress, &copy);
	options->progress(&copy, options->told);
}

/* Waits until the child's end of the pipe is closed, or the time is over. Returns whether it ended by itself. */
static bool wait_for_end(int pipe_end, double until_s, const struct answer *answer, const struct solve_options *options)
{
	const double most_ms = options->progress ? REPORT_MS : 3600e3;
	struct pollfd end = { .fd = pipe_end, .events = POLLIN };
	double left_ms;
	int n;

	for (;;) {
		left_ms = until_s > 0 ? fmax(0, 1000 * (until_s - clock_now_s())) : most_ms;
		n = poll(&end, 1, (int)lround(fmin(most_ms, ceil(left_ms))));
		if (n > 0 || was_interrupted)
			return true;
		if (n == 0 && until_s > 0 && clock_now_s() >= until_s)
			return false;
		if (n == 0 && options->progress)
			report(answer, options);
		if (n < 0 && errno != EINTR)
			return false;
	}
}

static int reap(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return 0;
	}
	return status;
}

static void say(struct solution *s, enum solve_status status, const char *what)
{
	s->status = status;
	s->has_x = false;
	snprintf(s->message, sizeof s->message, "%s", what);
}

static void explain_end(struct solution *s, int status, bool in_time, const struct solve_options *options)
{
	const int by = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	char text[160];

	if (was_interrupted || by == SIGINT || by == SIGTERM || by == SIGHUP) {
		say(s, SOLVE_LIMIT, "the solve was interrupted");
	} else if (!in_time) {
		snprintf(text, sizeof text, "the time limit of %g s came first; the solver did not stop and was ended",
		         options->time_limit_s);
		say(s, SOLVE_LIMIT, text);
	} else if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_OUT_OF_MEMORY) {
		snprintf(text, sizeof text, "the memory limit of %ld MB came first", options->memory_limit_mb);
		say(s, SOLVE_LIMIT, options->memory_limit_mb > 0 ? text : "the memory ran out");
		s->memory_over = true;
	} else if (by) {
		snprintf(text, sizeof text, "the solver ended by signal %d (%s)", by, strsignal(by));
		say(s, SOLVE_TROUBLE, text);
	} else {
		snprintf(text, sizeof text, "the solver ended without an answer (exit %d)",
		         WIFEXITED(status) ? WEXITSTATUS(status) : -1);
		say(s, SOLVE_TROUBLE, text);
	}
}

static bool all_finite(const double *numbers, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (!isfinite(numbers[i]))
			return false;
	}
	return true;
}

/* Takes the answer over, believing nothing about it but its layout, which is ours. */
static void accept(struct solution *s, const struct answer *answer, const struct lp *lp, bool whole)
{
	const struct solution *from = &answer->solution;
	struct solution own = *s;

	*s = *from;
	s->refused = s->proved = false;
	s->n_columns = own.n_columns;
	s->n_rows = own.n_rows;
	s->n_tiers = own.n_tiers;
	s->n_sums = own.n_sums;
	s->n_basis = own.n_basis;
	solution_lay_out(s, own.x);
	memcpy(s->x, answer->numbers, solution_n_numbers(s) * sizeof *s->x);
	s->message[sizeof s->message - 1] = '\0';
	memcpy(s->solver, own.solver, sizeof s->solver);
	if (s->status != SOLVE_OPTIMAL && s->status != SOLVE_LIMIT)
		s->has_x = false;
	if (s->status > SOLVE_TROUBLE || (s->has_x && !all_finite(s->x, solution_n_numbers(s)))) {
		say(s, SOLVE_TROUBLE, "the solver's answer holds something that is not a number");
		s->refused = true;
	} else if (s->status == SOLVE_OPTIMAL && !s->has_x) {
		say(s, SOLVE_TROUBLE, "the solver ended without values");
	} else if (s->has_x) {
		doubt_answer(lp, whole, s);
	} else if (s->status == SOLVE_INFEASIBLE && !all_finite(s->row_price, (size_t)s->n_rows)) {
		memset(s->row_price, 0, (size_t)s->n_rows * sizeof *s->row_price);
	}
}

static pid_t start(struct answer *answer, int ends[2], const struct lp *lp, const struct solve_backend *backend,
                   const struct solve_options *options)
{
	const pid_t parent = getpid();
	sigset_t stop, before;
	pid_t child;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigprocmask(SIG_BLOCK, &stop, &before);
	was_interrupted = 0;
	child = fork();
	if (child == 0) {
		close(ends[0]);
		be_the_child(answer, lp, backend, options, &before, parent);
	}
	running_child = child > 0 ? child : 0;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return child;
}

static void run(struct answer *answer, const struct lp *lp, const struct solve_backend *backend,
                const struct solve_options *options, struct solution *solution)
{
	const double limit_s = options->time_limit_s;
	const double until_s = limit_s > 0 ? clock_now_s() + limit_s * (1 + GRACE_SHARE) + GRACE_S : 0;
	int ends[2], status;
	bool in_time;
	pid_t child;

	if (pipe(ends)) {
		say(solution, SOLVE_TROUBLE, "no pipe could be opened for the solver");
		return;
	}
	child = start(answer, ends, lp, backend, options);
	close(ends[1]);
	if (child < 0) {
		say(solution, SOLVE_TROUBLE, "no process could be started for the solver");
		close(ends[0]);
		return;
	}
	in_time = wait_for_end(ends[0], until_s, answer, options);
	if (!in_time || was_interrupted)
		kill(child, SIGKILL);
	status = reap(child);
	running_child = 0;
	close(ends[0]);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
	    __atomic_load_n(&answer->finished, __ATOMIC_ACQUIRE) == FINISHED)
		accept(solution, answer, lp, options->whole);
	else
		explain_end(solution, status, in_time, options);
}

void child_run(const struct lp *lp, const struct solve_backend *backend, const struct solve_options *options,
               struct solution *solution)
{
	const size_t bytes = sizeof(struct answer) + solution_n_numbers(solution) * sizeof(double);
	struct answer *answer = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (answer == MAP_FAILED) {
		say(solution, SOLVE_TROUBLE, "no memory could be shared with the solver");
		return;
	}
	progress_clear(&answer->progress);
	answer->solution = *solution;
	run(answer, lp, backend, options, solution);
	munmap(answer, bytes);
}
