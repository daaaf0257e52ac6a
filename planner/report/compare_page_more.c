/* The sections of compare.html on orders, and on three or more plans. */
#include "planner/report/compare_page.h"
#include "planner/report/format.h"
#include "planner/report/orders.h"

/* ---- orders ---- */

void compare_page_orders(const struct compare_page *page)
{
	static const enum compare_word kinds[] = { SAY_WENT, SAY_CAME, SAY_MOVED, SAY_QUANTITY_CHANGED };
	const struct compared *c = page->compared;
	struct str *out = page->out;
	struct both both = BOTH_INIT;
	int i;

	if (c->n_orders == 0) {
		compare_nothing(out);
		return;
	}
	compare_order_counts(&both.of[LANGUAGE_EN], c, LANGUAGE_EN);
	compare_order_counts(&both.of[LANGUAGE_ZH], c, LANGUAGE_ZH);
	str_add(out, "<p class=\"note\">");
	html_add(out, &both);
	str_add(out, "</p>\n");
	compare_table_begin(out, "table-orders", SAY_ORDERS, true);
	compare_column(out, SAY_WHAT, false);
	compare_column(out, SAY_ITEM, false);
	html_body(out);
	for (i = 0; i < c->n_orders; i++) {
		const struct compare_order *o = &c->orders[i];
		const int side = o->order[1] ? 1 : 0;
		const int site = o->order[side]->site;

		html_row(out, site >= 0 ? c->side[side].sc->sites[site].id : NULL);
		compare_word_cell(out, kinds[o->kind]);
		compare_order_words(&both.of[LANGUAGE_EN], c, o, LANGUAGE_EN);
		compare_order_words(&both.of[LANGUAGE_ZH], c, o, LANGUAGE_ZH);
		html_cell_both(out, &both);
	}
	html_table_end(out);
	both_dispose(&both);
}

/* ---- three or more ---- */

void compare_page_plans(const struct compare_page *page)
{
	struct str *out = page->out, name = STR_INIT;
	struct both both = BOTH_INIT;
	char letter[COMPARE_NAME];
	int i, met, missed;

	compare_table_begin(out, "table-plans", SAY_PLAN, true);
	compare_column(out, SAY_PLAN, false);
	compare_column(out, SAY_SCENARIO, false);
	compare_column(out, SAY_MET, true);
	compare_column(out, SAY_MISSED, true);
	compare_column(out, SAY_COST, true);
	compare_column(out, SAY_RACKS_END, true);
	compare_column(out, SAY_MW_END, true);
	html_body(out);
	for (i = 0; i < page->n; i++) {
		const struct compare_side *side = &page->sides[i];

		compare_count(side->plan, &met, &missed);
		str_clear(&name);
		compare_side_name(&name, side);
		html_row(out, NULL);
		html_row_head(out, compare_name(i, letter));
		html_cell(out, name.text);
		html_cell_number(out, met, 0);
		html_cell_number(out, missed, 0);
		format_money(&both.of[LANGUAGE_EN], side->sc, side->plan->objective_cny, LANGUAGE_EN);
		format_money(&both.of[LANGUAGE_ZH], side->sc, side->plan->objective_cny, LANGUAGE_ZH);
		html_cell_value(out, side->plan->objective_cny, &both);
		html_cell_number(out, compare_racks(side), 0);
		html_cell_number(out, compare_facility_mw(side), 1);
	}
	html_table_end(out);
	str_dispose(&name);
	both_dispose(&both);
}

void compare_page_states(const struct compare_page *page)
{
	struct str *out = page->out;
	char letter[COMPARE_NAME];
	int i, k, g;

	if (compare_n_differing(page->sides, page->n) == 0) {
		str_add(out, "<p class=\"note\">");
		html_words(out, &compare_words[SAY_STATES_NONE]);
		str_add(out, "</p>\n");
		return;
	}
	compare_table_begin(out, "table-states", SAY_STATES, true);
	compare_column(out, SAY_TARGET, false);
	for (k = 0; k < page->n; k++)
		str_addf(out, "<th scope=\"col\">%s</th>", compare_name(k, letter));
	html_body(out);
	for (i = 0; i < page->n; i++) {
		for (g = 0; g < page->sides[i].plan->n_results; g++) {
			const struct target *target =
				&page->sides[i].sc->targets[page->sides[i].plan->results[g].target];

			if (!compare_differs(page->sides, page->n, i, target->id))
				continue;
			html_row(out, NULL);
			html_row_head_text(out, &target->name, target->id);
			for (k = 0; k < page->n; k++)
				compare_state_cell(out, compare_result(&page->sides[k], target->id));
		}
	}
	html_table_end(out);
}
