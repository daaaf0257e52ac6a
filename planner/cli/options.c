#include "planner/base/memory.h"
#include "planner/cli/cli.h"
#include "planner/solve/solve.h"

#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One line an option. The letter names it here and in the commands' lists; most have it as their short form, too. */
static const struct option_kind {
	int letter;
	char shown; /* the short form; 0: none */
	const char *name, *value, *help;
} kinds[] = {
	{ 'n', 0, "scenario", "NAME", "a named scenario of the file (default: base)" },
	{ 'A', 0, "all-variants", NULL, "every named scenario of the file, base first" },
	{ 's', 0, "set", "PATH=VALUE", "change a value: sites.x.pue=1.3; may be repeated" },
	{ 'b', 0, "solver", "NAME", "auto (default), glpk or clp" },
	{ 't', 0, "time-limit", "S", "seconds for solving a scenario in all; then exit 5" },
	{ 'm', 0, "memory-limit", "MB", "memory for solving; then exit 5" },
	{ 'g', 0, "gap", "G", "relative gap at which a search for whole numbers ends" },
	{ 'U', 0, "uniqueness", "PERCENT", "and each site's racks in plans that cost so much more" },
	{ 'D', 0, "days", NULL, "and what each date is worth that delays, a day" },
	{ 'f', 0, "format", "text|json", "form of the output" },
	{ 'l', 0, "lang", "en|zh", "language of the text" },
	{ 'J', 0, "junit", "FILE", "write JUnit XML, too; - is standard output, alone" },
	{ 'P', 0, "tap", "FILE", "write TAP, too; - is standard output, alone" },
	{ 'a', 0, "annotations", NULL, "::error lines that point into the scenario file" },
	{ 'B', 0, "baseline", "PLAN", "fail when a target that this plan met is missed" },
	{ 'L', 0, "slack-loss", "PERCENT", "of --baseline: fail when slack shrank by more" },
	{ 'T', 0, "to", "FORM", "mps, lp, mathprog, statements or xlsx" },
	{ 'N', 0, "names", "FILE", "what the names in it mean, as CSV" },
	{ 'O', 'o', "output", "FILE", "the file (default: standard output)" },
	{ 'o', 'o', "output", "DIR", "results directory (default: results/ID[-NAME])" },
	{ 'j', 'j', "jobs", "N", "processes (default: one for each processor)" },
	{ 'r', 0, "resume", NULL, "go on with a sweep that was ended; what is done stays" },
	{ 'F', 0, "force", NULL, "with --resume: also when the inputs have changed" },
	{ 'c', 0, "no-charts", NULL, "no charts" },
	{ 'R', 0, "no-ranges", NULL, "do not work out how far each limit's price holds" },
	{ 'q', 'q', "quiet", NULL, "no messages but errors" },
	{ 'v', 'v', "verbose", NULL, "say more" },
	{ 'h', 'h', "help", NULL, "this text" },
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

static bool takes(const struct command *command, const struct option_kind *kind)
{
	return kind->letter == 'h' || strchr(command->letters, kind->letter);
}

static int parse_number(const char *text, double most, double *value)
{
	char *end;

	*value = strtod(text, &end);
	return *text && !*end && isfinite(*value) && *value >= 0 && *value <= most ? 0 : -1;
}

static int parse_solver(const char *name, struct options *options, struct error *err)
{
	const struct solve_backend *const *backend;

	options->solver = name;
	if (strcmp(name, "auto") == 0)
		return 0;
	for (backend = solve_backends; *backend && (*backend)->name; backend++) {
		if (strcmp(name, (*backend)->name) == 0)
			return 0;
	}
	return error_set(err, FAULT_USAGE, NULL, "--solver: this build has no solver '%s'", name);
}

/* One of two words. */
static int parse_choice(const char *name, const char *value, const char *first, const char *second, bool *is_second,
                        struct error *err)
{
	*is_second = strcmp(value, second) == 0;
	if (*is_second || strcmp(value, first) == 0)
		return 0;
	return error_set(err, FAULT_USAGE, NULL, "--%s: got '%s', expected %s or %s", name, value, first, second);
}

static int parse_slack_loss(const char *value, struct options *options, struct error *err)
{
	if (parse_number(value, 100, &options->slack_loss_percent))
		return error_set(err, FAULT_USAGE, NULL, "--slack-loss: got '%s', expected percent from 0 to 100",
		                 value);
	return 0;
}

/* A file that the option names; "" is none. */
static int parse_file(const char *option, const char *value, const char **file, struct error *err)
{
	*file = value;
	return *value ? 0 : error_set(err, FAULT_USAGE, NULL, "%s: the name is empty", option);
}

static int parse_jobs(const char *value, struct options *options, struct error *err)
{
	double jobs;

	if (parse_number(value, 256, &jobs) || jobs < 1 || floor(jobs) < jobs)
		return error_set(err, FAULT_USAGE, NULL, "--jobs: got '%s', expected a whole number from 1 to 256",
		                 value);
	options->jobs = (int)lround(jobs);
	return 0;
}

static int take_option(int letter, const char *value, struct options *options, struct error *err)
{
	switch (letter) {
	case 'n': options->variant = options->variants[options->n_variants++] = value; return 0;
	case 'A': options->all_variants = true; return 0;
	case 's':
		if (*value == '=' || !strchr(value, '='))
			return error_set(err, FAULT_USAGE, NULL, "--set: got '%s', expected PATH=VALUE", value);
		options->set[options->n_set++] = value;
		return 0;
	case 'b': return parse_solver(value, options, err);
	case 't':
		if (parse_number(value, 1e9, &options->time_limit_s) || !(options->time_limit_s > 0))
			return error_set(err, FAULT_USAGE, NULL, "--time-limit: got '%s', expected seconds", value);
		return 0;
	case 'm':
		if (parse_number(value, 1e9, &options->memory_limit_mb) || !(options->memory_limit_mb >= 1))
			return error_set(err, FAULT_USAGE, NULL, "--memory-limit: got '%s', expected MB", value);
		return 0;
	case 'g':
		if (parse_number(value, 1, &options->gap))
			return error_set(err, FAULT_USAGE, NULL, "--gap: got '%s', expected a share from 0 to 1",
			                 value);
		return 0;
	case 'U':
		if (parse_number(value, 100, &options->uniqueness_percent))
			return error_set(err, FAULT_USAGE, NULL,
			                 "--uniqueness: got '%s', expected percent from 0 to 100", value);
		return 0;
	case 'D': options->days = true; return 0;
	case 'f': return parse_choice("format", value, "text", "json", &options->json, err);
	case 'l': return parse_choice("lang", value, "en", "zh", &options->chinese, err);
	case 'T': options->to = value; return 0;
	case 'N': options->names = value; return 0;
	case 'o':
	case 'O': return parse_file("-o", value, &options->output, err);
	case 'J': return parse_file("--junit", value, &options->junit, err);
	case 'P': return parse_file("--tap", value, &options->tap, err);
	case 'a': options->annotations = true; return 0;
	case 'B': return parse_file("--baseline", value, &options->baselines[options->n_baselines++], err);
	case 'L': return parse_slack_loss(value, options, err);
	case 'j': return parse_jobs(value, options, err);
	case 'r': options->resume = true; return 0;
	case 'F': options->force = true; return 0;
	case 'c': options->no_charts = true; return 0;
	case 'R': options->no_ranges = true; return 0;
	case 'q': options->quiet = true; return 0;
	case 'v': options->verbose = true; return 0;
	default: options->help = true; return 0;
	}
}

static int refuse_option(const struct command *command, int letter, char **argv, struct error *err)
{
	const char *word = argv[optind - 1];

	if (optopt && letter == ':')
		return error_set(err, FAULT_USAGE, NULL, "%s: %s needs a value", command->name, word);
	if (optopt && strncmp(word, "--", 2) != 0)
		return error_set(err, FAULT_USAGE, NULL, "%s: unknown option -%c; see rackplan %s --help",
		                 command->name, optopt, command->name);
	return error_set(err, FAULT_USAGE, NULL, "%s: unknown option %s; see rackplan %s --help", command->name, word,
	                 command->name);
}

/* Fills getopt's two tables with the options that the command takes. */
static void list_options(const struct command *command, struct option *longs, char *shorts)
{
	int i, n = 0;

	*shorts++ = ':';
	for (i = 0; i < N_KINDS; i++) {
		if (!takes(command, &kinds[i]))
			continue;
		longs[n].name = kinds[i].name;
		longs[n].has_arg = kinds[i].value ? required_argument : no_argument;
		longs[n].flag = NULL;
		longs[n++].val = kinds[i].letter;
		if (kinds[i].shown)
			*shorts++ = kinds[i].shown;
		if (kinds[i].shown && kinds[i].value)
			*shorts++ = ':';
	}
	memset(&longs[n], 0, sizeof *longs);
	*shorts = '\0';
}

/* How many words and named scenarios there are must suit the command. */
static int check_counts(const struct command *command, const struct options *options, struct error *err)
{
	const bool several = strchr(command->letters, 'A'); /* what takes --all-variants takes several files, too */
	const bool more = several || strchr(command->letters, '+');
	const bool enough = more ? options->n_files >= command->n_files : options->n_files == command->n_files;

	if (!enough)
		return error_set(err, FAULT_USAGE, NULL, "usage: rackplan %s %s (got %d words, expected %s%d)",
		                 command->name, command->words, options->n_files, more ? "at least " : "",
		                 command->n_files);
	if (options->n_variants > 1 && !several)
		return error_set(err, FAULT_USAGE, NULL, "%s: --scenario is given %d times, expected once",
		                 command->name, options->n_variants);
	if (options->n_variants > 0 && options->all_variants)
		return error_set(err, FAULT_USAGE, NULL, "%s: --scenario and --all-variants exclude each other",
		                 command->name);
	return 0;
}

int options_parse(const struct command *command, int argc, char **argv, struct options *options, struct error *err)
{
	struct option longs[N_KINDS + 1];
	char shorts[2 * N_KINDS + 2];
	int letter;

	memset(options, 0, sizeof *options);
	options->solver = solve_defaults.solver;
	options->time_limit_s = solve_defaults.time_limit_s;
	options->gap = solve_defaults.gap;
	options->set = memory_alloc(argc, sizeof *options->set);
	options->variants = memory_alloc(argc, sizeof *options->variants);
	options->baselines = memory_alloc(argc, sizeof *options->baselines);
	options->slack_loss_percent = -1;
	options->uniqueness_percent = -1;
	list_options(command, longs, shorts);
	opterr = 0;
	optind = 0;
	while ((letter = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (letter == '?' || letter == ':')
			return refuse_option(command, letter, argv, err);
		if (take_option(letter, optarg, options, err))
			return -1;
	}
	options->files = argv + optind;
	options->n_files = argc - optind;
	return options->help ? 0 : check_counts(command, options, err);
}

void options_dispose(struct options *options)
{
	memory_free(options->set);
	memory_free(options->variants);
	memory_free(options->baselines);
	options->set = options->variants = options->baselines = NULL;
}

void options_help(const struct command *command, struct str *out)
{
	struct str left = STR_INIT;
	int i;

	str_addf(out, "rackplan %s %s\n\n%s\n", command->name, command->words, command->help);
	for (i = 0; i < N_KINDS; i++) {
		if (!takes(command, &kinds[i]))
			continue;
		str_clear(&left);
		if (kinds[i].shown)
			str_addf(&left, "-%c, ", kinds[i].shown);
		str_addf(&left, "--%s%s%s", kinds[i].name, kinds[i].value ? " " : "",
		         kinds[i].value ? kinds[i].value : "");
		str_addf(out, "  %-22s %s\n", left.text, kinds[i].help);
	}
	str_dispose(&left);
}
