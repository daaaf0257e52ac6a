/*
 * proof_check.c - does a certificate prove what it says? Nothing here rounds or knows a tolerance but one, which only refuses.
 */
#include "planner/verify/proof.h"

#include "planner/base/io.h"
#include "planner/base/memory.h"

#include <string.h>

/* A bound this far (as a share) above what the plan costs is no proof, but a sign that model and plan do not fit together. */
static const struct decimal CONTRADICTION = { 1, -6 };

struct checking {
	const struct certificate *certificate;
	const struct mps *mps;
	struct total *limits; /* [n_tiers] */
	struct str *why;
};

static int refuse(struct str *why, const char *what)
{
	str_add(why, what);
	return -1;
}

static int refuse_tier(const struct checking *c, int k, const char *what)
{
	str_addf(c->why, "%s: %s", c->certificate->tiers[k].row, what);
	return -1;
}

/* bound > value + |value| / 10^6 + 1 / 10^6 */
static bool contradicts(const struct total *bound, const struct total *value)
{
	struct total most, size;
	bool result;

	total_init(&most);
	total_init(&size);
	total_set(&most, value);
	total_set(&size, value);
	total_absolute(&size);
	total_add_times(&most, &size, CONTRADICTION);
	total_add_product(&most, CONTRADICTION, (struct decimal){ 1, 0 });
	result = total_compare(bound, &most) > 0;
	total_clear(&size);
	total_clear(&most);
	return result;
}

/* value - bound <= gap x max(1, |bound|) */
static bool gap_holds(const struct certificate *certificate)
{
	const struct proof_tier *last = &certificate->tiers[certificate->n_tiers - 1];
	struct total allowed, one, distance;
	bool result;

	total_init(&allowed);
	total_init(&one);
	total_init(&distance);
	total_set(&allowed, &last->bound);
	total_absolute(&allowed);
	total_set_decimal(&one, (struct decimal){ 1, 0 });
	if (total_compare(&allowed, &one) < 0)
		total_set(&allowed, &one);
	total_times(&allowed, &certificate->gap);
	total_set(&distance, &last->value);
	total_subtract(&distance, &last->bound);
	result = total_compare(&distance, &allowed) <= 0;
	total_clear(&distance);
	total_clear(&one);
	total_clear(&allowed);
	return result;
}

static int check_bound(const struct checking *c, int k, const struct total *bound)
{
	const struct proof_tier *tier = &c->certificate->tiers[k];

	if (total_compare(&tier->bound, bound) > 0)
		return refuse_tier(c, k, "the multipliers prove a lower bound than the one that is claimed");
	if (total_compare(&tier->bound, &tier->value) > 0)
		return refuse_tier(c, k, "the bound lies above the plan's own value");
	if (contradicts(bound, &tier->value))
		return refuse_tier(c, k, "the plan's value lies below what is proved to be possible");
	return 0;
}

static int check_tier(const struct checking *c, int k)
{
	const struct mps *mps = c->mps;
	const struct proof_tier *tier = &c->certificate->tiers[k];
	const bool last = k == c->certificate->n_tiers - 1;
	const int row = last ? mps->cost : mps->goals[k];
	struct total bound;
	bool nothing_left;
	int result;

	if (strcmp(tier->row, mps->rows[row].name) != 0)
		return refuse_tier(c, k, "the model minimises another row at this place");
	if (!last && total_compare(&tier->value, &tier->limit) > 0)
		return refuse_tier(c, k, "the plan's value lies above the limit that the later tiers are proved for");
	if (!tier->node)
		return last ? refuse_tier(c, k, "there is no proof") : 0;
	total_init(&bound);
	result = proof_bound(mps, row, c->limits, k, tier->node, &bound, &nothing_left, c->why);
	if (result == 0 && nothing_left)
		result = refuse_tier(c, k, "there is nothing at all, the proof says, and yet there is a plan");
	if (result == 0)
		result = check_bound(c, k, &bound);
	total_clear(&bound);
	return result;
}

static int check_tiers(struct checking *c)
{
	const struct certificate *certificate = c->certificate;
	int k, result = 0;

	if (certificate->n_tiers != c->mps->n_goals + 1)
		return refuse(c->why, "the certificate has another number of tiers than the model");
	c->limits = memory_alloc(certificate->n_tiers, sizeof *c->limits);
	for (k = 0; k < certificate->n_tiers; k++) {
		total_init(&c->limits[k]);
		total_set(&c->limits[k], &certificate->tiers[k].limit);
	}
	for (k = 0; result == 0 && k < certificate->n_tiers; k++)
		result = check_tier(c, k);
	for (k = 0; k < certificate->n_tiers; k++)
		total_clear(&c->limits[k]);
	memory_free(c->limits);
	if (result == 0 && !gap_holds(certificate))
		return refuse(c->why, "plan and bound lie further apart than the gap that is claimed");
	return result;
}

static int check_emptiness(const struct checking *c)
{
	struct total bound;
	bool nothing_left;
	int result;

	total_init(&bound);
	result = proof_bound(c->mps, -1, NULL, 0, c->certificate->tiers[0].node, &bound, &nothing_left, c->why);
	total_clear(&bound);
	if (result == 0 && !nothing_left)
		return refuse(c->why, "a leaf of the proof does not say that there is nothing");
	return result;
}

/* Is it about this scenario, this plan and this model? */
static int check_claim(const struct certificate *certificate, const struct proof_claim *claim, const char *model,
                       size_t length, struct str *why)
{
	struct total objective;
	char hash[65];
	int result = 0;

	if (strcmp(certificate->scenario_sha256, claim->scenario_sha256) != 0)
		return refuse(why, "the certificate was made for another scenario");
	io_sha256(model, length, hash);
	if (strcmp(certificate->model_sha256, hash) != 0)
		return refuse(why, "the certificate was made for another model.mps");
	if (certificate->kind == PROOF_INFEASIBILITY)
		return claim->objective ? refuse(why, "the certificate says that there is no plan, and here is one")
		                        : 0;
	if (!claim->objective)
		return refuse(why, "the certificate is of a plan, not of there being none");
	total_init(&objective);
	if (total_read(claim->objective, &objective) ||
	    total_compare(&objective, &certificate->tiers[certificate->n_tiers - 1].value) != 0)
		result = refuse(why, "the certificate was made for a plan of another cost");
	total_clear(&objective);
	return result;
}

int certificate_prove(const struct certificate *certificate, const struct mps *mps, struct str *why)
{
	struct checking c = { .certificate = certificate, .mps = mps, .why = why };

	return certificate->kind == PROOF_INFEASIBILITY ? check_emptiness(&c) : check_tiers(&c);
}

int certificate_check(const struct certificate *certificate, const struct proof_claim *claim, const char *model,
                      size_t length, const char *model_path, struct str *why, struct error *err)
{
	struct mps *mps;
	int result;

	if (check_claim(certificate, claim, model, length, why))
		return -1;
	mps = mps_read(model, length, model_path, err);
	if (!mps)
		return -1;
	result = certificate_prove(certificate, mps, why);
	mps_free(mps);
	return result;
}
