/* What one unit of a limit is worth, to either side, and how far that holds: in a sentence. */
#include "planner/report/format.h"
#include "planner/report/limits.h"
#include "planner/report/words.h"

#include <math.h>
#include <string.h>

static const double NOTHING_CNY = 0.005; /* half a cent */
static const double SAME = 1e-6;         /* relative */

struct side {      /* of a limit: loosened, or tightened */
	bool more; /* by more of it */
	double by, each_cny;
};

/* "+14 MW" or "-3 racks". */
static void add_amount(struct str *out, const struct side *side, const struct binding *binding, enum language language)
{
	const bool plain = strcmp(binding->unit, "1") == 0;
	const int decimals = side->by < 10 ? 2 : 0;

	str_add(out, side->more ? "+" : "-");
	if (side->by < 0.01)
		str_add_number(out, side->by);
	else
		format_short(out, side->by, decimals);
	if (!plain)
		str_addf(out, " %s", language == LANGUAGE_ZH ? limit_unit(binding, language) : binding->unit);
}

static void say_price(struct str *out, enum word word, const struct side *side, const struct binding *binding,
                      const struct scenario *sc, enum language language)
{
	struct str money = STR_INIT;

	format_price(&money, sc, side->each_cny, language);
	report_say(out, word, language, (const char *[4]){ limit_unit(binding, language), money.text, NULL, NULL });
	str_dispose(&money);
}

static void say_end(struct str *out, const struct side *side, const struct binding *binding, enum language language)
{
	struct str amount = STR_INIT;

	add_amount(&amount, side, binding, language);
	report_say(out, side->more ? WORD_UP_TO : WORD_DOWN_TO, language,
	           (const char *[4]){ amount.text, NULL, NULL, NULL });
	str_dispose(&amount);
}

static void say_loosened(struct str *out, const struct side *side, const struct binding *binding,
                         const struct scenario *sc, enum language language)
{
	if (!binding->range.known) {
		say_price(out, side->more ? WORD_MORE_SAVES_MOST : WORD_LESS_SAVES_MOST, side, binding, sc, language);
	} else if (side->each_cny < NOTHING_CNY) {
		str_add(out, report_word(side->more ? WORD_MORE_SAVES_NOTHING : WORD_LESS_SAVES_NOTHING, language));
	} else {
		say_price(out, side->more ? WORD_MORE_SAVES : WORD_LESS_SAVES, side, binding, sc, language);
		say_end(out, side, binding, language);
	}
}

static void say_tightened(struct str *out, const struct side *side, double saves_cny, const struct binding *binding,
                          const struct scenario *sc, enum language language)
{
	if (!(side->by > 0)) {
		str_add(out, report_word(side->more ? WORD_MORE_NO_PLAN : WORD_LESS_NO_PLAN, language));
		return;
	}
	if (fabs(side->each_cny - saves_cny) <= SAME * side->each_cny)
		str_add(out, report_word(side->more ? WORD_MORE_COSTS_IT : WORD_LESS_COSTS_IT, language));
	else
		say_price(out, side->more ? WORD_MORE_COSTS : WORD_LESS_COSTS, side, binding, sc, language);
	say_end(out, side, binding, language);
}

void limit_worth(struct str *loosened, struct str *tightened, const struct binding *binding, const struct scenario *sc,
                 enum language language)
{
	const struct price_range *range = &binding->range;
	const struct side looser = { !binding->lower, range->loosened_by,
		                     range->known ? range->saves_cny : binding->price_cny };
	const struct side tighter = { binding->lower, range->tightened_by, range->costs_cny };

	say_loosened(loosened, &looser, binding, sc, language);
	if (range->known)
		say_tightened(tightened, &tighter, range->saves_cny, binding, sc, language);
}
