/*
 * proof_beside.c - the proof that stands in a results directory beside the plan.
 */
#include "planner/verify/proof.h"

#include "planner/base/io.h"
#include "planner/base/memory.h"

#include <string.h>
#include <unistd.h>

static const size_t MOST_BYTES = (size_t)1 << 30;

static void neighbour(const char *path, const char *name, struct str *out)
{
	const char *slash = strrchr(path, '/');

	if (slash)
		str_add_n(out, path, (size_t)(slash - path) + 1);
	str_add(out, name);
}

void proof_beside(const char *path, const struct proof_claim *claim, struct proof_found *found, struct error *err)
{
	struct str certificate = STR_INIT, model = STR_INIT;

	neighbour(path, "certificate.json", &certificate);
	neighbour(path, "model.mps", &model);
	found->state = PROOF_ABSENT;
	if (access(certificate.text, F_OK) == 0) {
		found->state = PROOF_UNREADABLE;
		found->certificate = certificate_read(certificate.text, err);
		if (found->certificate &&
		    io_read_file(model.text, MOST_BYTES, &found->model, &found->length, err) == 0) {
			if (certificate_check(found->certificate, claim, found->model, found->length, model.text,
			                      &found->why, err) == 0)
				found->state = PROOF_HOLDS;
			else if (err->kind == FAULT_NONE)
				found->state = PROOF_REFUSED;
		}
	}
	str_dispose(&model);
	str_dispose(&certificate);
}

void proof_found_dispose(struct proof_found *found)
{
	certificate_free(found->certificate);
	memory_free(found->model);
	str_dispose(&found->why);
	memset(found, 0, sizeof *found);
}

void proof_print(const struct proof_found *found, struct str *out)
{
	const struct certificate *c = found->certificate;

	switch (found->state) {
	case PROOF_ABSENT: str_add(out, "no proof present\n"); break;
	case PROOF_UNREADABLE: str_add(out, "the proof cannot be read\n"); break;
	case PROOF_REFUSED: str_addf(out, "the proof is refused: %s\n", found->why.text); break;
	case PROOF_HOLDS:
		if (c->kind == PROOF_INFEASIBILITY) {
			str_add(out, "proved: there is no plan\n");
			break;
		}
		str_add(out, "proved: nothing costs less than ");
		total_print(&c->tiers[c->n_tiers - 1].bound, out);
		str_add(out, "; the plan lies above it by a share of ");
		total_print(&c->gap, out);
		str_add(out, " at most\n");
		break;
	}
}
