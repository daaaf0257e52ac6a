"""A sweep's database, CSV files and result files against each other and against single runs of `rackplan solve`.
Usage: sweep_agrees.py RACKPLAN SCENARIO DIRECTORY"""
import csv, json, os, sqlite3, subprocess, sys, tempfile

rackplan, scenario, directory = sys.argv[1:]
db = sqlite3.connect(f'file:{directory}/sweep.sqlite?mode=ro', uri=True)
package = json.load(open(f'{directory}/datapackage.json'))


def plain(text):
    """str_add_csv puts a ' before what a spreadsheet would take for a formula."""
    return text[1:] if text[:1] == "'" else text


n_rows = {}
for resource in package['resources']:
    name, fields = resource['name'], resource['schema']['fields']
    with open(f'{directory}/{resource["path"]}', newline='') as file:
        rows = list(csv.reader(file))
    assert rows[0] == [f['name'] for f in fields], name
    stored = db.execute(f'select * from {name} order by rowid').fetchall()
    assert len(stored) == len(rows) - 1, (name, len(stored), len(rows))
    n_rows[name] = len(stored)
    for line, row in zip(rows[1:], stored):
        for cell, value, field in zip(line, row, fields):
            if field['type'] == 'string':
                assert plain(cell) == (value or ''), (name, field, cell, value)
            elif value is None:
                assert cell == '', (name, field, cell)
            else:
                assert float(cell) == value, (name, field, cell, value)
assert n_rows['runs'] == 60 and n_rows['parameters'] == 360, n_rows

for run, status, objective in db.execute('select run, status, objective_cny from runs').fetchall():
    total = db.execute('select sum(present_cny) from costs where run = ?', (run,)).fetchone()[0]
    assert (objective is None) == (total is None), run
    assert objective is None or abs(total - objective) < 1e-6 * abs(objective), (run, total, objective)

# Three variants with a plan, two without, run alone.
asked = [r[0] for r in db.execute("select run from runs where planned order by run").fetchall()]
asked = [asked[0], asked[len(asked) // 2], asked[-1]]
asked += [r[0] for r in db.execute("select run from runs where status = 'infeasible' limit 2").fetchall()]
for run in asked:
    sets = []
    for path, text in db.execute('select path, json from parameters where run = ? order by rowid', (run,)):
        sets += ['--set', f'{path}={text}']
    code, planned, objective, racks, sha = db.execute(
        'select exit_code, planned, objective_cny, available_racks, scenario_sha256 from runs where run = ?', (run,)).fetchone()
    with tempfile.TemporaryDirectory() as out:
        got = subprocess.run([rackplan, 'solve', scenario, '-o', out, '--no-charts', '--no-ranges', '-q', *sets],
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert got.returncode == code, (run, got.returncode, code, got.stderr)
        if not planned:
            said = json.load(open(f'{out}/infeasibility.json'))
            assert said['scenario']['sha256'] == sha
            misses = {m['id']: m['shortfall'] for m in said['diagnosis']['missed']}
            mine = dict(db.execute("select target, -slack from targets where run = ? and state = 'missed'", (run,)))
            assert misses == mine, (run, misses, mine)
            continue
        one = json.load(open(f'{out}/run.json'))
        assert one['objective'] == objective and one['scenario']['resolved_sha256'] == sha, (run, one['objective'])
        for kind, value in one['objective_parts'].items():
            assert abs(value - db.execute('select present_cny from costs where run = ? and kind = ?',
                                          (run, kind)).fetchone()[0]) < 1e-6, (run, kind)
        for line in csv.DictReader(open(f'{out}/targets.csv', newline='')):
            state, achieved, slack = db.execute('select state, achieved, slack from targets where run = ? and target = ?',
                                                (run, line['id'])).fetchone()
            assert (state, achieved, slack) == (line['state'], float(line['achieved']), float(line['slack'])), run
        spent = sum(float(line['cost_cny']) for line in csv.DictReader(open(f'{out}/orders.csv', newline='')))
        mine = db.execute('select sum(cost_cny) from orders where run = ?', (run,)).fetchone()[0]
        assert abs(spent - mine) < 1e-6, (run, spent, mine)
        last = {}
        for line in csv.DictReader(open(f'{out}/plan.csv', newline='')):
            if line['item'] == 'available_racks' and line['site']:
                last[line['site']] = float(line['value'])
        assert not last or sum(last.values()) == racks, (run, last, racks)
print('agree')
