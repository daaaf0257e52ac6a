"""Opens compare.html in a browser. Usage: compare_page.py COMPARISON... Each directory's compare.json says what must stand there;
NAME, when set, must be literal text in the last. Each case is a line "ok - name" or "not ok - name"."""
import json
import os
import sys

sys.dont_write_bytecode = True
from browser import Browser  # noqa: E402

failed = 0


def case(name, holds, why=''):
    global failed
    print(('ok - ' if holds else 'not ok - ') + name)
    if not holds:
        failed += 1
        print(f'# {why}'[:900])


ROWS = '''(id => { const table = document.getElementById(id); return table === null ? [] : Array.from(table.tBodies[0].rows).map(row =>
	Array.from(row.cells).map(cell => cell.querySelector('data') ? Number(cell.querySelector('data').value) : cell.textContent)); })'''
# Of the charts of racks and power: the fills of each site, and the numbers of the value axis, as often as they stand there.
FILLS = '''(id => { const found = {}; document.querySelectorAll('#' + id + ' div.en svg g[data-site]').forEach(group => {
	const path = group.querySelector('[fill]:not([fill=none])');
	if (path && group.tagName === 'g') (found[group.dataset.site] ||= []).push(path.getAttribute('fill')); });
	return found; })'''
AXIS = '''(id => Array.from(document.querySelectorAll('#' + id + ' div.en svg text')).map(e => [e.textContent.trim(),
	e.getBoundingClientRect().top]).filter(([text]) => /^[0-9,.]+$/.test(text)))'''


def near(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


def two_plans(page, data, label):
    rows = page.run(ROWS + '("table-input")')
    case(f'{label}: every difference of the input has its row', [row[0] for row in rows] == [d['pointer'] for d in data['input']])
    rows = page.run(ROWS + '("table-targets")')
    case(f'{label}: every target has its row, with both plans\' numbers', len(rows) == len(data['targets']) and all(
        near(row[3], t['old']['achieved']) and near(row[4], t['new']['achieved']) and near(row[5], t['slack_change'])
        for row, t in zip(rows, data['targets']) if t['slack_change'] is not None))
    rows = page.run(ROWS + '("table-orders")')
    case(f'{label}: every order that differs has its row', len(rows) == len(data['orders']))
    rows = page.run(ROWS + '("table-kinds")')
    if data['costs']:
        case(f'{label}: costs add up to both plans\'', near(rows[-1][1], data['plans'][0]['cost']) and near(rows[-1][2], data['plans'][1]['cost']), rows)


def charts(page, label, n_expected):
    n = page.run("document.querySelectorAll('figure.chart div.en svg').length")
    case(f'{label}: the charts are there', n == n_expected, n)
    for chart in ('compare-racks', 'compare-power'):
        if not page.run(f"!!document.getElementById('chart-{chart}')"):
            continue
        fills = page.run(FILLS + f'("chart-{chart}")')
        case(f'{label}: {chart}: a site has one colour in both panels', fills and all(len(set(f)) == 1 for f in fills.values()) and
             any(len(f) == 2 for f in fills.values()), fills)
        axis = page.run(AXIS + f'("chart-{chart}")')
        lines = {}
        for text, y in axis:
            lines.setdefault(round(y), []).append(text)
        zero = min(y for y, texts in lines.items() if texts == ['0', '0'])
        scale = [texts for y, texts in lines.items() if y <= zero]
        case(f'{label}: {chart}: both panels have one scale', len(scale) >= 3 and all(len(t) == 2 and t[0] == t[1] for t in scale), lines)


def maps(page, label):
    """A site's disc has one colour in both maps, and what is beside it in the list; the ring follows the theme."""
    fills = page.run(FILLS + '("chart-compare-map")')
    discs = {site: [fill for fill in of if fill.startswith('#')] for site, of in fills.items()}
    case(f'{label}: a site has one colour in both maps', discs and all(len(set(f)) == 1 for f in discs.values()), discs)
    if label in ('two', 'same'):
        case(f'{label}: sites of both plans are on both maps', all(len(f) == 2 for f in discs.values()), discs)


def whole(page, label):
    case(f'{label}: no console message, no violation of the policy', page.complaints() == [], page.complaints())
    case(f'{label}: nothing but itself is loaded', [u for u in page.requests() if not u.startswith('file://')] == [], page.requests())
    case(f'{label}: ids are unique', page.run("(i => i.length === new Set(i).size)(Array.from(document.querySelectorAll('[id]')).map(e => e.id))"))
    page.run("document.getElementById('lang-zh').click()")
    case(f'{label}: the language switch works', page.run("document.documentElement.lang") == 'zh-CN' and
         page.run("getComputedStyle(document.querySelector('h1 .en')).display") == 'none')
    page.run("document.getElementById('lang-en').click()")
    light = page.run("getComputedStyle(document.body).backgroundColor")
    page.run("document.getElementById('theme-dark').click()")
    case(f'{label}: the theme switch works', page.run("getComputedStyle(document.body).backgroundColor") != light)
    case(f'{label}: no wider than the window', page.run("document.documentElement.scrollWidth <= innerWidth"))


with Browser() as browser:
    for folder in sys.argv[1:]:
        label = os.path.basename(folder)
        data = json.load(open(folder + '/compare.json', encoding='utf-8'))
        page = browser.open(folder + '/compare.html')
        whole(page, label)
        if 'input' in data:
            two_plans(page, data, label)
            charts(page, label, 1 + (3 if data['same_periods'] and data['same_money'] else 1 if data['same_money'] else 0))
            maps(page, label)
        else:
            rows = page.run(ROWS + '("table-plans")')
            case(f'{label}: every plan has its row', [row[4] for row in rows] == [p['cost'] for p in data['plans']], rows)
        page.all_barriers(case, label)
    name = os.environ.get('NAME')
    if name:
        page = browser.open(sys.argv[-1] + '/compare.html')
        texts = page.run("Array.from(document.querySelectorAll('#site option')).map(e => e.textContent)")
        case('a hostile name is literal text', name in texts and page.run("document.querySelectorAll('script').length") == 1 and
             page.run("document.querySelectorAll('style').length") == 1, texts)
        case('and so in the table of the input', any(json.dumps(name, ensure_ascii=False) in row
                                                     for row in page.run(ROWS + '("table-input")')), page.run(ROWS + '("table-input")'))
sys.exit(failed > 0)
