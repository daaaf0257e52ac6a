/*
 * temporary.h - files that are written beside their target and then renamed over it. Private to base/io.c and results.c.
 *
 * Open temporaries, and folders made for results that are not there yet, stand in tables, so that
 * io_remove_temporaries() can remove them from a signal handler.
 */
#ifndef RACKPLAN_BASE_TEMPORARY_H
#define RACKPLAN_BASE_TEMPORARY_H

#include "planner/base/error.h"
#include "planner/base/str.h"

#include <stdbool.h>

/* FAULT_OUTPUT from errno: "cannot <doing>: No space left on device". Returns -1. */
int output_failed(struct error *err, const char *doing, const char *path);

int write_all(int fd, const char *bytes, size_t length); /* -1 and errno */

/* Writes and syncs a file beside `path`; its name, which the caller frees, goes to *temporary (NULL on failure). */
int temporary_write(const char *path, const char *bytes, size_t length, char **temporary, struct error *err);
int temporary_rename(const char *temporary, const char *path, struct error *err);
void temporary_forget(const char *path, bool and_unlink);

/* Makes a folder, unless it is there, and enters it in the table: io_remove_temporaries() removes it when it is empty. */
int temporary_directory(const char *path, bool *made, struct error *err);
void temporary_directory_forget(const char *path, bool and_remove);

int sync_directory(const char *path, struct error *err);
void directory_of(const char *path, struct str *out); /* replaces what is in `out` */

#endif
