#include "planner/base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool date_is_set(struct date d)
{
	return d.year != 0;
}

int date_days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_is_valid(struct date d)
{
	return d.year >= 1900 && d.year <= 2199 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= date_days_in_month(d.year, d.month);
}

int date_parse(const char *text, struct date *d)
{
	const size_t length = strlen("YYYY-MM-DD");
	size_t i;

	if (strlen(text) != length)
		return -1;
	for (i = 0; i < length; i++) {
		if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return -1;
	}
	d->year = (int)strtol(text, NULL, 10);
	d->month = (int)strtol(text + 5, NULL, 10);
	d->day = (int)strtol(text + 8, NULL, 10);
	return date_is_valid(*d) ? 0 : -1;
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year - b.year;
	if (a.month != b.month)
		return a.month - b.month;
	return a.day - b.day;
}

struct date date_add_months(struct date d, int months)
{
	int count = d.year * 12 + d.month - 1 + months;
	int last;

	d.year = count / 12;
	d.month = count % 12 + 1;
	last = date_days_in_month(d.year, d.month);
	if (d.day > last)
		d.day = last;
	return d;
}

long date_number(struct date d)
{
	/* Years are counted from March, so that the leap day is a year's last. */
	long year = d.year - (d.month <= 2);
	long month = d.month + (d.month > 2 ? -3 : 9);
	long day_of_year = (153 * month + 2) / 5 + d.day - 1;

	return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

struct date date_add_days(struct date d, int days)
{
	while (days > 0) {
		int left = date_days_in_month(d.year, d.month) - d.day;

		if (days <= left) {
			d.day += days;
			return d;
		}
		days -= left + 1;
		d.day = 1;
		d.month = d.month % 12 + 1;
		d.year += d.month == 1;
	}
	while (days < 0) {
		if (-days < d.day) {
			d.day += days;
			return d;
		}
		days += d.day;
		d.year -= d.month == 1;
		d.month = d.month == 1 ? 12 : d.month - 1;
		d.day = date_days_in_month(d.year, d.month);
	}
	return d;
}

char *date_format(struct date d, char text[16])
{
	snprintf(text, 16, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
	return text;
}
