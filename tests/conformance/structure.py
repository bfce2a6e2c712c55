"""
Does a reader who cannot see the sheet get the same sheet? Our own checks of a PDF's structure.

    structure.py FILE.pdf...      TAP: a line a file, the faults below it
    structure.py --planted FILE.pdf   TAP: each fault planted into a copy is found

What must hold (ISO 14289-1, ISO 19005-2 level A, and our own rules):
  catalog     tagged, a language, a title shown, an XMP packet, an output intent
  harmless    nothing that acts or leads away: no script, action, link, file or form
  drawing     everything painted is tagged or an artifact; a marked content belongs to one element
  order       the tree is read in the order in which the sheet is drawn
  headings    the first is H1, no level is skipped on the way down
  tables      rows of equal length; each cell finds a header with a scope
  lists       items have a body; no item stands outside a list
  figures     have another text, and say where they are
  fonts       embedded; every letter shown leads to Unicode

Runs under Debian's Python with its pikepdf.
"""
import io
import re
import sys

import pikepdf
from pikepdf import Array, Dictionary, Name

PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "INLINE IMAGE"}
SHOWS = {"Tj", "TJ", "'", '"'}
ROLES = {"Document", "Part", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody",
         "Table", "TR", "TH", "TD", "Figure", "Span", "THead", "TBody", "Link", "Note", "Quote"}
ACTING_KEYS = {"/JS", "/OpenAction", "/AA", "/Launch", "/URI", "/EmbeddedFiles", "/AcroForm",
               "/RichMedia", "/Annots", "/XFA"}
ACTIONS = {"/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"}


def text(value):
    return "" if value is None else str(value).strip()


def kids(element):
    found = element.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def role(element):
    return text(element.get("/S"))[1:]


def is_element(kid):
    return isinstance(kid, Dictionary) and "/S" in kid


def elements(root):
    """All elements below, as a reader meets them."""
    for kid in kids(root):
        if is_element(kid):
            yield kid
            yield from elements(kid)


def attribute(element, key):
    found = element.get("/A")
    for record in list(found) if isinstance(found, Array) else [found]:
        if isinstance(record, Dictionary) and key in record:
            return record[key]
    return None


class Checker:
    def __init__(self, pdf):
        self.pdf = pdf
        self.faults = []
        self.root = pdf.Root.get("/StructTreeRoot")
        # Page number by object, what each page draws: (mcid, kind) in order.
        self.page_at = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.drawn = []

    def need(self, holds, fault):
        if not holds:
            self.faults.append(fault)

    def run(self):
        self.check_catalog()
        self.check_harmless()
        for number, page in enumerate(self.pdf.pages, 1):
            self.check_page(number, page)
        if self.root is not None:
            self.check_order()
            self.check_elements()
        return self.faults

    def check_catalog(self):
        catalog = self.pdf.Root
        preferences = catalog.get("/ViewerPreferences", Dictionary())
        self.need(text(catalog.get("/Lang")), "catalog: no language")
        self.need(catalog.get("/MarkInfo", Dictionary()).get("/Marked") is True,
                  "catalog: not marked as tagged")
        self.need(self.root is not None, "catalog: no structure tree")
        self.need(preferences.get("/DisplayDocTitle") is True, "catalog: the title is not shown")
        self.need(text(preferences.get("/PrintScaling")) == "/None", "catalog: printing may scale")
        self.need(text(self.pdf.docinfo.get("/Title")), "catalog: no title")
        self.need("/OutputIntents" in catalog, "catalog: no output intent")
        packet = catalog.Metadata.read_bytes().decode() if "/Metadata" in catalog else ""
        for wanted in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
            self.need(wanted in packet, f"catalog: XMP lacks {wanted}")

    def check_harmless(self):
        for thing in self.pdf.objects:
            for record in self.records(thing):
                for key in record.keys():
                    self.need(key not in ACTING_KEYS, f"harmless: there is a {key}")
                action = record.get("/S")
                self.need(not isinstance(action, Name) or text(action) not in ACTIONS,
                          f"harmless: there is a {action}")
        self.need(not self.pdf.is_encrypted, "harmless: encrypted")

    def records(self, thing):
        """A dictionary and those inside it, not those it points to."""
        if isinstance(thing, Dictionary) or isinstance(thing, pikepdf.Stream):
            yield thing
            for _, value in thing.items():
                if isinstance(value, Dictionary) and not value.is_indirect:
                    yield from self.records(value)

    # ---- what is drawn ----

    def check_page(self, number, page):
        self.need(text(page.get("/Tabs")) == "/S", f"page {number}: no tab order by structure")
        self.need("/StructParents" in page, f"page {number}: not in the structure tree")
        fonts = page.Resources.get("/Font", Dictionary())
        maps = {name: self.check_font(name, font) for name, font in fonts.items()}
        marks, drawn, font, stray = [], [], None, 0
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BDC", "BMC"):
                marks.append(self.open_mark(operands, drawn))
            elif operator == "EMC":
                marks.pop()
            elif operator == "Tf":
                font = str(operands[0])
            if operator in PAINTS or operator in SHOWS:
                stray += not any(marks)
            if operator in SHOWS:
                self.check_codes(number, operands, maps.get(font))
        self.need(stray == 0, f"page {number}: {stray} marks are neither tagged nor artifacts")
        self.need(not marks, f"page {number}: a marked content is left open")
        self.need(len(set(drawn)) == len(drawn), f"page {number}: a content number comes twice")
        self.drawn.append(drawn)

    def open_mark(self, operands, drawn):
        """Whether what follows is accounted for."""
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, Dictionary) and "/MCID" in properties:
            drawn.append(int(properties.MCID))
            return True
        return str(operands[0]) == "/Artifact"

    def check_font(self, name, font):
        """The codes that lead to Unicode, or None."""
        descendants = font.get("/DescendantFonts")
        inner = descendants[0] if descendants is not None else font
        descriptor = inner.get("/FontDescriptor", Dictionary())
        self.need(any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
                  f"font {name}: not embedded")
        if "/ToUnicode" not in font:
            self.need(False, f"font {name}: no map to Unicode")
            return None
        found = {}
        cmap = font.ToUnicode.read_bytes().decode("latin-1")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
            for code, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
                found[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be", "replace")
        self.need("beginbfrange" not in cmap or found, f"font {name}: ranges are not expected")
        return found

    def check_codes(self, number, operands, codes):
        parts = operands[0] if isinstance(operands[0], Array) else operands
        for part in parts:
            if codes is None or not isinstance(part, pikepdf.String):
                continue
            shown = bytes(part)
            for at in range(0, len(shown), 2):
                letters = codes.get(int.from_bytes(shown[at:at + 2], "big"))
                self.need(letters and not re.search("[\ufffd\ue000-\uf8ff\0]", letters),
                          f"page {number}: a glyph leads to no letter")

    # ---- what is meant ----

    def contents(self, element, page=None):
        """(page, mcid) of the element and all below, as a reader meets them."""
        page = self.page_at.get(element.Pg.objgen, page) if "/Pg" in element else page
        for kid in kids(element):
            if is_element(kid):
                yield from self.contents(kid, page)
            elif isinstance(kid, Dictionary):
                at = self.page_at.get(kid.Pg.objgen) if "/Pg" in kid else page
                yield at, int(kid.MCID)
            else:
                yield page, int(kid)

    def check_order(self):
        told = list(self.contents(self.root))
        shown = [(page, mcid) for page, drawn in enumerate(self.drawn) for mcid in drawn]
        self.need(len(set(told)) == len(told), "order: a content belongs to two elements")
        self.need(set(told) == set(shown), "order: the tree and the pages differ in contents")
        self.need(told == sorted(told), "order: the tree is not read as the sheet is drawn")

    def check_elements(self):
        level = 0
        for element in elements(self.root):
            kind = role(element)
            self.need(kind in ROLES, f"elements: unknown role {kind}")
            if re.fullmatch("H[1-6]", kind):
                self.need(int(kind[1]) <= level + 1, f"headings: {kind} follows level {level}")
                level = int(kind[1])
            elif kind == "Part":
                level = 0
            elif kind == "Table":
                self.check_table(element)
            elif kind == "L":
                self.need(all(role(kid) in ("LI", "L") for kid in kids(element)),
                          "lists: something else than an item")
            elif kind == "LI":
                self.need([role(kid) for kid in kids(element)] in (["Lbl", "LBody"], ["LBody"]),
                          "lists: an item without label and body")
            elif kind == "Figure":
                self.need(text(element.get("/Alt")), "figures: no other text")
                self.need(attribute(element, "/BBox") is not None, "figures: no place")
            if kind in ("LI", "TR", "TH", "TD", "Lbl", "LBody"):
                self.check_parent(element, kind)
        self.need(any(role(e) == "H1" for e in elements(self.root)), "headings: there is no H1")

    def check_parent(self, element, kind):
        wanted = {"LI": ("L",), "Lbl": ("LI",), "LBody": ("LI",),
                  "TR": ("Table", "THead", "TBody"), "TH": ("TR",), "TD": ("TR",)}[kind]
        self.need(role(element.P) in wanted, f"elements: {kind} inside {role(element.P)}")

    def check_table(self, table):
        rows = [kids(e) for e in elements(table) if role(e) == "TR"]
        span = [sum(int(attribute(cell, "/ColSpan") or 1) for cell in row) for row in rows]
        self.need(len(set(span)) == 1, "tables: rows differ in length")
        headers = [cell for row in rows for cell in row if role(cell) == "TH"]
        self.need(headers, "tables: no header")
        self.need(all(text(attribute(cell, "/Scope")) in ("/Row", "/Column", "/Both")
                      for cell in headers), "tables: a header without scope")
        top = [role(cell) == "TH" and text(attribute(cell, "/Scope")) != "/Row"
               for cell in rows[0]] if rows else []
        for row in rows:
            beside = any(role(cell) == "TH" and text(attribute(cell, "/Scope")) == "/Row"
                         for cell in row)
            for column, cell in enumerate(row):
                self.need(role(cell) == "TH" or beside or (column < len(top) and top[column]),
                          "tables: a cell finds no header")


def faults_of(source):
    with pikepdf.open(source) as pdf:
        return sorted(set(Checker(pdf).run()))


# ---- does the checker see? --------------------------------------------------------------

def first(pdf, kind):
    return next(e for e in elements(pdf.Root.StructTreeRoot) if role(e) == kind)


def edit_content(pdf, old, new):
    page = pdf.pages[0]
    data = page.Contents.read_bytes()
    assert old in data
    page.Contents = pdf.make_stream(data.replace(old, new, 1))


def swap_order(pdf):
    part = first(pdf, "Sect")
    part.K = Array(list(reversed(list(part.K))))


def unembed(pdf):
    font = pdf.pages[0].Resources.Font["/F0"]
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def unmap(pdf):
    del pdf.pages[0].Resources.Font["/F0"].ToUnicode


def forget_letter(pdf):
    font = pdf.pages[0].Resources.Font["/F0"]
    cmap = font.ToUnicode.read_bytes()
    font.ToUnicode = pdf.make_stream(re.sub(rb"(beginbfchar\s*)<[^>]*> *<[^>]*>", rb"\1", cmap))


def delete(holder, key):
    del holder[key]


PLANTED = [
    ("catalog: no language", lambda pdf: delete(pdf.Root, "/Lang")),
    ("catalog: not marked as tagged", lambda pdf: delete(pdf.Root, "/MarkInfo")),
    ("catalog: the title is not shown",
     lambda pdf: delete(pdf.Root.ViewerPreferences, "/DisplayDocTitle")),
    ("harmless: there is a /OpenAction",
     lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.GoTo))),
    ("harmless: there is a /JavaScript",
     lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(S=Name.JavaScript))),
    ("harmless: there is a /URI",
     lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(URI=pikepdf.String("http://x")))),
    ("page 1: 1 marks are neither tagged nor artifacts",
     lambda pdf: edit_content(pdf, b"/Artifact BMC", b"0 0 9 9 re f /Artifact BMC")),
    ("order: the tree and the pages differ in contents",
     lambda pdf: edit_content(pdf, b"<</MCID 0>>", b"<</MCID 4711>>")),
    ("order: the tree is not read as the sheet is drawn", swap_order),
    ("headings: H3 follows level 1",
     lambda pdf: first(pdf, "H2").__setitem__("/S", Name.H3)),
    ("headings: there is no H1",
     lambda pdf: [e.__setitem__("/S", Name.P) for e in elements(pdf.Root.StructTreeRoot)
                  if role(e) == "H1"]),
    ("figures: no other text", lambda pdf: delete(first(pdf, "Figure"), "/Alt")),
    ("tables: a header without scope", lambda pdf: delete(first(pdf, "TH"), "/A")),
    ("tables: rows differ in length",
     lambda pdf: first(pdf, "TR").__setitem__("/K", Array(list(first(pdf, "TR").K)[1:]))),
    ("font /F0: not embedded", unembed),
    ("font /F0: no map to Unicode", unmap),
    ("page 1: a glyph leads to no letter", forget_letter),
]


def planted(source):
    failed = 0
    for number, (fault, plant) in enumerate(PLANTED, 1):
        hurt = io.BytesIO()
        with pikepdf.open(source) as pdf:
            plant(pdf)
            pdf.save(hurt)
        found = faults_of(hurt)
        failed += fault not in found
        print(f"{'ok' if fault in found else 'not ok'} {number} - found when planted: {fault}")
        if fault not in found:
            print(f"# found instead: {found}")
    print(f"1..{len(PLANTED)}")
    return failed


def main():
    if sys.argv[1] == "--planted":
        sys.exit(1 if planted(sys.argv[2]) else 0)
    failed = 0
    for number, path in enumerate(sys.argv[1:], 1):
        faults = faults_of(path)
        failed += bool(faults)
        name = path.rsplit("/", 1)[-1]
        print(f"{'not ok' if faults else 'ok'} {number} - {name} tells what it shows")
        for fault in faults:
            print(f"# {fault}")
    print(f"1..{len(sys.argv) - 1}")
    sys.exit(1 if failed else 0)


main()
