// build.mjs - KERN's style sheet, cut down to what our pages use, its fonts in two parts, and
// the reader of QR codes for the camera.
//
//   node build.mjs SOURCES PAGES RAW OUT
//
// SOURCES is assets/web, PAGES assets/pages. RAW gets laufzettel.css, zxing.js and zxing.wasm,
// still to be packed by pack.sh; OUT gets the fonts, named by their content because the style
// sheet names them.
import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { transform } from 'lightningcss'
import { PurgeCSS } from 'purgecss'
import subsetFont from 'subset-font'

const [sources, pages, raw, out] = process.argv.slice(2)
const { resolve } = createRequire(import.meta.url)
const kern = dirname(resolve('@kern-ux/native/package.json'))
const zxing = resolve('zxing-wasm/reader/zxing_reader.wasm')

// What every page needs, and the letters of rarer names, which a browser fetches only then.
const faces = [
  { weight: 400, file: 'NotoSans-Regular.woff2' },
  { weight: 700, file: 'NotoSans-Bold.woff2' },
]
const parts = {
  core: [[0x20, 0x7e], [0xa0, 0x17f], [0x218, 0x21b], [0x1e9e, 0x1e9e], [0x2010, 0x201f],
    [0x2022, 0x2022], [0x2026, 0x2026], [0x202f, 0x202f], [0x2039, 0x203a], [0x20ac, 0x20ac],
    [0x2190, 0x2193], [0x2212, 0x2212]],
  more: [[0x180, 0x217], [0x21c, 0x52f], [0x1dc0, 0x1dff], [0x1e00, 0x1e9d], [0x1e9f, 0x1fff],
    [0x2c60, 0x2c7f], [0xa720, 0xa7ff]],
}

const letters = (ranges) => ranges
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
  .map((point) => String.fromCodePoint(point)).join('')
const hex = (point) => point.toString(16).toUpperCase()

async function fonts() {
  let css = ''
  for (const { weight, file } of faces) {
    const whole = readFileSync(join(kern, 'dist/fonts/noto-sans', file))
    for (const [part, ranges] of Object.entries(parts)) {
      // The core needs no glyph that only a combining mark leads to.
      const bytes = await subsetFont(whole, letters(ranges),
        { targetFormat: 'woff2', noHinting: true, noLayoutClosure: part === 'core' })
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
      const name = `noto-sans-${weight}-${part}-${hash}.woff2`
      writeFileSync(join(out, name), bytes)
      css += `@font-face{font-family:"Noto Sans";font-weight:${weight};font-display:swap;` +
        `src:url("${name}") format("woff2");` +
        `unicode-range:${ranges.map(([a, b]) => `U+${hex(a)}-${hex(b)}`).join(',')}}\n`
    }
  }
  return css
}

// Names in pages and scripts; a class that ends in a value is one of KERN's four tones.
function words() {
  const text = [pages, sources]
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((name) => /\.(html|js)$/.test(name))
    .map((name) => readFileSync(name, 'utf8')).join('\n')
  const found = text.match(/[A-Za-z][A-Za-z0-9_-]*/g)
  const open = found.filter((word) => word.endsWith('--'))
  return [...found, ...open.flatMap((word) =>
    ['danger', 'info', 'success', 'warning'].map((tone) => word + tone))].join(' ')
}

async function pruned() {
  const [result] = await new PurgeCSS().purge({
    css: [{ raw: readFileSync(join(kern, 'dist/kern.css'), 'utf8') }],
    content: [{ raw: words(), extension: 'html' }],
    defaultExtractor: (text) => text.split(' '),
    safelist: [':root', 'html', 'body', '*'],
  })
  return result.css
}

const own = readFileSync(join(sources, 'laufzettel.css'), 'utf8')
const { code } = transform({
  filename: 'laufzettel.css',
  code: Buffer.from(await fonts() + await pruned() + own),
  minify: true,
})
writeFileSync(join(raw, 'laufzettel.css'), code)

// Its script would fetch the program from a stranger's server if nobody told it better.
const script = readFileSync(join(dirname(zxing), '../iife/reader/index.js'), 'utf8')
const pieces = script.split(/`https:[^`]*`/)
if (pieces.length !== 2) {
  throw new Error('zxing-wasm names other addresses than it did')
}
writeFileSync(join(raw, 'zxing.js'), pieces.join('e'))
copyFileSync(zxing, join(raw, 'zxing.wasm'))
