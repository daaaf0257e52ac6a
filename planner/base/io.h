/*
 * io.h - reading whole files and writing results so that a failure never leaves half a file.
 */
#ifndef RACKPLAN_BASE_IO_H
#define RACKPLAN_BASE_IO_H

#include "planner/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Reads a regular file of at most `most_bytes` into *text (NUL-terminated, free with memory_free).
 * A missing or unreadable file, a directory, a FIFO or a larger file is FAULT_INPUT and names the path.
 */
int io_read_file(const char *path, size_t most_bytes, char **text, size_t *length, struct error *err);

/* SHA-256 of the bytes as 64 lower-case hex digits. */
void io_sha256(const void *bytes, size_t length, char hex[65]);

/*
 * A results directory that changes all at once: every file is written and synced beside its target under a
 * temporary name, and only io_results_commit() renames them. Opening creates the directory, takes a lock on
 * it and proves that it can be written, so that a read-only directory is FAULT_OUTPUT before anything is solved.
 */
struct io_results;

int io_results_open(const char *directory, struct io_results **results, struct error *err);
int io_results_add(struct io_results *results, const char *name, const char *bytes, size_t length,
                   struct error *err); /* name may hold one folder: "charts/racks.svg" */
/*
 * The commit removes this file of an earlier run; not one that was added by now, and nothing but a file. Returns whether
 * there is one. A folder that is left empty goes, too.
 */
bool io_results_remove(struct io_results *results, const char *name);
int io_results_commit(struct io_results *results, struct error *err);
void io_results_close(struct io_results *results); /* removes what was not committed; NULL is allowed */
const char *io_results_path(const struct io_results *results);

/*
 * Writes one output that the user named. A regular file is replaced at once as above; a device, FIFO or
 * "-" (standard output) is written directly and never renamed over. Failure is FAULT_OUTPUT.
 */
int io_write_file(const char *path, const char *bytes, size_t length, struct error *err);

/* Would that be possible? Said before there is anything to write; a FIFO, a device and "-" are only seen to be there. */
int io_prove_file(const char *path, struct error *err);

/* Are they one file? Devices and pipes are written through, never over; names that are not there yet are compared. */
bool io_same_file(const char *a, const char *b);

/*
 * Removes every temporary file now open, and the folders made for results, when they are empty. Async-signal-safe; for
 * signal handlers and exhausted memory.
 */
void io_remove_temporaries(void);

#endif
