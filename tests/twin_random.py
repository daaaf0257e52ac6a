#!/usr/bin/python3
"""The twin and the planner on scenarios made up at random. Usage: twin_random.py COUNT PROGRAM FOLDER

The scenarios are small, so that the programs made of them can be compared row by row, and odd on purpose: options that
are off, also of a predecessor or of legacy rooms, scopes of every kind, every metric with every modality, leads longer
than the horizon. Then every constraint and every cost of the twin is left out in turn: one of the scenarios must show it.
Prints "ok - " and "not ok - " lines.
"""
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True  # nothing is written beside the tests
import twin_compare  # noqa: E402
import twin_maker  # noqa: E402


class Case:
    """The files that are made of one scenario."""
    def __init__(self, folder, seed):
        self.path = lambda end: os.path.join(folder, '%s.%s' % (seed, end))
        self.rows = set()

    def export(self, program):
        scenario, data = self.path('json'), self.path('dat')
        planner = ['-o', self.path('mps'), '--names', self.path('csv')]
        for form, more in (('mathprog', ['-o', data]), ('mps', planner)):
            done = subprocess.run([program, 'export', scenario, '-q', '--to', form, *more], capture_output=True, text=True,
                                  check=False)
            if done.returncode == 3:  # a demand that nobody may host, say
                return False
            if done.returncode:
                raise ValueError('%s: ended with %d: %s' % (scenario, done.returncode, done.stderr))
        return True

    def compare(self, model):
        twin = self.path('glp')
        done = subprocess.run(['glpsol', '--check', '-m', model, '-d', self.path('dat'), '--wglp', twin],
                              capture_output=True, text=True, check=False)
        if done.returncode:
            return [done.stdout]
        self.rows = set(re.findall(r'^n i \d+ (\w+)', open(twin, encoding='utf-8').read(), re.M))
        return twin_compare.compare_files(twin, self.path('mps'), self.path('csv'), self.path('dat'))[0]


def shown(cases, model, text, row=None):
    """Does one of the scenarios show that the model is another?"""
    with open(model, 'w', encoding='utf-8') as file:
        file.write(text)
    having = [case for case in cases if row is None or row in case.rows]
    rows = [case.rows for case in having]
    found = any(case.compare(model) for case in having)
    for case, before in zip(having, rows):
        case.rows = before
    return found


def report(good, name, why=''):
    print(('ok - ' if good else 'not ok - ') + name)
    for line in why.splitlines()[:12]:
        print('# ' + line)
    return good


def main(count, program, folder):
    model = 'models/capacity.mod'
    cases, wrong = [], []
    for seed in range(1, count + 1):
        case = Case(folder, seed)
        with open(case.path('json'), 'w', encoding='utf-8') as file:
            json.dump(twin_maker.Maker(seed).scenario(), file, indent=1, ensure_ascii=False)
        if case.export(program):
            cases.append(case)
            wrong += ['seed %d: %s' % (seed, line) for line in case.compare(model)[:3]]
    good = report(not wrong and len(cases) > count / 2,
                  'row by row the twin is the planner\'s program: %d of %d made-up scenarios' % (len(cases), count),
                  '\n'.join(wrong))
    text = open(model, encoding='utf-8').read()
    other = os.path.join(folder, 'other.mod')
    unseen = []
    constraints = [m for m in re.finditer(r'^s\.t\. (\w+)\b[^;]*;\n', text, re.M) if not m[1].startswith('define_')]
    for m in constraints:
        if m[1] != 'kept' and not shown(cases, other, text[:m.start()] + text[m.end():], m[1]):
            unseen.append(m[1])
    good &= report(not unseen and len(constraints) > 25,
                   'the comparison sees each of %d constraints left out' % (len(constraints) - 1), ' '.join(unseen))
    goal = re.search(r'^minimize goal:[^;]*;', text, re.M)
    costs = re.findall(r'\bcost_\w+', goal[0])
    unseen = [cost for cost in costs
              if not shown(cases, other, text.replace(goal[0], re.sub(r'\b%s\b' % cost, '0', goal[0])))]
    good &= report(not unseen and len(costs) == 17, 'the comparison sees each of %d costs left out' % len(costs),
                   ' '.join(unseen))
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(int(sys.argv[1]), sys.argv[2], sys.argv[3]))
