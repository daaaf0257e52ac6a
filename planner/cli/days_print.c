/* days_print.c - what days are worth, for people and for programs. */
#include "planner/cli/days.h"
#include "planner/report/format.h"
#include "planner/report/words.h"

enum { MOST_SAID = 10 };

static void add_pointer(const struct scenario *sc, const struct day *day, struct str *out)
{
	const struct phase *phase = &sc->phases[day->item];
	const struct feed *feed = &sc->feeds[day->item];

	switch (day->kind) {
	case DAY_PHASE_START:
	case DAY_PHASE_READY:
	case DAY_PHASE_LEAD:
		str_addf(out, "/sites/%s/phases/%s/%s", sc->sites[phase->site].id, phase->id,
		         day->kind == DAY_PHASE_START   ? "earliest_start"
		         : day->kind == DAY_PHASE_READY ? "ready"
		                                        : "lead_months");
		break;
	case DAY_FEED_START:
	case DAY_FEED_LEAD:
		str_addf(out, "/sites/%s/feeds/%s/%s", sc->sites[feed->site].id, feed->id,
		         day->kind == DAY_FEED_START ? "earliest_start" : "lead_months");
		break;
	case DAY_SITE_OPENS: str_addf(out, "/sites/%s/opens", sc->sites[day->item].id); break;
	case DAY_TARGET: str_addf(out, "/targets/%s/by", sc->targets[day->item].id); break;
	}
}

static void add_name(const struct run *run, const struct day *day, struct str *out)
{
	const struct scenario *sc = run->sc;
	const enum language language = run_language(run);
	const struct text *site = NULL, *name = NULL;

	switch (day->kind) {
	case DAY_PHASE_START:
	case DAY_PHASE_READY:
	case DAY_PHASE_LEAD:
		site = &sc->sites[sc->phases[day->item].site].name;
		name = &sc->phases[day->item].name;
		break;
	case DAY_FEED_START:
	case DAY_FEED_LEAD:
		site = &sc->sites[sc->feeds[day->item].site].name;
		name = &sc->feeds[day->item].name;
		break;
	case DAY_SITE_OPENS: name = &sc->sites[day->item].name; break;
	case DAY_TARGET: name = &sc->targets[day->item].name; break;
	}
	if (site)
		str_addf(out, "%s / ", report_text(site, language));
	str_add(out, report_text(name, language));
}

static void add_change(const struct run *run, const struct day *day, struct str *out)
{
	char was[16], now[16];

	switch (day->kind) {
	case DAY_PHASE_START:
	case DAY_FEED_START:
		str_addf(out, run_say(run, "may start on %s, not %s", "开工可提前至 %s（原 %s）"),
		         date_format(day->now, now), date_format(day->was, was));
		break;
	case DAY_PHASE_READY:
		str_addf(out, run_say(run, "ready on %s, not %s", "完工提前至 %s（原 %s）"), date_format(day->now, now),
		         date_format(day->was, was));
		break;
	case DAY_SITE_OPENS:
		str_addf(out, run_say(run, "opens on %s, not %s", "启用提前至 %s（原 %s）"), date_format(day->now, now),
		         date_format(day->was, was));
		break;
	case DAY_TARGET:
		str_addf(out, run_say(run, "due by %s, not %s", "期限推迟至 %s（原 %s）"), date_format(day->now, now),
		         date_format(day->was, was));
		break;
	case DAY_PHASE_LEAD:
	case DAY_FEED_LEAD:
		str_addf(out, run_say(run, "built in %d months, not %d", "建设周期 %d 个月（原 %d 个月）"),
		         day->months_now, day->months_was);
		break;
	}
}

static void say_one(const struct run *run, const struct day *day, struct str *out)
{
	str_add(out, "  ");
	add_name(run, day, out);
	str_add(out, run_say(run, ": ", "："));
	add_change(run, day, out);
	str_add(out, "\n    ");
	if (day->goals) {
		str_add(out, run_say(run, "comes nearer to a goal, which comes before cost\n",
		                     "更接近目标（目标先于费用）\n"));
		return;
	}
	str_add(out, run_say(run, "a day saves ", "每提前（推迟）一天可省 "));
	format_price(out, run->sc, day->saves_cny, run_language(run));
	str_addf(out, run_say(run, ", over %.0f days\n", "，共 %.0f 天\n"), day->days);
}

void days_say(const struct run *run, struct str *out)
{
	const struct days *days = run->days;
	int i;

	if (!days)
		return;
	if (!days->known) {
		str_add(out, run_say(run, "\nWhat a day is worth was not found out: a limit came first.\n",
		                     "\n未能得出各日期的价值：限制先到。\n"));
		return;
	}
	str_addf(
		out,
		run_say(run,
	                "\nWhat a day is worth: %d of %d dates, moved by one period alone (racks and phases in parts)\n",
	                "\n日期的价值：%d 个日期（共试 %d 个）单独移动一个周期有影响（机架与分期可取分数）\n"),
		days->n, days->n_tried);
	for (i = 0; i < days->n && i < MOST_SAID; i++)
		say_one(run, &days->items[i], out);
	if (days->n > MOST_SAID)
		str_addf(out, run_say(run, "  … %d more in run.json\n", "  … 另有 %d 个，见 run.json\n"),
		         days->n - MOST_SAID);
}

static void json_one(const struct run *run, const struct day *day, struct str *out)
{
	struct str pointer = STR_INIT;
	char was[16], now[16];

	add_pointer(run->sc, day, &pointer);
	str_add(out, "{\"pointer\": ");
	str_add_json(out, pointer.text);
	if (day->kind == DAY_PHASE_LEAD || day->kind == DAY_FEED_LEAD)
		str_addf(out, ", \"was\": %d, \"moved_to\": %d", day->months_was, day->months_now);
	else
		str_addf(out, ", \"was\": \"%s\", \"moved_to\": \"%s\"", date_format(day->was, was),
		         date_format(day->now, now));
	str_add(out, ", \"days\": ");
	str_add_number(out, day->days);
	if (day->goals) {
		str_add(out, ", \"nearer_to_goal\": true}");
	} else {
		str_add(out, ", \"saves_cny_per_day\": ");
		str_add_number(out, day->saves_cny);
		str_add_char(out, '}');
	}
	str_dispose(&pointer);
}

void days_json(const struct run *run, struct str *out)
{
	const struct days *days = run->days;
	int i;

	if (!days)
		return;
	str_addf(out, ",\n  \"days\": {\"basis\": \"relaxation\", \"known\": %s, \"tried\": %d, \"dates\": [",
	         days->known ? "true" : "false", days->n_tried);
	for (i = 0; days->known && i < days->n; i++) {
		str_add(out, i > 0 ? ",\n    " : "\n    ");
		json_one(run, &days->items[i], out);
	}
	str_add(out, "]}");
}
