/*
 * compare_page.h - compare.html: one page, both languages, in the style of report.html. Private to report/.
 */
#ifndef RACKPLAN_REPORT_COMPARE_PAGE_H
#define RACKPLAN_REPORT_COMPARE_PAGE_H

#include "planner/report/compare_charts.h"
#include "planner/report/compare_text.h"
#include "planner/report/html.h"

struct compare_page {
	const struct compare_side *sides; /* [n] */
	int n;
	const struct compared *compared; /* NULL unless n is 2 */
	const struct compare_pictures *pictures;
	enum language language; /* that it opens in */
	struct str *out;
};

void compare_page_write(const struct compare_page *page, const struct str *style, const struct str *script);

/* ---- what they share ---- */

void compare_table_begin(struct str *out, const char *id, enum compare_word caption, bool quiet);
void compare_column(struct str *out, enum compare_word word, bool number);
void compare_word_cell(struct str *out, enum compare_word word);
void compare_state_cell(struct str *out, const struct target_result *result); /* NULL: not there */
void compare_nothing(struct str *out);                                        /* "nothing differs" */

/* ---- the sections ---- */

void compare_page_targets(const struct compare_page *page);
void compare_page_input(const struct compare_page *page);
void compare_page_charts(const struct compare_page *page);
void compare_page_figures(const struct compare_page *page);
void compare_page_costs(const struct compare_page *page);
void compare_page_orders(const struct compare_page *page);
void compare_page_plans(const struct compare_page *page);  /* of three or more */
void compare_page_states(const struct compare_page *page); /* likewise */

#endif
