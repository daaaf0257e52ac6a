"""make bench: rackplan and others on the same programs, side by side in one run; a table into RESULTS.md.

usage: bench.py RACKPLAN WORK-DIRECTORY RESULTS.md [SIZE...]     SIZE: province-lp, province-milp, region-lp, nation-sites-lp, ...

Every tool runs once a round, in turns, so that what else the machine does falls on all of them alike. What is shown is the median, and
least and most. Ratios are to the first line of a case that has a time; absolute times mean little on another machine.
"""
import datetime
import json
import os
import platform
import re
import shutil
import subprocess
import sys

from measure import limit_memory, measure

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DEFAULT = ['province-lp', 'province-milp', 'region-lp']
ROUNDS = 5
PYTHON = '/usr/bin/python3'  # the one that Debian's python3-pulp is installed for
AGREE = 2e-6

GOALS = """
| size | against | ratio wanted |
|---|---|---|
| province LP and MILP | PuLP + CBC | 5x faster |
| province LP | glpsol with the MathProg twin | 3x faster |
| region, nation LP | the best other tool on the exported file | 1.1x at most; 3x faster as the goal |
| region, nation LP | PuLP + CBC | 5x and 10x faster |
"""


class Tool:
    def __init__(self, name, argv, find, whole=False, good=(0,), env=None, file=None):
        self.name, self.argv, self.find, self.whole, self.good, self.env, self.file = name, argv, find, whole, good, env or {}, file

    def objective(self, output):
        """A bound or optimum with racks in parts; None for tools that were asked for whole racks."""
        if self.file:
            with open(self.file, encoding='utf-8') as file:
                output = file.read()
        found = re.findall(self.find, output)
        return float(found[-1]) if found else None


def rackplan_tool(rackplan, case, solver, milp):
    out = os.path.join(case, 'plan-' + solver)
    return Tool('rackplan, ' + solver, [rackplan, 'solve', os.path.join(case, 'scenario.json'), '--solver', solver, '--no-charts',
                                        '--no-ranges', '-q', '-o', out],
                r'"%s": ([-0-9.e+]+)' % ('mip_bound' if milp else 'lp_bound'), True, (0, 4), {'RACKPLAN_SHARE': ROOT},
                os.path.join(out, 'run.json'))


def tools(rackplan, case, milp, solvers, highs):
    number = r'([-0-9.e+]+)'
    scenario, mps = os.path.join(case, 'scenario.json'), os.path.join(case, 'program.mps')
    made = [rackplan_tool(rackplan, case, solver, milp) for solver in solvers]
    made.append(Tool('glpsol, MathProg twin', ['glpsol', '-m', os.path.join(ROOT, 'models', 'capacity.mod'), '-d',
                                               os.path.join(case, 'program.dat')] + (['--mipgap', '1e-6'] if milp else ['--nomip']) +
                     ['-o', os.path.join(case, 'glpsol.txt')], r'Objective:\s+\S+ = ' + number, file=os.path.join(case, 'glpsol.txt')))
    if not milp:
        made.append(Tool('clp, dual simplex', ['clp', mps, '-dualsimplex'], r'Optimal objective ' + number))
        made.append(Tool('clp, barrier', ['clp', mps, '-barrier'], r'Optimal objective ' + number))
    made.append(Tool('cbc', ['cbc', mps, '-ratioGap', '1e-6', '-solve'], r'(?:Objective value:|Optimal objective)\s+' + number))
    made.append(Tool('PuLP + CBC', [PYTHON, os.path.join(HERE, 'pulp_plan.py'), scenario], r'^Optimal ' + number))
    made.append(Tool('PuLP + CBC, whole racks', [PYTHON, os.path.join(HERE, 'pulp_plan.py'), scenario, '--whole'], r'^Whole ' + number,
                     True))
    if highs:
        made.append(Tool('HiGHS (npm)', ['node', highs, os.path.join(case, 'program.lp')], r'Optimal ' + number))
    return [tool for tool in made if shutil.which(tool.argv[0])]


def prepare(rackplan, work, name):
    """The case's folder, with the scenario and the same program for every tool."""
    size, *kinds = name.split('-')
    case = os.path.join(work, name)
    os.makedirs(case, exist_ok=True)
    scenario = os.path.join(case, 'scenario.json')
    options = ['--milp'] * ('milp' in kinds) + ['--no-network'] * ('sites' in kinds)
    subprocess.run([sys.executable, os.path.join(HERE, 'make_scenario.py'), size, *options, '-o', scenario], check=True)
    for form, file in (('mps', 'program.mps'), ('lp', 'program.lp'), ('mathprog', 'program.dat')):
        subprocess.run([rackplan, 'export', scenario, '--to', form, '-q', '-o', os.path.join(case, file)], check=True,
                       env={**os.environ, 'RACKPLAN_SHARE': ROOT})
    return case, 'milp' in kinds


def find_highs(work):
    """npm's highs, when it can be had; the script that runs it."""
    if not shutil.which('npm'):
        return None
    folder = os.path.join(work, 'node')
    os.makedirs(folder, exist_ok=True)
    done = subprocess.run(['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', 'highs'], cwd=folder, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL)
    if done.returncode != 0:
        return None
    script = os.path.join(folder, 'solve.js')
    with open(script, 'w', encoding='utf-8') as file:
        file.write("require('highs')({}).then(h => { const r = h.solve(require('fs').readFileSync(process.argv[2], 'utf8'), {mip_rel_gap: 1e-6});"
                   " console.log(r.Status, r.ObjectiveValue); });\n")
    return script


def first_line(argv, pattern):
    try:
        output = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=20, check=False, input=b'quit\n').stdout
    except (OSError, subprocess.TimeoutExpired):
        return 'absent'
    found = re.search(pattern, output.decode('utf-8', 'replace'))
    return found.group(1) if found else 'unknown'


def versions(rackplan, highs):
    with open('/proc/cpuinfo', encoding='utf-8') as file:
        cpu = re.search(r'model name\s*:\s*(.+)', file.read())
    said = ['rackplan ' + first_line([rackplan, '--version'], r'rackplan (\S+)'),
            'its GLPK ' + first_line([rackplan, '--version'], r'solver glpk: (\S+)'),
            'its CLP ' + first_line([rackplan, '--version'], r'solver clp: (.+)'),
            'glpsol ' + first_line(['glpsol', '--version'], r'GLPK LP/MIP Solver,? v?([0-9.]+)'),
            'clp ' + first_line(['clp', '-quit'], r'version ([0-9.]+)'),
            'cbc ' + first_line(['cbc', '-quit'], r'Version: (\S+)'),
            'PuLP ' + first_line([PYTHON, '-c', 'import pulp; print("v", pulp.__version__)'], r'v (\S+)')]
    if highs:
        with open(os.path.join(os.path.dirname(highs), 'node_modules', 'highs', 'package.json'), encoding='utf-8') as file:
            said.append('highs (npm) ' + json.load(file)['version'])
    return '%s, %d processors, %s. %s.' % (cpu.group(1).strip() if cpu else platform.machine(), os.cpu_count(),
                                           platform.release(), ', '.join(said))


def table(name, size, made, results):
    lines = ['## %s: %s' % (name, size), '', '| tool | racks | median s | least - most | runs | peak MB | to the first | optimum or bound |',
             '|---|---|---|---|---|---|---|---|']
    first = next((r.median() for r in results if r.seconds), None)
    reference = next((r.objective for r in results if r.objective is not None), None)
    for tool, result in zip(made, results):
        racks = 'whole' if tool.whole else 'in parts'
        if not result.seconds:
            lines.append('| %s | %s | %s | | | | | |' % (tool.name, racks, result.note))
            continue
        agrees = ''
        if result.objective is not None:
            off = abs(result.objective / reference - 1)
            agrees = '%.10g%s' % (result.objective, '' if off <= AGREE else ' (off by %.1e)' % off)
        lines.append('| %s | %s | %.3f | %.3f - %.3f | %d | %.0f | %s | %s |' % (
            tool.name, racks, result.median(), min(result.seconds), max(result.seconds), len(result.seconds), result.peak_mb,
            '%.2f' % (result.median() / first) if first else '', agrees))
    return lines + ['']


def size_of(mps):
    rows = columns = terms = 0
    section, last = '', ''
    with open(mps, encoding='utf-8') as file:
        for line in file:
            if not line.startswith(' '):
                section = line.split()[0] if line.split() else ''
            elif section == 'ROWS':
                rows += 1
            elif section == 'COLUMNS' and 'MARKER' not in line:
                words = line.split()
                columns += words[0] != last
                last = words[0]
                terms += (len(words) - 1) // 2
    return '%d rows, %d columns, %d coefficients' % (rows - 1, columns, terms)


def main():
    rackplan, work, results_file, *names = sys.argv[1:]
    names = names or DEFAULT
    os.makedirs(work, exist_ok=True)
    limit_s = float(os.environ.get('BENCH_LIMIT_S', '40'))
    share_s = float(os.environ.get('BENCH_SHARE_S', '15'))
    highs = find_highs(work)
    solvers = ['glpk'] + (['clp'] if first_line([rackplan, '--version'], r'(solver clp)') == 'solver clp' else [])
    lines = ['# Measured', '', 'By `make bench` on %s: %s' % (datetime.date.today().isoformat(), versions(rackplan, highs)), '',
             'Load when it began: %.2f. Each tool ran %d times in turns, fewer where its runs together would take more than %d s, none for'
             ' longer than %d s.' % (os.getloadavg()[0], ROUNDS, share_s, limit_s),
             '"In parts": the tool ends with an optimum that has racks in parts. "Whole": a plan in whole racks, of rackplan with verification,'
             ' tables, report and proof.', '', 'Wanted (tests/bench/README.md):', GOALS]
    limit_memory()
    for name in names:
        print(name, flush=True)
        case, milp = prepare(rackplan, work, name)
        made = tools(rackplan, case, milp, solvers, highs)
        results = measure(made, ROUNDS, limit_s, share_s, lambda text: print('  ' + text, flush=True))
        lines += table(name, size_of(os.path.join(case, 'program.mps')), made, results)
    with open(results_file, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines))
    print('The table is in ' + results_file)


if __name__ == '__main__':
    main()
