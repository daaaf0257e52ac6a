#include "tests/map_case.h"
#include "tests/support.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

static unsigned long state;

void map_seed(unsigned long seed)
{
	state = seed;
}

double map_between(double low, double high)
{
	state = state * 6364136223846793005UL + 1442695040888963407UL;
	return low + (high - low) * (double)(state >> 33) / 2147483648.0;
}

bool map_meet(struct plot_area a, struct plot_area b)
{
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static bool in_frame(struct plot_area a, struct plot_area f)
{
	return a.left >= f.left && a.right <= f.right && a.top >= f.top && a.bottom <= f.bottom;
}

void map_expect_apart(const struct label *labels, int n, const struct disc *discs, int n_discs, struct plot_area f)
{
	int i, j;

	for (i = 0; i < n; i++) {
		if (labels[i].form == LABEL_NONE)
			continue;
		ck_assert_msg(in_frame(labels[i].box, f), "label %d leaves the frame", i);
		for (j = 0; j < i; j++)
			ck_assert_msg(labels[j].form == LABEL_NONE || !map_meet(labels[i].box, labels[j].box),
			              "labels %d and %d meet", i, j);
		for (j = 0; j < n_discs; j++) {
			const struct plot_area box = labels[i].box;
			const double x = fmax(box.left, fmin(discs[j].at.x, box.right)) - discs[j].at.x;
			const double y = fmax(box.top, fmin(discs[j].at.y, box.bottom)) - discs[j].at.y;
			const bool own = hypot(labels[i].at.x - discs[j].at.x, labels[i].at.y - discs[j].at.y) < 0.01;

			ck_assert_msg((labels[i].inside && own) || hypot(x, y) >= discs[j].radius,
			              "label %d stands on disc %d", i, j);
		}
	}
}

void map_expect_discs_apart(const struct disc *discs, int n, struct plot_area f)
{
	int i, j;

	for (i = 0; i < n; i++) {
		ck_assert(discs[i].at.x - discs[i].radius >= f.left && discs[i].at.x + discs[i].radius <= f.right);
		ck_assert(discs[i].at.y - discs[i].radius >= f.top && discs[i].at.y + discs[i].radius <= f.bottom);
		for (j = 0; j < i; j++)
			ck_assert_double_ge(hypot(discs[i].at.x - discs[j].at.x, discs[i].at.y - discs[j].at.y),
			                    discs[i].radius + discs[j].radius - 1e-9);
	}
}

struct coast *map_shipped_coast(void)
{
	char *text = support_read("plots/coast.txt");
	struct error err = ERROR_INIT;
	struct coast *coast;

	ck_assert_ptr_nonnull(text);
	coast = coast_read(text, "plots/coast.txt", &err);
	ck_assert_msg(coast != NULL, "%s: %s", err.where, err.what);
	free(text);
	return coast;
}
