#include "planner/cli/answer.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void add_in(const char *directory, const char *name, struct str *path)
{
	str_addf(path, "%s%s%s", directory, directory[strlen(directory) - 1] == '/' ? "" : "/", name);
}

static bool is_directory(const char *word)
{
	struct stat about;

	return stat(word, &about) == 0 && S_ISDIR(about.st_mode);
}

/* A directory holds no plan.json, but the verdict that there is none: its path. */
static bool has_verdict(const char *directory, struct str *verdict)
{
	struct str plan = STR_INIT;
	bool has;

	add_in(directory, "plan.json", &plan);
	add_in(directory, "infeasibility.json", verdict);
	has = access(plan.text, F_OK) != 0 && access(verdict->text, F_OK) == 0;
	str_dispose(&plan);
	return has;
}

void answer_path(const char *word, struct str *path)
{
	struct str verdict = STR_INIT;

	if (!is_directory(word))
		str_add(path, word);
	else if (has_verdict(word, &verdict))
		str_add(path, verdict.text);
	else
		add_in(word, "plan.json", path);
	str_dispose(&verdict);
}

int answer_plan(const char *word, struct str *path, struct error *err)
{
	struct str verdict = STR_INIT;
	int result = 0;

	if (!is_directory(word))
		str_add(path, word);
	else if (has_verdict(word, &verdict))
		result = error_set(err, FAULT_INPUT, word, "there is no plan in it: the scenario was infeasible");
	else
		add_in(word, "plan.json", path);
	if (result == 0 && access(path->text, R_OK) != 0)
		result = error_set(err, FAULT_INPUT, path->text, "cannot be read: %s", strerror(errno));
	str_dispose(&verdict);
	return result;
}

void answer_scenario(const char *answer, struct str *path)
{
	const char *slash = strrchr(answer, '/');

	if (slash)
		str_add_n(path, answer, (size_t)(slash - answer) + 1);
	str_add(path, "scenario.resolved.json");
}
