/* mathprog_stability.c - the previous plan as data of capacity.mod; nothing where there is none. */
#include "models/mathprog_parts.h"

void mathprog_write_stability(const struct scenario *sc, struct str *out)
{
	int i, n = sc->n_demands * sc->n_sites * sc->n_periods;

	if (!sc->stability.racks)
		return;
	str_addf(out, "\nparam most_changed := %d;\nparam changed_cny_per_rack :=", sc->stability.most_racks);
	mathprog_add_number(out, sc->stability.price_cny_per_rack);
	str_add(out, ";\nparam : CHANGED : previous :=");
	for (i = 0; i < n; i++) {
		if (sc->stability.racks[i] == 0)
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->demands[i / (sc->n_sites * sc->n_periods)].id);
		mathprog_add_id(out, sc->sites[i / sc->n_periods % sc->n_sites].id);
		str_addf(out, " %d %d", i % sc->n_periods + 1, sc->stability.racks[i]);
	}
	str_add(out, ";\n");
}
