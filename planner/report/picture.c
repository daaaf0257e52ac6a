#include "planner/report/chart.h"
#include "planner/report/picture.h"

#include <expat.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char plot_id[] = "gnuplot_plot_";
static const char font_families[] = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, "
				    "WenQuanYi Micro Hei, sans-serif";

/* ---- checking an SVG ---- */

struct look {
	int depth, series_depth; /* series_depth: of the open plot group, or 0 */
	int n_series, n_empty, n_drawn;
	bool is_svg;
	char refused[96];
};

static bool one_of(const char *name, const char *const *names)
{
	for (; *names; names++) {
		if (strcmp(name, *names) == 0)
			return true;
	}
	return false;
}

static void look_at_attributes(struct look *look, const char *element, const char **attributes)
{
	for (; *attributes; attributes += 2) {
		bool link = strcmp(attributes[0], "href") == 0 || strcmp(attributes[0], "xlink:href") == 0;

		if (strncmp(attributes[0], "on", 2) == 0 || (link && attributes[1][0] != '#'))
			snprintf(look->refused, sizeof look->refused, "<%.32s %.32s>", element, attributes[0]);
		if (strcmp(element, "g") == 0 && strcmp(attributes[0], "id") == 0 &&
		    strncmp(attributes[1], plot_id, strlen(plot_id)) == 0) {
			look->n_series++;
			look->series_depth = look->depth;
			look->n_drawn = 0;
		}
	}
}

static void on_start(void *data, const char *element, const char **attributes)
{
	static const char *const drawn[] = { "path",     "text", "use",    "rect",    "polygon",
		                             "polyline", "line", "circle", "ellipse", NULL };
	static const char *const refused[] = { "script",  "foreignObject", "image", "iframe",
		                               "animate", "set",           "style", NULL };
	struct look *look = data;

	look->depth++;
	if (look->depth == 1)
		look->is_svg = strcmp(element, "svg") == 0;
	if (one_of(element, refused))
		snprintf(look->refused, sizeof look->refused, "<%.32s>", element);
	if (look->series_depth > 0)
		look->n_drawn += one_of(element, drawn);
	look_at_attributes(look, element, attributes);
}

static void on_end(void *data, const char *element)
{
	struct look *look = data;

	(void)element;
	if (look->depth == look->series_depth) {
		look->n_empty += look->n_drawn == 0;
		look->series_depth = 0;
	}
	look->depth--;
}

static void on_doctype(void *data, const char *name, const char *system_id, const char *public_id, int has_internal)
{
	struct look *look = data;

	(void)name, (void)system_id, (void)public_id, (void)has_internal;
	snprintf(look->refused, sizeof look->refused, "a document type");
}

int picture_check_svg(const struct str *svg, int expected, const char *name, struct error *err)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");
	struct look look = { 0 };
	int result = 0;

	if (!parser)
		return error_set(err, FAULT_EXTERNAL, name, "there was no memory to check it");
	XML_SetUserData(parser, &look);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetStartDoctypeDeclHandler(parser, on_doctype);
	if (svg->length == 0)
		result = error_set(err, FAULT_EXTERNAL, name, "gnuplot wrote nothing");
	else if (XML_Parse(parser, svg->text, (int)svg->length, 1) != XML_STATUS_OK)
		result = error_set(
			err, FAULT_EXTERNAL, name, "gnuplot wrote a file that is not well-formed: line %lu: %s",
			(unsigned long)XML_GetCurrentLineNumber(parser), XML_ErrorString(XML_GetErrorCode(parser)));
	else if (!look.is_svg)
		result = error_set(err, FAULT_EXTERNAL, name, "gnuplot wrote a file that is not an SVG");
	else if (look.refused[0])
		result = error_set(err, FAULT_EXTERNAL, name, "gnuplot wrote %s, which a chart does not have",
		                   look.refused);
	else if (look.n_series != expected)
		result = error_set(err, FAULT_EXTERNAL, name, "gnuplot drew %d series of %d", look.n_series, expected);
	else if (look.n_empty > 0)
		result = error_set(err, FAULT_EXTERNAL, name, "gnuplot left %d of %d series empty", look.n_empty,
		                   expected);
	XML_ParserFree(parser);
	return result;
}

/* ---- checking a PNG ---- */

static unsigned long big_endian(const unsigned char *bytes)
{
	return (unsigned long)bytes[0] << 24 | (unsigned long)bytes[1] << 16 | (unsigned long)bytes[2] << 8 | bytes[3];
}

static unsigned long crc_of(const unsigned char *bytes, size_t n)
{
	unsigned long crc = 0xffffffffUL;
	int bit;

	for (; n > 0; n--) {
		crc ^= *bytes++;
		for (bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320UL : 0);
	}
	return crc ^ 0xffffffffUL;
}

int picture_check_png(const struct str *png, int width, int height, const char *name, struct error *err)
{
	static const unsigned char signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	const unsigned char *bytes = (const unsigned char *)png->text;
	size_t at = sizeof signature;
	bool sized = false;

	if (png->length < at || memcmp(bytes, signature, at) != 0)
		return error_set(err, FAULT_EXTERNAL, name, "gnuplot wrote a file that is not a PNG");
	while (png->length - at >= 12) {
		unsigned long length = big_endian(bytes + at);

		if (length > png->length - at - 12 ||
		    crc_of(bytes + at + 4, length + 4) != big_endian(bytes + at + 8 + length))
			break;
		if (memcmp(bytes + at + 4, "IHDR", 4) == 0 && length == 13)
			sized = big_endian(bytes + at + 8) == (unsigned long)width &&
			        big_endian(bytes + at + 12) == (unsigned long)height;
		if (memcmp(bytes + at + 4, "IEND", 4) == 0 && sized)
			return 0;
		at += 12 + length;
	}
	return error_set(err, FAULT_EXTERNAL, name, "gnuplot wrote a PNG that is cut, damaged or of the wrong size");
}

/* ---- finishing ---- */

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Copies one tag and gives fonts by their families; names of fonts stand in tags only, never in text. */
static const char *copy_tag(const char *c, struct str *out)
{
	static const char bold[] = "font-family=\"" PICTURE_FONT ":Bold\"",
			  plain[] = "font-family=\"" PICTURE_FONT "\"";

	while (*c && *c != '>') {
		if (starts(c, bold)) {
			str_addf(out, "font-family=\"%s\" font-weight=\"bold\"", font_families);
			c += strlen(bold);
		} else if (starts(c, plain)) {
			str_addf(out, "font-family=\"%s\"", font_families);
			c += strlen(plain);
		} else {
			str_add_char(out, *c++);
		}
	}
	return c;
}

static const char *after(const char *c, const char *text)
{
	const char *found = strstr(c, text);

	return found ? found + strlen(text) : c + strlen(c);
}

/*
 * On a dark screen the file by itself is dark, as it is in a page. Paper stays white, and so do programs that know nothing of
 * themes. The rules stand before the description, where picture_inline_svg() begins to read.
 */
static void add_dark(struct str *out)
{
	static const struct {
		int light, dark;
	} pairs[] = {
		/* those of report.css */
		{ INK, 0xe6e9ed },  { INK_SOFT, 0xa9b2bc }, { INK_FAINT, 0x454c55 }, { GRID, 0x30363d },
		{ AREA, 0x2f363e }, { ALARM, 0xff8a80 },    { PAPER, 0x171b21 },
	};
	static const char *const properties[] = { "fill", "stroke", "color" };
	size_t i, k;

	str_add(out, "<style>@media screen and (prefers-color-scheme:dark){");
	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const int r = pairs[i].light >> 16, g = pairs[i].light >> 8 & 255, b = pairs[i].light & 255;

		for (k = 0; k < sizeof properties / sizeof *properties;
		     k++) /* gnuplot writes text so, and the rest so */
			str_addf(out, "[%s=\"rgb(%d,%d,%d)\"],[%s=\"rgb(%3d, %3d, %3d)\"]{%s:#%06x}", properties[k], r,
			         g, b, properties[k], r, g, b, properties[k], (unsigned)pairs[i].dark);
	}
	str_add(out, "[fill=\"#ffffff\"]{fill:#171b21}}</style>\n");
}

void picture_finish_svg(const struct str *svg, const struct picture *picture, struct str *out)
{
	const char *c = svg->text;
	int i = 0, n = picture->n_series;

	while (*c) {
		if (starts(c, "<svg")) {
			str_add(out, "<svg role=\"img\"");
			c += strlen("<svg");
		} else if (starts(c, "<title>Gnuplot</title>")) {
			str_add(out, "<title>");
			str_add_xml(out, picture->title);
			str_add(out, "</title>");
			c = after(c, "</title>");
		} else if (starts(c, "<desc>")) {
			add_dark(out);
			str_add(out, "<desc>");
			str_add_xml(out, picture->description);
			str_add(out, "</desc>");
			c = after(c, "</desc>");
		} else if (starts(c, "<g id=\"gnuplot_plot_")) {
			c = after(after(c, ">"), "</title>"); /* its title is a piece of the script */
			if (i < n && *picture->series[i].name) {
				str_addf(out, "<g id=\"series_%d\"><title>", i + 1);
				str_add_xml(out, picture->series[i].name);
				str_add(out, "</title>");
			} else {
				str_addf(out, "<g id=\"%s_%d\">", i < n ? "series" : "overlay",
				         i < n ? i + 1 : i - n + 1);
			}
			i++;
		} else if (*c == '<') {
			c = copy_tag(c, out);
		} else {
			str_add_char(out, *c++);
		}
	}
}
