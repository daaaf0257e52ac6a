/*
 * date.h - civil dates without a clock, a time zone or a locale.
 */
#ifndef RACKPLAN_BASE_DATE_H
#define RACKPLAN_BASE_DATE_H

#include <stdbool.h>

struct date {
	int year, month, day; /* year 0 means: no date */
};

bool date_is_set(struct date d);
bool date_is_valid(struct date d);                /* a day of the Gregorian calendar, 1900 to 2199 */
int date_parse(const char *text, struct date *d); /* strict YYYY-MM-DD; -1 when it is not a valid day */
int date_compare(struct date a, struct date b);   /* < 0, 0, > 0 */
int date_days_in_month(int year, int month);

/* The same day `months` later, or the last day of that month where it has no such day. */
struct date date_add_months(struct date d, int months);
struct date date_add_days(struct date d, int days);

/* Days since 1970-01-01. */
long date_number(struct date d);

/* Writes YYYY-MM-DD; returns `text`. */
char *date_format(struct date d, char text[16]);

#endif
