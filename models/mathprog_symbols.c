/* mathprog_symbols.c - ids, numbers and days as MathProg reads them. */
#include "models/mathprog_parts.h"

#include <string.h>

/* The longest symbol that MathProg reads is 100 bytes; "site/phase" may have 129. */
enum { SYMBOL_MOST = 100, SYMBOL_KEPT = 80 };

static void add_quoted(struct str *out, const char *text, size_t length)
{
	size_t i;

	str_add(out, " '");
	for (i = 0; i < length; i++) {
		if (text[i] == '\'')
			str_add_char(out, '\'');
		str_add_char(out, text[i]);
	}
	str_add_char(out, '\'');
}

/* A long name is cut and gets its index behind a mark that no id has, so that it stays the only one. */
static void add_symbol(struct str *out, const char *text, int index)
{
	struct str cut = STR_INIT;

	if (strlen(text) <= SYMBOL_MOST) {
		add_quoted(out, text, strlen(text));
		return;
	}
	str_add_n(&cut, text, SYMBOL_KEPT);
	str_addf(&cut, "~%d", index);
	add_quoted(out, cut.text, cut.length);
	str_dispose(&cut);
}

/*
 * Kinds of site are the scenario's own words. One that is no symbol (empty, long, with a control character) is named by
 * the first site of that kind, or by the number that its list gives it.
 */
void mathprog_add_kind(const struct scenario *sc, const char *kind, int other, struct str *out)
{
	const char *at = kind;
	int s = 0;

	while ((unsigned char)*at >= ' ' && *at != 0x7f)
		at++;
	if (*kind && !*at && at - kind <= SYMBOL_MOST) {
		add_quoted(out, kind, strlen(kind));
		return;
	}
	while (s < sc->n_sites && strcmp(sc->sites[s].kind, kind) != 0)
		s++;
	str_addf(out, " 'kind~%d'", s < sc->n_sites ? s : other);
}

void mathprog_add_id(struct str *out, const char *id)
{
	add_quoted(out, id, strlen(id));
}

void mathprog_add_part(struct str *out, const char *site, const char *id, int index)
{
	struct str name = STR_INIT;

	str_addf(&name, "%s/%s", site, id);
	add_symbol(out, name.text, index);
	str_dispose(&name);
}

void mathprog_add_phase(const struct scenario *sc, int p, struct str *out)
{
	mathprog_add_part(out, sc->sites[sc->phases[p].site].id, sc->phases[p].id, p);
}

void mathprog_add_feed(const struct scenario *sc, int f, struct str *out)
{
	mathprog_add_part(out, sc->sites[sc->feeds[f].site].id, sc->feeds[f].id, f);
}

void mathprog_add_source(const struct scenario *sc, int e, struct str *out)
{
	mathprog_add_part(out, sc->sites[sc->energy_sources[e].site].id, sc->energy_sources[e].id, e);
}

void mathprog_add_number(struct str *out, double value)
{
	str_add_char(out, ' ');
	str_add_number(out, value);
}

void mathprog_add_day(struct str *out, struct date day, int unset)
{
	str_addf(out, " %d", date_is_set(day) ? (day.year * 100 + day.month) * 100 + day.day : unset);
}

void mathprog_add_flag(struct str *out, bool flag)
{
	str_add(out, flag ? " 1" : " 0");
}

void mathprog_open_series(const struct scenario *sc, const char *name, struct str *out)
{
	int t;

	str_addf(out, "\nparam %s :", name);
	for (t = 0; t < sc->n_periods; t++)
		str_addf(out, " %d", t + 1);
	str_add(out, " :=");
}

void mathprog_add_series(const struct scenario *sc, const char *id, const double *series, struct str *out)
{
	int t;

	str_add_char(out, '\n');
	mathprog_add_id(out, id);
	for (t = 0; t < sc->n_periods; t++)
		mathprog_add_number(out, series[t]);
}
