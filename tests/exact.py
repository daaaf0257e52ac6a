"""Usage: exact.py RACKPLAN FOLDER N_SEEDS

An independent solver in rational arithmetic, QSopt_ex, reads the exported program and says the optimum of its relaxation
as a fraction, or that it has none. The planner's bound and its "infeasible" must agree: for fixtures, for shipped
scenarios, and for scenarios made up from seeds, each as it is and with its targets raised until most have no plan.
"""
import glob
import json
import os
import re
import subprocess
import sys
from fractions import Fraction

from twin_maker import Maker

# A scenario of goals has the bound of plans that are as good in them, and so no less than the exported program's.
TOLERANCE = 1e-9
RAISED = 3


def exact(mps):
    """A fraction, or None when there is no answer that keeps every row."""
    out = os.path.splitext(mps)[0] + '.sol'
    ended = subprocess.run(['esolver', '-R', '100', '-O', out, mps], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           timeout=120, check=False)
    text = open(out, encoding='utf-8').read() if os.path.exists(out) else ''
    os.path.exists(out) and os.remove(out)
    if text.startswith('status = INFEASIBLE'):
        return None
    value = re.search(r'^\tValue = (\S+)$', text, re.M)
    if ended.returncode or not text.startswith('status = OPTIMAL') or not value:
        raise ValueError('no answer of the exact solver: ' + ended.stdout.decode()[-300:])
    return Fraction(value[1])


def planner(program, arguments, folder):
    """The exit code and run.json."""
    results = os.path.join(folder, 'results')
    subprocess.run(['rm', '-rf', results], check=True)
    ended = subprocess.run([program, 'solve', *arguments, '-q', '--no-charts', '-o', results], capture_output=True,
                           check=False)
    path = os.path.join(results, 'run.json')
    run = json.load(open(path, encoding='utf-8')) if ended.returncode == 0 else None
    return ended.returncode, run, ended.stderr.decode()


class Tally:
    def __init__(self):
        self.same = self.infeasible = self.by_integers = self.refused = 0
        self.wrong, self.worst = [], 0.0

    def compare(self, program, arguments, folder):
        mps = os.path.join(folder, 'exact.mps')
        ended = subprocess.run([program, 'export', *arguments, '-q', '--to', 'mps', '-o', mps], capture_output=True,
                               check=False)
        if ended.returncode == 3:  # a demand that no site may host, say
            self.refused += 1
            return
        name = ' '.join([os.path.basename(arguments[0]), *arguments[1:]])
        try:
            least = exact(mps)
            code, run, said = planner(program, arguments, folder)
            self.judge(name, least, code, run, said)
        except (ValueError, OSError, subprocess.TimeoutExpired) as error:
            self.wrong.append('%s: %s' % (name, error))

    def judge(self, name, least, code, run, said):
        if least is None:
            if code == 4:
                self.infeasible += 1
            else:
                self.wrong.append('%s: infeasible, but rackplan ended with %d' % (name, code))
        elif code == 4 and run is None:
            self.by_integers += 1  # the twin's test compares these
        elif run is None:
            self.wrong.append('%s: has an optimum, but rackplan ended with %d: %s' % (name, code, said[-300:]))
        else:
            bound = Fraction(run['lp_bound'])
            apart = float((bound - least) / max(abs(least), 1))
            tiers = run['model']['tiers'] > 1
            if apart < -TOLERANCE or (not tiers and apart > TOLERANCE):
                self.wrong.append('%s: %.12g exactly, rackplan has %.12g' % (name, float(least), float(bound)))
            self.worst = max(self.worst, 0.0 if tiers else abs(apart))
            self.same += 1

    def report(self, what, least_same, least_infeasible):
        good = not self.wrong and self.same >= least_same and self.infeasible >= least_infeasible
        print('%sok - the exact solver agrees on %s: %d optima (apart by %.1e at most), %d infeasible; '
              '%d infeasible by whole numbers only, %d refused as input' %
              ('' if good else 'not ', what, self.same, self.worst, self.infeasible, self.by_integers, self.refused))
        for line in self.wrong:
            print('# ' + line)
        return good


def variants(path):
    return json.load(open(path, encoding='utf-8'))['scenarios']


def raised(scenario):
    for target in scenario.get('targets', {}).values():
        if isinstance(target.get('value'), (int, float)) and target.get('modality', 'must') == 'must':
            target['value'] *= RAISED
    return scenario


def made_up(program, folder, count):
    tally = Tally()
    for seed in range(1, count + 1):
        for change in (lambda scenario: scenario, raised):
            path = os.path.join(folder, 'made.json')
            with open(path, 'w', encoding='utf-8') as file:
                json.dump(change(Maker(seed).scenario()), file, ensure_ascii=False)
            tally.compare(program, [path], folder)
    return tally.report('made-up scenarios', count // 2, count // 20)


def main(program, folder, count):
    fixtures, shipped = Tally(), Tally()
    for path in sorted(glob.glob('tests/fixtures/models/*.json') + glob.glob('tests/fixtures/verify/*.json') +
                       glob.glob('tests/fixtures/twin/*.json') + glob.glob('tests/fixtures/report/*.json')):
        if not path.endswith(('common.json', '.plan.json')):
            fixtures.compare(program, [path], folder)
    for path in sorted(glob.glob('scenarios/*.json')):
        for variant in variants(path) if 'shanxi' in path else ['base']:
            shipped.compare(program, [path, '--scenario', variant], folder)
    good = fixtures.report('fixtures', 15, 0)
    good &= shipped.report('shipped scenarios', 5, 1)
    good &= made_up(program, folder, count)
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
