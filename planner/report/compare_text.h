/*
 * compare_text.h - the parts of a comparison's text, and what the page says in the same words. Private to report/.
 */
#ifndef RACKPLAN_REPORT_COMPARE_TEXT_H
#define RACKPLAN_REPORT_COMPARE_TEXT_H

#include "planner/report/compare.h"
#include "planner/report/compare_words.h"

/* A blank line and the part's name, with a detail behind it. */
void compare_heading(struct str *out, enum compare_word word, const char *detail, enum language language);
void compare_plan_name(struct str *out, const struct compare_side *side, int columns); /* padded to exactly so many */
void compare_counts(struct str *out, enum compare_word word, const int counts[4], enum language language);
void compare_more(struct str *out, int n, enum language language); /* nothing when n is not above 0 */
/* Lines of at most 80 columns, nothing lost; what follows the first is indented by `more` besides. */
void compare_wrap(struct str *out, const char *text, int indent, int more);

const char *compare_mark(const struct target_result *result); /* of its state; NULL is a blank */
void compare_achieved(struct str *out, const struct compared *c, const struct compare_target *t, int side,
                      enum language language);
void compare_slack(struct str *out, const struct compared *c, const struct compare_target *t, enum language language);

void compare_input_counts(struct str *out, const struct compared *c, enum language language);
void compare_change(struct str *out, const struct compared *c, const struct difference *d, enum language language);
void compare_origins(struct str *out, const struct difference *d, enum language language);

/* ---- figures: what differs of one item, by place ---- */

struct compare_view { /* a table of figures: those whose item is this or, with `prefix`, begins with it */
	enum compare_word title;
	const char *item;
	bool prefix; /* the rest of the item is the place; else the site is */
	int decimals;
};
extern const struct compare_view compare_views[];
extern const int compare_n_views;

struct compare_place {               /* a line of it */
	const char *place;           /* id */
	const char *period;          /* the first in which the difference is largest */
	double value[COMPARE_SIDES]; /* in it */
	double at_end;               /* B - A in the last period that both have */
};

/* Lines for a view into *places (of the comparison's arena); returns how many. */
int compare_places(const struct compared *c, const struct compare_view *view, struct compare_place **places);
const char *compare_place_name(const struct compared *c, const struct compare_view *view, const char *place,
                               enum language language);
const char *compare_site_name(const struct compared *c, const char *id, enum language language);

/* Costs by site (present value) and by year (undiscounted; "end" last): place and value alone. As above. */
int compare_cost_sites(const struct compared *c, struct compare_place **places);
int compare_cost_years(const struct compared *c, struct compare_place **places);

void compare_money(struct str *out, const struct compared *c, double value_cny, bool sign, enum language language);

void compare_figure_tables(struct str *out, const struct compared *c, enum language language);
void compare_cost_tables(struct str *out, const struct compared *c, enum language language);
void compare_order_list(struct str *out, const struct compared *c, enum language language);

/* "2018-05-01 → 2018-10-01" and so on, without the mark before it. */
void compare_order_words(struct str *out, const struct compared *c, const struct compare_order *o,
                         enum language language);
void compare_order_counts(struct str *out, const struct compared *c, enum language language);
void compare_quantity(struct str *out, const struct order *order, enum language language);
const char *compare_action_word(const struct order *order, enum language language);

/* ---- several plans ---- */

const struct target_result *compare_result(const struct compare_side *side, const char *id); /* NULL: no such target */
/* Is `first` the first plan that has the target, and is its state not the same in all? */
bool compare_differs(const struct compare_side *sides, int n, int first, const char *id);
int compare_n_differing(const struct compare_side *sides, int n);

#endif
