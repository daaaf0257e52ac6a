#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/base/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- reading ---- */

static int input_failed(struct error *err, const char *path)
{
	return error_set(err, FAULT_INPUT, path, "cannot read: %s", strerror(errno));
}

static int read_all(int fd, const char *path, size_t most_bytes, struct str *bytes, struct error *err)
{
	char piece[64 * 1024];

	for (;;) {
		ssize_t n = read(fd, piece, sizeof piece);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return input_failed(err, path);
		if (n == 0)
			return 0;
		if ((size_t)n > most_bytes - bytes->length)
			return error_set(err, FAULT_INPUT, path, "the file is larger than %zu bytes", most_bytes);
		str_add_n(bytes, piece, (size_t)n);
	}
}

int io_read_file(const char *path, size_t most_bytes, char **text, size_t *length, struct error *err)
{
	struct str bytes = STR_INIT;
	struct stat st;
	int fd, result = -1;

	*text = NULL;
	*length = 0;
	/* O_NONBLOCK: opening a FIFO that nobody writes to must not wait for ever. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st)) {
		input_failed(err, path);
	} else if (S_ISDIR(st.st_mode)) {
		error_set(err, FAULT_INPUT, path, "is a directory, not a file");
	} else if (!S_ISREG(st.st_mode)) {
		error_set(err, FAULT_INPUT, path, "is not a regular file");
	} else {
		result = read_all(fd, path, most_bytes, &bytes, err);
	}
	if (fd >= 0)
		close(fd);
	if (result == 0) {
		str_add_n(&bytes, "", 0); /* gives an empty file its own NUL to hand over */
		*text = bytes.text;
		*length = bytes.length;
	} else {
		str_dispose(&bytes);
	}
	return result;
}

void io_sha256(const void *bytes, size_t length, char hex[65])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;
	size_t i;

	sha256_init(&context);
	sha256_update(&context, length, bytes);
	sha256_digest(&context, sizeof digest, digest);
	for (i = 0; i < sizeof digest; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[64] = '\0';
}

/* ---- one output ---- */

static int write_directly(int fd, const char *path, const char *bytes, size_t length, struct error *err)
{
	/* A device or pipe cannot be synced, and says so; that is no failure. */
	if (write_all(fd, bytes, length) || (fsync(fd) && errno != EINVAL && errno != EROFS && errno != ENOTSUP))
		return output_failed(err, "write", path);
	return 0;
}

int io_write_file(const char *path, const char *bytes, size_t length, struct error *err)
{
	struct str folder = STR_INIT;
	char *temporary = NULL;
	struct stat st;
	int fd, result;

	if (strcmp(path, "-") == 0)
		return write_directly(STDOUT_FILENO, "standard output", bytes, length, err);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return error_set(err, FAULT_OUTPUT, path, "is a directory, not a file");
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		fd = open(path, O_WRONLY | O_CLOEXEC);
		if (fd < 0)
			return output_failed(err, "open", path);
		result = write_directly(fd, path, bytes, length, err);
		if (close(fd))
			result = output_failed(err, "write", path);
		return result;
	}
	result = temporary_write(path, bytes, length, &temporary, err);
	if (result == 0)
		result = temporary_rename(temporary, path, err);
	if (result == 0) {
		directory_of(path, &folder);
		result = sync_directory(folder.text, err);
	} else if (temporary) {
		temporary_forget(temporary, true);
	}
	memory_free(temporary);
	str_dispose(&folder);
	return result;
}

int io_prove_file(const char *path, struct error *err)
{
	char *temporary = NULL;
	struct stat st;
	int result;

	if (strcmp(path, "-") == 0)
		return 0;
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return error_set(err, FAULT_OUTPUT, path, "is a directory, not a file");
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return 0;
	result = temporary_write(path, "\n", 1, &temporary, err);
	if (result == 0)
		temporary_forget(temporary, true);
	memory_free(temporary);
	return result;
}

bool io_same_file(const char *a, const char *b)
{
	struct str folder_a = STR_INIT, folder_b = STR_INIT;
	const char *name_a = strrchr(a, '/'), *name_b = strrchr(b, '/');
	struct stat st_a, st_b;
	bool there_a = stat(a, &st_a) == 0, there_b = stat(b, &st_b) == 0, same = false;

	if (there_a && there_b)
		return S_ISREG(st_a.st_mode) && st_a.st_dev == st_b.st_dev && st_a.st_ino == st_b.st_ino;
	if (there_a || there_b)
		return false;
	name_a = name_a ? name_a + 1 : a;
	name_b = name_b ? name_b + 1 : b;
	str_add_n(&folder_a, a, (size_t)(name_a - a));
	str_add_n(&folder_b, b, (size_t)(name_b - b));
	if (strcmp(name_a, name_b) == 0 && stat(folder_a.length > 0 ? folder_a.text : ".", &st_a) == 0 &&
	    stat(folder_b.length > 0 ? folder_b.text : ".", &st_b) == 0)
		same = st_a.st_dev == st_b.st_dev && st_a.st_ino == st_b.st_ino;
	same = same || strcmp(a, b) == 0;
	str_dispose(&folder_a);
	str_dispose(&folder_b);
	return same;
}
