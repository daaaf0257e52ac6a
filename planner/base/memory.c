#include "planner/base/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_CHUNK_BYTES = 64 * 1024 };

struct chunk {
	struct chunk *next;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct chunk *chunks;
};

/* The only state of the program that outlives a call: what to do when memory runs out, and the test hook. */
static memory_handler *exhausted_handler;
static long fail_countdown;

void memory_on_exhaustion(memory_handler *handler)
{
	exhausted_handler = handler;
}

void memory_fail_at(long n)
{
	fail_countdown = n;
}

static void exhausted(void)
{
	if (exhausted_handler)
		exhausted_handler();
	abort();
}

static size_t checked_product(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes) || bytes > PTRDIFF_MAX)
		exhausted();
	return bytes;
}

static void *take(void *old, size_t bytes)
{
	void *block;

	if (fail_countdown > 0 && --fail_countdown == 0)
		exhausted();
	block = realloc(old, bytes ? bytes : 1);
	if (!block)
		exhausted();
	return block;
}

void *memory_alloc(int n, size_t size)
{
	size_t bytes;
	void *block;

	assert(n >= 0);
	bytes = checked_product((size_t)n, size);
	block = take(NULL, bytes);
	memset(block, 0, bytes);
	return block;
}

void *memory_resize(void *block, size_t n, size_t size)
{
	return take(block, checked_product(n, size));
}

void memory_free(void *block)
{
	free(block);
}

void memory_reserve(void **block, int *capacity, int need, size_t size)
{
	int grown = *capacity > 0 ? *capacity : 16;

	assert(need >= 0);
	if (need <= *capacity)
		return;
	while (grown < need) {
		if (__builtin_mul_overflow(grown, 2, &grown))
			exhausted();
	}
	*block = memory_resize(*block, (size_t)grown, size);
	*capacity = grown;
}

struct arena *arena_new(void)
{
	return memory_alloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
	struct chunk *chunk, *next;

	if (!arena)
		return;
	for (chunk = arena->chunks; chunk; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	free(arena);
}

static void *arena_bytes(struct arena *arena, size_t bytes)
{
	const size_t step = alignof(max_align_t);
	struct chunk *chunk = arena->chunks;
	size_t rounded, size;

	if (__builtin_add_overflow(bytes, step - 1, &rounded))
		exhausted();
	rounded -= rounded % step;
	if (!chunk || chunk->size - chunk->used < rounded) {
		size = rounded > ARENA_CHUNK_BYTES ? rounded : ARENA_CHUNK_BYTES;
		chunk = take(NULL, sizeof *chunk + size);
		chunk->used = 0;
		chunk->size = size;
		chunk->next = arena->chunks;
		arena->chunks = chunk;
	}
	chunk->used += rounded;
	return chunk->bytes + chunk->used - rounded;
}

void *arena_alloc(struct arena *arena, int n, size_t size)
{
	size_t bytes;
	void *block;

	assert(n >= 0);
	bytes = checked_product((size_t)n, size);
	block = arena_bytes(arena, bytes ? bytes : 1);
	memset(block, 0, bytes);
	return block;
}

char *arena_string_n(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_bytes(arena, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
	return text ? arena_string_n(arena, text, strlen(text)) : NULL;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(length >= 0);
	text = arena_bytes(arena, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}
