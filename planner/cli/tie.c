#include "planner/cli/tie.h"
#include "models/model.h"
#include "planner/verify/mps.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void send(int to, const char *text, size_t length)
{
	ssize_t n;

	while (length > 0) {
		n = write(to, text, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(FAULT_OUTPUT);
		text += n;
		length -= (size_t)n;
	}
}

/* Sends the model, or what is wrong with it, and ends with the kind of fault. */
static _Noreturn void be_the_child(const struct scenario *sc, int to, pid_t parent)
{
	const struct model_options build = { .waive_phase = -1 };
	struct error err = ERROR_INIT;
	struct str text = STR_INIT;
	struct model *model;

	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(FAULT_INTERNAL);
	model = model_build(sc, &build, &err);
	if (model)
		lp_write_mps(model_lp(model), lp_n_tiers(model_lp(model)), &text);
	else
		str_addf(&text, "%s: %s", err.where, err.what);
	send(to, text.text, text.length);
	_exit((int)err.kind);
}

static void receive(int from, struct str *text)
{
	char piece[64 * 1024];
	ssize_t n;

	for (;;) {
		n = read(from, piece, sizeof piece);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		str_add_n(text, piece, (size_t)n);
	}
}

static int rebuild(const struct scenario *sc, struct str *text, struct error *err)
{
	const pid_t parent = getpid();
	int ends[2], status = 0;
	pid_t child;

	if (pipe(ends))
		return error_set(err, FAULT_INTERNAL, NULL, "no pipe could be opened to rebuild the model");
	child = fork();
	if (child == 0) {
		close(ends[0]);
		be_the_child(sc, ends[1], parent);
	}
	close(ends[1]);
	if (child > 0)
		receive(ends[0], text);
	close(ends[0]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (child < 0 || !WIFEXITED(status))
		return error_set(err, FAULT_INTERNAL, NULL, "the process that rebuilds the model %s",
		                 child < 0 ? "could not be started" : "was ended by a signal");
	if (WEXITSTATUS(status) != 0)
		return error_set(err, (enum fault)WEXITSTATUS(status), NULL, "the model cannot be rebuilt: %s",
		                 text->text);
	return 0;
}

static int compare(const struct str *ours, const char *mps, size_t length, struct str *why, struct error *err)
{
	struct mps *own = mps_read(ours->text, ours->length, "the rebuilt model", err);
	struct mps *given = own ? mps_read(mps, length, "model.mps", err) : NULL;
	struct str where = STR_INIT;
	int result = given ? 0 : -1;

	if (given && !mps_same(given, own, &where)) {
		str_addf(why, "model.mps is not the model of this scenario: %s differs", where.text);
		result = 1;
	}
	str_dispose(&where);
	mps_free(given);
	mps_free(own);
	return result;
}

int tie_model(const struct scenario *sc, const char *mps, size_t length, struct str *why, struct error *err)
{
	struct str ours = STR_INIT;
	int result = rebuild(sc, &ours, err);

	if (result == 0 && (ours.length != length || memcmp(ours.text, mps, length) != 0))
		result = compare(&ours, mps, length, why, err);
	str_dispose(&ours);
	return result;
}
