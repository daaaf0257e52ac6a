/*
 * support.h - what several test programs need. Keep it small.
 */
#ifndef RACKPLAN_TESTS_SUPPORT_H
#define RACKPLAN_TESTS_SUPPORT_H

#include <check.h>
#include <setjmp.h>
#include <stdbool.h>

/* Runs the suite; returns main()'s exit code. */
int support_run(Suite *suite);

/* How many of n cases that differ little are run: all, but 3 where RACKPLAN_FEW is set, as it is under valgrind. */
int support_loops(int n);

/* A new directory under $TMPDIR; its path, which support_remove() frees after removing everything in it. */
char *support_directory(void);
void support_remove(char *directory);

void support_write(const char *path, const char *text);
char *support_read(const char *path); /* free() it; NULL when there is no such file */
bool support_exists(const char *path);
int support_entries(const char *directory);     /* how many names it holds besides . and .. */
int support_temporaries(const char *directory); /* how many of them end in .tmp; 0 when there is no such directory */

/*
 * Runs `body` with the n-th allocation failing. Returns true when memory ran out, which must not return: the handler
 * jumps back here. What the body had allocated is lost, so use it where leaks are not looked for, or free by hand.
 */
bool support_exhaust(long n, void (*body)(void *), void *argument);

#endif
