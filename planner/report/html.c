#include "planner/report/html.h"
#include "planner/base/io.h"
#include "planner/report/chart.h"
#include "planner/report/format.h"

#include <stdio.h>
#include <string.h>

static const char *const classes[LANGUAGES] = { [LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh" };
static const char *const codes[LANGUAGES] = { [LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh-CN" };

/* ---- both languages ---- */

void both_dispose(struct both *both)
{
	str_dispose(&both->of[LANGUAGE_EN]);
	str_dispose(&both->of[LANGUAGE_ZH]);
}

void both_clear(struct both *both)
{
	str_clear(&both->of[LANGUAGE_EN]);
	str_clear(&both->of[LANGUAGE_ZH]);
}

static void span(struct str *out, enum language language, const char *text)
{
	str_addf(out, "<span class=\"%s\" lang=\"%s\">", classes[language], codes[language]);
	str_add_xml(out, text);
	str_add(out, "</span>");
}

void html_both(struct str *out, const char *en, const char *zh)
{
	if (strcmp(en, zh) == 0 && chart_has_wide(en)) { /* read aloud as what it is */
		str_add(out, "<span lang=\"zh-CN\">");
		str_add_xml(out, en);
		str_add(out, "</span>");
		return;
	}
	if (strcmp(en, zh) == 0) {
		str_add_xml(out, en);
		return;
	}
	span(out, LANGUAGE_EN, en);
	span(out, LANGUAGE_ZH, zh);
}

void html_text(struct str *out, const struct text *text)
{
	html_both(out, text->en, text->zh);
}

void html_word(struct str *out, enum word word)
{
	html_both(out, report_word(word, LANGUAGE_EN), report_word(word, LANGUAGE_ZH));
}

void html_page_word(struct str *out, enum page_word word)
{
	html_both(out, page_words[word].en, page_words[word].zh);
}

void html_add(struct str *out, struct both *both)
{
	html_both(out, both->of[LANGUAGE_EN].text, both->of[LANGUAGE_ZH].text);
	both_clear(both);
}

void html_say(struct str *out, enum page_word word, const struct text arguments[4])
{
	struct both both = BOTH_INIT;
	const char *en[4], *zh[4];
	int i;

	for (i = 0; i < 4; i++) {
		en[i] = arguments[i].en;
		zh[i] = arguments[i].zh;
	}
	words_fill(&both.of[LANGUAGE_EN], page_words[word].en, en);
	words_fill(&both.of[LANGUAGE_ZH], page_words[word].zh, zh);
	html_add(out, &both);
	both_dispose(&both);
}

/* ---- tables ---- */

static void attribute(struct str *out, const char *name, const char *value)
{
	if (!value)
		return;
	str_addf(out, " %s=\"", name);
	str_add_xml(out, value);
	str_add_char(out, '"');
}

void html_words(struct str *out, const struct words *words)
{
	html_both(out, words->en, words->zh);
}

void html_table(struct str *out, const char *id, enum page_word caption, bool quiet)
{
	html_words_table(out, id, &page_words[caption], quiet);
}

void html_words_table(struct str *out, const char *id, const struct words *caption, bool quiet)
{
	str_addf(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"%s-caption\">\n", id);
	str_addf(out, "<table id=\"%s\"><caption id=\"%s-caption\"%s>", id, id, quiet ? " class=\"quiet\"" : "");
	html_words(out, caption);
	str_add(out, "</caption>\n");
}

void html_head(struct str *out)
{
	str_add(out, "<thead><tr>");
}

void html_body(struct str *out)
{
	str_add(out, "</tr></thead>\n<tbody>");
}

void html_table_end(struct str *out)
{
	str_add(out, "</tbody></table></div>\n");
}

void html_row(struct str *out, const char *site)
{
	str_add(out, "\n<tr");
	attribute(out, "data-site", site);
	str_add_char(out, '>');
}

static void column_begins(struct str *out, bool number)
{
	str_add(out, number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
}

void html_column(struct str *out, enum word word, bool number)
{
	column_begins(out, number);
	html_word(out, word);
	str_add(out, "</th>");
}

void html_page_column(struct str *out, enum page_word word, bool number)
{
	html_words_column(out, &page_words[word], number);
}

void html_words_column(struct str *out, const struct words *words, bool number)
{
	column_begins(out, number);
	html_words(out, words);
	str_add(out, "</th>");
}

void html_site_column(struct str *out, const struct site *site, int columns)
{
	if (columns > 1)
		str_addf(out, "<th scope=\"colgroup\" colspan=\"%d\"", columns);
	else
		str_add(out, "<th scope=\"col\" class=\"n\"");
	attribute(out, "data-site", site->id);
	str_add_char(out, '>');
	html_text(out, &site->name);
	str_add(out, "</th>");
}

void html_group_column(struct str *out, const struct site *site, enum page_word word)
{
	str_add(out, "<th scope=\"col\" class=\"n\"");
	attribute(out, "data-site", site->id);
	str_add_char(out, '>');
	html_page_word(out, word);
	str_add(out, "</th>");
}

/* What stands in one language only is marked when it is Chinese, so that it is read aloud as such. */
void html_cell(struct str *out, const char *text)
{
	str_add(out, chart_has_wide(text) ? "<td lang=\"zh-CN\">" : "<td>");
	str_add_xml(out, text);
	str_add(out, "</td>");
}

void html_cell_text(struct str *out, const struct text *text)
{
	str_add(out, "<td>");
	html_text(out, text);
	str_add(out, "</td>");
}

void html_cell_word(struct str *out, enum word word)
{
	str_add(out, "<td class=\"w\">");
	html_word(out, word);
	str_add(out, "</td>");
}

void html_cell_both(struct str *out, struct both *both)
{
	str_add(out, "<td>");
	html_add(out, both);
	str_add(out, "</td>");
}

void html_cell_value(struct str *out, double value, struct both *shown)
{
	str_add(out, "<td class=\"n\"><data value=\"");
	str_add_number(out, value);
	str_add(out, "\">");
	html_add(out, shown);
	str_add(out, "</data></td>");
}

void html_cell_of(struct str *out, const char *site, double value, int decimals)
{
	str_add(out, "<td class=\"n\"");
	attribute(out, "data-site", site);
	str_add(out, "><data value=\"");
	str_add_number(out, value);
	str_add(out, "\">");
	format_short(out, value, decimals);
	str_add(out, "</data></td>");
}

void html_cell_fixed(struct str *out, double value, int decimals)
{
	str_add(out, "<td class=\"n\"><data value=\"");
	str_add_number(out, value);
	str_add(out, "\">");
	format_number(out, value, decimals);
	str_add(out, "</data></td>");
}

void html_cell_number(struct str *out, double value, int decimals)
{
	html_cell_of(out, NULL, value, decimals);
}

void html_cell_date(struct str *out, struct date date)
{
	char text[16] = "";

	if (date_is_set(date))
		date_format(date, text);
	str_addf(out, "<td class=\"d\"><time>%s</time></td>", text);
}

void html_row_head(struct str *out, const char *text)
{
	str_add(out, "<th scope=\"row\">");
	str_add_xml(out, text);
	str_add(out, "</th>");
}

void html_row_head_text(struct str *out, const struct text *text, const char *id)
{
	str_add(out, "<th scope=\"row\">");
	html_text(out, text);
	if (id) {
		str_add(out, " <code>");
		str_add_xml(out, id);
		str_add(out, "</code>");
	}
	str_add(out, "</th>");
}

/* ---- hashes ---- */

static int digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

void html_hash(struct str *out, const char *bytes, size_t length)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	enum { BYTES = 32 };
	unsigned char sum[BYTES + 1] = { 0 };
	char hex[2 * BYTES + 1];
	int i;

	io_sha256(bytes, length, hex);
	for (i = 0; i < BYTES; i++)
		sum[i] = (unsigned char)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
	str_add(out, "sha256-");
	for (i = 0; i < BYTES; i += 3) { /* 32 bytes: the last group has two, and its last letter is padding */
		int group = sum[i] << 16 | sum[i + 1] << 8 | (i + 2 < BYTES ? sum[i + 2] : 0);

		str_add_char(out, letters[group >> 18 & 63]);
		str_add_char(out, letters[group >> 12 & 63]);
		str_add_char(out, letters[group >> 6 & 63]);
		str_add_char(out, i + 2 < BYTES ? letters[group & 63] : '=');
	}
}
