/* An SVG file of gnuplot's as an element of a page: smaller, themed, and with ids that are unique there. */
#include "planner/report/chart.h"
#include "planner/report/picture.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MOST_DEPTH = 32, MOST_ATTRIBUTES = 24 };

struct piece { /* of the text that is read */
	const char *text;
	size_t length;
};

struct attribute {
	struct piece name, value;
};

struct tag {
	struct piece name;
	bool closes, empty; /* </g>, <path/> */
	int n;
	struct attribute attributes[MOST_ATTRIBUTES];
};

struct open {         /* an element whose end is still to come */
	size_t begin; /* in what is written */
	bool drawn;   /* something in it can be seen */
};

struct copy {
	const struct picture *picture;
	struct str *out;
	int depth;
	struct open open[MOST_DEPTH];
	bool needs_defs;
};

static bool is(struct piece piece, const char *text)
{
	return strlen(text) == piece.length && strncmp(piece.text, text, piece.length) == 0;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static struct piece attribute_of(const struct tag *tag, const char *name)
{
	int i;

	for (i = 0; i < tag->n; i++) {
		if (is(tag->attributes[i].name, name))
			return tag->attributes[i].value;
	}
	return (struct piece){ "", 0 };
}

/* ---- reading: the text is well-formed XML, which picture_check_svg() saw to ---- */

static const char *read_attribute(const char *c, struct tag *tag)
{
	struct attribute ignored, *attribute = tag->n < MOST_ATTRIBUTES ? &tag->attributes[tag->n++] : &ignored;
	char quote;

	attribute->name.text = c;
	c += strcspn(c, " \n\t\r=");
	attribute->name.length = (size_t)(c - attribute->name.text);
	c += strcspn(c, "\"'");
	quote = *c;
	attribute->value.text = ++c;
	while (*c != quote)
		c++;
	attribute->value.length = (size_t)(c - attribute->value.text);
	return c + 1;
}

static const char *read_tag(const char *c, struct tag *tag)
{
	memset(tag, 0, sizeof *tag);
	tag->closes = *++c == '/';
	c += tag->closes;
	tag->name.text = c;
	c += strcspn(c, " \n\t\r/>");
	tag->name.length = (size_t)(c - tag->name.text);
	for (;;) {
		while (is_space(*c))
			c++;
		if (*c == '>')
			return c + 1;
		if (*c == '/') {
			tag->empty = true;
			c++;
		} else {
			c = read_attribute(c, tag);
		}
	}
}

static const char *past(const char *c, const char *text)
{
	const char *found = strstr(c, text);

	return found ? found + strlen(text) : c + strlen(c);
}

/* ---- writing ---- */

/* What the page's theme decides about. */
static const char *themed(int rgb)
{
	switch (rgb) {
	case INK: return "var(--ink)";
	case INK_SOFT: return "var(--soft)";
	case INK_FAINT: return "var(--faint)";
	case GRID: return "var(--grid)";
	case AREA: return "var(--area)";
	case ALARM: return "var(--alarm)";
	case PAPER: return "var(--paper)";
	default: return NULL;
	}
}

static void add_colour(struct str *out, struct piece value)
{
	int r, g, b;

	if (sscanf(value.text, "rgb(%d,%d,%d)", &r, &g, &b) != 3)
		str_add_n(out, value.text, value.length);
	else if (themed(r << 16 | g << 8 | b))
		str_add(out, themed(r << 16 | g << 8 | b));
	else
		str_addf(out, "#%02x%02x%02x", r, g, b);
}

static bool is_dropped(struct piece name, struct piece value)
{
	return is(name, "font-family") || is(name, "class") || (is(name, "stroke-linecap") && is(value, "butt")) ||
	       (is(name, "stroke-linejoin") && is(value, "miter"));
}

static void add_path(struct str *out, struct piece value)
{
	const size_t before = out->length;

	if (!picture_outline(out, value.text, value.length)) {
		out->length = before;
		out->text[before] = '\0';
		str_add_n(out, value.text, value.length);
	}
}

static void add_attribute(struct copy *copy, const struct attribute *attribute)
{
	struct piece name = attribute->name, value = attribute->value;
	struct str *out = copy->out;

	if (is_dropped(name, value))
		return;
	str_add_char(out, ' ');
	str_add_n(out, name.text, name.length);
	str_add(out, "=\"");
	if (is(name, "id") || (*value.text == '#' && (is(name, "xlink:href") || is(name, "href"))))
		str_addf(out, "%s%s-%.*s", is(name, "id") ? "" : "#", copy->picture->id,
		         (int)value.length - !is(name, "id"), value.text + !is(name, "id"));
	else if (is(name, "fill") || is(name, "stroke") || is(name, "color"))
		add_colour(out, value);
	else if (is(name, "points") || is(name, "d"))
		add_path(out, value);
	else
		str_add_n(out, value.text,
		          value.length); /* quotes in values are escaped: both kinds may surround them */
	str_add_char(out, '"');
}

static void add_site(struct str *out, const char *site)
{
	if (!site)
		return;
	str_add(out, " data-site=\"");
	str_add_xml(out, site);
	str_add_char(out, '"');
}

static void add_tag(struct copy *copy, const struct tag *tag)
{
	int i, series;

	str_add_char(copy->out, '<');
	str_add_n(copy->out, tag->name.text, tag->name.length);
	for (i = 0; i < tag->n; i++)
		add_attribute(copy, &tag->attributes[i]);
	if (sscanf(attribute_of(tag, "id").text, "series_%d", &series) == 1 && series <= copy->picture->n_series)
		add_site(copy->out, copy->picture->series[series - 1].site);
	str_add(copy->out, tag->empty ? "/>" : ">");
}

static void drawn(struct copy *copy)
{
	int i;

	for (i = 0; i < copy->depth; i++)
		copy->open[i].drawn = true;
}

/* gnuplot writes moves without lines, tick labels without text, and the page behind all. */
static bool is_invisible(const struct copy *copy, const struct tag *tag)
{
	struct piece path = attribute_of(tag, "d");
	char width[16];

	snprintf(width, sizeof width, "%d", copy->picture->width_px);
	if (is(tag->name, "path"))
		return !memchr(path.text, 'L', path.length) && !memchr(path.text, 'h', path.length);
	return is(tag->name, "rect") && is(attribute_of(tag, "width"), width);
}

/* <text> with what is in it; gnuplot nests nothing there. */
static const char *copy_text(struct copy *copy, const struct tag *tag, const char *c)
{
	const char *end = past(c, "</text>");

	while (is_space(*c))
		c++;
	if (*c == '<')
		return end;
	drawn(copy);
	add_tag(copy, tag);
	str_add_n(copy->out, c, (size_t)(end - c));
	return end;
}

static void close_element(struct copy *copy, const struct tag *tag)
{
	const struct open *open;

	if (copy->depth == 0)
		return;
	open = &copy->open[--copy->depth];
	if (!open->drawn) {
		copy->out->length = open->begin;
		copy->out->text[open->begin] = '\0';
	} else {
		str_addf(copy->out, "</%.*s>", (int)tag->name.length, tag->name.text);
	}
}

static const char *copy_element(struct copy *copy, const char *c)
{
	struct tag tag;

	c = read_tag(c, &tag);
	if (is(tag.name, "text") && !tag.empty && !tag.closes)
		return copy_text(copy, &tag, c);
	if (is(tag.name, "defs") && !tag.closes && !copy->needs_defs)
		return past(c, "</defs>");
	if (tag.closes) {
		close_element(copy, &tag);
	} else if (tag.empty) {
		if (is_invisible(copy, &tag))
			return c;
		add_tag(copy, &tag);
		drawn(copy);
	} else if (copy->depth < MOST_DEPTH) {
		copy->open[copy->depth++] = (struct open){ copy->out->length, false };
		add_tag(copy, &tag);
	}
	return c;
}

static void add_opening(const struct picture *picture, struct str *out)
{
	int top = picture->cropped_px;

	str_addf(out, "<svg id=\"%s\" role=\"img\" viewBox=\"0 %d %d %d\" aria-label=\"", picture->id, top,
	         picture->width_px, picture->height_px - top);
	str_add_xml(out, picture->title);
	str_add(out, "\">");
}

static void add_tips(const struct picture *picture, struct str *out)
{
	int i;

	if (picture->n_tips == 0)
		return;
	str_add(out, "<g class=\"tips\" fill=\"none\" pointer-events=\"all\">");
	for (i = 0; i < picture->n_tips; i++) {
		const struct picture_tip *tip = &picture->tips[i];

		if (tip->path)
			str_addf(out, "<path class=\"along\" pointer-events=\"stroke\" d=\"%s\"", tip->path);
		else
			str_addf(out, "<path d=\"M%.1f,%.1fh%.1fv%.1fh%.1fz\"", tip->x, tip->y, tip->width, tip->height,
			         -tip->width);
		add_site(out, tip->site);
		str_add(out, "><title>");
		str_add_xml(out, tip->text);
		str_add(out, "</title></path>");
	}
	str_add(out, "</g>");
}

/* The title and subtitle of the overlay stand in the cropped head and are not copied: their y is above it. */
static bool stands_in_head(const struct picture *picture, const char *c)
{
	double x, y;

	return sscanf(c, "<g transform=\"translate(%lf,%lf)\"", &x, &y) == 2 && y < picture->cropped_px;
}

void picture_inline_svg(const struct str *finished, const struct picture *picture, struct str *out)
{
	struct copy copy = { .picture = picture, .out = out };
	const char *c = past(finished->text, "</desc>");
	const char *defs = past(c, "</defs>");

	copy.needs_defs = strstr(defs, "<use ") != NULL;
	add_opening(picture, out);
	while (*c) {
		if (strncmp(c, "</svg>", strlen("</svg>")) == 0)
			break;
		if (stands_in_head(picture, c))
			c = past(c, "</g>");
		else if (strncmp(c, "<title>", strlen("<title>")) == 0) { /* of a series */
			const char *end = past(c, "</title>");

			str_add_n(out, c, (size_t)(end - c));
			c = end;
		} else if (*c == '<') {
			c = copy_element(&copy, c);
		} else {
			c++; /* white space between elements */
		}
	}
	add_tips(picture, out);
	str_add(out, "</svg>\n");
}
