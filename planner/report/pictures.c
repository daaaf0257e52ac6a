/* The charts of a page, before and after they are drawn. */
#include "planner/report/charts.h"

void one_picture_init(struct one_picture *picture)
{
	static const struct one_picture empty = { { STR_INIT, STR_INIT },
		                                  { STR_INIT, STR_INIT },
		                                  { STR_INIT, STR_INIT } };

	*picture = empty;
}

void one_picture_dispose(struct one_picture *picture)
{
	int language;

	for (language = 0; language < 2; language++) {
		str_dispose(&picture->svg[language]);
		str_dispose(&picture->title[language]);
		str_dispose(&picture->why[language]);
	}
}

void pictures_init(struct pictures *pictures)
{
	int kind;

	for (kind = 0; kind < CHARTS; kind++)
		one_picture_init(&pictures->of[kind]);
}

void pictures_dispose(struct pictures *pictures)
{
	int kind;

	for (kind = 0; kind < CHARTS; kind++)
		one_picture_dispose(&pictures->of[kind]);
}
