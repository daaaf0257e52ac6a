#include "tests/support.h"
#include "planner/base/memory.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int support_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	int failed;

	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

int support_loops(int n)
{
	return getenv("RACKPLAN_FEW") && n > 3 ? 3 : n;
}

char *support_directory(void)
{
	const char *where = getenv("TMPDIR");
	char *path = malloc(4096);

	ck_assert_ptr_nonnull(path);
	snprintf(path, 4096, "%s/rackplan-test-XXXXXX", where && *where ? where : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(path));
	return path;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk)
{
	(void)st;
	(void)kind;
	(void)walk;
	return remove(path);
}

void support_remove(char *directory)
{
	ck_assert_int_eq(nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
	free(directory);
}

void support_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(text, 1, strlen(text), file), strlen(text));
	ck_assert_int_eq(fclose(file), 0);
}

char *support_read(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	size_t length = 0, n;

	if (!file)
		return NULL;
	do {
		text = realloc(text, length + 4096 + 1);
		ck_assert_ptr_nonnull(text);
		n = fread(text + length, 1, 4096, file);
		length += n;
	} while (n > 0);
	fclose(file);
	text[length] = '\0';
	return text;
}

bool support_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static int count_entries(const char *directory, bool temporaries_only)
{
	DIR *opened = opendir(directory);
	struct dirent *entry;
	int n = 0;

	if (!opened)
		return 0;
	while ((entry = readdir(opened))) {
		const char *dot = strrchr(entry->d_name, '.');

		if (temporaries_only)
			n += dot && strcmp(dot, ".tmp") == 0;
		else
			n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	}
	closedir(opened);
	return n;
}

int support_entries(const char *directory)
{
	ck_assert(support_exists(directory));
	return count_entries(directory, false);
}

int support_temporaries(const char *directory)
{
	return count_entries(directory, true);
}

static jmp_buf back;

static void jump_back(void)
{
	longjmp(back, 1);
}

bool support_exhaust(long n, void (*body)(void *), void *argument)
{
	volatile bool exhausted = true;

	memory_on_exhaustion(jump_back);
	if (setjmp(back) == 0) {
		memory_fail_at(n);
		body(argument);
		exhausted = false;
	}
	memory_fail_at(0);
	memory_on_exhaustion(NULL);
	return exhausted;
}
