"""
What a sheet goes through before somebody scans it, and who still reads it then.

    paper_damage.py DPI[,DPI...] DIRECTORY SHEET.pdf...

A sheet is the first page of a PDF with one payload, perhaps in more than one code. It is
rendered, damaged (what strikes a place strikes every code on the sheet), and read by zbarimg
and ZXingReader: once the whole page, as a reception's scanner sees it, once as a phone crops
it; a reader that finds nothing tries again smaller. Prints a table and TAP: everyday damage is
always read by one of the two, of all damage 90 %, and never is anything read that was not
printed.

Lengths are millimetres. Every random choice comes from a seed made of damage, sheet and
resolution: the same pictures in each run. Runs under Debian's Python with its numpy and PIL.
"""
import re
import subprocess
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WHITE = 255.0
LENS_PIXELS = 0.5  # no scanner sees a single pixel sharply
ALL_SHARE = 90  # percent of all pictures


class Sheet:
    """A rendered page: gray levels, how many pixels a millimetre has, where the codes are."""

    def __init__(self, gray, dpi, boxes, rng):
        self.gray = gray
        self.mm = dpi / 25.4
        self.boxes = boxes  # left, top, right, bottom in pixels, without the quiet zone
        self.rng = rng

    def image(self):
        return Image.fromarray(np.clip(self.gray, 0, 255).astype(np.uint8))

    def set_image(self, image):
        self.gray = np.asarray(image, dtype=np.float32).copy()


# ---- what happens to paper -------------------------------------------------------------

def blur(sheet, sigma_mm):
    sheet.set_image(sheet.image().filter(ImageFilter.GaussianBlur(sigma_mm * sheet.mm)))


def noise(sheet, sigma):
    sheet.gray += sheet.rng.normal(0, sigma, sheet.gray.shape).astype(np.float32)


def rotate(sheet, degrees):
    sheet.set_image(sheet.image().rotate(degrees, Image.BICUBIC, expand=True, fillcolor=255))


def grid(sheet):
    height, width = sheet.gray.shape
    return np.ogrid[0:height, 0:width]


def specks(sheet, size_mm, share):
    """Where SHARE of the paper is dotted with specks of this size, whatever the resolution."""
    height, width = sheet.gray.shape
    shape = (max(1, round(height / sheet.mm / size_mm)), max(1, round(width / sheet.mm / size_mm)))
    dots = Image.fromarray(np.where(sheet.rng.random(shape) < share, 255, 0).astype(np.uint8))
    return np.asarray(dots.resize((width, height), Image.BOX), dtype=np.float32) / 255


def clean(sheet):
    del sheet


def copy(sheet):
    """Two generations on an office copier: a little crooked, softer, harder, dusty."""
    for _ in range(2):
        rotate(sheet, sheet.rng.uniform(-0.7, 0.7))
        blur(sheet, 0.12)
        sheet.gray = (sheet.gray - 128) * 1.35 + 128
        sheet.gray *= 1 - 0.8 * specks(sheet, 0.2, 0.004)
        noise(sheet, 8)
        sheet.gray = np.clip(sheet.gray, 0, 255)


def fax(sheet, lines_per_inch):
    """One bit a dot at 204 dots to the inch across, fine or standard down; then printed."""
    height, width = sheet.gray.shape
    inch = sheet.mm * 25.4
    size = (round(width * 204 / inch), round(height * lines_per_inch / inch))
    dots = np.asarray(sheet.image().resize(size, Image.BOX)) > 140
    dots ^= sheet.rng.random(dots.shape) < 0.001
    page = Image.fromarray(np.where(dots, 255, 0).astype(np.uint8))
    sheet.set_image(page.resize((width, height), Image.BOX if inch > 204 else Image.BILINEAR))


def fold_at(sheet, y_px, tilt):
    """A sharp fold: toner flakes off along it, one side lies in shade."""
    y, x = grid(sheet)
    away = (y - (y_px + tilt * (x - sheet.gray.shape[1] / 2))) / sheet.mm
    shade = np.where(away > 0, np.exp(-np.clip(away, 0, 30) / 2.5), 0)
    sheet.gray = sheet.gray * (1 - 0.35 * shade)
    flakes = sheet.rng.random(sheet.gray.shape) < 0.7
    sheet.gray = np.where((np.abs(away) < 0.25) & flakes, 235, sheet.gray)
    sheet.gray = np.where((away > 0.25) & (away < 0.45), sheet.gray * 0.7, sheet.gray)


def fold(sheet):
    for box in sheet.boxes:
        middle = (box[1] + box[3]) / 2 + sheet.rng.uniform(-6, 6) * sheet.mm
        fold_at(sheet, middle, sheet.rng.uniform(-0.03, 0.03))


def crease(sheet):
    """Carried in a pocket: several folds in all directions across each code."""
    for box in sheet.boxes:
        for _ in range(3):
            draw_line(sheet, box, 0.35, 225)
            draw_line(sheet, box, 0.25, 110)


def edge_point(sheet, box):
    at = sheet.rng.uniform(0.1, 0.9)
    left, top, right, bottom = box
    return [(left + at * (right - left), top), (right, top + at * (bottom - top)),
            (left + at * (right - left), bottom), (left, top + at * (bottom - top))]


def draw_line(sheet, box, width_mm, level):
    image = sheet.image()
    first = int(sheet.rng.integers(4))
    start = edge_point(sheet, box)[first]
    end = edge_point(sheet, box)[(first + 1 + int(sheet.rng.integers(3))) % 4]
    ImageDraw.Draw(image).line([start, end], fill=level, width=max(1, round(width_mm * sheet.mm)))
    sheet.set_image(image)


def stain(sheet):
    """A cup of coffee on each code: a dark ring, a brown disc, soft edges."""
    y, x = grid(sheet)
    for box in sheet.boxes:
        centre_x = (box[0] + box[2]) / 2 + sheet.rng.uniform(-8, 8) * sheet.mm
        centre_y = (box[1] + box[3]) / 2 + sheet.rng.uniform(-8, 8) * sheet.mm
        radius = np.hypot(x - centre_x, y - centre_y) / sheet.mm
        edge = 20 + 0.8 * np.sin(np.arctan2(y - centre_y, x - centre_x) * 5)
        ring = np.exp(-((radius - edge) / 1.3) ** 2)
        disc = 1 / (1 + np.exp(np.clip((radius - edge) / 0.4, -50, 50)))
        sheet.gray = sheet.gray * (1 - 0.45 * ring) * (1 - 0.2 * disc)


def toner(sheet, weakest, bare):
    """Pale print with paler streaks along the way of the paper, grainy: so much stays bare."""
    columns = sheet.gray.shape[1]
    at = np.arange(0, columns + 24 * sheet.mm, 12 * sheet.mm)
    streaks = np.interp(np.arange(columns), at, sheet.rng.uniform(weakest, 0.65, len(at)))
    ink = (WHITE - sheet.gray) * streaks[np.newaxis, :] * (1 - specks(sheet, 0.08, bare))
    sheet.gray = (WHITE - ink).astype(np.float32)
    noise(sheet, 4)


def perspective(sheet):
    """A phone held at a slant: the far edge is a fifth narrower, the side leans."""
    width, height = sheet.image().size
    lean = sheet.rng.uniform(-0.06, 0.06)
    corners = [(0.10, 0.05), (0.90, 0.05 + lean), (1.0, 0.98), (0.0, 0.98 - lean)]
    equations, results = [], []
    flat = [(0, 0), (width, 0), (width, height), (0, height)]
    for (u, v), (x, y) in zip([(a * width, b * height) for a, b in corners], flat):
        equations += [[u, v, 1, 0, 0, 0, -x * u, -x * v], [0, 0, 0, u, v, 1, -y * u, -y * v]]
        results += [x, y]
    answer = np.linalg.solve(np.array(equations), np.array(results))
    sheet.set_image(sheet.image().transform((width, height), Image.PERSPECTIVE, answer,
                                            Image.BICUBIC, fillcolor=255))


def cover(sheet, share):
    """A thumb, a sticker: so much of each code is gone, anywhere in it."""
    image = sheet.image()
    for left, top, right, bottom in sheet.boxes:
        ratio = sheet.rng.uniform(0.6, 1.6)
        wide = min(right - left, (share * ratio) ** 0.5 * (right - left))
        high = share * (right - left) * (bottom - top) / wide
        x = sheet.rng.uniform(left, right - wide)
        y = sheet.rng.uniform(top, bottom - high)
        ImageDraw.Draw(image).rectangle([x, y, x + wide, y + high],
                                        fill=int(sheet.rng.integers(60, 220)))
    sheet.set_image(image)


def pen(sheet):
    """A stroke of a pen across each code, as of a hasty signature."""
    image = sheet.image()
    for left, top, right, bottom in sheet.boxes:
        along = np.linspace(0, 1, 60)
        wave = np.sin(along * sheet.rng.uniform(6, 12) + sheet.rng.uniform(0, 6))
        y = (top + bottom) / 2 + (wave * 0.12 + sheet.rng.uniform(-0.3, 0.3)) * (bottom - top)
        x = left - 20 + along * (right - left + 40)
        ImageDraw.Draw(image).line(list(zip(x, y)), fill=50, width=max(1, round(0.7 * sheet.mm)))
    sheet.set_image(image)


def crumple(sheet):
    """Crumpled a little and smoothed again: the sheet is wavy, with light and shade."""
    width, height = sheet.image().size
    step = round(7 * sheet.mm)
    across, down = width // step + 2, height // step + 2
    shift = sheet.rng.normal(0, 0.35 * sheet.mm, (down + 1, across + 1, 2))
    mesh = []
    for j in range(down):
        for i in range(across):
            box = (i * step, j * step, (i + 1) * step, (j + 1) * step)
            corner = [(j, i), (j + 1, i), (j + 1, i + 1), (j, i + 1)]
            source = []
            for row, column in corner:
                source += [column * step + shift[row, column, 0], row * step + shift[row, column, 1]]
            mesh.append((box, source))
    padded = Image.new("L", (across * step, down * step), 255)
    padded.paste(sheet.image())
    bent = padded.transform(padded.size, Image.MESH, mesh, Image.BICUBIC)
    light = Image.fromarray(sheet.rng.uniform(150, 255, (down, across)).astype(np.uint8))
    light = np.asarray(light.resize(padded.size, Image.BICUBIC), dtype=np.float32) / 255
    sheet.gray = (np.asarray(bent, dtype=np.float32) * light)[:height, :width]


def uneven_light(sheet):
    """A lamp on one side: a third of the light at the far corner, a hard shadow across."""
    y, x = grid(sheet)
    height, width = sheet.gray.shape
    light = 1 - 0.66 * (0.5 * x / width + 0.5 * y / height)
    shadow = np.where((x - width * 0.72) + 0.4 * (y - height * 0.4) > 0, 0.6, 1.0)
    sheet.gray = sheet.gray * light * shadow
    noise(sheet, 5)


def scale(sheet, factor):
    """Printed with "fit to page": every length differs."""
    width, height = sheet.image().size
    sheet.set_image(sheet.image().resize((round(width * factor), round(height * factor)),
                                         Image.BICUBIC))


def worn(sheet):
    """All of a week: copied, folded, stained, then held crookedly."""
    fold(sheet)
    stain(sheet)
    copy(sheet)
    rotate(sheet, 7)


# Name, what is done, whether it is everyday damage: that must always be read.
DAMAGES = [
    ("clean", clean, True),
    ("copy of a copy", copy, True),
    ("fold through the code", fold, True),
    ("10 degrees", partial(rotate, degrees=10), True),
    ("coffee stain", stain, True),
    ("low toner", partial(toner, weakest=0.35, bare=0.08), True),
    ("toner nearly empty", partial(toner, weakest=0.15, bare=0.15), False),
    ("3 degrees", partial(rotate, degrees=3), False),
    ("7 degrees", partial(rotate, degrees=7), False),
    ("45 degrees", partial(rotate, degrees=45), False),
    ("90 degrees", partial(rotate, degrees=90), False),
    ("180 degrees", partial(rotate, degrees=180), False),
    ("fax, fine", partial(fax, lines_per_inch=196), False),
    ("fax, standard", partial(fax, lines_per_inch=98), False),
    ("creases", crease, False),
    ("perspective", perspective, False),
    ("5 % covered", partial(cover, share=0.05), False),
    ("10 % covered", partial(cover, share=0.10), False),
    ("pen stroke", pen, False),
    ("crumpled", crumple, False),
    ("uneven light", uneven_light, False),
    ("printed at 96 %", partial(scale, factor=0.96), False),
    ("printed at 103 %", partial(scale, factor=1.03), False),
    ("folded, stained, copied", worn, False),
]
CONTROL = ("60 % covered", partial(cover, share=0.60), False)


# ---- rendering and reading -------------------------------------------------------------

def render(pdf, dpi, directory):
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", "-singlefile", pdf,
                    f"{directory}/{Path(pdf).stem}-{dpi}"], check=True)


def read_zbar(path):
    said = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", path],
                          capture_output=True, check=False).stdout
    return set(said.decode("utf-8", "replace").split("\n")) - {""}


def read_zxing(path):
    said = subprocess.run(["ZXingReader", "-format", "QRCode", path], capture_output=True,
                          check=False).stdout.decode("utf-8", "replace")
    return set(re.findall(r'^Text: +"(.*)"$', said, re.M))


def read(reader, image, path):
    """At full size, then at a half and a third if that gave nothing, as scanning programs do:
    seen too closely, the grain of a pale print is taken for modules."""
    found = set()
    for size in (1, 2, 3):
        if not found:
            image.reduce(size).save(path, compress_level=1)
            found = reader(path)
    return found


def find_codes(path):
    """Payload and boxes of the codes on a clean picture."""
    said = subprocess.run(["ZXingReader", "-format", "QRCode", path], capture_output=True,
                          check=True).stdout.decode()
    texts = set(re.findall(r'^Text: +"(.*)"$', said, re.M))
    boxes = []
    for line in re.findall(r"^Position: +(.*)$", said, re.M):
        points = [tuple(map(int, point.split("x"))) for point in line.split()]
        boxes.append((min(p[0] for p in points), min(p[1] for p in points),
                      max(p[0] for p in points), max(p[1] for p in points)))
    if len(texts) != 1:
        raise SystemExit(f"{path}: one payload expected, found {sorted(texts)}")
    return texts.pop(), boxes


def crop(sheet):
    """What a phone sees: the first code with two centimetres around it, before the damage."""
    left, top, right, bottom = sheet.boxes[0]
    margin = 20 * sheet.mm
    height, width = sheet.gray.shape
    x, y = int(max(0, left - margin)), int(max(0, top - margin))
    right_end, bottom_end = int(min(width, right + margin)), int(min(height, bottom + margin))
    sheet.gray = sheet.gray[y:bottom_end, x:right_end]
    sheet.boxes = [(left - x, top - y, right - x, bottom - y)]


def trial(job):
    """One damaged picture: damage, resolution, who read it, and what else was read."""
    (name, harm, _), stem, dpi, view, directory = job
    with Image.open(f"{directory}/{stem}-{dpi}.png") as image:
        gray = np.asarray(image.convert("L"), dtype=np.float32)
    payload, boxes = find_codes(f"{directory}/{stem}-{dpi}.png")
    rng = np.random.default_rng(zlib.crc32(f"{name}/{stem}/{dpi}/{view}".encode()))
    sheet = Sheet(gray, dpi, boxes, rng)
    if view == "phone":
        crop(sheet)
    harm(sheet)
    blur(sheet, LENS_PIXELS / sheet.mm)
    path = f"{directory}/{re.sub('[^a-z0-9]+', '_', name)}-{stem}-{dpi}-{view}.png"
    zbar, zxing = (read(reader, sheet.image(), path) for reader in (read_zbar, read_zxing))
    return name, dpi, payload in zbar, payload in zxing, sorted((zbar | zxing) - {payload})


def run(damages, stems, resolutions, directory):
    jobs = [(damage, stem, dpi, view, directory) for damage in damages for dpi in resolutions
            for stem in stems for view in ("page", "phone")]
    with ProcessPoolExecutor() as pool:
        return list(pool.map(trial, jobs, chunksize=4))


# ---- verdicts --------------------------------------------------------------------------

class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def ok(self, passed, sentence):
        self.count += 1
        self.failed += not passed
        print(f"{'ok' if passed else 'not ok'} {self.count} - {sentence}")

    def plan(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0


def percent(rows, who):
    return 100 * sum(map(who, rows)) / len(rows)


def cells(rows):
    return "".join(f"{percent(rows, who):5.0f}" for who in
                   (lambda r: r[2], lambda r: r[3], lambda r: r[2] or r[3]))


def print_table(damages, results, resolutions):
    """Percent read by zbar, by zxing, by either; a column for each resolution."""
    print(f"# {'percent read':26}" + "".join(f" | {f'{dpi} dpi':^15}" for dpi in resolutions))
    print(f"# {'':26}" + " |  zbar zxng eith" * len(resolutions))
    for name, _, _ in damages:
        print(f"# {name:26}" + "".join(
            " | " + cells([r for r in results if r[0] == name and r[1] == dpi])
            for dpi in resolutions))
    print(f"# {'all':26}" + "".join(
        " | " + cells([r for r in results if r[1] == dpi]) for dpi in resolutions))
    print(f"# {len(results)} pictures: zbar, zxing, either of them")


def judge(damages, results, control):
    tap = Tap()
    for name, _, everyday in damages:
        rows = [r for r in results if r[0] == name]
        if everyday:
            tap.ok(all(r[2] or r[3] for r in rows), f"{name}: every picture is read")
    share = percent(results, lambda r: r[2] or r[3])
    tap.ok(share >= ALL_SHARE, f"of all damage at least {ALL_SHARE} % is read")
    tap.ok(not any(r[2] or r[3] for r in control), f"{CONTROL[0]}: nothing can be read")
    wrong = [r for r in results + control if r[4]]
    tap.ok(not wrong, "no picture is read as another text")
    for row in wrong:
        print(f"# {row}")
    return tap.plan()


def main():
    resolutions = [int(dpi) for dpi in sys.argv[1].split(",")]
    directory, sheets = sys.argv[2], sys.argv[3:]
    for pdf in sheets:
        for dpi in resolutions:
            render(pdf, dpi, directory)
    stems = [Path(pdf).stem for pdf in sheets]
    results = run(DAMAGES, stems, resolutions, directory)
    print_table(DAMAGES, results, resolutions)
    control = run([CONTROL], stems[:1], resolutions[:1], directory)
    sys.exit(judge(DAMAGES, results, control))


if __name__ == "__main__":
    main()
