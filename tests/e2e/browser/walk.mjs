// walk.mjs - the office shown in five minutes, once with the mouse and once with the keyboard
// alone: issued, printed, folded, scanned, seen; what is late, what is counted, what is known.
import { execFileSync } from 'node:child_process';

import { visitor } from './chromium.mjs';
import { Keyboard, Mouse } from './hands.mjs';
import { decode } from './office.mjs';
import { button, catchPdf, DAY, logIn, moveIn, openPdf, pair, scan } from './people.mjs';
import { enterStubs, issueStubs, WORKER } from './stubs.mjs';
import { note, ok, same } from './tap.mjs';

const CASE = 'FM-1001';
const RECEPTION = 'nordtor'; // the first service may be had there, or is a free choice
const LATE_CASE = 'FM-1017'; // waits for St. Hedwig since January
const STATIONS = 3;
const FORTNIGHT = '2026-05-18T09:30'; // the follow-up of what was issued on DAY is due
const ISSUE_MS = 45000;
const KEYS_MOST = 80;
const CLICKS_MOST = 12;
const FOLD_MM = 87; // DIN 5008, form A
const POINTS_PER_MM = 72 / 25.4;

async function find(hand, office, number) {
    await hand.page.goto(`${office.url}/`);
    await hand.reach(hand.page.locator('input[name="q"]'));
    await hand.type(number);
    await hand.press('Enter');
    await hand.page.waitForURL(`**/fall/${number}`);
}

// From the start page to the printed slip; what it takes is counted.
async function issue(world, hand, how) {
    const { office, work } = world;
    const { page } = hand;
    const begun = Date.now();
    await find(hand, office, CASE);
    await hand.push(page.locator(`a[href="/neu/${CASE}"]`));
    await page.waitForURL(`**/neu/${CASE}`);
    for (let station = 1; station <= STATIONS; station += 1) {
        await hand.pickFirst(page.locator(`#service_${station}`));
    }
    const arrives = catchPdf(page, work);
    await hand.push(page.locator('button[value="print"]'));
    const pdf = await arrives;
    const took = Date.now() - begun;
    await page.waitForURL('**/pdf');
    note(`from the start page to the printed slip ${how}: ${hand.clicks} clicks, ` +
        `${hand.keys} keys, ${took} ms`);
    ok(`${how}: a slip of three stations is issued and printed in ${ISSUE_MS / 1000} s`,
        took <= ISSUE_MS, took);
    ok(`${how}: with at most ${hand.clicks > 0 ? CLICKS_MOST : 0} clicks and ${KEYS_MOST} keys`,
        hand.clicks <= CLICKS_MOST && hand.keys <= KEYS_MOST, `${hand.clicks} ${hand.keys}`);
    const number = new URL(page.url()).pathname.split('/')[2];
    return { pdf, ...office.run(DAY, 'show', 'slip', number).slip };
}

// The words on a page of PDF, all of them or those above HEIGHT millimetres.
function words(pdf, page, height = 297) {
    return execFileSync('pdftotext', ['-f', page, '-l', page, '-layout', '-x', 0, '-y', 0,
        '-W', 595, '-H', Math.floor(height * POINTS_PER_MM), pdf, '-'], { encoding: 'utf8' });
}

// Folded at its mark the sheet shows its top third. Each voucher is a front and a back.
function folded(slip, how) {
    const fronts = new Map();
    const pages = Number(/Pages: +(\d+)/.exec(execFileSync('pdfinfo', [slip.pdf],
        { encoding: 'utf8' }))[1]);
    for (let page = 1; page <= pages; page += 1) {
        const all = words(slip.pdf, page);
        const voucher = slip.vouchers.find((one) => all.includes(one.code));
        if (voucher && !fronts.has(voucher.code)) {
            fronts.set(voucher.code, words(slip.pdf, page, FOLD_MM));
        }
    }
    same(`${how}: every station has its voucher`, STATIONS, fronts.size);
    const told = slip.vouchers.flatMap((one) => [one.code, one.service_title, one.provider_name]
        .filter((word) => word && fronts.get(one.code).includes(word)));
    same(`${how}: folded, it shows neither code nor service nor place`, [], told);
    ok(`${how}: but whom it is for`, [...fronts.values()]
        .every((outside) => outside.includes('Kołodziej')));
}

// Three visits, three taps on the large button.
async function receive(world, slip, device, hand, how) {
    const { page } = device;
    const code = slip.vouchers[0].code.replaceAll('-', '');
    const address = decode(slip.pdf, world.work).find((one) => one.endsWith(`/S#${code}`));
    ok(`${how}: the printed code is read`, address !== undefined);
    for (let visit = 0; visit < 3; visit += 1) {
        if (hand instanceof Mouse) {
            await scan(page, address);
        } else {
            await page.goto(`${world.office.url}/s`);
            await page.keyboard.type(address);
            await page.keyboard.press('Enter');
        }
        await page.locator('.lz-paper').waitFor();
        await hand.push(page.locator('.lz-likely button').first());
        await page.locator('.lz-receipt').waitFor();
    }
    const { voucher } = world.office.run(FORTNIGHT, 'show', 'voucher', slip.vouchers[0].code);
    same(`${how}: three buttons at the reception, and the office knows`,
        ['issue', 'accept', 'start', 'attend'], voucher.events.map((one) => one.command));
}

// What the caseworker's day asks about the first station.
async function asked(page, office, slip) {
    await page.goto(`${office.url}/`);
    const lists = ['overdue', 'today', 'soon'].map((one) => `section:has(#${one}) .lz-due__item`);
    return page.locator(lists.join(), { has: page.locator(
        `a[href="/laufzettel/${slip.number}/1"]`) }).allInnerTexts();
}

async function noteText(page, hand, slip, how) {
    await hand.push(page.locator('a[href="/buchungen"]').first());
    const text = page.locator('.lz-note', { hasText: `Laufzettel ${slip.number}, Station 1` });
    await text.first().waitFor();
    ok(`${how}: the sentence for the file stands ready`, (await text.allInnerTexts())
        .some((one) => one.includes('Aufnahme am 18.05.2026 bestätigt')));
}

// How much more red than anything else there is in a colour of the page, of 255.
function redness(edge) {
    const pencil = document.createElement('canvas').getContext('2d');
    pencil.fillStyle = getComputedStyle(edge).borderInlineStartColor;
    pencil.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pencil.getImageData(0, 0, 1, 1).data;
    return red - Math.max(green, blue);
}

async function late(world, hand, how) {
    const { page } = hand;
    await page.goto(`${world.office.url}/`);
    ok(`${how}: the overdue case stands among what is overdue`, await page
        .locator(`section:has(#overdue) a[href="/fall/${LATE_CASE}"]`).count() > 0);
    await find(hand, world.office, LATE_CASE);
    const station = page.locator('.lz-station', { hasText: 'St. Hedwig' }).first();
    const red = await station.locator('.lz-station__due--late').evaluate(redness);
    ok(`${how}: and is red at St. Hedwig`, red > 100, red);
}

async function report(world, HandOf) {
    const { office, browser } = world;
    const controller = await visitor(browser, office);
    const hand = new HandOf(controller.page);
    await logIn(controller.page, office, 'f.winkler');
    await hand.push(controller.page.locator('a[href="/bericht/stellen"]').first());
    await controller.page.waitForURL('**/bericht/stellen');
    ok(`${HandOf.how}: the report counts each place`, (await controller.page.locator('main')
        .innerText()).includes('Sozialwerk St. Hedwig'));
    same(`${HandOf.how}: the report's reader: nothing noted`, [], controller.noted);
    await controller.context.close();
}

async function disclosure(world, hand, slip, how) {
    await find(hand, world.office, CASE);
    const pdf = await openPdf(hand.page, world.work, () =>
        hand.push(button(hand.page, /^Auskunft/)));
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    ok(`${how}: what is kept on the client is one PDF`,
        ['Kołodziej-Öztürk', slip.number, 'Aufnahme'].every((word) => text.includes(word)));
}

async function begin(world, HandOf) {
    const { office, browser } = world;
    const how = HandOf.how;
    const worker = await visitor(browser, office);
    await logIn(worker.page, office, 'm.keller');
    const slip = await issue(world, new HandOf(worker.page), how);
    folded(slip, how);
    const { pairing } = office.run(DAY, 'provider', 'pair', RECEPTION);
    const device = await visitor(browser, office, { viewport: { width: 375, height: 812 } });
    await pair(device.page, `${office.url}/P#${pairing.code.replaceAll('-', '')}`, how);
    // The server ends before the two weeks; what the scan page keeps must be fetched by then.
    await device.page.evaluate(() => navigator.serviceWorker.ready);
    await device.page.goto('about:blank');
    return { HandOf, how, worker, device, slip };
}

async function goOn(world, { HandOf, how, worker, device, slip }) {
    const { office } = world;
    const hand = new HandOf(worker.page);
    await logIn(worker.page, office, 'm.keller');
    const before = await asked(worker.page, office, slip);
    ok(`${how}: two weeks later the caseworker is asked about it`, before.length > 0);
    await receive(world, slip, device, new HandOf(device.page), how);
    same(`${how}: then the follow-up is gone`, [], await asked(worker.page, office, slip));
    await noteText(worker.page, hand, slip, how);
    await late(world, hand, how);
    await report(world, HandOf);
    await disclosure(world, hand, slip, how);
    same(`${how}: nothing noted`, [], [...worker.noted, ...device.noted]);
    await worker.context.close();
    await device.context.close();
}

export async function walk(world) {
    const { office, browser } = world;
    const people = await visitor(browser, office);
    for (const name of ['m.keller', 'f.winkler', WORKER]) {
        await moveIn(people.page, office, name);
    }
    await people.context.close();
    const shows = [];
    for (const HandOf of [Mouse, Keyboard]) {
        shows.push(await begin(world, HandOf));
    }
    const stubs = issueStubs(world);
    await office.stop();
    await office.start(FORTNIGHT);
    for (const show of shows) {
        await goOn(world, show);
    }
    await enterStubs(world, stubs, FORTNIGHT);
}
