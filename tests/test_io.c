#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/base/str.h"
#include "tests/support.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *directory; /* a fresh one for each test */
static char path[5000];

static void set_up(void)
{
	directory = support_directory();
}

static void tear_down(void)
{
	support_remove(directory);
}

static const char *in(const char *name)
{
	snprintf(path, sizeof path, "%s/%s", directory, name);
	return path;
}

static void expect_file(const char *name, const char *text)
{
	char *got = support_read(in(name));

	ck_assert_ptr_nonnull(got);
	ck_assert_str_eq(got, text);
	free(got);
}

/* ---- reading ---- */

START_TEST(read_gives_the_bytes)
{
	struct error err = ERROR_INIT;
	size_t length;
	char *text;

	support_write(in("a"), "one\ntwo\n");
	ck_assert_int_eq(io_read_file(in("a"), 8, &text, &length, &err), 0);
	ck_assert_str_eq(text, "one\ntwo\n");
	ck_assert_uint_eq(length, 8);
	memory_free(text);
	support_write(in("empty"), "");
	ck_assert_int_eq(io_read_file(in("empty"), 0, &text, &length, &err), 0);
	ck_assert_str_eq(text, "");
	memory_free(text);
}
END_TEST

static void expect_refused(const char *name, const char *why)
{
	struct error err = ERROR_INIT;
	size_t length;
	char *text;

	ck_assert_int_eq(io_read_file(in(name), 7, &text, &length, &err), -1);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	ck_assert_ptr_nonnull(strstr(err.where, name));
	ck_assert_msg(strstr(err.what, why) != NULL, "got: %s", err.what);
}

START_TEST(read_refuses_what_is_no_readable_file_of_this_size)
{
	support_write(in("large"), "12345678");
	ck_assert_int_eq(mkdir(in("folder"), 0777), 0);
	ck_assert_int_eq(mkfifo(in("fifo"), 0666), 0);
	ck_assert_int_eq(symlink("loop", in("loop")), 0);
	expect_refused("absent", "No such file");
	expect_refused("large", "larger than 7 bytes");
	expect_refused("folder", "directory");
	expect_refused("fifo", "regular file");
	expect_refused("loop", "symbolic links");
}
END_TEST

START_TEST(sha256_gives_the_published_digests)
{
	char hex[65], million[1000];
	struct str s = STR_INIT;
	int i;

	io_sha256("abc", 3, hex);
	ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	io_sha256("", 0, hex);
	ck_assert_str_eq(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	memset(million, 'a', sizeof million);
	for (i = 0; i < 1000; i++)
		str_add_n(&s, million, sizeof million);
	io_sha256(s.text, s.length, hex);
	ck_assert_str_eq(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	str_dispose(&s);
}
END_TEST

/* ---- one output ---- */

START_TEST(write_replaces_and_keeps_permissions)
{
	struct error err = ERROR_INIT;
	struct stat st;

	support_write(in("a"), "old");
	ck_assert_int_eq(chmod(in("a"), 0640), 0);
	ck_assert_int_eq(io_write_file(in("a"), "new", 3, &err), 0);
	expect_file("a", "new");
	ck_assert_int_eq(stat(in("a"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0640);
	ck_assert_int_eq(support_entries(directory), 1);
}
END_TEST

START_TEST(write_into_a_missing_folder_fails_and_names_it)
{
	struct error err = ERROR_INIT;

	ck_assert_int_eq(io_write_file(in("no/such"), "x", 1, &err), -1);
	ck_assert_int_eq(err.kind, FAULT_OUTPUT);
	ck_assert_ptr_nonnull(strstr(err.where, "no/such"));
	ck_assert_int_eq(support_entries(directory), 0);
}
END_TEST

START_TEST(write_to_a_full_device_fails_and_leaves_the_device)
{
	struct error err = ERROR_INIT;
	struct stat st;

	ck_assert_int_eq(io_write_file("/dev/full", "x", 1, &err), -1);
	ck_assert_int_eq(err.kind, FAULT_OUTPUT);
	ck_assert_ptr_nonnull(strstr(err.what, "No space left"));
	ck_assert_int_eq(stat("/dev/full", &st), 0);
	ck_assert(S_ISCHR(st.st_mode));
}
END_TEST

START_TEST(write_to_a_fifo_goes_through_it)
{
	struct error err = ERROR_INIT;
	struct stat st;
	char got[16] = "";
	int fd;

	ck_assert_int_eq(mkfifo(in("fifo"), 0666), 0);
	fd = open(in("fifo"), O_RDWR);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(io_write_file(in("fifo"), "through", 7, &err), 0);
	ck_assert_int_eq(read(fd, got, sizeof got), 7);
	ck_assert_str_eq(got, "through");
	close(fd);
	ck_assert_int_eq(stat(in("fifo"), &st), 0);
	ck_assert(S_ISFIFO(st.st_mode));
}
END_TEST

/* In a child, as the limit cannot be raised again: 0 when the write failed as it should. */
static int write_beyond_limit(const char *target)
{
	const struct rlimit limit = { 1000, 1000 };
	struct error err = ERROR_INIT;
	static char many[5000];

	signal(SIGXFSZ, SIG_IGN);
	memset(many, 'x', sizeof many);
	if (setrlimit(RLIMIT_FSIZE, &limit) || io_write_file(target, many, sizeof many, &err) != -1)
		return 1;
	return err.kind == FAULT_OUTPUT && strstr(err.what, "too large") ? 0 : 2;
}

START_TEST(write_beyond_the_size_limit_keeps_the_old_file)
{
	pid_t child;
	int status;

	support_write(in("a"), "old");
	child = fork();
	if (child == 0)
		_exit(write_beyond_limit(in("a")));
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(WEXITSTATUS(status), 0);
	expect_file("a", "old");
	ck_assert_int_eq(support_entries(directory), 1);
}
END_TEST

/* ---- a results directory ---- */

START_TEST(results_change_all_at_once)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(mkdir(in("r"), 0777), 0);
	support_write(in("r/a.json"), "old");
	ck_assert_int_eq(io_results_open(in("r"), &results, &err), 0);
	ck_assert_int_eq(io_results_add(results, "a.json", "new", 3, &err), 0);
	ck_assert_int_eq(io_results_add(results, "charts/b.svg", "<svg/>", 6, &err), 0);
	expect_file("r/a.json", "old");
	ck_assert(!support_exists(in("r/charts/b.svg")));
	ck_assert_int_eq(io_results_commit(results, &err), 0);
	io_results_close(results);
	expect_file("r/a.json", "new");
	expect_file("r/charts/b.svg", "<svg/>");
	ck_assert_int_eq(support_entries(in("r")), 2);
	ck_assert_int_eq(support_entries(in("r/charts")), 1);
}
END_TEST

START_TEST(results_of_an_earlier_run_go_with_the_commit_and_not_before)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(mkdir(in("r"), 0777), 0);
	ck_assert_int_eq(mkdir(in("r/charts"), 0777), 0);
	ck_assert_int_eq(mkdir(in("r/charts/folder"), 0777), 0);
	support_write(in("r/charts/old"), "old");
	support_write(in("r/charts/again"), "old");
	support_write(in("r/charts/theirs"), "theirs");
	ck_assert_int_eq(io_results_open(in("r"), &results, &err), 0);
	ck_assert_int_eq(io_results_add(results, "charts/again", "new", 3, &err), 0);
	ck_assert(io_results_remove(results, "charts/old"));
	ck_assert(!io_results_remove(results, "charts/again"));
	ck_assert(!io_results_remove(results, "charts/never"));
	ck_assert(!io_results_remove(results, "charts/folder"));
	expect_file("r/charts/old", "old");
	ck_assert_int_eq(io_results_commit(results, &err), 0);
	io_results_close(results);
	ck_assert(!support_exists(in("r/charts/old")));
	expect_file("r/charts/again", "new");
	expect_file("r/charts/theirs", "theirs");
	ck_assert(support_exists(in("r/charts/folder")));
}
END_TEST

START_TEST(folder_that_the_commit_empties_goes_and_a_run_that_is_given_up_removes_nothing)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(mkdir(in("r"), 0777), 0);
	ck_assert_int_eq(mkdir(in("r/charts"), 0777), 0);
	support_write(in("r/charts/old"), "old");
	ck_assert_int_eq(io_results_open(in("r"), &results, &err), 0);
	ck_assert(io_results_remove(results, "charts/old"));
	io_results_close(results);
	expect_file("r/charts/old", "old");
	ck_assert_int_eq(io_results_open(in("r"), &results, &err), 0);
	ck_assert(io_results_remove(results, "charts/old"));
	ck_assert_int_eq(io_results_commit(results, &err), 0);
	io_results_close(results);
	ck_assert_int_eq(support_entries(in("r")), 0);
}
END_TEST

START_TEST(results_that_are_not_committed_leave_nothing)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(io_results_open(in("new/deep/r"), &results, &err), 0);
	ck_assert_int_eq(io_results_add(results, "charts/b.svg", "<svg/>", 6, &err), 0);
	io_results_close(results);
	ck_assert_int_eq(support_entries(directory), 0);
}
END_TEST

START_TEST(results_are_locked_against_a_second_writer)
{
	struct error err = ERROR_INIT, second_err = ERROR_INIT;
	struct io_results *first, *second;

	ck_assert_int_eq(io_results_open(in("r"), &first, &err), 0);
	ck_assert_int_eq(io_results_open(in("r"), &second, &second_err), -1);
	ck_assert_ptr_null(second);
	ck_assert_int_eq(second_err.kind, FAULT_OUTPUT);
	ck_assert_ptr_nonnull(strstr(second_err.what, "another rackplan"));
	io_results_close(first);
	ck_assert_int_eq(io_results_open(in("r"), &second, &err), 0);
	io_results_close(second);
}
END_TEST

START_TEST(results_over_a_folder_of_the_same_name_change_nothing)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(mkdir(in("r"), 0777), 0);
	ck_assert_int_eq(mkdir(in("r/z.csv"), 0777), 0);
	ck_assert_int_eq(io_results_open(in("r"), &results, &err), 0);
	ck_assert_int_eq(io_results_add(results, "a.json", "new", 3, &err), 0);
	ck_assert_int_eq(io_results_add(results, "z.csv", "new", 3, &err), 0);
	ck_assert_int_eq(io_results_commit(results, &err), -1);
	ck_assert_int_eq(err.kind, FAULT_OUTPUT);
	io_results_close(results);
	ck_assert_int_eq(support_entries(in("r")), 1);
}
END_TEST

static void expect_no_results(const char *where)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(io_results_open(where, &results, &err), -1);
	ck_assert_ptr_null(results);
	ck_assert_int_eq(err.kind, FAULT_OUTPUT);
}

START_TEST(results_cannot_be_opened_where_no_file_can_be)
{
	support_write(in("file"), "x");
	expect_no_results(in("file"));
	expect_no_results(in("file/below"));
	expect_no_results("");
	expect_no_results("/proc/rackplan");
}
END_TEST

START_TEST(temporaries_can_be_removed_at_any_time)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(io_results_open(in("r"), &results, &err), 0);
	ck_assert_int_eq(io_results_add(results, "a", "1", 1, &err), 0);
	ck_assert_int_eq(io_results_add(results, "b", "2", 1, &err), 0);
	ck_assert_int_eq(support_temporaries(in("r")), 2);
	io_remove_temporaries();
	ck_assert_int_eq(support_entries(directory), 0);
	io_results_close(results);
}
END_TEST

START_TEST(folders_made_are_removed_at_any_time_but_for_what_others_put_there)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(mkdir(in("old"), 0777), 0);
	ck_assert_int_eq(io_results_open(in("old"), &results, &err), 0);
	ck_assert_int_eq(io_results_add(results, "charts/a", "1", 1, &err), 0);
	io_remove_temporaries();
	ck_assert_int_eq(support_entries(in("old")), 0);
	ck_assert_int_eq(support_entries(directory), 1);
	io_results_close(results);

	ck_assert_int_eq(io_results_open(in("new/deep/r"), &results, &err), 0);
	ck_assert_int_eq(io_results_add(results, "charts/a", "1", 1, &err), 0);
	support_write(in("new/mine"), "x");
	io_remove_temporaries();
	ck_assert(!support_exists(in("new/deep")));
	expect_file("new/mine", "x");
	io_results_close(results);
}
END_TEST

START_TEST(folders_of_results_that_were_committed_stay)
{
	struct error err = ERROR_INIT;
	struct io_results *results;

	ck_assert_int_eq(io_results_open(in("r"), &results, &err), 0);
	ck_assert_int_eq(io_results_add(results, "charts/a", "1", 1, &err), 0);
	ck_assert_int_eq(io_results_commit(results, &err), 0);
	io_results_close(results);
	unlink(in("r/charts/a"));
	io_remove_temporaries();
	ck_assert(support_exists(in("r/charts")));
}
END_TEST

static struct io_results *exhausted_results;

static void open_and_fill(void *argument)
{
	struct error err = ERROR_INIT;

	(void)argument;
	exhausted_results = NULL;
	io_results_open(in("r"), &exhausted_results, &err);
	io_results_add(exhausted_results, "charts/a", "1", 1, &err);
	io_results_add(exhausted_results, "b", "2", 1, &err);
	io_results_commit(exhausted_results, &err);
}

/* A child for each allocation, as one that ran out of memory never comes back. */
START_TEST(results_leave_no_temporary_at_whichever_allocation_memory_ends)
{
	int n, status = 0;

	for (n = 1; n < 200; n++) {
		pid_t child = fork();

		if (child == 0) {
			bool exhausted = support_exhaust(n, open_and_fill, NULL);

			io_remove_temporaries();
			_exit(exhausted ? 1 : 0);
		}
		ck_assert_int_eq(waitpid(child, &status, 0), child);
		ck_assert(WIFEXITED(status));
		if (WEXITSTATUS(status) == 0)
			break;
		ck_assert_int_eq(support_temporaries(in("r")), 0);
		ck_assert_int_eq(support_temporaries(in("r/charts")), 0);
	}
	ck_assert_int_gt(n, 10);
	ck_assert_int_eq(WEXITSTATUS(status), 0);
	expect_file("r/b", "2");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("io");
	TCase *tests = tcase_create("io");

	suite_add_tcase(suite, tests);
	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, read_gives_the_bytes);
	tcase_add_test(tests, read_refuses_what_is_no_readable_file_of_this_size);
	tcase_add_test(tests, sha256_gives_the_published_digests);
	tcase_add_test(tests, write_replaces_and_keeps_permissions);
	tcase_add_test(tests, write_into_a_missing_folder_fails_and_names_it);
	tcase_add_test(tests, write_to_a_full_device_fails_and_leaves_the_device);
	tcase_add_test(tests, write_to_a_fifo_goes_through_it);
	tcase_add_test(tests, write_beyond_the_size_limit_keeps_the_old_file);
	tcase_add_test(tests, results_change_all_at_once);
	tcase_add_test(tests, results_of_an_earlier_run_go_with_the_commit_and_not_before);
	tcase_add_test(tests, folder_that_the_commit_empties_goes_and_a_run_that_is_given_up_removes_nothing);
	tcase_add_test(tests, results_that_are_not_committed_leave_nothing);
	tcase_add_test(tests, results_are_locked_against_a_second_writer);
	tcase_add_test(tests, results_over_a_folder_of_the_same_name_change_nothing);
	tcase_add_test(tests, results_cannot_be_opened_where_no_file_can_be);
	tcase_add_test(tests, temporaries_can_be_removed_at_any_time);
	tcase_add_test(tests, folders_made_are_removed_at_any_time_but_for_what_others_put_there);
	tcase_add_test(tests, folders_of_results_that_were_committed_stay);
	tcase_add_test(tests, results_leave_no_temporary_at_whichever_allocation_memory_ends);
	return support_run(suite);
}
