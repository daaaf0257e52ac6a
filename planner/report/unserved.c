/* Racks that the plan does not serve, where demand may go unserved: nothing that is left out may be silent. */
#include "planner/report/format.h"
#include "planner/report/ledger.h"
#include "planner/report/summary.h"

bool report_unserved(const struct plan *plan, const struct scenario *sc, int d, struct unserved *unserved)
{
	const int *racks = &plan->unserved_racks[d * plan->n_periods];
	int t;

	*unserved = (struct unserved){ 0 };
	for (t = 0; t < plan->n_periods; t++) {
		unserved->rack_years += racks[t] * sc->periods[t].years;
		if (racks[t] > unserved->most_racks) {
			unserved->most_racks = racks[t];
			unserved->period = t;
		}
	}
	return unserved->most_racks > 0;
}

static void line(struct str *out, const char *demand, const char *most, const char *period, const char *rack_years)
{
	str_add(out, "  ");
	format_left(out, demand, 38);
	format_right(out, most, 14);
	format_right(out, period, 11);
	format_right(out, rack_years, 15);
	str_add_char(out, '\n');
}

static void demand_line(struct str *out, const char *demand, const struct unserved *unserved, const struct scenario *sc)
{
	struct str most = STR_INIT, years = STR_INIT;

	format_number(&most, unserved->most_racks, 0);
	format_number(&years, unserved->rack_years, 1);
	line(out, demand, most.text, format_period(sc, unserved->period), years.text);
	str_dispose(&most);
	str_dispose(&years);
}

void unserved_add(const struct plan *plan, const struct scenario *sc, bool named, enum language language,
                  struct str *out)
{
	struct unserved unserved;
	bool any = false;
	int d;

	for (d = 0; d < plan->n_demands; d++) {
		if (!report_unserved(plan, sc, d, &unserved))
			continue;
		if (!any) {
			summary_heading(out, WORD_UNSERVED, NULL, language);
			line(out, report_word(WORD_DEMAND, language), report_word(WORD_MOST_RACKS, language),
			     report_word(WORD_IN_PERIOD, language), report_word(WORD_RACK_YEARS, language));
		}
		any = true;
		demand_line(out, named ? report_text(&sc->demands[d].name, language) : sc->demands[d].id, &unserved,
		            sc);
	}
}
