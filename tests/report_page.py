"""Opens report.html in a browser: python3 report_page.py RESULTS... Each case is a line "ok - name" or "not ok - name"."""
import csv
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from browser import Browser  # noqa: E402
import page_series  # noqa: E402

failed = 0


def case(name, holds, why=''):
    global failed
    print(('ok - ' if holds else 'not ok - ') + name)
    if not holds:
        failed += 1
        print(f'# {why}'[:900])


def rows_of(folder, name):
    with open(f'{folder}/{name}', encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def plan_values(folder):
    return {(row['period'], row['site'], row['item']): float(row['value']) for row in rows_of(folder, 'plan.csv')}


# Of a table: its heads and, for each row, the row's head and the numbers' own values by the site of their column.
READ_TABLE = '''(id => {
	const table = document.getElementById(id);
	if (!table) return null;
	return Array.from(table.tBodies[0].rows).map(row => ({
		head: row.cells[0].textContent, site: row.dataset.site,
		cells: Array.from(row.cells).slice(1).map(cell => ({
			site: cell.dataset.site || '', text: cell.textContent,
			value: cell.querySelector('data') ? Number(cell.querySelector('data').value) : null }))
	}));
})'''


def table(page, name):
    return page.run(f'{READ_TABLE}({name!r})')


def near(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


# ---- tables against the CSV files ----

def racks_agree(page, folder, label):
    plan, wrong, n = plan_values(folder), [], 0
    for row in table(page, 'table-racks') or []:
        sums = {'design': 0, 'available': 0, 'occupied': 0}
        for cell in row['cells']:
            if not cell['site']:
                continue
            n += 1
            if not near(cell['value'], plan[row['head'], cell['site'], 'design_racks']):
                wrong.append((row['head'], cell))
            for what in sums:
                sums[what] += plan[row['head'], cell['site'], what + '_racks']
        for cell, what in zip(row['cells'][-3:], sums):
            if not near(cell['value'], sums[what]):
                wrong.append((row['head'], what, cell['value'], sums[what]))
    case(f'{label}: racks in the table are those of plan.csv', n > 0 and not wrong, wrong[:3])


def power_agrees(page, folder, label):
    plan, wrong, n = plan_values(folder), [], 0
    for row in table(page, 'table-power') or []:
        for i, cell in enumerate(row['cells']):
            n += 1
            if not near(cell['value'], plan[row['head'], cell['site'], 'usable_mw' if i % 2 else 'facility_mw']):
                wrong.append((row['head'], cell))
    case(f'{label}: power in the table is that of plan.csv', n > 0 and not wrong, wrong[:3])


def costs_agree(page, folder, label):
    lines = rows_of(folder, 'costs.csv')
    nominal = sum(float(line['nominal_cny']) for line in lines) / 1e6
    present = sum(float(line['present_cny']) for line in lines) / 1e6
    kinds = len({line['kind'] for line in lines})
    rows = table(page, 'table-costs') or []
    sums = [sum(row['cells'][i]['value'] for row in rows) for i in (-2, -1)] if rows else [0, 0]
    case(f'{label}: costs in the table are those of costs.csv',
         len(rows) == kinds and near(sums[0], nominal) and near(sums[1], present), (len(rows), kinds, sums, nominal, present))


def ledger_agrees(page, folder, label):
    lines = {line['id']: line for line in rows_of(folder, 'targets.csv')}
    got = page.run('''Array.from(document.querySelectorAll('#targets tbody tr')).map(row => ({
        id: row.querySelector('th code').textContent, state: row.className,
        numbers: Array.from(row.querySelectorAll('data')).map(data => Number(data.value)) }))''')
    wrong = []
    for row in got:
        line = lines[row['id']]
        state = line['state'] if line['state'] in ('met', 'missed') else 'off'
        numbers = [line['required']] + ([] if line['state'] == 'off' else [line['achieved'], line['slack']])
        if row['state'] != state or not all(near(float(a), b) for a, b in zip(numbers, row['numbers'])):
            wrong.append((row, line))
    case(f'{label}: the ledger has every target of targets.csv with its numbers', len(got) == len(lines) and not wrong, wrong[:1])
    order = ['missed', 'met', 'off']
    case(f'{label}: what is missed comes first', [r['state'] for r in got] == sorted((r['state'] for r in got), key=order.index))


def orders_agree(page, folder, label):
    lines = sorted((line['latest_date'], line['planned_date'], line['name_en'], float(line['cost_cny']))
                   for line in rows_of(folder, 'orders.csv'))
    got = page.run('''Array.from(document.querySelectorAll('#orders-table tbody tr, #commissions tbody tr')).map(row => [
        row.cells[0].textContent, row.cells[1].textContent,
        (row.cells[5].querySelector('.en') || row.cells[5]).textContent, Number(row.cells[8].querySelector('data').value)])''')
    case(f'{label}: the orders are those of orders.csv', sorted(tuple(row) for row in got) == lines, (len(got), len(lines)))


def pairs_agree(page, folder, label, name, items):
    """A table with two columns for each site, against two items of plan.csv."""
    plan, wrong, n = plan_values(folder), [], 0
    rows = table(page, name)
    if rows is None:
        return
    for row in rows:
        for i, cell in enumerate(row['cells']):
            item = items[i % 2]
            n += 1
            if item and not near(cell['value'], plan[row['head'], cell['site'], item]):
                wrong.append((row['head'], cell))
    case(f'{label}: {name} is what plan.csv says', n > 0 and not wrong, wrong[:3])


def network_agrees(page, folder, label):
    rows = table(page, 'table-network')
    if rows is None:
        return
    plan, wrong = plan_values(folder), []
    last = sorted({key[0] for key in plan})[-1]
    ids = page.run("Array.from(document.querySelectorAll('#table-network tbody th code')).map(e => e.textContent)")
    for row, link in zip(rows, ids):
        got = [cell['value'] for cell in row['cells'][:3]]
        want = [plan[last, '', f'installed:{link}'], plan[last, '', f'load:{link}/forth'], plan[last, '', f'load:{link}/back']]
        if not all(near(a, b) for a, b in zip(got, want)):
            wrong.append((link, got, want))
    links = {key[2] for key in plan if key[2].startswith('installed:')}
    case(f'{label}: every link of plan.csv is in the table with what is installed and runs',
         len(ids) == len(links) and not wrong, wrong[:2])
    cuts = [row for row in table(page, 'table-cuts') or []]
    sums = sum(cell['value'] for row in cuts for cell in row['cells'])
    want = sum(value for key, value in plan.items() if key[2].startswith('cut:'))
    case(f'{label}: the cuts are those of plan.csv', near(sums, want), (sums, want))


def map_agrees(page, folder, label):
    """Racks and links of the map's tables are those of plan.csv at the end."""
    rows = table(page, 'table-map')
    if rows is None:
        return
    plan, wrong = plan_values(folder), []
    last = sorted({key[0] for key in plan})[-1]
    for row in rows:
        latitude, longitude, available, used = (cell['value'] for cell in row['cells'][:4])
        share = row['cells'][4]['value']
        if not near(available, plan[last, row['site'], 'available_racks']) or not near(used, plan[last, row['site'], 'occupied_racks']):
            wrong.append((row['site'], available, used))
        if not -90 <= latitude <= 90 or not -180 <= longitude <= 180 or (available > 0 and abs(share - 100 * used / available) > 1e-9):
            wrong.append((row['site'], latitude, longitude, share))
    case(f'{label}: racks in the map are those of plan.csv', rows and not wrong, wrong[:3])
    ids = page.run("Array.from(document.querySelectorAll('#table-map-links tbody th code')).map(e => e.textContent)")
    wrong = []
    for row, link in zip(table(page, 'table-map-links') or [], ids):
        load = max(plan[last, '', f'load:{link}/forth'], plan[last, '', f'load:{link}/back'])
        if not near(row['cells'][1]['value'], plan[last, '', f'installed:{link}']) or not near(row['cells'][2]['value'], load):
            wrong.append((link, row))
    discs = page.run("document.querySelectorAll('#map-en .tips path[data-site]:not(.along)').length")
    lines = page.run("document.querySelectorAll('#map-en .tips .along').length")
    case(f'{label}: links of the map are those of plan.csv, and sites and links can be pointed at',
         len(ids) == len({key[2] for key in plan if key[2].startswith('installed:')}) and not wrong and discs > 1 and
         (lines > 0 or not ids), (wrong[:2], len(ids), discs, lines))


def demand_agrees(page, folder, label):
    plan, wrong = plan_values(folder), []
    rows = table(page, 'table-demand')
    for row in rows:
        need, served = (sum(cell['value'] for cell in row['cells'][i::2]) for i in (0, 1))
        hosted = sum(v for k, v in plan.items() if k[0] == row['head'] and k[2].startswith('hosted:'))
        unserved = sum(v for k, v in plan.items() if k[0] == row['head'] and k[2].startswith('unserved:'))
        if not near(served, hosted) or not near(need, hosted + unserved):
            wrong.append((row['head'], need, served, hosted, unserved))
    case(f'{label}: demand served and needed is that of plan.csv', rows and not wrong, wrong[:2])


def exhaustion_agrees(page, folder, label):
    plan, wrong = plan_values(folder), []
    periods = sorted({key[0] for key in plan})
    rows = table(page, 'table-exhaustion') or []
    for row in rows:
        usable, drawn, free, stranded = (cell['value'] for cell in row['cells'][:4])
        full = row['cells'][4]['text']
        if not near(usable, plan[periods[-1], row['site'], 'usable_mw']) or not near(drawn, plan[periods[-1], row['site'], 'facility_mw']):
            wrong.append((row['site'], usable, drawn))
        if stranded < 0 or free < 0 or (drawn < usable - stranded and not near(drawn + free + stranded, usable)):
            wrong.append((row['site'], usable, drawn, free, stranded))
        used = [plan[t, row['site'], 'occupied_racks'] >= plan[t, row['site'], 'available_racks'] > 0 for t in periods]
        since = next((t for i, t in enumerate(periods) if all(used[i:])), '–')
        if since != full:
            wrong.append((row['site'], since, full))
    case(f'{label}: use of the power, and from when racks are full, follow from plan.csv', rows and not wrong, wrong[:3])


def rates_agree(page, folder, label):
    """At the period in which a target is tightest its rate is what targets.csv says was achieved."""
    wrong, n = [], 0
    heads = page.run("Array.from(document.querySelectorAll('#table-rates thead th')).map(e => (e.querySelector('.en') || e).textContent)")
    rows = {row['head']: row['cells'] for row in table(page, 'table-rates') or []}
    for line in rows_of(folder, 'targets.csv'):
        if line['metric'] not in ('utilization', 'install_rate') or line['state'] not in ('met', 'missed') or line['name_en'] not in heads:
            continue
        cell = rows[line['tightest_period']][heads.index(line['name_en']) - 1]
        n += 1
        if abs(cell['value'] - 100 * float(line['achieved'])) > 1e-6:
            wrong.append((line['id'], cell['value'], line['achieved']))
    wanted = [line for line in rows_of(folder, 'targets.csv')
              if line['metric'] in ('utilization', 'install_rate') and line['state'] in ('met', 'missed')]
    case(f'{label}: rates are what the targets achieved', n == len(wanted) and not wrong, (n, len(wanted), wrong[:3]))


def energy_agrees(page, folder, label):
    """Sources are in plan.csv; what sites without one buy is the rest."""
    plan = plan_values(folder)
    rows = table(page, 'table-energy') or []
    of_sources = sum(v for k, v in plan.items() if k[2].startswith('energy:'))
    total = sum(cell['value'] for row in rows for cell in row['cells'])
    case(f'{label}: energy is at least what plan.csv has of its sources', rows and total >= of_sources * (1 - 1e-9), (total, of_sources))


def blocks_of(path):
    """The named blocks of a chart's data file, as rows of numbers."""
    blocks, name = {}, None
    with open(path, encoding='utf-8') as file:
        for line in file:
            if line.startswith('# '):
                name = line[2:].strip()
                blocks[name] = []
            elif name and line.strip():
                blocks[name].append(line.rstrip('\n').split('\t'))
    return blocks


OVERLAY = {'boxes', 'rules', 'title', 'subtitle', 'foot', 'left', 'strong', 'centre', 'right'}


def series_agree(page, folder, label):
    """Each series of a data file is in the picture under an id of its own, and the racks' numbers are those of plan.csv."""
    wrong = []
    for chart in page.run("Array.from(document.querySelectorAll('figure.chart')).map(e => e.id.slice('chart-'.length))"):
        for language in ('en', 'zh'):
            blocks = [name for name in blocks_of(f'{folder}/charts/{chart}.{language}.tsv') if name not in OVERLAY]
            prefix = f'{chart}-{language}-series_'
            ids = page.run(f"Array.from(document.querySelectorAll('g[id^=\"{prefix}\"]')).map(e => Number(e.id.slice({len(prefix)})))")
            # Some blocks are drawn twice or more: an edge under a line, an area and its upper line.
            if ids != list(range(1, len(ids) + 1)) or len(ids) < len(blocks):
                wrong.append((chart, language, len(blocks), ids[-3:]))
    case(f'{label}: every series of the data files is in its picture', not wrong, wrong[:3])
    plan = plan_values(folder)
    blocks = blocks_of(f'{folder}/charts/racks.en.tsv')
    periods = sorted({key[0] for key in plan})
    sites = {key[1] for key in plan if key[2] == 'design_racks'}
    top = {}
    for name, rows in blocks.items():
        if name.startswith('site '):
            for x, base, high in rows[::2]:
                top[int(x)] = top.get(int(x), 0) + float(high) - float(base)
    legacy = [site for site in sites if not any(row['site'] == site for row in sites_of_racks(page))]
    design = [sum(plan[t, site, 'design_racks'] for site in sites if site not in legacy) for t in periods]
    case(f'{label}: the stacked racks of the data file are those of plan.csv',
         all(near(top[i], design[i]) for i in range(len(periods))), (top, design))


def sites_of_racks(page):
    return page.run("Array.from(document.querySelectorAll('#table-racks thead th[data-site]')).map(e => ({site: e.dataset.site}))")


# ---- what the page does ----

VISIBLE = "(selector => Array.from(document.querySelectorAll(selector)).filter(e => e.getClientRects().length > 0).length)"


def quiet(page, label):
    case(f'{label}: no console message, no violation of the policy', page.complaints() == [], page.complaints())
    urls = page.requests()
    case(f'{label}: it asks for nothing but itself', urls == ['file://' + page.path], urls)


def structure(page, label):
    ids = page.run("Array.from(document.querySelectorAll('[id]')).map(e => e.id)")
    twice = sorted({i for i in ids if ids.count(i) > 1})
    case(f'{label}: ids are unique', not twice, twice[:5])
    dangling = page.run('''Array.from(document.querySelectorAll('a[href], use')).map(e => e.getAttribute('href') || e.getAttribute('xlink:href'))
        .filter(href => href[0] !== '#' || !document.getElementById(decodeURIComponent(href.slice(1))))''')
    case(f'{label}: every link leads somewhere in the page', dangling == [], dangling)
    order = page.run("Array.from(document.querySelectorAll('main > section')).map(e => e.id)")
    case(f'{label}: ledger, orders, why, figures, proof', order == ['ledger', 'orders', 'why', 'figures', 'proof'], order)
    levels = page.run("Array.from(document.querySelectorAll('h1, h2, h3, h4')).map(e => Number(e.tagName[1]))")
    jumps = [pair for pair in zip(levels, levels[1:]) if pair[1] > pair[0] + 1]
    case(f'{label}: one first heading, and no level is left out', levels.count(1) == 1 and not jumps, levels[:20])
    bare = page.run("Array.from(document.querySelectorAll('th:not([scope]), table:not(:has(caption)), svg:not([aria-label])')).length")
    case(f'{label}: every th has a scope, every table a caption, every picture a name', bare == 0, bare)
    named = page.run('''Array.from(document.querySelectorAll('input, select, button, [role=region], nav, section')).filter(e =>
        !(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.textContent.trim() &&
        !(e.getAttribute('aria-labelledby') && document.getElementById(e.getAttribute('aria-labelledby')).textContent.trim())).length''')
    case(f'{label}: every control and region has a name', named == 0, named)


def languages(page, label):
    for code, other in (('en', 'zh'), ('zh', 'en')):
        page.run(f"document.getElementById('lang-{code}').click()")
        seen, hidden = page.run(f"{VISIBLE}('.{code}')"), page.run(f"{VISIBLE}('.{other}')")
        pictures = page.run(f"{VISIBLE}('svg')")
        charts = page.run("document.querySelectorAll('figure.chart').length")
        case(f'{label}: {code} shows {code} alone, and one picture for each chart',
             seen > 50 and hidden == 0 and pictures == charts > 0 and page.run('document.documentElement.lang')[:2] == code,
             (seen, hidden, pictures, charts))
    bare = page.run(r'''(() => { const found = []; const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) { const e = node.parentElement;
            if (/[\u4e00-\u9fff]/.test(node.data) && !e.closest('[lang^=zh]:not(html), .en, script, style, option')) found.push(node.data); }
        return found; })()''')
    page.run("document.getElementById('lang-en').click()")
    case(f'{label}: all Chinese is marked as Chinese', bare == [], bare[:5])


COLOUR = "getComputedStyle(document.body).backgroundColor"


def themes(page, label):
    colours = {}
    for theme in ('light', 'dark'):
        page.run(f"document.getElementById('theme-{theme}').click()")
        colours[theme] = page.run(COLOUR)
    case(f'{label}: light and dark differ', colours['light'] != colours['dark'], colours)
    dark = page.run("""(() => { const fills = new Set(Array.from(document.querySelectorAll('svg text')).map(e => getComputedStyle(e).fill));
        return Array.from(fills); })()""")
    # Ink, soft and alarm of the dark theme, and the two that stand on coloured areas.
    known = {'rgb(230, 233, 237)', 'rgb(169, 178, 188)', 'rgb(255, 138, 128)', 'rgb(255, 255, 254)', 'rgb(31, 35, 41)'}
    case(f'{label}: text in charts follows the theme', set(dark) <= known and 'rgb(230, 233, 237)' in dark, dark)
    # WCAG: 4.5 to 1 for every text of the page, in both themes.
    for theme in ('light', 'dark'):
        page.run(f"document.getElementById('theme-{theme}').click()")
        poor = page.run(CONTRAST)
        case(f'{label}: {theme}: every text has a contrast of 4.5 or more', poor == [], poor[:4])
    page.run("document.getElementById('theme-auto').click()")


CONTRAST = r'''(() => {
	const parse = text => (text.match(/[\d.]+/g) || []).map(Number);
	const light = c => { const f = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
		return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]); };
	const back = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
		if (c.length === 3 || c[3] > 0) return c; } return [255, 255, 255]; };
	const found = [];
	for (const e of document.querySelectorAll('body *:not(svg *):not(script):not(style):not(option)')) {
		if (!Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length) continue;
		const a = light(parse(getComputedStyle(e).color)), b = light(back(e));
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) found.push([e.tagName, e.textContent.slice(0, 30), ratio.toFixed(2)]);
	}
	return found;
})()'''


def filters(page, label):
    site = page.run('''(() => { const of = {}; document.querySelectorAll('#orders-table tr[data-site]').forEach(r => {
        of[r.dataset.site] = (of[r.dataset.site] || 0) + 1; }); return Object.keys(of)[0] || ''; })()''')
    if not site:
        return
    expected = page.run(f"Array.from(document.querySelectorAll('#orders-table tbody tr')).filter(r => !r.dataset.site || r.dataset.site === {site!r}).length")
    page.run(f"(() => {{ const s = document.getElementById('site'); s.value = {site!r}; s.dispatchEvent(new Event('change')); }})()")
    left = page.run(f"{VISIBLE}('#orders-table tbody tr')")
    dim = page.run(f"Array.from(document.querySelectorAll('svg g.dim')).filter(g => g.dataset.site === {site!r}).length")
    dimmed = page.run("document.querySelectorAll('svg g.dim').length")
    columns = page.run(f"Array.from(document.querySelectorAll('#table-racks [data-site]:not([data-away])')).filter(c => c.dataset.site !== {site!r}).length")
    case(f'{label}: the filter leaves the rows and columns of one site', left == expected > 0 and columns == 0, (left, expected, columns))
    case(f'{label}: the other sites step back in the charts', dim == 0 and dimmed > 0, (dim, dimmed))
    page.run("(() => { const s = document.getElementById('site'); s.value = ''; s.dispatchEvent(new Event('change')); })()")
    case(f'{label}: without a filter all is back',
         page.run("document.querySelectorAll('[data-away], .dim').length") == 0)


def sorts(page, label):
    column = page.run('''(() => { const heads = Array.from(document.querySelectorAll('#targets thead th')); return heads.findIndex(h => /achieved/.test(h.textContent)); })()''')
    values = f"Array.from(document.querySelectorAll('#targets tbody tr')).map(r => r.cells[{column}].querySelector('data')).filter(Boolean).map(d => Number(d.value))"
    page.run(f"document.querySelectorAll('#targets thead th')[{column}].querySelector('button.sort').click()")
    up, sort = page.run(values), page.run(f"document.querySelectorAll('#targets thead th')[{column}].getAttribute('aria-sort')")
    page.run(f"document.querySelectorAll('#targets thead th')[{column}].querySelector('button.sort').click()")
    down, again = page.run(values), page.run(f"document.querySelectorAll('#targets thead th')[{column}].getAttribute('aria-sort')")
    case(f'{label}: a table sorts by a column, and says so',
         up == sorted(up) and down == sorted(down, reverse=True) and (sort, again) == ('ascending', 'descending'), (up, sort, again))


def keyboard(page, label):
    page.run("document.activeElement.blur()")
    page.key('Tab', 9)
    first = page.run('document.activeElement.className')
    page.key('Enter', 13, '\r')
    at = page.run('document.activeElement.id')
    outline = page.run("getComputedStyle(document.activeElement).outlineStyle")
    case(f'{label}: the first key stop skips to the content', first == 'skip' and at == 'main', (first, at, outline))
    page.run("document.getElementById('lang-en').focus()")
    page.key('ArrowLeft', 37)
    case(f'{label}: the arrow keys switch the language', page.run('document.documentElement.lang') == 'zh-CN')
    page.run("document.getElementById('lang-en').click()")


def phone(browser, folder, label):
    page = browser.open(f'{folder}/report.html', width=360, height=740)
    wide = page.run('document.documentElement.scrollWidth')
    case(f'{label}: on a phone only tables and charts scroll sideways', wide <= 360, wide)
    page.close()


def without_script(browser, folder, label):
    page = browser.open(f'{folder}/report.html', script=False, dark=True)
    # The page's own script is off; the debugger's still works through a world of its own.
    frame = page.send('Page.getFrameTree')['frameTree']['frame']['id']
    world = page.send('Page.createIsolatedWorld', frameId=frame)['executionContextId']

    def run(expression):
        return page.send('Runtime.evaluate', expression=expression, contextId=world, returnByValue=True)['result'].get('value')
    before = run(f"[{VISIBLE}('.en'), {VISIBLE}('.zh'), {VISIBLE}('svg'), {VISIBLE}('.filter'), {VISIBLE}('th button'), {COLOUR}]")
    run("document.getElementById('lang-zh').click()")
    after = run(f"[{VISIBLE}('.en'), {VISIBLE}('.zh')]")
    case(f'{label}: without the script all is there to read, and the language still switches',
         before is not None and before[0] > 50 and before[1] == 0 and before[2] > 0 and before[3:5] == [0, 0] and
         after[0] == 0 and after[1] > 50, (before, after))
    case(f'{label}: a dark system gets a dark page', before is not None and before[5] == 'rgb(15, 18, 22)', before)
    page.close()


def prints(page, label):
    pdf = page.pdf()
    pages = len(re.findall(rb'/Type\s*/Page\b', pdf))
    box = re.search(rb'/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)', pdf)
    a4 = box and abs(float(box.group(1)) - 595) < 2 and abs(float(box.group(2)) - 842) < 2
    charts = page.run("document.querySelectorAll('figure.chart').length")
    # Each section begins a page; two charts may share one.
    case(f'{label}: prints on A4, {pages} pages', a4 and 5 <= pages <= 14 + 2 * charts, (pages, box and box.groups(), charts))
    if not shutil.which('pdfinfo'):
        print(f'ok - {label}: what stands on which page # SKIP no pdfinfo and pdftotext here')
        return
    with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
        file.write(pdf)
        file.flush()
        about = subprocess.run(['pdfinfo', file.name], capture_output=True, text=True, check=True).stdout
        texts = subprocess.run(['pdftotext', '-layout', file.name, '-'], capture_output=True, text=True, check=True).stdout.split('\f')[:-1]
    case(f'{label}: pdfinfo says the same', re.search(rf'^Pages: +{pages}$', about, re.M) and '(A4)' in about and len(texts) == pages, about)
    empty = [i + 1 for i, text in enumerate(texts) if len(''.join(text.split())) < 40]
    case(f'{label}: no page is empty, or holds a heading alone', not empty, empty)
    tops = [next((line for line in text.splitlines() if line.strip()), '').strip() for text in texts]
    titles = page.run("Array.from(document.querySelectorAll('main h2')).map(e => e.innerText.trim())")[1:]
    case(f'{label}: every section but the first begins a page, in order', [top for top in tops if top in titles] == titles, (titles, tops))


def look(browser, folder):
    label = folder.rstrip('/').split('/')[-1]
    page = browser.open(f'{folder}/report.html')
    quiet(page, label)
    structure(page, label)
    languages(page, label)
    themes(page, label)
    ledger_agrees(page, folder, label)
    orders_agree(page, folder, label)
    racks_agree(page, folder, label)
    power_agrees(page, folder, label)
    costs_agree(page, folder, label)
    pairs_agree(page, folder, label, 'table-cooling', ('it_mw', None))
    network_agrees(page, folder, label)
    map_agrees(page, folder, label)
    demand_agrees(page, folder, label)
    exhaustion_agrees(page, folder, label)
    rates_agree(page, folder, label)
    energy_agrees(page, folder, label)
    series_agree(page, folder, label)
    page_series.series_agree(page, folder, case, label)
    filters(page, label)
    sorts(page, label)
    keyboard(page, label)
    if folder == sys.argv[1]:  # it takes seconds; report_names.py has every view, of a small page
        page.all_barriers(case, label, views=(('en', 'light'), ('zh', 'dark')), tables=False)
    prints(page, label)
    case(f'{label}: nothing was said in the end, either', page.complaints() == [], page.complaints())
    page.close()
    without_script(browser, folder, label)
    phone(browser, folder, label)


with Browser() as the_browser:
    for results in sys.argv[1:]:
        look(the_browser, results)
sys.exit(failed > 0)
