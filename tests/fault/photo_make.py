"""Pictures for tests/fault/photo.sh: photo_make.py SLIP.pdf OTHER.pdf FOLDER.

What a phone would take of a printed voucher, and what somebody would make to do harm.
"""
import os
import random
import struct
import subprocess
import sys
import zlib

SLIP, OTHER, FOLDER = sys.argv[1:]
PNG = b'\x89PNG\r\n\x1a\n'
random.seed(16)


def path(name):
    return os.path.join(FOLDER, name)


def write(name, data):
    with open(path(name), 'wb') as out:
        out.write(data)


def read(name):
    with open(path(name), 'rb') as source:
        return source.read()


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, stdin=subprocess.DEVNULL).stdout


def voucher(pdf):
    """The page of PDF that carries a voucher's code."""
    for page in range(1, 9):
        run('pdftoppm', '-r', '100', '-png', '-singlefile', '-f', str(page), '-l', str(page), pdf,
            path('probe'))
        found = subprocess.run(['ZXingReader', '-format', 'QRCode', path('probe.png')],
                               capture_output=True, check=False).stdout
        if b'/S#' in found:
            return str(page)
    raise SystemExit(f'{pdf} has no voucher')


def shoot(pdf, name, dpi, *how):
    page = voucher(pdf)
    run('pdftoppm', '-r', dpi, '-singlefile', '-f', page, '-l', page, *how, pdf, path(name))


def chunk(kind, data, length=None):
    return (struct.pack('>I', len(data) if length is None else length) + kind + data +
            struct.pack('>I', zlib.crc32(kind + data)))


def png(width, height, packed, interlaced=0, before=b''):
    head = struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, interlaced)
    return PNG + chunk(b'IHDR', head) + before + chunk(b'IDAT', packed) + chunk(b'IEND', b'')


def gray(name):
    """Width, height and rows of a binary PGM."""
    kind, size, _, pixels = read(name).split(b'\n', 3)
    assert kind == b'P5'
    width, height = (int(word) for word in size.split())
    return width, height, [pixels[y * width:(y + 1) * width] for y in range(height)]


def adam7(width, height, rows):
    out = b''
    for x, y, right, down in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4),
                              (1, 0, 2, 2), (0, 1, 1, 2)]:
        out += b''.join(b'\0' + row[x::right] for row in rows[y::down])
    return zlib.compress(out, 1)


def people():
    shoot(SLIP, 'good', '150', '-jpeg')
    os.rename(path('good.jpg'), path('good.jpeg'))
    shoot(SLIP, 'good', '150', '-png')
    shoot(SLIP, 'good.progressive', '150', '-jpeg', '-jpegopt', 'progressive=y')
    os.rename(path('good.progressive.jpg'), path('good.progressive.jpeg'))
    shoot(SLIP, 'good.large', '350', '-jpeg', '-jpegopt', 'quality=70')
    os.rename(path('good.large.jpg'), path('good.large.jpeg'))
    run('ffmpeg', '-v', 'error', '-i', path('good.png'), '-vf',
        'rotate=25*PI/180:ow=rotw(0.44):oh=roth(0.44):fillcolor=gray,gblur=sigma=1,noise=alls=12',
        '-frames:v', '1', path('good.turned.jpeg'))
    shoot(SLIP, 'plain', '120', '-gray')
    width, height, rows = gray('plain.pgm')
    write('good.interlaced.png', png(width, height, adam7(width, height, rows), 1))
    whole = read('good.jpeg')
    write('half.jpeg', whole[:len(whole) * 2 // 3])
    run('ffmpeg', '-v', 'error', '-f', 'lavfi', '-i', 'color=white:size=1200x900', '-frames:v',
        '1', path('blank.jpeg'))
    run('ZXingWriter', '-size', '300x300', 'QRCode', 'WIFI:S:Empfang;T:WPA;P:geheim;;',
        path('wifi.png'))
    shoot(OTHER, 'other', '120', '-gray')
    other = gray('other.pgm')
    write('two.png', png(2 * width, height, zlib.compress(b''.join(
        b'\0' + left + right for left, right in zip(rows, other[2])), 1)))


def attackers():
    good, progressive, picture = read('good.jpeg'), read('good.progressive.jpeg'), read('good.png')
    shoot(SLIP, 'tiny', '20', '-W', '32', '-H', '32', '-jpeg', '-jpegopt', 'progressive=y')
    tiny = read('tiny.jpg')
    frame = good.index(b'\xff\xc0')
    write('huge.jpeg', good[:frame + 5] + struct.pack('>HH', 65000, 65000) + good[frame + 9:])
    write('bomb.png', png(60000, 60000, zlib.compress(b'\0' * 100000)))
    write('huge.png', png(4097, 4096, zlib.compress(b'\0' * 4098 * 4096)))
    head = struct.pack('>IIBBBBB', 1000, 1000, 8, 0, 0, 0, 0)
    write('claims.png', PNG + chunk(b'IHDR', head) + chunk(b'IDAT', b'\x78\x9c', 0x40000000))
    write('random.bin', random.randbytes(500000))
    write('random.jpeg', b'\xff\xd8\xff\xe0' + random.randbytes(500000))
    write('text.png', PNG + b'This is no picture.')
    write('polyglot.html', b'<html><script>alert(1)</script>' + good)
    write('cut.png', picture[:len(picture) // 8])
    write('gif.gif', b'GIF89a' + random.randbytes(2000))
    write('svg.svg', b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    write('empty', b'')
    write('nine', b'\xff\xd8\xff' + b'\0' * (9 << 20))
    frame, scan = tiny.index(b'\xff\xc2'), tiny.rindex(b'\xff\xda')
    write('scans.jpeg', tiny[:frame + 5] + struct.pack('>HH', 4000, 4000) + tiny[frame + 9:-2] +
          tiny[scan:-2] * 5000 + b'\xff\xd9')
    packer = zlib.compressobj(9)
    packed = b''.join(packer.compress(b'\0' * (1 << 20)) for _ in range(256)) + packer.flush()
    write('zlib.png', png(64, 64, packed, 0,
                          chunk(b'zTXt', b'Comment\0\0' + packed) + chunk(b'iCCP', b'x\0\0' + packed)))
    for number in range(12):
        name, data = [('jpeg', good), ('png', picture), ('jpeg', progressive)][number % 3]
        broken = bytearray(data)
        for _ in range(1 + 3 * number):
            broken[random.randrange(8, len(broken))] ^= 1 << random.randrange(8)
        write(f'flipped-{number}.{name}', bytes(broken))


people()
attackers()
