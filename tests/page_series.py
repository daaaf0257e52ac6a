"""Does each chart draw what the tables say? The data file of every picture against plan.csv, costs.csv and the page's own
data tables; series are matched to blocks by the titles and sites that the picture in the page gives them."""
import csv

NEAR = 1e-6
OVERLAY = {'boxes', 'rules', 'title', 'subtitle', 'foot', 'left', 'strong', 'centre', 'right'}
COSTS_UNIT = 1e6  # of the English pictures' axis

SERIES = '''(prefix => Array.from(document.querySelectorAll('g[id^="' + prefix + '"]')).map(g => ({
	n: Number(g.id.slice(prefix.length)), site: g.dataset.site || '',
	title: (Array.from(g.children).find(e => e.tagName === 'title') || { textContent: '' }).textContent.trim() }))
	.sort((a, b) => a.n - b.n))'''
# Rows with their English head, their site, and of each further cell its number (or text) and site.
ROWS = '''(id => { const en = e => (e.querySelector('.en') || e).textContent.trim();
	const table = document.getElementById(id);
	return table === null ? [] : Array.from(table.tBodies[0].rows).map(row => ({ head: en(row.cells[0]), site: row.dataset.site || '',
		cells: Array.from(row.cells).slice(1).map(cell => cell.querySelector('data') ? Number(cell.querySelector('data').value) : en(cell)),
		sites: Array.from(row.cells).slice(1).map(cell => cell.dataset.site || '') })); })'''
HEADS = '''(id => Array.from(document.querySelectorAll('#' + id + ' thead tr:last-child th')).map(e =>
	(e.querySelector('.en') || e).textContent.trim()))'''


def near(a, b):
    return abs(a - b) <= NEAR * max(1, abs(a), abs(b))


def all_near(a, b):
    return len(a) == len(b) and all(near(x, y) for x, y in zip(a, b))


def blocks_of(path):
    blocks, name = [], None
    with open(path, encoding='utf-8') as file:
        for line in file:
            if line.startswith('# '):
                name = line[2:].strip()
                if name not in OVERLAY:
                    blocks.append((name, []))
            elif name not in OVERLAY and line.strip():
                blocks[-1][1].append([float(cell) for cell in line.rstrip('\n').split('\t')])
    return blocks


class Charts:
    """What the checks below share."""

    def __init__(self, page, folder):
        self.page, self.folder = page, folder
        with open(f'{folder}/plan.csv', encoding='utf-8', newline='') as file:
            self.plan = {(r['period'], r['site'], r['item']): float(r['value']) for r in csv.DictReader(file)}
        self.periods = sorted({key[0] for key in self.plan})

    def has(self, chart):
        return self.page.run(f"!!document.querySelector('#chart-{chart} div.en svg')")

    def blocks(self, chart):
        return blocks_of(f'{self.folder}/charts/{chart}.en.tsv')

    def series(self, chart):
        return self.page.run(f"{SERIES}('{chart}-en-series_')")

    def named(self, chart):
        """Blocks with the title and site of the series that draws them, where each block is drawn once."""
        return [(block, rows, series['title'], series['site'])
                for (block, rows), series in zip(self.blocks(chart), self.series(chart))]

    def rows(self, table):
        return self.page.run(f"{ROWS}('table-{table}')")

    def heads(self, table):
        return self.page.run(f"{HEADS}('table-{table}')")

    def of_site(self, site, item):
        return [self.plan.get((t, site, item), 0) for t in self.periods]


def steps(rows, column):
    """A series of steps has two points a period: the first of each."""
    return [row[column] for row in rows[::2]]


def power(c):
    series = c.series('power')
    for i, (_, rows) in enumerate(c.blocks('power')):  # drawn as an area of what is usable, what is drawn, and a line
        site = series[3 * i]['site']
        if not all_near(steps(rows, 1), c.of_site(site, 'facility_mw')) or not all_near(steps(rows, 2), c.of_site(site, 'usable_mw')):
            yield site


def cooling(c):
    n = 0
    for block, rows, _, site in c.named('cooling'):
        if block.endswith('area 02'):
            n += 1
            if not all_near(steps(rows, 2), c.of_site(site, 'it_mw')):
                yield site
        else:
            cells = [[v for v, s in zip(row['cells'], row['sites']) if s == site][1] for row in c.rows('cooling')]
            if not all_near(steps(rows, -1), cells):
                yield site, block
    if n == 0:
        yield 'no panel'


def demand(c):
    classes = {name for name in (block[:8] for block, _ in c.blocks('demand'))}
    if len(classes) >= 15:  # the smallest are left out
        return
    sums = {}
    for block, rows, _, site in c.named('demand'):
        if ' area ' in block:
            for i, row in enumerate(rows[::2]):
                sums[site, i] = sums.get((site, i), 0) + row[2] - row[1]
    want = {}
    for (t, site, item), value in c.plan.items():
        if item.startswith('hosted:'):
            want[site, c.periods.index(t)] = want.get((site, c.periods.index(t)), 0) + value
    for key in set(sums) | set(want):
        if not near(sums.get(key, 0), want.get(key, 0)):
            yield key, sums.get(key), want.get(key)


def rates(c):
    heads, rows = c.heads('rates'), c.rows('rates')
    for i, (block, points, title, _) in enumerate(c.named('rates')):
        name = title[:-len(': achieved')] if title.endswith(': achieved') else None
        column = i + 1 if i < 2 else heads.index(name) if name in heads else None
        if column is None:
            continue  # what is required
        got = {int(p[0]): p[1] for p in points[::2]}
        want = {t: row['cells'][column - 1] for t, row in enumerate(rows) if not isinstance(row['cells'][column - 1], str)}
        if set(got) != set(want) or not all(near(got[t], want[t]) for t in got):
            yield block, title


def network(c):
    items = {item for _, site, item in c.plan if not site}
    cuts = [c.of_site('', i) for i in items if i.startswith('cut:')]
    links = {}
    for i in items:
        if i.startswith('installed:'):
            link = i[len('installed:'):]
            links[link] = (c.of_site('', i), [max(p) for p in zip(c.of_site('', f'load:{link}/forth'), c.of_site('', f'load:{link}/back'))])
    panels = {}
    for block, rows, _, _ in c.named('network'):
        if ' area ' in block:
            panels.setdefault(block[:8], []).append(steps(rows, 2))
    for panel, areas in panels.items():
        if len(areas) == 1:
            if not any(all_near(areas[0], cut) for cut in cuts):
                yield panel
        elif not any(all_near(areas[0], installed) and all_near(areas[1], load) for installed, load in links.values()):
            yield panel
    if not panels:
        yield 'no panel'


def energy(c):
    heads, rows = c.heads('energy'), c.rows('energy')
    n = 0
    for _, points, title, _ in c.named('energy'):
        if title in heads:
            n += 1
            column = heads.index(title) - 1
            if not all_near([1000 * (p[2] - p[1]) for p in points[::2]], [row['cells'][column] for row in rows]):
                yield title
    if n != len(heads) - 1:
        yield n, heads


def costs(c):
    want = {row['head']: row['cells'][-2] for row in c.rows('costs')}
    n = 0
    for block, rows, title, _ in c.named('costs'):
        if block.startswith('kind'):
            n += 1
            if title not in want or not near(sum(r[5] - r[4] for r in rows), want[title]):
                yield title
    if n != sum(1 for value in want.values() if value):
        yield n, want


def waterfall(c):
    want = {row['head']: row['cells'][-1] for row in c.rows('waterfall')}
    bars = c.named('waterfall')
    for _, rows, title, _ in bars[:-1]:
        if not near(rows[0][3] - rows[0][2], want.get(title, float('nan'))):
            yield title
    if not near(bars[-1][1][0][3] - bars[-1][1][0][2], sum(want.values())):
        yield 'the sum'


def prices(c):
    rows = c.rows('prices')
    for i, (_, bars, title, site) in enumerate(c.named('prices')):
        row = rows[i]
        if not near(10 ** bars[0][3], row['cells'][-1]) or site != row['site'] or not title.startswith(row['head']):
            yield i, title, row


def exhaustion(c):
    heads, rows = c.heads('exhaustion'), c.rows('exhaustion')
    if len(rows) > 40:  # the smallest are left out
        return
    for _, bars, title, _ in c.named('exhaustion'):
        column = heads.index(title) - 1
        if not near(sum(bar[3] - bar[2] for bar in bars), sum(row['cells'][column] for row in rows)):
            yield title


def targets(c):
    shares = sorted(row['cells'][-1] for row in c.rows('targets') if not isinstance(row['cells'][-1], str))
    bars = next(rows for name, rows in c.blocks('targets') if name == 'bars')
    most = max(200, *(bar[3] for bar in bars))
    shown = sorted(bar[3] for bar in bars)
    for share in shares[:40]:
        if not any(near(bar, min(max(share, 0), most)) or bar >= 100 and share >= bar for bar in shown):
            yield share
    if len(bars) != min(40, len(c.rows('targets'))):
        yield len(bars), 'bars'


def timeline(c):
    got = sorted((site, int(bar[2])) for block, bars, _, site in c.named('timeline') if block.startswith('bars') for bar in bars)
    want = sorted((row['site'], c.periods.index(row['cells'][2])) for row in c.rows('timeline'))
    if got != want:
        yield len(got), len(want), [pair for pair in want if pair not in got][:3]


def ring_share(rows):
    """The part of a turn that a ring's outline covers: its area against that of all of it."""
    x, y = ([row[i] for row in rows] for i in (0, 1))
    area = abs(sum(x[i - 1] * y[i] - x[i] * y[i - 1] for i in range(len(rows)))) / 2
    half = len(rows) // 2  # outer edge clockwise, inner edge back: the ends face each other
    thick = ((x[half - 1] - x[half]) ** 2 + (y[half - 1] - y[half]) ** 2) ** 0.5
    outer = sum(((x[i] - x[i - 1]) ** 2 + (y[i] - y[i - 1]) ** 2) ** 0.5 for i in range(1, half))
    inner = sum(((x[i] - x[i - 1]) ** 2 + (y[i] - y[i - 1]) ** 2) ** 0.5 for i in range(half + 1, len(rows)))
    return (outer - inner) / (2 * 3.14159265 * thick) if thick else area


STROKES = """(() => { const of = {}; document.querySelectorAll('g[id^="map-en-series_"]').forEach(g => {
	const title = g.querySelector('title'), path = g.querySelector('path[stroke]');
	if (title && path) (of[title.textContent.trim()] ||= []).push(path.getAttribute('stroke')); }); return of; })()"""


def sites_map(c):
    rows = {row['site']: row['cells'] for row in c.rows('map')}
    discs = [(site, shape) for _, shape, title, site in c.named('map') if site and not title.endswith(': in use')]
    rings = {site: shape for _, shape, title, site in c.named('map') if title.endswith(': in use')}
    radius = {}
    for site, shape in discs:
        width = (max(p[0] for p in shape) - min(p[0] for p in shape)) / 2
        radius[site] = max(radius.get(site, 0), width)  # a site that is away has a dot in the overview, too
    if set(radius) != {site for site, cells in rows.items() if cells[2] > 0}:
        yield 'sites', set(radius)
    largest = max(radius, key=lambda site: rows[site][2])
    for site, px in radius.items():
        want = max(3, radius[largest] * (rows[site][2] / rows[largest][2]) ** 0.5)
        if abs(px - want) > 0.15 and px > 4.1:
            yield site, px, want
        if (site in rings) != (rows[site][3] > 0) or site in rings and abs(100 * ring_share(rings[site]) - rows[site][4]) > 3:
            yield site, rows[site], site in rings and ring_share(rings[site])
    strokes, drawn = c.page.run(STROKES), 0
    for row in c.rows('map-links'):
        share, km = row['cells'][-1], row['cells'][0]
        colour = '#3a83b8' if share <= 50 else '#c98a00' if share <= 80 else '#c4501b' if share <= 100.0001 else '#8a1c5b'
        if not isinstance(km, str) and km > 1:
            drawn += 1
            if colour not in strokes.get(row['head'], []):
                yield row['head'], share, strokes.get(row['head'])
    if c.rows('map-links') and drawn == 0:
        yield 'no link'


CHECKS = {'map': sites_map, 'power': power, 'cooling': cooling, 'demand': demand, 'rates': rates, 'network': network, 'energy': energy, 'costs': costs,
          'waterfall': waterfall, 'prices': prices, 'exhaustion': exhaustion, 'targets': targets, 'timeline': timeline}


def series_agree(page, folder, case, label):
    charts = Charts(page, folder)
    for name, check in CHECKS.items():
        if charts.has(name):
            wrong = list(check(charts))
            case(f'{label}: {name}: its series are what the tables say', not wrong, wrong[:4])
