/*
 * map.h - the map of sites and links at the horizon's end: what is on it, and its parts. Private to report/.
 */
#ifndef RACKPLAN_REPORT_MAP_H
#define RACKPLAN_REPORT_MAP_H

#include "planner/report/chart_parts.h"
#include "planner/report/coast.h"
#include "planner/report/labels.h"

/* ---- figures, which the chart and its tables share ---- */

struct map_site {
	int site; /* s */
	struct place place;
	int available, used; /* racks */
	bool away;           /* so far off that it stands at the map's edge */
};

struct map_link {
	int link; /* l */
	struct place from, to;
	double installed_gbps, load_gbps; /* each way; of the fuller direction */
	double share;                     /* of what may run on it; not a number when nothing is installed */
};

struct map_figures {
	int n_sites, n_links, n_nowhere; /* n_nowhere: links of which an end has no position */
	struct map_site *sites;          /* with a position; most racks first */
	struct map_link *links;          /* those that exist, in the scenario's order */
};

/* In the arena. */
struct map_figures map_figures(const struct plan *plan, const struct scenario *sc, struct arena *arena);
bool map_link_is_placed(const struct map_link *link);
bool map_link_has_length(const struct map_link *link); /* both ends stand, and not at one place */

/* ---- the window ---- */

/*
 * Marks the sites that are away, and returns the places that the map is to show: the other sites, and such nodes of the
 * network as lie near enough.
 */
struct place *map_window(struct map_figures *figures, const struct scenario *sc, struct arena *arena, int *n);

/* ---- layers: areas and lines, one over the other (plots/map.gp) ---- */

struct map {
	struct chart *chart;
	struct map_figures figures;
	struct view view;
	struct plot_area side; /* what is free beside the map */
	int n_layers;
	struct disc *discs; /* of the first n_discs sites, their rings included */
	int n_discs;
	double px_per_root_rack;
	double most_gbps;        /* installed on a link that has a length */
	const int *colours;      /* of each site s; NULL: its own */
	const int *numbers;      /* likewise; NULL: by its racks */
	struct plot_area *marks; /* of sites without racks */
	int n_marks;
	struct label *labels;
	int n_labels;
	struct segment *segments;
	int n_segments, segment_capacity;
};

enum layer_kind { LAYER_AREA, LAYER_LINE, LAYER_DASHES };

/* Begins a layer; the chart gets it with its first shape. site: s or -1. */
struct layer {
	struct map *map;
	const char *name;
	enum layer_kind kind;
	double width_px;
	int rgb, site;
	bool begun;
};

void layer_shape(struct layer *layer, const struct point *points, int n);
void layer_segment(struct layer *layer, struct point a, struct point b);
void layer_ring(struct layer *layer, struct point at, double inner_px, double outer_px, double from, double to);

/* Of a disc's edge: the ring's inner and outer edge. */
#define RING_INNER_PX 1.5
#define RING_OUTER_PX 4.7

enum { COAST_RGB = 0x8fa3b5, HALO_PX = 6 /* around a disc, with its ring */, MAP_SITE_ROWS = 40 };

/* ---- the parts ---- */

void map_measure(struct map *map); /* of map.chart alone: its figures */
int map_site_rgb(const struct map *map, int s);
void map_open(struct map *map); /* of map.chart alone: figures, view, discs; there are sites with racks */

void map_ground(struct map *map, const struct view *view, bool graticule);
void map_scale(struct map *map, struct plot_area *taken); /* in the frame's lower left corner */

void map_links(struct map *map, const struct view *view, bool leaving_only);
int map_load_rgb(double share);
double map_link_px(const struct map *map, double gbps);

void map_discs(struct map *maps, int n); /* sizes, the same in all maps, and places */
void map_sites(struct map *map);         /* draws them */
void map_labels(struct map *map, struct plot_area taken);

void map_overview(struct map *map);
void map_legend(struct map *map);
double map_list_height(const struct map *map);
void map_list(struct map *map, double top);

#endif
