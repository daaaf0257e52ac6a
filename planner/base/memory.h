/*
 * memory.h - allocation that never returns NULL, and arenas.
 *
 * When memory runs out the handler that cli/ installed is called; it removes temporary files and ends
 * the program with exit 1. A test installs a handler that jumps back. So no caller has an error branch
 * for allocation, and none is left untested. The default handler aborts.
 *
 * An arena owns everything allocated from it and gives it back at once; a scenario, an LP and a plan own
 * one each. Counts are int, element sizes size_t; their product is checked for overflow here and only here.
 */
#ifndef RACKPLAN_BASE_MEMORY_H
#define RACKPLAN_BASE_MEMORY_H

#include <stddef.h>

typedef void memory_handler(void);

/* Installs the function that is called when memory runs out; it must not return. NULL restores the default. */
void memory_on_exhaustion(memory_handler *handler);

/* Makes the n-th allocation from now on fail (1 = the next one); 0 switches injection off. For tests. */
void memory_fail_at(long n);

void *memory_alloc(int n, size_t size);                  /* zeroed; free with memory_free */
void *memory_resize(void *block, size_t n, size_t size); /* contents kept, growth not zeroed */
void memory_free(void *block);

/*
 * Grows *block so that it holds at least `need` elements, doubling. *capacity counts elements.
 * The growth is not zeroed.
 */
void memory_reserve(void **block, int *capacity, int need, size_t size);

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);                       /* NULL is allowed */
void *arena_alloc(struct arena *arena, int n, size_t size); /* zeroed; n == 0 gives a valid pointer */
char *arena_string(struct arena *arena, const char *text);  /* a copy; NULL stays NULL */
char *arena_string_n(struct arena *arena, const char *text, size_t length);
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
