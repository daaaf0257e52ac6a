#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct pending {
	char *temporary, *path; /* temporary: NULL once renamed */
};

struct io_results {
	char *directory;
	int lock;
	struct pending *pending;
	int n_pending, pending_capacity;
	char **old; /* paths that the commit removes */
	int n_old, old_capacity;
	char **made; /* folders that did not exist; removed again when nothing was committed */
	int n_made, made_capacity;
	bool committed;
};

static char *copy(const char *text)
{
	size_t bytes = strlen(text) + 1;

	return memcpy(memory_resize(NULL, bytes, 1), text, bytes);
}

static int make_directory(struct io_results *results, const char *path, struct error *err)
{
	void *grown = results->made;
	bool made;

	if (temporary_directory(path, &made, err))
		return -1;
	if (!made)
		return 0;
	memory_reserve(&grown, &results->made_capacity, results->n_made + 1, sizeof *results->made);
	results->made = grown;
	results->made[results->n_made++] = copy(path);
	return 0;
}

static int make_directories(struct io_results *results, const char *path, struct error *err)
{
	char *part = copy(path);
	char *slash = part;
	int result = 0;

	while (result == 0 && slash) {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		result = make_directory(results, part, err);
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
		return output_failed(err, "open the results directory", directory);
	if (flock(*lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno == EWOULDBLOCK)
		return error_set(err, FAULT_OUTPUT, directory, "another rackplan is writing here");
	return output_failed(err, "lock", directory);
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
	if (make_directories(opened, directory, err) || lock_directory(directory, &opened->lock, err) ||
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
	result = make_directories(results, folder.text, err);
	if (result == 0)
		result = temporary_write(path.text, bytes, length, &added.temporary, err);
	if (result == 0) {
		added.path = copy(path.text);
		memory_reserve(&grown, &results->pending_capacity, results->n_pending + 1, sizeof added);
		results->pending = grown;
		results->pending[results->n_pending++] = added;
	}
	str_dispose(&folder);
	str_dispose(&path);
	return result;
}

static bool is_pending(const struct io_results *results, const char *path)
{
	int i;

	for (i = 0; i < results->n_pending; i++) {
		if (strcmp(results->pending[i].path, path) == 0)
			return true;
	}
	return false;
}

bool io_results_remove(struct io_results *results, const char *name)
{
	struct str path = STR_INIT;
	void *grown = results->old;
	struct stat st;
	bool there;

	str_addf(&path, "%s/%s", results->directory, name);
	there = !is_pending(results, path.text) && lstat(path.text, &st) == 0 &&
	        (S_ISREG(st.st_mode) || S_ISLNK(st.st_mode));
	if (there) {
		memory_reserve(&grown, &results->old_capacity, results->n_old + 1, sizeof *results->old);
		results->old = grown;
		results->old[results->n_old++] = copy(path.text);
	}
	str_dispose(&path);
	return there;
}

/* Before anything is renamed: rather the old plan without its charts than the new one with charts that are not its. */
static int remove_old(struct io_results *results, struct error *err)
{
	struct str folder = STR_INIT;
	int i, result = 0;

	for (i = 0; result == 0 && i < results->n_old; i++) {
		if (unlink(results->old[i]) && errno != ENOENT)
			result = output_failed(err, "remove", results->old[i]);
		directory_of(results->old[i], &folder);
		if (result == 0 && strcmp(folder.text, results->directory) != 0)
			rmdir(folder.text); /* stays when there is something in it */
	}
	str_dispose(&folder);
	return result;
}

/* What a rename would stumble over is found before the first one, so that all files change or none. */
static int check_targets(const struct io_results *results, struct error *err)
{
	struct stat st;
	int i;

	for (i = 0; i < results->n_pending; i++) {
		const char *path = results->pending[i].path;

		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			return error_set(err, FAULT_OUTPUT, path, "is a directory, and a result has this name");
	}
	return 0;
}

static int sync_folders(const struct io_results *results, struct error *err)
{
	struct str folder = STR_INIT, before = STR_INIT;
	int i, result = 0;

	for (i = 0; result == 0 && i < results->n_pending; i++) {
		directory_of(results->pending[i].path, &folder);
		if (strcmp(folder.text, before.text) == 0)
			continue;
		result = sync_directory(folder.text, err);
		str_clear(&before);
		str_add(&before, folder.text);
	}
	str_dispose(&before);
	str_dispose(&folder);
	return result;
}

int io_results_commit(struct io_results *results, struct error *err)
{
	int i;

	if (check_targets(results, err))
		return -1;
	results->committed = true;
	if (remove_old(results, err))
		return -1;
	for (i = 0; i < results->n_pending; i++) {
		struct pending *file = &results->pending[i];

		if (!file->temporary)
			continue;
		if (temporary_rename(file->temporary, file->path, err))
			return -1;
		memory_free(file->temporary);
		file->temporary = NULL;
	}
	return sync_folders(results, err);
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
	for (i = 0; i < results->n_old; i++)
		memory_free(results->old[i]);
	for (i = results->n_made - 1; i >= 0; i--) {
		temporary_directory_forget(results->made[i], !results->committed);
		memory_free(results->made[i]);
	}
	if (results->lock >= 0)
		close(results->lock);
	memory_free(results->old);
	memory_free(results->made);
	memory_free(results->pending);
	memory_free(results->directory);
	memory_free(results);
}

const char *io_results_path(const struct io_results *results)
{
	return results->directory;
}
