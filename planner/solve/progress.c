/*
 * progress.c - how far a solve is: written by the child into shared memory, read by the parent now and then. Fields are read
 * and written one by one, so that two may be of different moments; it is for people who wait.
 */
#include "planner/solve/steps.h"

#include <math.h>

void progress_clear(struct solve_progress *progress)
{
	*progress = (struct solve_progress){ .bound = (double)NAN, .best = (double)NAN };
}

void progress_stage(struct steps *s, enum solve_stage stage)
{
	const struct solution *out = s->out;
	double bound = out->mip_bound, best = out->has_x ? steps_value(s, out->n_tiers, out->x) : (double)NAN;
	int number = (int)stage;

	__atomic_store(&s->progress->bound, &bound, __ATOMIC_RELAXED);
	__atomic_store(&s->progress->best, &best, __ATOMIC_RELAXED);
	__atomic_store(&s->progress->stage, &number, __ATOMIC_RELAXED);
	progress_count(s);
}

void progress_count(struct steps *s)
{
	long iterations = s->backend->iterations(s->state), nodes = s->backend->nodes(s->state);

	__atomic_store(&s->progress->iterations, &iterations, __ATOMIC_RELAXED);
	__atomic_store(&s->progress->nodes, &nodes, __ATOMIC_RELAXED);
}

void progress_read(const struct solve_progress *progress, struct solve_progress *copy)
{
	__atomic_load(&progress->stage, &copy->stage, __ATOMIC_RELAXED);
	__atomic_load(&progress->iterations, &copy->iterations, __ATOMIC_RELAXED);
	__atomic_load(&progress->nodes, &copy->nodes, __ATOMIC_RELAXED);
	__atomic_load(&progress->bound, &copy->bound, __ATOMIC_RELAXED);
	__atomic_load(&progress->best, &copy->best, __ATOMIC_RELAXED);
	if (copy->stage < 0 || copy->stage >= SOLVE_STAGES)
		copy->stage = STAGE_RELAXATION;
}
