/* Where the templates are (plots/README.md says where is looked), and what lies beside them. */
#include "planner/base/memory.h"
#include "planner/report/charts.h"
#include "planner/report/coast.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_ASSET_BYTES = 1 << 20 };

static bool has_templates(const char *folder, char found[PATH_MAX])
{
	char path[PATH_MAX + 16], real[PATH_MAX];

	if (!realpath(folder, real))
		return false;
	snprintf(path, sizeof path, "%s/house.gp", real);
	if (access(path, R_OK) != 0)
		return false;
	strcpy(found, real);
	return true;
}

int charts_templates(const struct chart_options *options, char found[PATH_MAX], struct error *err)
{
	static const char *const beside[] = { "../share/rackplan/plots", "../plots", "../../plots", "../../../plots" };
	const char *share = getenv("RACKPLAN_SHARE");
	char self[PATH_MAX + 1], path[2 * PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, PATH_MAX);
	size_t i;

	if (options->templates)
		snprintf(path, sizeof path, "%s", options->templates);
	else if (share && *share)
		snprintf(path, sizeof path, "%s/plots", share);
	else
		path[0] = '\0';
	if (path[0]) {
		if (has_templates(path, found))
			return 0;
		return error_set(err, FAULT_EXTERNAL, path,
		                 "the chart templates are not there (RACKPLAN_SHARE names the folder above)");
	}
	self[n > 0 ? n : 0] = '\0';
	dirname(self);
	for (i = 0; i < sizeof beside / sizeof *beside; i++) {
		snprintf(path, sizeof path, "%s/%s", self, beside[i]);
		if (has_templates(path, found))
			return 0;
	}
#ifdef RACKPLAN_SHARE_DIR
	if (has_templates(RACKPLAN_SHARE_DIR "/plots", found))
		return 0;
#endif
	return error_set(err, FAULT_EXTERNAL, "plots/house.gp",
	                 "no chart template was found beside the program; set RACKPLAN_SHARE");
}

int charts_asset(const struct chart_options *options, const char *name, struct str *text, struct error *err)
{
	char folder[PATH_MAX], path[PATH_MAX + 64], *bytes;
	struct error read = ERROR_INIT;
	size_t length;

	if (charts_templates(options, folder, err))
		return -1;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (io_read_file(path, MOST_ASSET_BYTES, &bytes, &length, &read))
		return error_set(err, FAULT_EXTERNAL, read.where, "%s", read.what);
	str_add(text, bytes);
	memory_free(bytes);
	return 0;
}

int charts_coast(const struct chart_options *options, struct coast **coast, struct error *err)
{
	static const char name[] = "coast.txt";
	char folder[PATH_MAX], where[PATH_MAX + sizeof name];
	struct str text = STR_INIT;

	*coast = NULL;
	if (charts_templates(options, folder, err) == 0 && charts_asset(options, name, &text, err) == 0) {
		snprintf(where, sizeof where, "%s/%s", folder, name);
		*coast = coast_read(text.text, where, err);
	}
	str_dispose(&text);
	return *coast ? 0 : -1;
}
