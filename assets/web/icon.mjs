// icon.mjs OUT - the picture of icon.svg in pixels, for home screens that take no SVG: a slip's
// stations down the left, their lines to the right.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'

const [out] = process.argv.slice(2)
const SIZES = [192, 512]
const FINE = 4 // samples across and down each pixel
const DARK = [0x13, 0x15, 0x25]
const LIGHT = [0xff, 0xff, 0xff]

// In the units of icon.svg, 32 across; a line is [x1, y1, x2, y2, width], a dot [x, y, radius].
const LINES = [[11, 7, 11, 25, 2], [18, 8, 25, 8, 2.5], [18, 16, 25, 16, 2.5], [18, 24, 22, 24, 2.5]]
const DOTS = [[11, 8, 3.5], [11, 16, 3.5], [11, 24, 3.5]]
const HOLES = [[11, 24, 1.5]]

const inDot = (x, y) => ([cx, cy, r]) => (x - cx) ** 2 + (y - cy) ** 2 <= r * r

const onLine = (x, y) => ([x1, y1, x2, y2, width]) => {
  const px = Math.min(Math.max(x, x1), x2)
  const py = Math.min(Math.max(y, y1), y2)
  return (x - px) ** 2 + (y - py) ** 2 <= (width / 2) ** 2
}

function isLight(x, y) {
  return !HOLES.some(inDot(x, y)) && (DOTS.some(inDot(x, y)) || LINES.some(onLine(x, y)))
}

// The share of light in one pixel.
function share(column, row, size) {
  let light = 0
  for (let i = 0; i < FINE * FINE; i++) {
    const x = column + ((i % FINE) + 0.5) / FINE
    const y = row + (Math.floor(i / FINE) + 0.5) / FINE
    light += isLight(x * 32 / size, y * 32 / size) ? 1 : 0
  }
  return light / (FINE * FINE)
}

// The check of PNG, bit by bit.
function crc32(bytes) {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) {
      sum = sum & 1 ? sum >>> 1 ^ 0xedb88320 : sum >>> 1
    }
  }
  return ~sum >>> 0
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function png(size) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 2, 0, 0, 0], 8) // eight bits of red, green, blue
  const rows = Buffer.alloc(size * (1 + 3 * size))
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const light = share(column, row, size)
      rows.set(DARK.map((dark, i) => Math.round(dark + (LIGHT[i] - dark) * light)),
        row * (1 + 3 * size) + 1 + 3 * column)
    }
  }
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

for (const size of SIZES) {
  writeFileSync(join(out, `icon-${size}.png`), png(size))
}
