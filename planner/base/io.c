#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <nettle/sha2.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the temporaries that a signal handler must be able to remove ---- */

enum { MOST_TEMPORARIES = 128 };

/*
 * A slot is taken and given back with signals blocked, so the handler sees a whole path or none. `live` is the only
 * thing that says whether a slot holds one.
 */
static struct temporary {
	volatile sig_atomic_t live;
	char path[PATH_MAX];
} temporaries[MOST_TEMPORARIES];

void io_remove_temporaries(void)
{
	int i;

	for (i = 0; i < MOST_TEMPORARIES; i++) {
		if (temporaries[i].live) {
			temporaries[i].live = 0;
			unlink(temporaries[i].path);
		}
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

static void temporary_forget(const char *path, bool and_unlink)
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

static int failed(struct error *err, const char *doing, const char *path)
{
	return error_set(err, FAULT_OUTPUT, path, "cannot %s: %s", doing, strerror(errno));
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
		return error_set(err, FAULT_OUTPUT, path, slot < 0 ? "too many files are open at once" : "the path is too long");
	}
	*fd = mkostemps(name.text, (int)strlen(".tmp"), O_CLOEXEC);
	if (*fd >= 0) {
		memcpy(temporaries[slot].path, name.text, name.length + 1);
		temporaries[slot].live = 1;
	}
	signals_restore(&old);
	if (*fd < 0) {
		failed(err, "create a file here", path);
		str_dispose(&name);
		return -1;
	}
	*temporary = name.text; /* handed over */
	return 0;
}

static int write_all(int fd, const char *bytes, size_t length)
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

static int temporary_write(const char *path, const char *bytes, size_t length, char **temporary, struct error *err)
{
	int fd;

	if (temporary_open(path, temporary, &fd, err))
		return -1;
	if (write_all(fd, bytes, length) || fchmod(fd, wanted_mode(path)) || fsync(fd)) {
		failed(err, "write", path);
		close(fd);
	} else if (close(fd)) {
		failed(err, "write", path);
	} else {
		return 0;
	}
	temporary_forget(*temporary, true);
	memory_free(*temporary);
	*temporary = NULL;
	return -1;
}

static int temporary_rename(const char *temporary, const char *path, struct error *err)
{
	if (rename(temporary, path))
		return failed(err, "replace", path);
	temporary_forget(temporary, false);
	return 0;
}

static int sync_directory(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = 0;

	/* Some file systems cannot sync a directory and say EINVAL: nothing is lost that we could keep. */
	if (fd < 0 || (fsync(fd) && errno != EINVAL))
		result = failed(err, "sync the directory", path);
	if (fd >= 0)
		close(fd);
	return result;
}

static void directory_of(const char *path, struct str *out)
{
	const char *slash = strrchr(path, '/');

	str_clear(out);
	if (!slash)
		str_add(out, ".");
	else
		str_add_n(out, path, slash == path ? 1 : (size_t)(slash - path));
}

/* ---- reading ---- */

static int input_failed(struct error *err, const char *path)
{
	return error_set(err, FAULT_INPUT, path, "cannot read: %s", strerror(errno));
}

static int read_all(int fd, const char *path, size_t most_bytes, struct str *bytes, struct error *err)
{
	char piece[64 * 1024];

	for (;;) {
		ssize_t n = read(fd, piece, sizeof piece);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return input_failed(err, path);
		if (n == 0)
			return 0;
		if ((size_t)n > most_bytes - bytes->length)
			return error_set(err, FAULT_INPUT, path, "the file is larger than %zu bytes", most_bytes);
		str_add_n(bytes, piece, (size_t)n);
	}
}

int io_read_file(const char *path, size_t most_bytes, char **text, size_t *length, struct error *err)
{
	struct str bytes = STR_INIT;
	struct stat st;
	int fd, result = -1;

	*text = NULL;
	*length = 0;
	/* O_NONBLOCK: opening a FIFO that nobody writes to must not wait for ever. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st)) {
		input_failed(err, path);
	} else if (S_ISDIR(st.st_mode)) {
		error_set(err, FAULT_INPUT, path, "is a directory, not a file");
	} else if (!S_ISREG(st.st_mode)) {
		error_set(err, FAULT_INPUT, path, "is not a regular file");
	} else {
		result = read_all(fd, path, most_bytes, &bytes, err);
	}
	if (fd >= 0)
		close(fd);
	if (result == 0) {
		str_add_n(&bytes, "", 0); /* gives an empty file its own NUL to hand over */
		*text = bytes.text;
		*length = bytes.length;
	} else {
		str_dispose(&bytes);
	}
	return result;
}

void io_sha256(const void *bytes, size_t length, char hex[65])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;
	size_t i;

	sha256_init(&context);
	sha256_update(&context, length, bytes);
	sha256_digest(&context, sizeof digest, digest);
	for (i = 0; i < sizeof digest; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[64] = '\0';
}

/* ---- a results directory ---- */

struct pending {
	char *temporary, *path;
};

struct io_results {
	char *directory;
	int lock;
	struct pending *pending;
	int n_pending, capacity;
};

static char *copy(const char *text)
{
	size_t bytes = strlen(text) + 1;

	return memcpy(memory_resize(NULL, bytes, 1), text, bytes);
}

static int make_directories(const char *path, struct error *err)
{
	char *part = copy(path);
	char *slash = part;
	int result = 0;

	while (result == 0 && slash) {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(part, 0777) && errno != EEXIST)
			result = failed(err, "create the directory", part);
		if (slash)
			*slash = '/';
	}
	memory_free(part);
	return result;
}

/* Shows that a file can be made, filled and removed here, before hours are spent on what goes into it. */
static int prove_writable(const char *directory, struct error *err)
{
	struct str path = STR_INIT;
	char *temporary = NULL;
	int result;

	str_addf(&path, "%s/probe", directory);
	result = temporary_write(path.text, "\n", 1, &temporary, err);
	if (result == 0)
		temporary_forget(temporary, true);
	memory_free(temporary);
	str_dispose(&path);
	return result;
}

/* The lock is on the directory itself, so that no lock file stays behind and a killed program holds none. */
static int lock_directory(const char *directory, int *lock, struct error *err)
{
	*lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*lock < 0)
		return failed(err, "open the results directory", directory);
	if (flock(*lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno == EWOULDBLOCK)
		return error_set(err, FAULT_OUTPUT, directory, "another rackplan is writing here");
	return failed(err, "lock", directory);
}

int io_results_open(const char *directory, struct io_results **results, struct error *err)
{
	struct io_results *opened;

	*results = NULL;
	if (!*directory)
		return error_set(err, FAULT_OUTPUT, "", "the results directory has an empty name");
	opened = memory_alloc(1, sizeof *opened);
	opened->directory = copy(directory);
	opened->lock = -1;
	if (make_directories(directory, err) || lock_directory(directory, &opened->lock, err) ||
	    prove_writable(directory, err)) {
		io_results_close(opened);
		return -1;
	}
	*results = opened;
	return 0;
}

int io_results_add(struct io_results *results, const char *name, const char *bytes, size_t length, struct error *err)
{
	struct str path = STR_INIT, folder = STR_INIT;
	struct pending added = { NULL, NULL };
	void *grown = results->pending;
	int result;

	str_addf(&path, "%s/%s", results->directory, name);
	directory_of(path.text, &folder);
	result = make_directories(folder.text, err);
	if (result == 0)
		result = temporary_write(path.text, bytes, length, &added.temporary, err);
	if (result == 0) {
		added.path = copy(path.text);
		memory_reserve(&grown, &results->capacity, results->n_pending + 1, sizeof added);
		results->pending = grown;
		results->pending[results->n_pending++] = added;
	}
	str_dispose(&folder);
	str_dispose(&path);
	return result;
}

int io_results_commit(struct io_results *results, struct error *err)
{
	struct str folder = STR_INIT;
	int i, result = 0;

	for (i = 0; result == 0 && i < results->n_pending; i++) {
		struct pending *file = &results->pending[i];

		result = temporary_rename(file->temporary, file->path, err);
		if (result == 0) {
			memory_free(file->temporary);
			file->temporary = NULL;
			directory_of(file->path, &folder);
			result = sync_directory(folder.text, err);
		}
	}
	str_dispose(&folder);
	return result;
}

void io_results_close(struct io_results *results)
{
	int i;

	if (!results)
		return;
	for (i = 0; i < results->n_pending; i++) {
		if (results->pending[i].temporary)
			temporary_forget(results->pending[i].temporary, true);
		memory_free(results->pending[i].temporary);
		memory_free(results->pending[i].path);
	}
	if (results->lock >= 0)
		close(results->lock);
	memory_free(results->pending);
	memory_free(results->directory);
	memory_free(results);
}

const char *io_results_path(const struct io_results *results)
{
	return results->directory;
}

/* ---- one output ---- */

static int write_directly(int fd, const char *path, const char *bytes, size_t length, struct error *err)
{
	/* A device or pipe cannot be synced, and says so; that is no failure. */
	if (write_all(fd, bytes, length) || (fsync(fd) && errno != EINVAL && errno != EROFS && errno != ENOTSUP))
		return failed(err, "write", path);
	return 0;
}

int io_write_file(const char *path, const char *bytes, size_t length, struct error *err)
{
	struct str folder = STR_INIT;
	char *temporary = NULL;
	struct stat st;
	int fd, result;

	if (strcmp(path, "-") == 0)
		return write_directly(STDOUT_FILENO, "standard output", bytes, length, err);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return error_set(err, FAULT_OUTPUT, path, "is a directory, not a file");
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		fd = open(path, O_WRONLY | O_CLOEXEC);
		if (fd < 0)
			return failed(err, "open", path);
		result = write_directly(fd, path, bytes, length, err);
		if (close(fd))
			result = failed(err, "write", path);
		return result;
	}
	result = temporary_write(path, bytes, length, &temporary, err);
	if (result == 0)
		result = temporary_rename(temporary, path, err);
	if (result == 0) {
		directory_of(path, &folder);
		result = sync_directory(folder.text, err);
	} else if (temporary) {
		temporary_forget(temporary, true);
	}
	memory_free(temporary);
	str_dispose(&folder);
	return result;
}
