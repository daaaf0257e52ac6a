#include "planner/cli/sweep_folder.h"
#include "planner/base/memory.h"

#include <dirent.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 24, PATIENCE_MS = 3000, LOOK_MS = 50 };

static const char manifest_name[] = "runs/manifest.json";

/* ---- what a sweep is made from: a line each, so that what changed can be named ---- */

/* Relative to the scenario's folder, in which all its files lie: the same wherever it is called from. */
static const char *file_name(const struct sweep *sweep, const char *path)
{
	const char *slash = strrchr(sweep->scenario, '/');
	const size_t length = slash ? (size_t)(slash - sweep->scenario) + 1 : 0;

	return strncmp(path, sweep->scenario, length) == 0 ? path + length : path;
}

static void make_manifest(const struct sweep *sweep, const struct scenario *base, const char *program, struct str *out)
{
	const char *line, *end;
	int i;

	str_add(out, "{\n  \"rackplan_sweep_manifest\": 1,\n  \"id\": ");
	str_add_json(out, sweep->id);
	str_addf(out, ",\n  \"variants\": %d,\n  \"files\": {\n    \"(the sweep file)\": \"%s\"", sweep->n_variants,
	         sweep->sha256);
	for (i = 0; i < base->n_files; i++) {
		str_add(out, ",\n    ");
		str_add_json(out, file_name(sweep, base->files[i].path));
		str_addf(out, ": \"%s\"", base->files[i].sha256);
	}
	str_add(out, "\n  },\n  \"program\": [");
	for (line = program; *line; line = end + 1) {
		struct str one = STR_INIT;

		end = strchr(line, '\n');
		str_add_n(&one, line, (size_t)(end - line));
		str_add(out, line > program ? ",\n    " : "\n    ");
		str_add_json(out, one.text);
		str_dispose(&one);
	}
	str_add(out, "\n  ]\n}\n");
}

static bool has_line(const char *text, const char *line, size_t length)
{
	for (; *text; text = strchr(text, '\n') ? strchr(text, '\n') + 1 : text + strlen(text)) {
		if (strncmp(text, line, length) == 0)
			return true;
	}
	return false;
}

/* The names on lines of one text that are not in the other. */
static void list_changes(const char *of, const char *than, struct str *out)
{
	const char *end, *quote;

	for (; *of; of = *end ? end + 1 : end) {
		size_t length;

		end = strchrnul(of, '\n');
		length = (size_t)(end - of);
		while (length > 0 && of[length - 1] == ',')
			length--;
		quote = memchr(of, '"', length);
		if (!quote || has_line(than, of, length))
			continue;
		quote++;
		str_add(out, out->length > 0 ? ", " : "");
		str_add_n(out, quote, strcspn(quote, "\""));
	}
}

static int check_manifest(const struct options *options, const char *directory, const struct str *manifest,
                          struct error *err)
{
	struct str path = STR_INIT, changes = STR_INIT;
	struct error missing = ERROR_INIT;
	char *old = NULL;
	size_t length;
	int result = 0;

	str_addf(&path, "%s/%s", directory, manifest_name);
	if (access(path.text, F_OK) != 0) {
		str_dispose(&path);
		return 0;
	}
	if (!options->resume)
		result = error_set(err, FAULT_USAGE, directory, "a sweep lies here already: --resume goes on with it");
	else if (io_read_file(path.text, MOST_BYTES, &old, &length, &missing))
		result = error_set(err, FAULT_INPUT, missing.where, "%s", missing.what);
	else if (strcmp(old, manifest->text) != 0 && !options->force) {
		list_changes(manifest->text, old, &changes);
		if (changes.length == 0)
			list_changes(old, manifest->text, &changes);
		result = error_set(err, FAULT_INPUT, directory,
		                   "changed since this sweep began: %s; --force goes on with what is now",
		                   changes.text);
	}
	memory_free(old);
	str_dispose(&changes);
	str_dispose(&path);
	return result;
}

/* ---- the folder ---- */

/* Workers of a sweep that was killed hold the lock until they have ended, too: a moment later it is free. */
static int open_patiently(const struct options *options, const char *directory, struct io_results **results,
                          struct error *err)
{
	int ms;

	for (ms = 0; options->resume && ms < PATIENCE_MS; ms += LOOK_MS) {
		struct error busy = ERROR_INIT;

		if (io_results_open(directory, results, &busy) == 0)
			return 0;
		poll(NULL, 0, LOOK_MS);
	}
	return io_results_open(directory, results, err);
}

static bool ends_in(const char *name, const char *tail)
{
	const size_t length = strlen(name), n = strlen(tail);

	return length > n && strcmp(name + length - n, tail) == 0;
}

/* Half-written files of a sweep that was killed; the lock is ours, so nobody is writing them. */
static void remove_halves(const char *directory)
{
	struct str path = STR_INIT;
	const struct dirent *entry;
	static const char *const folders[] = { "", "/runs" };
	DIR *folder;
	size_t i;

	for (i = 0; i < 2; i++) {
		str_clear(&path);
		str_addf(&path, "%s%s", directory, folders[i]);
		folder = opendir(path.text);
		while (folder && (entry = readdir(folder))) {
			if (!ends_in(entry->d_name, ".tmp") || !strchr(entry->d_name, '.'))
				continue;
			str_clear(&path);
			str_addf(&path, "%s%s/%s", directory, folders[i], entry->d_name);
			unlink(path.text);
		}
		if (folder)
			closedir(folder);
	}
	str_dispose(&path);
}

int sweep_folder_open(const struct options *options, const struct sweep *sweep, const struct scenario *base,
                      const char *program, const char *directory, struct io_results **results, struct error *err)
{
	struct str manifest = STR_INIT;
	int result;

	make_manifest(sweep, base, program, &manifest);
	result = check_manifest(options, directory, &manifest, err);
	if (result == 0)
		result = open_patiently(options, directory, results, err);
	if (result == 0 && options->resume)
		remove_halves(directory);
	if (result == 0)
		result = io_results_add(*results, manifest_name, manifest.text, manifest.length, err);
	if (result == 0)
		result = io_results_commit(*results, err);
	str_dispose(&manifest);
	return result;
}

static int by_key(const void *left, const void *right)
{
	return strcmp(left, right);
}

void sweep_folder_clean(struct io_results *results, const struct sweep_done *done, int n)
{
	char(*keys)[65] = memory_alloc(n, sizeof *keys);
	struct str path = STR_INIT;
	const struct dirent *entry;
	DIR *folder;
	int i;

	for (i = 0; i < n; i++)
		memcpy(keys[i], done[i].key, sizeof *keys);
	qsort(keys, (size_t)n, sizeof *keys, by_key);
	str_addf(&path, "%s/runs", io_results_path(results));
	folder = opendir(path.text);
	while (folder && (entry = readdir(folder))) {
		char key[65];

		if (strlen(entry->d_name) != 69 || !ends_in(entry->d_name, ".json"))
			continue;
		memcpy(key, entry->d_name, 64);
		key[64] = '\0';
		if (bsearch(key, keys, (size_t)n, sizeof *keys, by_key))
			continue;
		str_clear(&path);
		str_addf(&path, "runs/%s", entry->d_name);
		io_results_remove(results, path.text);
	}
	if (folder)
		closedir(folder);
	str_dispose(&path);
	memory_free(keys);
}
