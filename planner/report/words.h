/*
 * words.h - every word that a report or chart says, in both languages. Private to report/.
 */
#ifndef RACKPLAN_REPORT_WORDS_H
#define RACKPLAN_REPORT_WORDS_H

#include "planner/report/report.h"

enum word {
	WORD_TARGETS, WORD_MET, WORD_MISSED, WORD_OVERRULED, WORD_OFF, WORD_TARGET, WORD_REQUIRED, WORD_ACHIEVED,
	WORD_SLACK, WORD_SOURCE, WORD_BY, WORD_ALWAYS, WORD_STATE, WORD_TARGETS_COUNT, WORD_MUST,
	WORD_IN_PRINCIPLE, WORD_DISCOURAGED, WORD_STRIVE, WORD_ENCOURAGED, WORD_ORDERS, WORD_ORDERS_NONE,
	WORD_MORE_ROWS, WORD_START, WORD_COMMISSION, WORD_FEED, WORD_PLANNED, WORD_LATEST, WORD_ACTION,
	WORD_QUANTITY, WORD_SITE, WORD_COSTS, WORD_COST_KIND, WORD_TOTAL, WORD_NOMINAL, WORD_PRESENT, WORD_SHARE,
	WORD_COST_START, WORD_COST_SHELL, WORD_COST_FITOUT, WORD_COST_FEED, WORD_COST_ENERGY,
	WORD_COST_DEMAND_CHARGE, WORD_COST_OPEX, WORD_COST_HOSTING, WORD_COST_MOVING, WORD_COST_SALVAGE,
	WORD_COST_UNSERVED, WORD_COST_DISCOURAGED, WORD_COST_SHORTFALL, WORD_COST_BONUS, WORD_WHOLE,
	WORD_WHOLE_PRICE, WORD_STATUS_OPTIMAL, WORD_STATUS_LIMIT, WORD_PERIODS, WORD_BINDING, WORD_BINDING_NONE,
	WORD_PRICE_EACH, WORD_LIMIT, WORD_WHERE, WORD_UNIT, WORD_FAMILY_PHASE, WORD_FAMILY_SPACE,
	WORD_FAMILY_POWER, WORD_FAMILY_DEMAND, WORD_FAMILY_MIGRATION, WORD_FAMILY_RULE, WORD_FAMILY_BUDGET,
	WORD_FAMILY_TARGET, WORD_ASSUMED, WORD_ASSUMED_COUNT, WORD_RACKS, WORD_RACKS_SHORT, WORD_MW, WORD_SITES,
	WORD_CUSTOMERS, WORD_CHART_RACKS, WORD_CHART_RACKS_SHORT, WORD_CHART_POWER, WORD_CHART_POWER_ONE,
	WORD_CHART_POWER_OVER, WORD_CHART_COSTS, WORD_CHART_TARGETS_ALL, WORD_CHART_TARGETS_SOME, WORD_DESIGN,
	WORD_AVAILABLE, WORD_OCCUPIED, WORD_DRAWN, WORD_USABLE, WORD_OTHER_SITES, WORD_AXIS_RACKS, WORD_AXIS_MW,
	WORD_AXIS_MONEY_M, WORD_AXIS_SHARE, WORD_NOTE_STATEMENTS, WORD_NOTE_SALVAGE, WORD_NOTE_PLAN, WORD_NOTE_CUT,
	WORD_NOTE_AT_MOST, WORD_HORIZON_END, WORD_MORE,
	WORDS
};

struct words {
	const char *key, *zh, *en;
};
extern const struct words report_words[WORDS];

const char *report_word(enum word word, enum language language);
const char *report_text(const struct text *text, enum language language);
const char *report_cost_word(enum cost_kind kind, enum language language);
const char *report_state_word(enum target_state state, enum language language);
const char *report_modality_word(enum modality modality, enum language language);

/*
 * Appends the words with {0}, {1}, {2} and {3} replaced by the arguments, which may be NULL when not used.
 * The arguments are never looked into, so a name that reads "{1}" stays that.
 */
void report_say(struct str *out, enum word word, enum language language, const char *const arguments[4]);

/* What a binding row of this family limits, in a planner's words; a family nobody named yet gives its own name. */
const char *report_family_word(const char *family, enum language language);

#endif
