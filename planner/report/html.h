/*
 * html.h - writing a page: everything is escaped here, and everything is said in both languages at once, of which the
 * page's style sheet shows one. Private to report/.
 */
#ifndef RACKPLAN_REPORT_HTML_H
#define RACKPLAN_REPORT_HTML_H

#include "planner/report/page_words.h"
#include "planner/report/words.h"

enum { LANGUAGES = 2 };

struct both { /* one text in each language, by enum language */
	struct str of[LANGUAGES];
};
#define BOTH_INIT                                                                                                      \
	{                                                                                                              \
		{                                                                                                      \
			STR_INIT, STR_INIT                                                                             \
		}                                                                                                      \
	}

void both_dispose(struct both *both);
void both_clear(struct both *both);

/* Text in the language that the page shows; once only where both are equal. Block: a div for each, not a span. */
void html_both(struct str *out, const char *en, const char *zh);
void html_text(struct str *out, const struct text *text);
void html_word(struct str *out, enum word word);
void html_page_word(struct str *out, enum page_word word);
void html_words(struct str *out, const struct words *words);
void html_add(struct str *out, struct both *both); /* and empties it */

/* The page's words with {0} to {3} replaced by the arguments, each in its language. */
void html_say(struct str *out, enum page_word word, const struct text arguments[4]);

/* ---- tables ---- */

/* `id` is unique in the page. The caption is shown only to screen readers when `quiet`. */
void html_table(struct str *out, const char *id, enum page_word caption, bool quiet);
void html_words_table(struct str *out, const char *id, const struct words *caption, bool quiet);
void html_head(struct str *out);                  /* the head's row is open; heads follow */
void html_body(struct str *out);                  /* ends the head */
void html_table_end(struct str *out);             /* ends the last row */
void html_row(struct str *out, const char *site); /* begins a row; site: an id, or NULL for what is of no one site */

/* The cells of the head; `number`: of a column of numbers. */
void html_column(struct str *out, enum word word, bool number);
void html_page_column(struct str *out, enum page_word word, bool number);
void html_words_column(struct str *out, const struct words *words, bool number);
void html_site_column(struct str *out, const struct site *site, int span); /* over `span` columns of numbers */
void html_group_column(struct str *out, const struct site *site, enum page_word word); /* below it */

/* The cells of a row. A number's own value is in <data value>, for scripts and tests. */
void html_cell(struct str *out, const char *text);
void html_cell_text(struct str *out, const struct text *text);
void html_cell_word(struct str *out, enum word word);
void html_cell_both(struct str *out, struct both *both);                          /* and empties it */
void html_cell_value(struct str *out, double value, struct both *shown);          /* a number with its own look */
void html_cell_number(struct str *out, double value, int decimals);               /* at most so many decimals */
void html_cell_fixed(struct str *out, double value, int decimals);                /* with exactly so many */
void html_cell_of(struct str *out, const char *site, double value, int decimals); /* of a site's column */
void html_cell_date(struct str *out, struct date date);
void html_row_head(struct str *out, const char *text); /* the cell that names the row */
void html_row_head_text(struct str *out, const struct text *text, const char *id);

/* "sha256-..." of the bytes, as a content security policy names an inline style or script. */
void html_hash(struct str *out, const char *bytes, size_t length);

#endif
