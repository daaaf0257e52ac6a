#include "tests/fuzz/fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void fuzz_holds(int condition, const char *text)
{
	if (condition)
		return;
	fprintf(stderr, "does not hold: %s\n", text);
	abort();
}

const char *fuzz_file(const uint8_t *bytes, size_t length)
{
	static char path[4096];
	const char *where = getenv("TMPDIR");
	ssize_t written;
	int fd;

	if (!*path) {
		snprintf(path, sizeof path, "%s/rackplan-fuzz-XXXXXX", where && *where ? where : "/tmp");
		fuzz_holds(mkdtemp(path) != NULL, "a folder can be made");
		snprintf(path + strlen(path), sizeof path - strlen(path), "/input.json");
	}
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	written = write(fd, bytes, length);
	fuzz_holds(fd >= 0 && written >= 0 && (size_t)written == length, "the input can be written");
	close(fd);
	return path;
}
