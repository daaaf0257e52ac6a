#include "planner/report/format.h"
#include "planner/report/words.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A value this large is written by its power of ten: the digits would say nothing. */
static const double most_digits = 1e15;

void format_number(struct str *out, double value, int decimals)
{
	char digits[64];
	const char *c;
	int whole;

	if (!(fabs(value) < most_digits)) {
		str_add_number(out, value);
		return;
	}
	snprintf(digits, sizeof digits, "%.*f", decimals, value);
	if (strspn(digits, "-0.") == strlen(digits))
		snprintf(digits, sizeof digits, "%.*f", decimals, 0.0);
	c = digits;
	if (*c == '-')
		str_add_char(out, *c++);
	for (whole = (int)strcspn(c, "."); whole > 0; whole--) {
		str_add_char(out, *c++);
		if (whole > 1 && whole % 3 == 1)
			str_add_char(out, ',');
	}
	str_add(out, c);
}

void format_short(struct str *out, double value, int most)
{
	int decimals;
	double scale = 1;

	for (decimals = 0; decimals < most; decimals++, scale *= 10) {
		if (fabs(value * scale - nearbyint(value * scale)) < 1e-9 * fmax(1, fabs(value * scale)))
			break;
	}
	format_number(out, value, decimals);
}

static bool is_percent(enum metric metric)
{
	return metric_kinds[metric].ratio && metric != METRIC_PUE;
}

static bool is_money(enum metric metric)
{
	return metric == METRIC_CAPEX || metric == METRIC_SPEND;
}

/*
 * The unit and its decimals by the amount's size, so that three digits or more show: 12.3 M, 1.23 M, 345,678. Only a narrow
 * column goes on to bn.
 */
static void add_amount(struct str *out, double value_cny, bool narrow, enum language language)
{
	static const struct scale {
		double least, unit;
		int decimals;
		const char *name;
	} english[] = { { 1e9, 1e9, 2, " bn" }, { 1e7, 1e6, 1, " M" }, { 1e6, 1e6, 2, " M" }, { 0, 1, 0, "" } },
	  chinese[] = { { 1e8, 1e8, 2, " 亿" }, { 1e5, 1e4, 1, " 万" }, { 1e4, 1e4, 2, " 万" }, { 0, 1, 0, "" } };
	const struct scale *scale = language == LANGUAGE_ZH ? chinese : narrow ? english : english + 1;

	while (fabs(value_cny) < scale->least)
		scale++;
	if (*scale->name)
		format_number(out, value_cny / scale->unit, scale->decimals);
	else
		format_short(out, value_cny, fabs(value_cny) < 100 ? 2 : 0);
	str_add(out, scale->name);
}

/* For a narrow column: CNY 1.23 bn, 45.6 M; the currency may be left to the neighbouring column. */
static void format_money_short(struct str *out, const struct scenario *sc, double value_cny, bool currency,
                               enum language language)
{
	if (language == LANGUAGE_EN && currency)
		str_addf(out, "%s ", sc->money.currency);
	add_amount(out, value_cny, true, language);
	if (language == LANGUAGE_ZH && currency)
		str_add(out, strcmp(sc->money.currency, "CNY") == 0 ? "元" : sc->money.currency);
}

/* A few hundred kW are much for a small site, and nothing beside a province's MW. */
static int decimals_of(enum metric metric, double value)
{
	bool mw = metric == METRIC_IT_MW || metric == METRIC_FACILITY_MW || metric == METRIC_STRANDED_MW;

	return mw && fabs(value) < 10 ? 3 : 1;
}

/* A PUE has two decimals, but a slack or a shortfall of 0.0004 is not none. */
static int pue_decimals(double value)
{
	const double size = fabs(value);

	return size < 5e-6 || size >= 5e-3 ? 2 : size < 5e-5 ? 5 : 4;
}

void format_metric(struct str *out, const struct scenario *sc, enum metric metric, double value, bool sign,
                   enum language language)
{
	if (sign && value >= 0)
		str_add_char(out, '+');
	if (is_money(metric))
		format_money_short(out, sc, value, !sign, language);
	else if (is_percent(metric)) {
		format_short(out, value * 100, 2);
		str_add(out, " %");
	} else if (metric == METRIC_PUE)
		format_number(out, value, pue_decimals(value));
	else
		format_short(out, value, decimals_of(metric, value));
}

const char *format_metric_unit(enum metric metric, enum language language)
{
	switch (metric) {
	case METRIC_DESIGN_RACKS:
	case METRIC_AVAILABLE_RACKS:
	case METRIC_OCCUPIED_RACKS:
	case METRIC_STANDARD_RACKS: return report_word(WORD_RACKS, language);
	case METRIC_IT_MW:
	case METRIC_FACILITY_MW:
	case METRIC_STRANDED_MW: return report_word(WORD_MW, language);
	case METRIC_SITES_STARTED: return report_word(WORD_SITES, language);
	case METRIC_CUSTOMERS: return report_word(WORD_CUSTOMERS, language);
	case METRIC_CUT_GBPS: return report_word(WORD_GBPS, language);
	case METRIC_LINK_COUNT: return report_word(WORD_LINKS, language);
	case METRIC_SERVERS: return report_word(WORD_SERVERS, language);
	case METRIC_HOUSEHOLDS: return report_word(WORD_HOUSEHOLDS, language);
	case METRIC_CARBON_T: return report_word(WORD_TONNES, language);
	case METRIC_UTILIZATION:
	case METRIC_PUE:
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE:
	case METRIC_CAPEX:
	case METRIC_SPEND:
	case METRIC_GREEN_SHARE:
	case METRIC_INSTALL_RATE:
	case METRICS: break;
	}
	return "";
}

void format_money(struct str *out, const struct scenario *sc, double value_cny, enum language language)
{
	const char *currency = sc->money.currency;

	if (language == LANGUAGE_EN) {
		str_addf(out, "%s ", currency);
		add_amount(out, value_cny, false, language);
		return;
	}
	if (strcmp(currency, "CNY") == 0)
		currency = "元";
	add_amount(out, value_cny, false, language);
	str_addf(out, "%s%s", fabs(value_cny) < 1e4 ? " " : "", currency); /* 3.50 亿元, but 1,234 元 */
}

void format_price(struct str *out, const struct scenario *sc, double value_cny, enum language language)
{
	const double million = 1e6;

	if (value_cny >= million) {
		format_money(out, sc, value_cny, language);
		return;
	}
	format_number(out, value_cny, value_cny < 100 ? 2 : 0);
	str_addf(out, " %s",
	         language == LANGUAGE_ZH && strcmp(sc->money.currency, "CNY") == 0 ? "元" : sc->money.currency);
}

/* Bytes of the character that starts here; malformed bytes go one by one. */
static size_t character(const char *c)
{
	size_t n = 1;

	while (((unsigned char)c[n] & 0xc0) == 0x80 && n < 4)
		n++;
	return n;
}

/* A terminal would act on C0 and C1 controls, and a line break would end the row. */
static bool is_control(const char *c)
{
	const unsigned char *u = (const unsigned char *)c;

	return u[0] < 0x20 || u[0] == 0x7f || (u[0] == 0xc2 && u[1] < 0xa0);
}

static void clean(struct str *out, const char *text)
{
	while (*text) {
		size_t n = character(text);

		if (is_control(text))
			str_add_char(out, ' ');
		else
			str_add_n(out, text, n);
		text += n;
	}
}

void format_cut(struct str *out, const char *text, int columns)
{
	struct str whole = STR_INIT;
	const char *c;
	char one[8];
	int used = 0;

	clean(&whole, text);
	if (str_columns(whole.text) <= columns) {
		str_add(out, whole.text);
	} else {
		for (c = whole.text; *c; c += character(c)) {
			snprintf(one, sizeof one, "%.*s", (int)character(c), c);
			if (used + str_columns(one) > columns - 1)
				break;
			used += str_columns(one);
			str_add(out, one);
		}
		if (columns > 0)
			str_add(out, "…");
	}
	str_dispose(&whole);
}

static void pad(struct str *out, int columns)
{
	for (; columns > 0; columns--)
		str_add_char(out, ' ');
}

void format_left(struct str *out, const char *text, int columns)
{
	struct str cell = STR_INIT;

	format_cut(&cell, text, columns);
	str_add(out, cell.text);
	pad(out, columns - str_columns(cell.text));
	str_dispose(&cell);
}

void format_right(struct str *out, const char *text, int columns)
{
	struct str cell = STR_INIT;

	format_cut(&cell, text, columns);
	pad(out, columns - str_columns(cell.text));
	str_add(out, cell.text);
	str_dispose(&cell);
}

static void comma(struct str *out)
{
	if (out->length > 0 && out->text[out->length - 1] != '\n')
		str_add_char(out, ',');
}

/* An empty first cell would be taken for a new line by the next: every table starts with one that is never empty. */
void csv_text(struct str *out, const char *text)
{
	comma(out);
	str_add_csv(out, text);
}

void csv_number(struct str *out, double value)
{
	comma(out);
	str_add_number(out, value);
}

void csv_date(struct str *out, struct date date)
{
	char text[16] = "";

	if (date_is_set(date))
		date_format(date, text);
	csv_text(out, text);
}

void csv_range(struct str *out, const struct price_range *range)
{
	const double cells[] = { range->loosened_by, range->saves_cny, range->tightened_by, range->costs_cny };
	size_t i;

	for (i = 0; i < sizeof cells / sizeof *cells; i++) {
		if (range->known)
			csv_number(out, cells[i]);
		else
			csv_text(out, "");
	}
}

void csv_list(struct str *out, const char *const *words, int n)
{
	struct str cell = STR_INIT;
	int i;

	for (i = 0; i < n; i++)
		str_addf(&cell, "%s%s", i > 0 ? " " : "", words[i]);
	csv_text(out, cell.text);
	str_dispose(&cell);
}

void csv_end(struct str *out)
{
	str_add_char(out, '\n');
}

void format_scenario(struct str *out, const struct plan *plan)
{
	str_add(out, plan->scenario_id);
	if (plan->variant[0])
		str_addf(out, "/%s", plan->variant);
}

const char *format_period(const struct scenario *sc, int period)
{
	assert(period <= sc->n_periods);
	if (period < 0)
		return "";
	return period == sc->n_periods ? "end" : sc->periods[period].label;
}
