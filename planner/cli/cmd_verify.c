#include "planner/cli/answer.h"
#include "planner/cli/pipeline.h"
#include "planner/cli/tie.h"
#include "planner/verify/proof.h"

#include <string.h>

struct verification {
	struct run run;
	struct violations violations;
	struct infeasibility verdict; /* where there is no plan */
	struct proof_found proof;
	bool tied; /* the model code makes the same model of the scenario */
};

static void proof_json(const struct verification *v, struct str *out)
{
	static const char *const states[] = { "absent", "holds", "refused", "unreadable" };
	const struct certificate *c = v->proof.certificate;

	str_addf(out, "{\"state\": \"%s\"", states[v->proof.state]);
	if (v->proof.state == PROOF_REFUSED) {
		str_add(out, ", \"why\": ");
		str_add_json(out, v->proof.why.text);
	}
	if (v->proof.state == PROOF_HOLDS && c->kind == PROOF_OPTIMALITY) {
		str_add(out, ", \"bound\": ");
		total_print(&c->tiers[c->n_tiers - 1].bound, out);
		str_add(out, ", \"gap\": ");
		total_print(&c->gap, out);
	}
	str_add(out, "}");
}

static void violations_json(const struct violations *violations, struct str *out)
{
	int i;

	str_addf(out, "  \"checks\": %d,\n  \"violations\": [", violations->n_checks);
	for (i = 0; i < violations->n; i++) {
		const struct violation *violation = &violations->items[i];

		str_add(out, i > 0 ? ",\n    {\"rule\": " : "\n    {\"rule\": ");
		str_add_json(out, violation->rule);
		str_add(out, ", \"place\": ");
		str_add_json(out, violation->place);
		str_add(out, ", \"amount\": ");
		str_add_number(out, violation->amount);
		str_add(out, ", \"unit\": ");
		str_add_json(out, violation->unit);
		str_add(out, ", \"message\": ");
		str_add_json(out, violation->message);
		str_add_char(out, '}');
	}
	str_add(out, violations->n > 0 ? "\n  ],\n" : "],\n");
}

static void print_json(const struct verification *v, int code, struct str *out)
{
	str_addf(out, "{\n  \"accepted\": %s,\n", code == EXIT_DONE ? "true" : "false");
	if (v->run.plan)
		violations_json(&v->violations, out);
	else
		str_addf(out, "  \"infeasible\": true,\n  \"said_to_be_proved\": %s,\n",
		         v->verdict.proved ? "true" : "false");
	str_add(out, "  \"proof\": ");
	proof_json(v, out);
	str_add(out, "\n}\n");
}

/* The violations themselves name rules and rows, and are in English. */
static void violations_zh(const struct violations *violations, struct str *out)
{
	int i;

	for (i = 0; i < violations->n; i++)
		str_addf(out, "%s\n", violations->items[i].message);
	if (violations->n == 0)
		str_addf(out, "通过：共比对 %d 项，无违反\n", violations->n_checks);
	else
		str_addf(out, "不通过：共比对 %d 项，违反 %d 项\n", violations->n_checks, violations->n);
}

static void proof_zh(const struct proof_found *found, struct str *out)
{
	const struct certificate *c = found->certificate;

	switch (found->state) {
	case PROOF_ABSENT: str_add(out, "没有证明\n"); break;
	case PROOF_UNREADABLE: str_add(out, "证明无法读取\n"); break;
	case PROOF_REFUSED: str_addf(out, "证明不成立：%s\n", found->why.text); break;
	case PROOF_HOLDS:
		if (c->kind == PROOF_INFEASIBILITY) {
			str_add(out, "已证明：不存在可行方案\n");
			break;
		}
		str_add(out, "已证明：费用不可能低于 ");
		total_print(&c->tiers[c->n_tiers - 1].bound, out);
		str_add(out, "；本方案高出的比例不超过 ");
		total_print(&c->gap, out);
		str_add_char(out, '\n');
		break;
	}
}

/* What a reader could take for checked, too. */
static void add_unchecked(const struct verification *v, struct str *out)
{
	if (v->run.plan)
		str_add(out, run_say(&v->run, "not checked: the prices, their ranges, and the list of binding limits\n",
		                     "未核对：影子价格及其有效范围、紧约束清单\n"));
	else
		str_add(out, run_say(&v->run, "not checked: the reasons given (conflict, repairs, shortfalls)\n",
		                     "未核对：所列原因（冲突、补救办法、短缺）\n"));
}

static void print_text(const struct verification *v, struct str *out)
{
	const bool chinese = v->run.options->chinese;

	if (v->run.plan && chinese)
		violations_zh(&v->violations, out);
	else if (v->run.plan)
		verify_print(&v->violations, out);
	if (chinese)
		proof_zh(&v->proof, out);
	else
		proof_print(&v->proof, out);
	if (v->tied)
		str_add(out, run_say(&v->run, "model.mps is the model of this scenario, row by row\n",
		                     "model.mps 与本场景的模型逐行一致\n"));
	add_unchecked(v, out);
}

/* Either the plan or the verdict that there is none. */
static int read_answer(struct verification *v, const char *path, struct error *err)
{
	const int kind = infeasibility_read(path, &v->verdict, err);

	if (kind == 1 && strcmp(v->verdict.scenario_sha256, v->run.sc->sha256) != 0)
		return error_set(err, FAULT_INPUT, path, "made for a scenario with sha256 %s, this one has %s",
		                 v->verdict.scenario_sha256, v->run.sc->sha256);
	if (kind != 0)
		return kind < 0 ? -1 : 0;
	v->run.plan = plan_read(path, v->run.sc, err);
	return v->run.plan ? 0 : -1;
}

static int check_proof(struct verification *v, const char *path, struct error *err)
{
	struct proof_claim claim = { v->run.sc->sha256, NULL };
	struct str objective = STR_INIT;

	if (v->run.plan) {
		str_add_number(&objective, v->run.plan->objective_cny);
		claim.objective = objective.text;
	}
	proof_beside(path, &claim, &v->proof, err);
	if (v->proof.state == PROOF_HOLDS) {
		const struct tie tie = { v->run.sc, v->run.plan, v->proof.certificate, v->proof.model,
			                 v->proof.length };

		v->tied = tie_check(&tie, &v->proof.why, err) == 0;
		if (!v->tied)
			v->proof.state = PROOF_REFUSED;
	}
	str_dispose(&objective);
	return err->kind == FAULT_NONE ? 0 : -1;
}

/* A verdict of infeasibility stands on its proof alone; one that says that it has none is no more than undecided. */
static int judge(const struct verification *v)
{
	if (v->violations.n > 0 || v->proof.state == PROOF_REFUSED)
		return FAULT_INTERNAL;
	if (v->run.plan || v->proof.state == PROOF_HOLDS)
		return EXIT_DONE;
	return v->verdict.proved ? FAULT_INTERNAL : FAULT_UNDECIDED;
}

static int run_verify(const struct options *options)
{
	struct verification v = { .run = { 0 } };
	struct error err = ERROR_INIT;
	struct str out = STR_INIT, path = STR_INIT;
	int code = run_read(&v.run, options);

	answer_path(options->files[1], &path);
	if (code == 0 && read_answer(&v, path.text, &err))
		code = complain(&err);
	if (code == 0 && v.run.plan)
		verify_plan(v.run.sc, v.run.plan, &v.violations);
	if (code == 0 && check_proof(&v, path.text, &err))
		code = complain(&err);
	if (code == 0) {
		code = judge(&v);
		if (options->json)
			print_json(&v, code, &out);
		else
			print_text(&v, &out);
		code = print_result(&out, code);
	}
	proof_found_dispose(&v.proof);
	violations_dispose(&v.violations);
	str_dispose(&path);
	str_dispose(&out);
	run_dispose(&v.run);
	return code;
}

const struct command command_verify = {
	.name = "verify",
	.words = "SCENARIO PLAN",
	.summary = "re-check a plan and its proof without any solver",
	.help = "PLAN is a results directory of solve, or the file in it. Checks every rule of\n"
		"the scenario against the plan.json, in whole racks and exact arithmetic, and\n"
		"prints each violation with its rule, place and amount. Then, from\n"
		"certificate.json and model.mps beside it, that nothing can be cheaper than the\n"
		"bound there, and that model.mps is the scenario's model. Of an\n"
		"infeasibility.json, that there is no plan. Ends 0 when plan and proof are\n"
		"accepted (a plan may come without a proof, which is said), 1 when one is\n"
		"refused, 3 when one cannot be read, 5 when a verdict of infeasibility says itself\n"
		"that it is not proved. Give the --scenario and --set that it was made with.\n",
	.letters = "nsflqv",
	.n_files = 2,
	.run = run_verify,
};
