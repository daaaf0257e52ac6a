#include "planner/cli/workers.h"
#include "planner/cli/cli.h"

#include "planner/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WAIT_MS = 400, END_MS = 2000, LOOK_MS = 10 };

/* What the signal handler needs. */
static volatile sig_atomic_t n_running;
static volatile pid_t running[WORKERS_MOST];

void workers_interrupt(void)
{
	int i, ms, left = n_running;

	for (i = 0; i < n_running; i++) {
		if (running[i] > 0)
			kill(running[i], SIGTERM);
	}
	for (ms = 0; left > 0 && ms < END_MS; ms += LOOK_MS) {
		left = 0;
		for (i = 0; i < n_running; i++)
			left += running[i] > 0 && waitpid(running[i], NULL, WNOHANG) == 0;
		if (left > 0)
			poll(NULL, 0, LOOK_MS);
	}
	for (i = 0; left > 0 && i < n_running; i++) {
		if (running[i] > 0)
			kill(running[i], SIGKILL);
	}
}

/* In the worker: nothing of it is shown, and its end is that of who started it. */
static _Noreturn void be_a_worker(const struct workers *workers, int number, int out, pid_t parent,
                                  const sigset_t *mask)
{
	void *said = memory_alloc(1, workers->size);
	int nothing = open("/dev/null", O_WRONLY), piece;

	if (nothing >= 0) {
		dup2(nothing, STDERR_FILENO);
		dup2(nothing, STDOUT_FILENO);
		close(nothing);
	}
	n_running = 0;
	process_forked();
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	sigprocmask(SIG_SETMASK, mask, NULL);
	for (piece = number; piece < workers->n_pieces; piece += workers->n) {
		if (getppid() != parent)
			_exit(FAULT_INTERNAL);
		workers->work(piece, said, workers->own);
		if (write(out, said, workers->size) != (ssize_t)workers->size)
			_exit(FAULT_INTERNAL);
	}
	memory_free(said);
	_exit(EXIT_DONE);
}

static int start(const struct workers *workers, const int ends[2])
{
	const pid_t parent = getpid();
	sigset_t stop, before;
	int i;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGHUP);
	sigprocmask(SIG_BLOCK, &stop, &before);
	for (i = 0; i < workers->n; i++) {
		pid_t child = fork();

		if (child == 0) {
			close(ends[0]);
			be_a_worker(workers, i, ends[1], parent, &before);
		}
		running[i] = child > 0 ? child : 0;
		n_running = i + 1;
		if (child < 0)
			break;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	return i;
}

/* Listens until every worker has closed its end. Returns how many pieces were heard of. */
static int listen_to(const struct workers *workers, int in)
{
	unsigned char *said = memory_alloc(1, workers->size);
	struct pollfd end = { .fd = in, .events = POLLIN };
	size_t have = 0;
	int n_heard = 0;

	for (;;) {
		ssize_t n;

		if (poll(&end, 1, WAIT_MS) > 0) {
			n = read(in, said + have, workers->size - have);
			if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
				break;
			have += n > 0 ? (size_t)n : 0;
		}
		if (have == workers->size) {
			workers->heard(said, workers->own);
			n_heard++;
			have = 0;
		}
		if (workers->wait)
			workers->wait(workers->own);
	}
	memory_free(said);
	return n_heard;
}

int workers_run(const struct workers *workers, struct error *err)
{
	int ends[2], i, n, n_heard, status = 0, bad = 0;

	if (pipe(ends))
		return error_set(err, FAULT_INTERNAL, NULL, "no pipe could be opened: %s", strerror(errno));
	n = start(workers, ends);
	close(ends[1]);
	n_heard = listen_to(workers, ends[0]);
	close(ends[0]);
	for (i = 0; i < n; i++) {
		while (waitpid(running[i], &status, 0) < 0 && errno == EINTR)
			;
		bad = status != 0 ? status : bad;
		running[i] = 0;
	}
	n_running = 0;
	if (n_heard == workers->n_pieces)
		return 0;
	if (n < workers->n)
		return error_set(err, FAULT_INTERNAL, NULL, "only %d of %d processes could be started", n, workers->n);
	if (WIFSIGNALED(bad))
		return error_set(err, FAULT_INTERNAL, NULL, "a worker was ended by signal %d (%s)", WTERMSIG(bad),
		                 strsignal(WTERMSIG(bad)));
	return error_set(err, FAULT_INTERNAL, NULL, "a worker ended early");
}
