#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/cli/cli.h"
#include "planner/cli/workers.h"
#include "planner/report/report.h"
#include "planner/solve/solve.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static pid_t own_pid;
static volatile sig_atomic_t signals_seen;

static void stop_children(void)
{
	workers_interrupt();
	solve_interrupt();
	report_interrupt();
	io_remove_temporaries();
}

/* A forked child that still has this handler must not remove its parent's files. A second signal waits for that: it is short. */
static void on_signal(int signal_number)
{
	if (getpid() == own_pid)
		progress_end();
	if (!signals_seen++ && getpid() == own_pid)
		stop_children();
	_exit(EXIT_SIGNAL + signal_number);
}

static void on_exhausted_memory(void)
{
	static const char message[] = "rackplan: out of memory\n";

	if (getpid() == own_pid) {
		stop_children();
		if (write(STDERR_FILENO, message, sizeof message - 1) < 0) {
			/* nobody is left to tell */
		}
	}
	_exit(FAULT_INTERNAL);
}

/* What the parent chose to ignore (nohup, a background job) stays ignored. */
static void handle(int signal_number)
{
	struct sigaction old, action;

	memset(&action, 0, sizeof action);
	action.sa_handler = on_signal;
	/* timeout(1) sends its signal twice at once: the second waits until what the first has to remove is gone. */
	sigemptyset(&action.sa_mask);
	sigaddset(&action.sa_mask, SIGINT);
	sigaddset(&action.sa_mask, SIGTERM);
	sigaddset(&action.sa_mask, SIGHUP);
	if (sigaction(signal_number, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
		sigaction(signal_number, &action, NULL);
}

void process_prepare(void)
{
	int fd;

	/* A closed standard stream would give its number to the first file opened, and messages would go into it. */
	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
	own_pid = getpid();
	memory_on_exhaustion(on_exhausted_memory);
	handle(SIGINT);
	handle(SIGTERM);
	handle(SIGHUP);
	signal(SIGPIPE, SIG_IGN); /* EPIPE instead */
	signal(SIGXFSZ, SIG_IGN); /* EFBIG instead */
}

void process_forked(void)
{
	own_pid = getpid();
	signals_seen = 0;
}

int complain(const struct error *err)
{
	fprintf(stderr, "rackplan: %s%s%s\n", err->where, *err->where ? ": " : "", err->what);
	return (int)err->kind;
}

void note(const struct options *options, const char *format, ...)
{
	va_list args;

	if (options->quiet)
		return;
	va_start(args, format);
	fputs("rackplan: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
}

int print_result(const struct str *text, int code)
{
	struct error err = ERROR_INIT;

	if (io_write_file("-", text->text, text->length, &err) == 0 || errno == EPIPE)
		return code;
	return complain(&err);
}
