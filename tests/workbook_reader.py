"""Reads an .xlsx with nothing but zip and XML: what the tests of workbooks share."""
import re
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def unescaped(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)


def read_sheet(book, path, strings):
    rows, formulas, frozen = [], 0, False
    root = ET.fromstring(book.read(path))
    for pane in root.iter(MAIN + "pane"):
        frozen = pane.get("state") == "frozen" and int(pane.get("ySplit", "0")) >= 1
    for row in root.iter(MAIN + "row"):
        cells = {}
        for cell in row.iter(MAIN + "c"):
            formulas += cell.find(MAIN + "f") is not None
            value = cell.find(MAIN + "v")
            if value is None:
                continue
            text = value.text
            cells[column_of(cell.get("r"))] = strings[int(text)] if cell.get("t") == "s" else float(text)
        rows.append(cells)
    widths = len(list(root.iter(MAIN + "col")))
    return rows, formulas, frozen, widths


def open_book(path):
    book = zipfile.ZipFile(path)
    strings = ["".join(unescaped(t.text or "") for t in item.iter(MAIN + "t"))
               for item in ET.fromstring(book.read("xl/sharedStrings.xml")).iter(MAIN + "si")]
    targets = {r.get("Id"): r.get("Target") for r in ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    sheets = [(s.get("name"), "xl/" + targets[s.get(REL)]) for s in ET.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    return book, [(name, read_sheet(book, path, strings)) for name, path in sheets]


def unquoted(text):
    """As the CSV wrote it: a leading apostrophe keeps spreadsheets from running a text."""
    return text[1:] if re.match("'[=+@\t\r-]", text) else text
