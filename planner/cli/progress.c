#include "planner/base/clock.h"
#include "planner/cli/progress.h"
#include "planner/report/format.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What is over sooner needs no line. */
static const double PATIENCE_S = 1.0;

static const char *const stages[SOLVE_STAGES][2] = {
	[STAGE_RELAXATION] = { "linear relaxation", "线性松弛" },
	[STAGE_BRANCHING] = { "branch and bound", "分支定界" },
	[STAGE_ROUNDING] = { "whole racks", "整数机架" },
	[STAGE_IMPROVING] = { "improving", "改进" },
	[STAGE_PRICES] = { "prices and proof", "价格与证明" },
};

static volatile sig_atomic_t shown;

static void put(const char *text, size_t length)
{
	ssize_t written = write(STDERR_FILENO, text, length);

	(void)written; /* a terminal that has gone away needs no progress */
}

void progress_end(void)
{
	static const char erase[] = "\r\033[K";

	if (shown)
		put(erase, sizeof erase - 1);
	shown = 0;
}

static int terminal_columns(void)
{
	struct winsize size;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static void add_costs(const struct run *run, const struct solve_progress *progress, struct str *out)
{
	const enum language language = run_language(run);
	const double gap = (progress->best - progress->bound) / fmax(1e-9, fabs(progress->best));

	if (!isfinite(progress->bound) || progress->stage == STAGE_RELAXATION)
		return;
	str_add(out, run_say(run, " · bound ", " · 下界 "));
	format_money(out, run->sc, progress->bound, language);
	if (!isfinite(progress->best))
		return;
	str_add(out, run_say(run, " · best ", " · 最好 "));
	format_money(out, run->sc, progress->best, language);
	str_addf(out, run_say(run, " · gap %.2f %%", " · 差距 %.2f %%"), 100 * fmax(0, gap));
}

void progress_show(const char *line)
{
	struct str cut = STR_INIT;

	str_add(&cut, "\r");
	format_cut(&cut, line, terminal_columns() - 1);
	str_add(&cut, "\033[K");
	shown = 1;
	put(cut.text, cut.length);
	str_dispose(&cut);
}

bool progress_wanted(const struct options *options)
{
	const char *terminal = getenv("TERM");

	return !options->quiet && isatty(STDERR_FILENO) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

static void show(const struct solve_progress *progress, void *told)
{
	const struct run *run = told;
	const double elapsed_s = clock_now_s() - run->start_s;
	struct str line = STR_INIT;

	if (elapsed_s < PATIENCE_S)
		return;
	if (run->label)
		str_addf(&line, "%s: ", run->label);
	str_addf(&line, "%s · %.0f s", stages[progress->stage][run->options->chinese], elapsed_s);
	add_costs(run, progress, &line);
	str_addf(&line, run_say(run, " · %ld iterations", " · 迭代 %ld 次"), progress->iterations);
	if (progress->nodes > 0)
		str_addf(&line, run_say(run, ", %ld nodes", "，节点 %ld 个"), progress->nodes);
	progress_show(line.text);
	str_dispose(&line);
}

void progress_ask(struct run *run, struct solve_options *options)
{
	if (!progress_wanted(run->options))
		return;
	options->progress = show;
	options->told = run;
}
