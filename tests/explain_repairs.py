"""Applies every repair of an explanation and looks for a plan.

Usage: explain_repairs.py RACKPLAN SCENARIO NAME < explanation.json
Ends 1 when a repair, or the first repairs of several conflicts together, do not make a plan possible.
"""
import json
import subprocess
import sys


def has_plan(rackplan, scenario, name, sets):
    command = [rackplan, "check", "-q", scenario, "--scenario", name]
    for text in sets:
        command += ["--set", text]
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60).returncode == 0


def main():
    rackplan, scenario, name = sys.argv[1:4]
    explanation = json.load(sys.stdin)
    conflicts = explanation["conflicts"]
    tried = bad = 0
    if len(conflicts) == 1:
        trials = [repair["set"] for repair in conflicts[0]["repairs"]]
    else:
        first = [conflict["repairs"][0]["set"] for conflict in conflicts if conflict["repairs"]]
        trials = [sum(first, [])] if explanation["first_repairs_together_suffice"] else []
    for sets in trials:
        tried += 1
        if not has_plan(rackplan, scenario, name, sets):
            bad += 1
            print("no plan with", *sets)
    print(f"{tried} repairs applied, {tried - bad} make a plan possible")
    return 1 if bad or not tried else 0


sys.exit(main())
