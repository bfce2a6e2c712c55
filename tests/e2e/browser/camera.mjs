// camera.mjs - the camera in the page: a film of printed paper, held a little askew and blurred.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { launch, visitor } from './chromium.mjs';
import { button, DAY, pair, takeNote } from './people.mjs';
import { ok, same } from './tap.mjs';

const DPI = 150;
const FRAMES = 10;
const WIDTH = 1280;
const HEIGHT = 720;

// The picture among those of PDF whose code holds MARK, and the middle of that code.
function findSheet(world, pdf, mark) {
    const folder = mkdtempSync(join(world.work, 'film-'));
    execFileSync('pdftoppm', ['-r', DPI, '-gray', '-png', pdf, join(folder, 'sheet')]);
    for (const name of readdirSync(folder).sort()) {
        const picture = join(folder, name);
        const { stdout } = spawnSync('ZXingReader', ['-format', 'QRCode', picture],
            { encoding: 'utf8' });
        if (stdout.includes(`/${mark}#`)) {
            const corners = [...stdout.matchAll(/(\d+)x(\d+)/g)].slice(0, 4);
            const [x, y] = [1, 2].map((i) => Math.round(corners
                .reduce((sum, one) => sum + Number(one[i]), 0) / corners.length));
            return { folder, picture, x, y };
        }
    }
    throw new Error(`no sheet of ${pdf} has a code with ${mark}`);
}

// A film of its surroundings, turned and out of focus.
function film(world, pdf, mark) {
    const { folder, picture, x, y } = findSheet(world, pdf, mark);
    const frame = join(folder, 'frame.jpg');
    const out = join(folder, 'film.mjpeg');
    execFileSync('ffmpeg', ['-v', 'error', '-i', picture, '-vf',
        `pad=iw+${2 * WIDTH}:ih+${2 * HEIGHT}:${WIDTH}:${HEIGHT}:gray,` +
        `crop=${2 * WIDTH}:${2 * HEIGHT}:${x}:${y},rotate=7*PI/180,` +
        `crop=${WIDTH}:${HEIGHT},gblur=sigma=1.2,noise=alls=10`,
        '-frames:v', '1', '-pix_fmt', 'yuvj420p', '-q:v', '3', frame]);
    const bytes = readFileSync(frame);
    writeFileSync(out, Buffer.concat(Array(FRAMES).fill(bytes)));
    return out;
}

async function guest(world, file, options = {}) {
    const { office } = world;
    const browser = await launch(file ? ['--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${file}`] : []);
    const one = await visitor(browser, office, options);
    const { pairing } = office.run(DAY, 'provider', 'pair', 'nordtor');
    await pair(one.page, `${office.url}/P#${pairing.code.replaceAll('-', '')}`, 'Kamera');
    return { ...one, browser };
}

const said = (page, text) => page.locator('[data-said]', { hasText: text }).waitFor();
const allow = (one) => one.context.grantPermissions(['camera']);
const open = (page) => button(page, 'Mit der Kamera scannen').click();

async function confirms(world, pdf) {
    const one = await guest(world, film(world, pdf, 'S'), {
        viewport: { width: 375, height: 812 } });
    const { page } = one;
    const fetched = [];
    page.on('request', (request) => fetched.push(request.url()));
    await allow(one);
    await page.goto(`${world.office.url}/s`, { waitUntil: 'networkidle' });
    same('nothing of the camera is fetched before it is opened', 0,
        fetched.filter((url) => /camera|zxing|wasm/.test(url)).length);
    for (const [width, step] of [[375, 'Ist da'], [1280, 'Beginn']]) {
        await page.setViewportSize({ width, height: 812 });
        const before = Date.now();
        await open(page);
        await page.locator('.lz-paper').waitFor();
        console.log(`# camera opened to card at ${width} px: ${Date.now() - before} ms`);
        await button(page, step).first().click();
        await page.locator('.lz-receipt').waitFor();
        ok(`a sheet before the camera is confirmed at ${width} px`, true);
    }
    same('the camera is off after a code', 0, await page.evaluate(() =>
        [...document.querySelectorAll('video')].filter((video) => video.srcObject).length));
    same('camera: nothing noted', [], one.noted);
    await one.browser.close();
}

// The client's overview has a code, too, but it is none for receptions.
async function goesOn(world, pdf) {
    const one = await guest(world, film(world, pdf, 'K'));
    const { page } = one;
    await page.goto(`${world.office.url}/s`);
    await open(page);
    await said(page, 'gibt die Kamera für diese Seite nicht frei');
    ok('a refused camera is told, with what to do', true);
    await allow(one);
    await open(page);
    await said(page, 'Das ist der Übersichtszettel');
    ok('a code that is no voucher is told, and the camera goes on', await page.locator('video')
        .evaluate((video) => video.srcObject.active));
    await world.gallery.look(page, 'scan-camera');
    await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
        delete document.hidden;
    });
    same('a page that is hidden closes it', false, await page.locator('video').isVisible());
    await page.clock.install();
    await open(page);
    await page.locator('video').waitFor();
    await page.clock.fastForward(121000); // a jump: what the clock passes is not looked at
    await said(page, 'nach zwei Minuten ausgegangen');
    ok('after two minutes it closes by itself', true);
    same('camera with another code: nothing noted', [], one.noted);
    await one.browser.close();
}

async function without(world, pdf) {
    const one = await guest(world, '');
    const { page } = one;
    await page.goto(`${world.office.url}/s`);
    await page.getByText('Foto des QR-Codes senden').click();
    await page.getByLabel('Foto', { exact: true }).setInputFiles(pdf);
    await button(page, 'Foto senden').click();
    await page.locator('.lz-result--danger').waitFor();
    await page.getByText('Foto des QR-Codes senden').click();
    await world.gallery.look(page, 'scan-photo');
    await allow(one);
    await page.goto(`${world.office.url}/s`);
    await open(page);
    await said(page, 'hat keine Kamera');
    ok('a device without a camera is told so', true);
    await page.addInitScript(() => Object.defineProperty(globalThis, 'isSecureContext',
        { value: false }));
    await page.reload();
    await open(page);
    await said(page, 'sichere Verbindung');
    ok('and so is a page without https', true);
    // The reload may cut off the reader, which loads beside the camera.
    same('without a camera: nothing noted', [], one.noted.filter((note) =>
        !/wasm streaming compile failed.*aborted|ArrayBuffer instantiation/.test(note)));
    await one.browser.close();
}

// A browser without JavaScript sends a photo of the sheet.
async function photo(world, pdf) {
    const { office, browser } = world;
    const one = await visitor(browser, office, { javaScriptEnabled: false });
    const { page } = one;
    const { pairing } = office.run(DAY, 'provider', 'pair', 'nordtor');
    await page.goto(`${office.url}/koppeln`);
    await page.getByLabel('Koppelcode').fill(pairing.code);
    await page.getByLabel('Name des Geräts').fill('Foto');
    await button(page, 'Koppeln').click();
    await takeNote(page);
    for (const [file, shows] of [[pdf, '.lz-result--danger'],
        [findSheet(world, pdf, 'S').picture, '.lz-paper']]) {
        await page.goto(`${office.url}/s`);
        await page.getByText('Foto des QR-Codes senden').click();
        await page.getByLabel('Foto', { exact: true }).setInputFiles(file);
        await button(page, 'Foto senden').click();
        await page.locator(shows).waitFor();
    }
    ok('without JavaScript a photo opens the card, and what is none is told', true);
    same('photo: nothing noted', [], one.noted);
    await one.context.close();
}

export async function camera(world) {
    const pdf = join(world.work, 'camera.pdf');
    world.office.run(DAY, '-u', 'm.keller', 'issue', '--case', 'FM-1032', '--service',
        'SB-2@nordtor', '-o', pdf);
    await confirms(world, pdf);
    await goesOn(world, pdf);
    await without(world, pdf);
    await photo(world, pdf);
}
