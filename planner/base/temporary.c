#include "planner/base/temporary.h"
#include "planner/base/io.h"
#include "planner/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int output_failed(struct error *err, const char *doing, const char *path)
{
	return error_set(err, FAULT_OUTPUT, path, "cannot %s: %s", doing, strerror(errno));
}

enum { MOST_TEMPORARIES = 128, MOST_DIRECTORIES = 64 };

/*
 * A slot is taken and given back with signals blocked, so the handler sees a whole path or none. `live` is the only
 * thing that says whether a slot holds one.
 */
static struct temporary {
	volatile sig_atomic_t live;
	char path[PATH_MAX];
} temporaries[MOST_TEMPORARIES];

/* Folders made, the deeper after the one that it lies in. */
static char directories[MOST_DIRECTORIES][PATH_MAX];
static volatile sig_atomic_t n_directories;

void io_remove_temporaries(void)
{
	int i;

	for (i = 0; i < MOST_TEMPORARIES; i++) {
		if (temporaries[i].live) {
			temporaries[i].live = 0;
			unlink(temporaries[i].path);
		}
	}
	while (n_directories > 0) {
		n_directories--;
		rmdir(directories[n_directories]); /* stays when somebody has put something into it */
	}
}

static void signals_block(sigset_t *old)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, old);
}

static void signals_restore(const sigset_t *old)
{
	sigprocmask(SIG_SETMASK, old, NULL);
}

static int temporary_find(const char *path)
{
	int i;

	for (i = 0; i < MOST_TEMPORARIES; i++) {
		if (path ? temporaries[i].live && strcmp(temporaries[i].path, path) == 0 : !temporaries[i].live)
			return i;
	}
	return -1;
}

void temporary_forget(const char *path, bool and_unlink)
{
	sigset_t old;
	int i;

	signals_block(&old);
	i = temporary_find(path);
	if (and_unlink)
		unlink(path);
	if (i >= 0)
		temporaries[i].live = 0;
	signals_restore(&old);
}

int temporary_directory(const char *path, bool *made, struct error *err)
{
	size_t length = strlen(path);
	struct stat st;
	sigset_t old;
	int result;

	*made = false;
	if (stat(path, &st) == 0)
		return 0;
	if (n_directories >= MOST_DIRECTORIES || length >= PATH_MAX)
		return error_set(err, FAULT_OUTPUT, path,
		                 length >= PATH_MAX ? "the path is too long"
		                                    : "too many folders would have to be made");
	signals_block(&old);
	result = mkdir(path, 0777);
	if (result == 0) {
		memcpy(directories[n_directories], path, length + 1);
		n_directories++;
	}
	signals_restore(&old);
	*made = result == 0;
	return result && errno != EEXIST ? output_failed(err, "create the directory", path) : 0;
}

void temporary_directory_forget(const char *path, bool and_remove)
{
	sigset_t old;
	int i;

	signals_block(&old);
	if (and_remove)
		rmdir(path);
	for (i = n_directories - 1; i >= 0 && strcmp(directories[i], path) != 0; i--)
		;
	if (i >= 0) {
		memmove(directories[i], directories[i + 1], (size_t)(n_directories - 1 - i) * sizeof *directories);
		n_directories--;
	}
	signals_restore(&old);
}

/* Makes an empty file beside `path` and enters it in the table. The name goes to *temporary. */
static int temporary_open(const char *path, char **temporary, int *fd, struct error *err)
{
	struct str name = STR_INIT;
	sigset_t old;
	int slot;

	str_addf(&name, "%s.XXXXXX.tmp", path);
	*fd = -1;
	signals_block(&old);
	slot = temporary_find(NULL);
	if (slot < 0 || name.length >= PATH_MAX) {
		signals_restore(&old);
		str_dispose(&name);
		return error_set(err, FAULT_OUTPUT, path,
		                 slot < 0 ? "too many files are open at once" : "the path is too long");
	}
	*fd = mkostemps(name.text, (int)strlen(".tmp"), O_CLOEXEC);
	if (*fd >= 0) {
		memcpy(temporaries[slot].path, name.text, name.length + 1);
		temporaries[slot].live = 1;
	}
	signals_restore(&old);
	if (*fd < 0) {
		output_failed(err, "create a file here", path);
		str_dispose(&name);
		return -1;
	}
	*temporary = name.text; /* handed over */
	return 0;
}

int write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		length -= (size_t)n;
	}
	return 0;
}

/* New files get what open(2) would have given them; a replaced file keeps its permissions. */
static mode_t wanted_mode(const char *path)
{
	struct stat st;
	mode_t mask;

	if (stat(path, &st) == 0)
		return st.st_mode & 07777;
	mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

int temporary_write(const char *path, const char *bytes, size_t length, char **temporary, struct error *err)
{
	int fd;

	if (temporary_open(path, temporary, &fd, err))
		return -1;
	if (write_all(fd, bytes, length) || fchmod(fd, wanted_mode(path)) || fsync(fd)) {
		output_failed(err, "write", path);
		close(fd);
	} else if (close(fd)) {
		output_failed(err, "write", path);
	} else {
		return 0;
	}
	temporary_forget(*temporary, true);
	memory_free(*temporary);
	*temporary = NULL;
	return -1;
}

int temporary_rename(const char *temporary, const char *path, struct error *err)
{
	if (rename(temporary, path))
		return output_failed(err, "replace", path);
	temporary_forget(temporary, false);
	return 0;
}

int sync_directory(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = 0;

	/* Some file systems cannot sync a directory and say EINVAL: nothing is lost that we could keep. */
	if (fd < 0 || (fsync(fd) && errno != EINVAL))
		result = output_failed(err, "sync the directory", path);
	if (fd >= 0)
		close(fd);
	return result;
}

void directory_of(const char *path, struct str *out)
{
	const char *slash = strrchr(path, '/');

	str_clear(out);
	if (!slash)
		str_add(out, ".");
	else
		str_add_n(out, path, slash == path ? 1 : (size_t)(slash - path));
}
