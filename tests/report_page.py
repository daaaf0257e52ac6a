"""Opens report.html in a browser: python3 report_page.py RESULTS... Each case is a line "ok - name" or "not ok - name"."""
import csv
import re
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
    filters(page, label)
    sorts(page, label)
    keyboard(page, label)
    prints(page, label)
    case(f'{label}: nothing was said in the end, either', page.complaints() == [], page.complaints())
    page.close()
    without_script(browser, folder, label)
    phone(browser, folder, label)


with Browser() as the_browser:
    for results in sys.argv[1:]:
        look(the_browser, results)
sys.exit(failed > 0)
