/*
 * format.h - numbers, money and cut names for people. No locale, and the same bytes everywhere. Private to report/.
 */
#ifndef RACKPLAN_REPORT_FORMAT_H
#define RACKPLAN_REPORT_FORMAT_H

#include "planner/report/report.h"

/* 12,345.6; "-0" is written "0". */
void format_number(struct str *out, double value, int decimals);

/* As few decimals as show the number: 50,000; 12.5; 0.48. At most `most`. */
void format_short(struct str *out, double value, int most);

/* In the metric's own way: 50 %, 1.33, 50,000, CNY 12.3 M. `sign` writes + before what is not negative. */
void format_metric(struct str *out, const struct scenario *sc, enum metric metric, double value, bool sign,
                   enum language language);
const char *format_metric_unit(enum metric metric, enum language language); /* "" when the number shows it */

/* CNY 1,234.5 M, CNY 1.23 M, CNY 345,678, and in units of a hundred million or ten thousand in Chinese: three digits or more. */
void format_money(struct str *out, const struct scenario *sc, double value_cny, enum language language);

/* Money of any size: below a million in full. */
void format_price(struct str *out, const struct scenario *sc, double value_cny, enum language language);

/* The text without control characters, cut to at most `columns` terminal columns, with an ellipsis when cut. */
void format_cut(struct str *out, const char *text, int columns);
void format_left(struct str *out, const char *text, int columns); /* cut, then padded to exactly this many columns */
void format_right(struct str *out, const char *text, int columns);

/* A cell of a CSV row, and the comma before all but the first of a line. */
void csv_text(struct str *out, const char *text);
void csv_number(struct str *out, double value);
void csv_date(struct str *out, struct date date);
void csv_range(struct str *out, const struct price_range *range); /* four cells, empty when it is not known */
void csv_list(struct str *out, const char *const *words, int n);  /* one cell: the words with a space between */
void csv_end(struct str *out);

/* "shanxi-2018/base": names the scenario and the variant in tables. */
void format_scenario(struct str *out, const struct plan *plan);

/* The label of a period; n_periods is what falls at the horizon's end; -1 gives "". */
const char *format_period(const struct scenario *sc, int period);

#endif
