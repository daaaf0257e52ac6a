#include "planner/base/clock.h"
#include "planner/report/external.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_OUTPUT_BYTES = 64 << 20, MOST_TALK_BYTES = 4096 };

/* What a signal handler needs in order to leave nothing behind. */
static volatile sig_atomic_t running_group, scratch_is_open;
static char scratch_path[512];

/* ---- the scratch folder ---- */

int scratch_open(struct scratch *scratch, struct error *err)
{
	const char *temporary = getenv("TMPDIR");
	sigset_t all, before;
	int n;

	n = snprintf(scratch->path, sizeof scratch->path, "%s/rackplan.XXXXXX",
	             temporary && *temporary ? temporary : "/tmp");
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	if (n < 0 || (size_t)n >= sizeof scratch->path || !mkdtemp(scratch->path)) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		return error_set(err, FAULT_EXTERNAL, temporary && *temporary ? temporary : "/tmp",
		                 "no scratch folder for charts could be made there: %s", strerror(errno));
	}
	strcpy(scratch_path, scratch->path);
	scratch_is_open = 1;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *place)
{
	(void)st, (void)type, (void)place;
	return remove(path);
}

void scratch_close(struct scratch *scratch)
{
	nftw(scratch->path, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
	scratch_is_open = 0;
}

static void scratch_name(const struct scratch *scratch, const char *name, char path[640])
{
	snprintf(path, 640, "%s/%s", scratch->path, name);
}

int scratch_write(const struct scratch *scratch, const char *name, const struct str *text, struct error *err)
{
	char path[640];
	FILE *file;
	bool bad;

	scratch_name(scratch, name, path);
	file = fopen(path, "wbe");
	if (!file)
		return error_set(err, FAULT_EXTERNAL, path, "cannot be written: %s", strerror(errno));
	bad = fwrite(text->text, 1, text->length, file) != text->length;
	if (fclose(file) || bad)
		return error_set(err, FAULT_EXTERNAL, path, "cannot be written: %s", strerror(errno));
	return 0;
}

static int read_some(const struct scratch *scratch, const char *name, size_t most, struct str *bytes)
{
	char path[640], piece[16 * 1024];
	size_t n;
	FILE *file;

	scratch_name(scratch, name, path);
	file = fopen(path, "rbe");
	if (!file)
		return -1;
	while (bytes->length < most && (n = fread(piece, 1, sizeof piece, file)) > 0)
		str_add_n(bytes, piece, n);
	fclose(file);
	return 0;
}

int scratch_read(const struct scratch *scratch, const char *name, struct str *bytes)
{
	return read_some(scratch, name, MOST_OUTPUT_BYTES, bytes);
}

/* ---- the program ---- */

static int spawn(const struct scratch *scratch, const char *const *arguments, pid_t *child)
{
	static char locale[] = "LC_ALL=C.UTF-8";
	char home[640], temporary[640];
	struct str path = STR_INIT;
	char *environment[] = { locale, home, temporary, NULL, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all, before;
	int failed;

	snprintf(home, sizeof home, "HOME=%s", scratch->path);
	snprintf(temporary, sizeof temporary, "TMPDIR=%s", scratch->path);
	str_addf(&path, "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
	environment[3] = path.text;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addchdir_np(&actions, scratch->path);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "said", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&actions, 2, "complained", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	/* No signal between the start and the note of it: a handler would not know whom to kill. */
	sigprocmask(SIG_BLOCK, &all, &before);
	/* posix_spawn takes its strings as not const and leaves them alone. */
	failed = posix_spawnp(child, arguments[0], &actions, &attributes, (char *const *)(uintptr_t)arguments,
	                      environment);
	running_group = failed ? 0 : (sig_atomic_t)*child;
	sigprocmask(SIG_SETMASK, &before, NULL);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	str_dispose(&path);
	return failed;
}

/* Looked for before the start: how a failed start is reported differs between systems and memory checkers. */
static bool is_installed(const char *name)
{
	const char *c = getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin";
	bool found = false;

	while (!found) {
		struct str path = STR_INIT;
		size_t n = strcspn(c, ":");

		str_add_n(&path, c, n);
		str_addf(&path, "%s%s", n > 0 ? "/" : "./", name);
		found = access(path.text, X_OK) == 0;
		str_dispose(&path);
		if (!c[n])
			break;
		c += n + 1;
	}
	return found;
}

/* Waits for the child; its whole group is ended at the limit, or when the child left something running behind. */
static bool wait_in_time(pid_t child, double limit_s, int *status)
{
	const struct timespec pause = { 0, 2 * 1000 * 1000 };
	double end = clock_now_s() + limit_s;
	bool in_time;

	for (;;) {
		siginfo_t info = { 0 };

		/* Not reaped before the kill: until then nobody else can get this number. */
		if (waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == child) {
			in_time = true;
			break;
		}
		if (clock_now_s() > end) {
			in_time = false;
			break;
		}
		nanosleep(&pause, NULL);
	}
	kill(-child, SIGKILL);
	running_group = 0;
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	return in_time;
}

static const char *first_line(struct str *text)
{
	size_t skip = strspn(text->text, " \t\r\n");

	text->text[skip + strcspn(text->text + skip, "\r\n")] = '\0';
	return text->text + skip;
}

int external_run(const struct scratch *scratch, const char *const *arguments, double limit_s, struct str *said,
                 struct str *complained, struct error *err)
{
	const char *name = arguments[0];
	struct str why = STR_INIT;
	pid_t child = 0;
	int status = 0, failed, result = 0;

	if (!is_installed(name))
		return error_set(err, FAULT_EXTERNAL, name, "is not installed or not in PATH");
	failed = spawn(scratch, arguments, &child);
	if (failed)
		return error_set(err, FAULT_EXTERNAL, name, "could not be started: %s", strerror(failed));
	if (!wait_in_time(child, limit_s, &status))
		return error_set(err, FAULT_EXTERNAL, name, "did not end within %g s and was killed", limit_s);
	read_some(scratch, "said", MOST_OUTPUT_BYTES, said);
	read_some(scratch, "complained", MOST_TALK_BYTES, complained);
	str_add(&why, complained->text);
	str_add_n(&why, "", 0);
	if (WIFSIGNALED(status))
		result = error_set(err, FAULT_EXTERNAL, name, "was ended by signal %d", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		result = error_set(err, FAULT_EXTERNAL, name, "ended with %d: %.300s", WEXITSTATUS(status),
		                   why.length > 0 ? first_line(&why) : "it gave no reason");
	str_dispose(&why);
	return result;
}

void external_interrupt(void)
{
	pid_t remover;

	if (running_group > 0)
		kill(-(pid_t)running_group, SIGKILL);
	if (!scratch_is_open)
		return;
	remover = _Fork();
	if (remover == 0) {
		execl("/bin/rm", "rm", "-rf", "--", scratch_path, (char *)NULL);
		_exit(1);
	}
	if (remover > 0)
		waitpid(remover, NULL, 0);
}
