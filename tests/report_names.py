"""A page whose site has the name NAME shows it as text, runs nothing of it, and has no element more for it. Beside that, each
case of axe's is a line "ok - name" or "not ok - name"."""
import os
import sys

sys.dont_write_bytecode = True
from browser import Browser  # noqa: E402


def case(label, holds, why=''):
    print(('ok - ' if holds else 'not ok - ') + label + ('' if holds else f'\n# {why}'[:900]))


name = os.environ['NAME']
with Browser() as browser:
    page = browser.open(sys.argv[1])
    assert page.complaints() == [], page.complaints()
    assert page.run("document.querySelectorAll('script').length") == 1
    assert page.run("document.querySelectorAll('style').length") == 1
    option = page.run("document.querySelector('#site option[value=north]').textContent")
    assert option == name, option
    heads = page.run("Array.from(document.querySelectorAll('#table-racks th[data-site=north]')).map(e => e.textContent.trim())")
    assert heads and all(head == name for head in heads), heads
    titles = page.run("Array.from(document.querySelectorAll('svg [data-site=north] > title')).map(e => e.textContent)")
    assert any(title.startswith(name) for title in titles), titles[:3]
    labels = page.run("Array.from(document.querySelectorAll('svg text')).map(e => e.textContent)")
    assert any(label.startswith(name[:12]) for label in labels), labels[:9]
    page.all_barriers(case, 'small')
