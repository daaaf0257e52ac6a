/* What a map is drawn with: projection, cutting, coast, and labels that do not meet. */
#include "planner/base/geo.h"
#include "tests/map_case.h"
#include "tests/support.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct plot_area frame = { 0, 660, 0, 500 };

/* ---- projection ---- */

/* Snyder, Map Projections: A Working Manual (1987), p. 291: parallels 29.5 and 45.5, origin 23 N 96 W, unit sphere. */
START_TEST(albers_gives_the_worked_example_of_the_manual)
{
	const struct projection p = projection_albers(23, -96, 29.5, 45.5);
	double x, y, latitude, longitude;

	projection_forward(&p, 35, -75, &x, &y);
	ck_assert_double_eq_tol(x / geo_earth_radius_km, 0.2952720, 1e-7);
	ck_assert_double_eq_tol(y / geo_earth_radius_km, 0.2416774, 1e-7);
	ck_assert_double_eq_tol(p.n, 0.6028370, 1e-7);
	ck_assert(projection_back(&p, x, y, &latitude, &longitude));
	ck_assert_double_eq_tol(latitude, 35, 1e-9);
	ck_assert_double_eq_tol(longitude, -75, 1e-9);
}
END_TEST

/* North, south, on both sides of the equator, and nearly so; over the date line. */
static const double windows[][4] = { { 37, 112, 34, 40 },     { -33, 151, -38, -28 },     { 0, 25, -20, 20 },
	                             { 0.02, 25, -20, 20.1 }, { 5, 179, -10, 22 },        { 70, -179, 65, 75 },
	                             { 36, 104, 18, 54 },     { 34.3, 108.9, 34.2, 34.4 } };

START_TEST(projection_returns_to_the_same_place_and_keeps_areas)
{
	const double *w = windows[_i], step = 1e-3, turn = acos(-1.0) / 180;
	const struct projection p = projection_albers(w[0], w[1], w[2], w[3]);
	double x, y, xn, yn, xe, ye, latitude, longitude, area;
	int i, j;

	for (i = -8; i <= 8; i++) {
		for (j = -8; j <= 8; j++) {
			const double north = fmin(89, fmax(-89, w[0] + 2 * i)), east = w[1] + 3 * j;

			projection_forward(&p, north, east, &x, &y);
			ck_assert(projection_back(&p, x, y, &latitude, &longitude));
			ck_assert_double_eq_tol(latitude, north, 1e-7);
			ck_assert_double_eq_tol(remainder(longitude - east, 360), 0, 1e-7);
			projection_forward(&p, north + step, east, &xn, &yn);
			projection_forward(&p, north, east + step, &xe, &ye);
			area = ((xe - x) * (yn - y) - (xn - x) * (ye - y)) / pow(step * turn * geo_earth_radius_km, 2);
			ck_assert_double_eq_tol(area, cos(north * turn), 2e-4);
		}
	}
}
END_TEST

START_TEST(distances_on_a_map_of_a_province_are_great_circles_within_one_part_in_a_hundred)
{
	const struct place taiyuan = { 37.89, 112.55 }, datong = { 40.11, 113.29 }, yuncheng = { 35.04, 111.01 };
	const struct place all[] = { taiyuan, datong, yuncheng };
	const struct view view = view_of(all, 3, frame, 50, 24);
	int i, j;

	for (i = 0; i < 3; i++) {
		for (j = 0; j < i; j++) {
			const struct point a = view_point(&view, all[i]), b = view_point(&view, all[j]);
			const double km = hypot(a.x - b.x, a.y - b.y) / view.px_per_km;

			ck_assert_double_eq_tol(km / place_km(all[i], all[j]), 1, 0.01);
			ck_assert(a.x >= 49.9 && a.x <= 610.1 && a.y >= 49.9 && a.y <= 450.1);
		}
	}
}
END_TEST

START_TEST(window_over_the_date_line_is_narrow)
{
	const struct place fiji = { -18.1, 178.4 }, tonga = { -21.1, -175.2 };
	const struct view view = view_of((struct place[]){ fiji, tonga }, 2, frame, 50, 24);
	const struct degree_box box = view_degrees(&view);

	ck_assert_double_lt(fabs(view_point(&view, fiji).x - view_point(&view, tonga).x), 600);
	ck_assert_double_lt(box.east - box.west, 20);
	ck_assert(view_shows(&view, fiji) && view_shows(&view, tonga));
	ck_assert(!view_shows(&view, (struct place){ -18, 160 }));
}
END_TEST

START_TEST(one_place_alone_gets_a_window_of_the_least_size)
{
	const struct place here = { 34.26, 108.72 };
	const struct view view = view_of(&here, 1, frame, 50, 24);
	const struct point at = view_point(&view, here);

	ck_assert_double_eq_tol(view.px_per_km, 660.0 / 24, 1e-9);
	ck_assert_double_eq_tol(at.x, 330, 1e-6);
	ck_assert_double_eq_tol(at.y, 250, 1e-6);
}
END_TEST

/* ---- cutting ---- */

static double area_of(const struct point *points, int n)
{
	double area = 0;
	int i;

	for (i = 0; i < n; i++) {
		const struct point a = points[i], b = points[i + 1 < n ? i + 1 : 0];

		area += a.x * b.y - b.x * a.y;
	}
	return fabs(area) / 2;
}

START_TEST(areas_and_lines_are_cut_to_the_frame)
{
	const struct plot_area box = { 0, 10, 0, 10 };
	struct outline square = { NULL, 0, 0 }, cut = { NULL, 0, 0 };
	struct point a = { -5, 5 }, b = { 15, 5 }, c = { -5, -1 }, d = { 5, -1 };

	outline_add(&square, -5, -5);
	outline_add(&square, 4, -5);
	outline_add(&square, 4, 6);
	outline_add(&square, -5, 6);
	outline_cut(&square, box, &cut);
	ck_assert_double_eq_tol(area_of(cut.points, cut.n), 24, 1e-9);
	square.n = 0;
	outline_add(&square, 20, 20);
	outline_add(&square, 21, 20);
	outline_add(&square, 21, 21);
	outline_cut(&square, box, &cut);
	ck_assert_int_eq(cut.n, 0);
	ck_assert(segment_cut(box, &a, &b));
	ck_assert_double_eq_tol(a.x, 0, 1e-12);
	ck_assert_double_eq_tol(b.x, 10, 1e-12);
	ck_assert(!segment_cut(box, &c, &d));
	outline_dispose(&square);
	outline_dispose(&cut);
}
END_TEST

/* ---- coast ---- */

struct laid {
	double area;
	int n, n_points;
	struct plot_area frame;
};

static void measure(void *own, const struct point *points, int n)
{
	struct laid *laid = own;
	int i;

	for (i = 0; i < n; i++)
		ck_assert(points[i].x >= laid->frame.left - 1e-6 && points[i].x <= laid->frame.right + 1e-6 &&
		          points[i].y >= laid->frame.top - 1e-6 && points[i].y <= laid->frame.bottom + 1e-6);
	laid->area += area_of(points, n);
	laid->n++;
	laid->n_points += n;
}

static struct laid lay(const struct coast *coast, const struct view *view, enum coast_part part)
{
	struct laid laid = { 0, 0, 0, view->frame };

	coast_lay(coast, view, part, measure, &laid);
	return laid;
}

START_TEST(inland_is_all_land_without_a_coast_and_an_ocean_has_none)
{
	struct coast *coast = map_shipped_coast();
	const struct place shanxi[] = { { 36, 111 }, { 40, 114 } }, pacific[] = { { 15, -160 }, { 17, -155 } };
	const struct view inland = view_of(shanxi, 2, frame, 50, 24), ocean = view_of(pacific, 2, frame, 50, 24);

	ck_assert_double_eq_tol(lay(coast, &inland, COAST_LAND).area / (660 * 500), 1, 0.001);
	ck_assert_int_eq(lay(coast, &inland, COAST_LINE).n, 0);
	ck_assert_int_eq(lay(coast, &inland, COAST_WATER).n, 0);
	ck_assert_int_eq(lay(coast, &ocean, COAST_LAND).n, 0);
	ck_assert_int_eq(lay(coast, &ocean, COAST_LINE).n, 0);
	coast_free(coast);
}
END_TEST

/* km2 of islands that stand alone in their frame, after any encyclopaedia. */
static const struct {
	const char *name;
	struct place corners[2];
	double km2, within;
} islands[] = {
	{ "Hainan", { { 18.1, 108.6 }, { 20.0, 111.1 } }, 33900, 0.04 },
	{ "Taiwan", { { 22.0, 120.3 }, { 25.2, 121.9 } }, 35900, 0.04 },
	{ "Tasmania", { { -43.6, 144.7 }, { -40.8, 148.3 } }, 64500, 0.08 },
};

START_TEST(islands_have_their_area)
{
	struct coast *coast = map_shipped_coast();
	const struct view view = view_of(islands[_i].corners, 2, frame, 8, 24);
	const struct laid land = lay(coast, &view, COAST_LAND);

	ck_assert_msg(fabs(land.area / pow(view.px_per_km, 2) / islands[_i].km2 - 1) < islands[_i].within,
	              "%s: %.0f km2", islands[_i].name, land.area / pow(view.px_per_km, 2));
	ck_assert_int_gt(lay(coast, &view, COAST_LINE).n_points, 8);
	coast_free(coast);
}
END_TEST

START_TEST(earth_is_29_percent_land_wherever_the_map_is_cut)
{
	static const double middles[] = { 0, 105, 180, -120 };
	struct coast *coast = map_shipped_coast();
	const double wide = 4000, east = middles[_i] + 179.9;
	/* The whole earth as one strip: a cylinder from pole to pole. */
	struct view view = { projection_albers(0, middles[_i], 0, 0), { 0, wide, 0, wide / 2 }, { 0, 0 }, 0 };
	struct laid land, water;
	double right, y;

	projection_forward(&view.projection, 0, east, &right, &y);
	ck_assert_double_gt(right, 0);
	view.px_per_km = wide / (2 * right);
	land = lay(coast, &view, COAST_LAND);
	water = lay(coast, &view, COAST_WATER);
	ck_assert_double_eq_tol((land.area - water.area) / (wide * 2 * geo_earth_radius_km * view.px_per_km), 0.29,
	                        0.01);
	coast_free(coast);
}
END_TEST

static const struct {
	const char *text, *says;
} bad_coasts[] = {
	{ "", "does not cover the earth" },
	{ "land 1 2 3 4 5 6\n", "line 1: a ring before the first detail" },
	{ "detail -180 -90 180 90\nland 1 2 3 4\n", "line 3: a ring of less than three points" },
	{ "detail -180 -90 180 90\nland 1 2 3 4 5\n", "line 3: a number was expected" },
	{ "detail -180 -90 180 90\nland 1 2 3 4 5 6x\n", "line 2: this is no number" },
	{ "detail -180 -90 180 90\nland 17000 2 3000 4 5 6\n", "line 2: a point lies beyond the earth" },
	{ "detail -180 -90 180 90\nlake 1 2 3 4 5 6\n", "line 2: expected detail, land or water" },
	{ "detail 5 -90 5 90\n", "line 1: the box of a detail is empty" },
	{ "detail 0 0 10 10\nland 1 1 5 0 0 5\n", "does not cover the earth" },
	{ "detail -180 -90 180 90\nland 1 2 99999999999999999999 4 5 6\n", "no number of a coordinate" },
};

START_TEST(wrong_coast_is_an_external_fault_with_its_line)
{
	struct error err = ERROR_INIT;

	ck_assert_ptr_null(coast_read(bad_coasts[_i].text, "coast.txt", &err));
	ck_assert_int_eq(err.kind, FAULT_EXTERNAL);
	ck_assert_str_eq(err.where, "coast.txt");
	ck_assert_msg(strstr(err.what, bad_coasts[_i].says) != NULL, "%s", err.what);
}
END_TEST

/* ---- labels and discs ---- */

/* From a few labels to more than have room; some at one place. */
START_TEST(no_labels_meet_and_none_leaves_the_frame)
{
	struct disc discs[60] = { 0 };
	struct label labels[60] = { 0 };
	struct segment segments[40];
	struct label_field field = { frame, 0, 40, 0, discs, NULL, segments };
	const int rounds = support_loops(20);
	int n, i, round;

	map_seed((unsigned long)_i + 1);
	for (round = 0; round < rounds; round++) {
		n = 2 + (int)map_between(0, 58);
		for (i = 0; i < n; i++) {
			const bool same = i > 0 && map_between(0, 1) < 0.3;

			discs[i].anchor = same ? discs[i - 1].anchor
			                       : (struct point){ map_between(40, 620), map_between(40, 460) };
			discs[i].radius = map_between(9, 30);
		}
		ck_assert_double_ge(discs_spread(discs, n, frame, 0), 0);
		map_expect_discs_apart(discs, n, frame);
		for (i = 0; i < n; i++)
			labels[i] = (struct label){ .at = discs[i].at,
				                    .radius = discs[i].radius,
				                    .inner = discs[i].radius - 6,
				                    .width = map_between(30, 150),
				                    .height = map_between(0, 1) < 0.5 ? 15 : 30,
				                    .number_width = 18 };
		for (i = 0; i < 40; i++)
			segments[i] = (struct segment){ { map_between(0, 660), map_between(0, 500) },
				                        { map_between(0, 660), map_between(0, 500) } };
		field.n_discs = n;
		labels_place(labels, n, &field);
		map_expect_apart(labels, n, discs, n, frame);
		for (i = 0; i < n; i++)
			ck_assert_msg(labels[i].form != LABEL_NONE, "%d of %d has neither words nor a number", i, n);
	}
}
END_TEST

START_TEST(lone_label_stands_right_of_its_disc_and_moves_for_a_more_important_one)
{
	struct disc discs[] = { { { 300, 200 }, 10, { 300, 200 }, true } };
	struct label labels[] = { { .at = { 300, 200 }, .radius = 10, .width = 100, .height = 15 },
		                  { .at = { 410, 200 }, .radius = 0, .width = 100, .height = 15 } };
	const struct label_field field = { frame, 1, 0, 0, discs, NULL, NULL };

	labels_place(labels, 1, &field);
	ck_assert_int_eq(labels[0].form, LABEL_WORDS);
	ck_assert_int_eq(labels[0].align, 1);
	ck_assert_double_eq_tol(labels[0].box.left, 313, 1e-9);
	labels_place(labels, 2, &field);
	ck_assert_int_eq(labels[1].form, LABEL_WORDS);
	ck_assert(!map_meet(labels[0].box, labels[1].box));
}
END_TEST

START_TEST(label_without_room_becomes_a_number_or_nothing)
{
	const struct plot_area tight = { 280, 320, 180, 220 };
	struct disc discs[] = { { { 300, 200 }, 18, { 300, 200 }, true } };
	struct label labels[] = {
		{ .at = { 300, 200 }, .radius = 18, .inner = 14, .width = 100, .height = 15, .number_width = 12 },
		{ .at = { 300, 200 }, .radius = 0, .width = 100, .height = 15 },
	};
	const struct label_field field = { tight, 1, 0, 0, discs, NULL, NULL };

	labels_place(labels, 2, &field);
	ck_assert_int_eq(labels[0].form, LABEL_NUMBER);
	ck_assert(labels[0].inside);
	ck_assert_int_eq(labels[1].form, LABEL_NONE);
}
END_TEST

START_TEST(first_of_a_place_stands_there_before_the_second_of_another)
{
	struct disc discs[] = { { .anchor = { 100, 100 }, .radius = 20 },
		                { .anchor = { 100, 100 }, .radius = 20 },
		                { .anchor = { 141, 100 }, .radius = 10 } };

	ck_assert_double_gt(discs_spread(discs, 3, frame, 0), 0);
	ck_assert_double_eq_tol(discs[2].at.x, 141, 1e-9);
	ck_assert_double_eq_tol(discs[0].at.x, 100, 1e-9);
	map_expect_discs_apart(discs, 3, frame);
}
END_TEST

START_TEST(discs_without_room_are_said_to_have_none)
{
	struct disc discs[] = { { .anchor = { 20, 20 }, .radius = 20 }, { .anchor = { 20, 20 }, .radius = 20 } };

	ck_assert_double_lt(discs_spread(discs, 2, (struct plot_area){ 0, 60, 0, 40 }, 0), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("report map");
	TCase *ground = tcase_create("ground"), *labels = tcase_create("labels");

	tcase_set_timeout(labels, 60);
	tcase_add_test(ground, albers_gives_the_worked_example_of_the_manual);
	tcase_add_loop_test(ground, projection_returns_to_the_same_place_and_keeps_areas, 0,
	                    (int)(sizeof windows / sizeof *windows));
	tcase_add_test(ground, distances_on_a_map_of_a_province_are_great_circles_within_one_part_in_a_hundred);
	tcase_add_test(ground, window_over_the_date_line_is_narrow);
	tcase_add_test(ground, one_place_alone_gets_a_window_of_the_least_size);
	tcase_add_test(ground, areas_and_lines_are_cut_to_the_frame);
	tcase_add_test(ground, inland_is_all_land_without_a_coast_and_an_ocean_has_none);
	tcase_add_loop_test(ground, islands_have_their_area, 0, (int)(sizeof islands / sizeof *islands));
	tcase_add_loop_test(ground, earth_is_29_percent_land_wherever_the_map_is_cut, 0, 4);
	tcase_add_loop_test(ground, wrong_coast_is_an_external_fault_with_its_line, 0,
	                    (int)(sizeof bad_coasts / sizeof *bad_coasts));
	tcase_add_loop_test(labels, no_labels_meet_and_none_leaves_the_frame, 0, support_loops(10));
	tcase_add_test(labels, lone_label_stands_right_of_its_disc_and_moves_for_a_more_important_one);
	tcase_add_test(labels, label_without_room_becomes_a_number_or_nothing);
	tcase_add_test(labels, first_of_a_place_stands_there_before_the_second_of_another);
	tcase_add_test(labels, discs_without_room_are_said_to_have_none);
	suite_add_tcase(suite, ground);
	suite_add_tcase(suite, labels);
	return support_run(suite);
}
