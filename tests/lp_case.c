#include "tests/lp_case.h"

static const char *const demands[] = { "gov", "bank" };
static const char *const sites[] = { "taiyuan", "datong", "lvliang" };
static const char *const months[] = { "2018-03", "2018-04", "2018-05", "2018-06" };

struct lp_case lp_case_new(void)
{
	struct lp_case f = { .lp = lp_new() };
	const int d = lp_set(f.lp, "demand", 2, demands), s = lp_set(f.lp, "site", 3, sites);
	const int t = lp_set(f.lp, "period", 4, months);

	f.host = lp_column_block(f.lp, "host", "racks", 3, (int[]){ d, s, t });
	f.power = lp_row_block(f.lp, "power", "kW", 2, (int[]){ s, t });
	return f;
}

int lp_case_host(const struct lp_case *f, int d, int s, int t)
{
	return lp_column(f->lp, f->host, (int[]){ d, s, t }, 0, 100, LP_WHOLE);
}

void lp_case_row(const struct lp_case *f, int s, int t)
{
	lp_row_open(f->lp, f->power, (int[]){ s, t });
}
