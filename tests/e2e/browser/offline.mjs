// offline.mjs - the reception without a line: noted, kept over a restart, sent once; what the
// office makes of what does not fit; a device that is none any more forgets.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

import { launchKept, visitor } from './chromium.mjs';
import { DAY, button, moveIn, pair } from './people.mjs';
import { ok, same } from './tap.mjs';

const LATER = '2026-05-04T10:30';
const PAIRS = 20; // each accepted and started: 40 entries
const SERVICES = ['KB-1@familienbuero', 'KB-2@familienbuero'];
const NO_SUCH_CODE = '1234-5678-9ABC-DEFE';
const PERSONAL = /Jana|Kołodziej|Öztürk|Kinder|Kita|KB-1|Familienb/;
const PHONE = { viewport: { width: 375, height: 812 }, locale: 'de-DE',
    timezoneId: 'Europe/Berlin' };

// COUNT vouchers for the Familienbüro, on slips of their own.
function issue(world, count) {
    const codes = [];
    while (codes.length < count) {
        const { slip } = world.office.run(DAY, '-u', 'm.keller', 'issue', '--case', 'FM-1001',
            ...SERVICES.slice(0, count - codes.length).flatMap((one) => ['--service', one]),
            '-o', join(world.work, 'offline.pdf'));
        codes.push(...slip.vouchers.map((one) => one.code));
    }
    return codes;
}

const eventsOf = (world, code) =>
    world.office.run(LATER, 'show', 'voucher', code).voucher.events;

const opened = [];

async function launch(profile) {
    const context = await launchKept(profile, PHONE);
    opened.push(context);
    return { context, page: context.pages()[0] ?? await context.newPage() };
}

// A browser whose profile stays, paired with the Familienbüro and ready for a lost line.
async function open(world, name) {
    const { office } = world;
    const profile = mkdtempSync(join(world.work, 'profile-'));
    const { context, page } = await launch(profile);
    const { pairing } = office.run(DAY, 'provider', 'pair', 'familienbuero');
    await pair(page, `${office.url}/P#${pairing.code.replaceAll('-', '')}`, name);
    await page.goto(`${office.url}/s`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    return { profile, context, page };
}

async function enter(page, code) {
    await page.locator('form[data-scan] input[name=code]').fill(code);
    await page.locator('form[data-scan] button[type=submit]').click();
}

async function note(page, code, step) {
    await enter(page, code);
    await page.locator(`[data-note=${step}]`).click();
    await page.locator('[data-choices]').waitFor({ state: 'detached' });
    await page.getByText('Notiert, noch nicht bestätigt').first().waitFor();
}

// The number of what waits, which the page writes after the note itself.
async function waiting(page, wanted) {
    const count = page.locator('[data-queue] [data-count]');
    await count.filter({ hasText: new RegExp(`^${wanted}$`) }).waitFor({ timeout: 5000 })
        .catch(() => {});
    return count.innerText();
}

// Press the button. The page sends by itself, too; that it was quicker and has hidden the button
// does no harm.
const send = (page) => page.locator('[data-send]').dispatchEvent('click');

async function none(page) {
    await page.waitForFunction(() => document.querySelector('[data-queue] [data-count]')
        ?.textContent === '0', null, { timeout: 60000 });
}

// Everything the browser keeps for this page, as one text.
function kept(page) {
    return page.evaluate(async () => {
        const all = [];
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                const answer = await cache.match(request);
                all.push(request.url, request.url.includes('/static/') ? '' : await answer.text());
            }
        }
        for (const { name } of await indexedDB.databases()) {
            const db = await new Promise((done) => {
                indexedDB.open(name).onsuccess = (event) => done(event.target.result);
            });
            for (const store of db.objectStoreNames) {
                const rows = await new Promise((done) => {
                    db.transaction(store).objectStore(store).getAll().onsuccess =
                        (event) => done(event.target.result);
                });
                all.push(JSON.stringify(rows));
            }
            db.close();
        }
        return [...all, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join('\n');
    });
}

async function survives(world) {
    const { office, gallery } = world;
    const codes = issue(world, PAIRS);
    const { profile, context, page } = await open(world, 'Anmeldung 7');
    await office.stop();
    await page.goto(`${office.url}/s`);
    await page.getByRole('heading', { name: 'Keine Verbindung' }).waitFor();
    ok('without a line the scan page opens all the same', true);
    await gallery.look(page, 'scan-shell');
    await enter(page, 'K7QM-2F9D-4XHA-P3T1');
    ok('a typing error is told without a line', /Tippfehler/.test(
        await page.locator('#code-check').innerText()));
    await enter(page, codes[0]);
    await page.locator('[data-note=accept]').waitFor();
    await gallery.look(page, 'scan-shell-card');
    for (const code of codes) {
        await note(page, code, 'accept');
        await note(page, code, 'start');
    }
    same('40 entries wait', '40', await waiting(page, '40'));
    ok('none of them looks confirmed', await page.locator('.lz-result--success').count() === 0);
    await gallery.look(page, 'scan-queue');
    const text = await kept(page);
    ok('the browser keeps no name and no service', !PERSONAL.test(text), text.match(PERSONAL));
    ok('but codes and steps', text.includes(codes[0].replaceAll('-', '')) &&
        text.includes('"command":"start"'));
    await context.close();

    await office.start(LATER);
    const { context: again, page: after } = await launch(profile);
    await after.goto(`${office.url}/s`);
    await none(after);
    ok('after a restart of the browser all is sent by itself', true);
    const steps = codes.map((code) => eventsOf(world, code).map((one) =>
        `${one.command} ${one.happened_on} ${one.late}`).join(', '));
    same('each was recorded once, in order, on its day, by a clock that is months wrong',
        [`issue 2026-05-04 false, accept 2026-05-04 true, start 2026-05-04 true`],
        [...new Set(steps)]);
    const { devices } = office.run(LATER, 'device', 'list', '--provider', 'familienbuero');
    same('the office hears that nothing waits any more', 0,
        devices.find((one) => one.name === 'Anmeldung 7').waiting);
    await again.close();
}

async function timeout(world, device) {
    const { office } = world;
    const [code] = issue(world, 1);
    const { page } = device;
    await page.goto(`${office.url}/s`);
    await enter(page, code);
    await page.locator('main form:has(input[value=accept])').first().waitFor();
    let nonce = '';
    await page.route('**/s/schritt', async (route) => {
        nonce = new URLSearchParams(route.request().postData()).get('nonce');
        const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' };
        await route.fetch({ headers }); // recorded, and the answer is lost
        await new Promise((done) => { setTimeout(done, 7000); });
        await route.abort().catch(() => {});
    });
    let sent = '';
    await page.route('**/s/nachtrag', async (route) => {
        sent = route.request().postDataJSON().nonce;
        await route.continue();
    });
    await button(page, 'Ist da').click();
    await page.getByText('Notiert, noch nicht bestätigt').first().waitFor();
    same('an answer that does not come becomes a note', '1', await waiting(page, '1'));
    await page.unroute('**/s/schritt');
    await send(page);
    await none(page);
    ok('sent under the nonce of the try online', nonce !== '' && nonce === sent,
        `${nonce} ${sent}`);
    await page.unroute('**/s/nachtrag');
    same('and recorded once', ['issue', 'accept'],
        eventsOf(world, code).map((one) => one.command));
}

async function answers(world, { context, page }) {
    const { office, gallery } = world;
    const [code] = issue(world, 1);
    await page.goto(`${office.url}/s`);
    await context.setOffline(true);
    await note(page, code, 'accept');
    await note(page, NO_SUCH_CODE, 'accept');
    same('a page that has lost its line notes too', '2', await waiting(page, '2'));
    await button(page, 'Jetzt senden').click();
    await page.getByText('Noch keine Verbindung').waitFor();
    await page.route('**/s/nachtrag', (route) => route.fulfill({ status: 503, body: '{}' }));
    await context.setOffline(false);
    await send(page);
    await page.getByText('gerade ausgelastet').waitFor();
    same('a busy server loses nothing', '2', await waiting(page, '2'));
    await page.unroute('**/s/nachtrag');
    await send(page);
    await none(page);
    same('it is tried again', ['issue', 'accept'],
        eventsOf(world, code).map((one) => one.command));
    ok('what is refused for good says why and stays until it is read',
        await page.locator('[data-list] li').count() === 1,
        await page.locator('[data-list]').innerText());
    await gallery.look(page, 'scan-queue-refused');
    await button(page, 'Gelesen').click();
    await page.locator('[data-list] li').waitFor({ state: 'detached' });
}

async function contradiction(world, { context, page }) {
    const { office, browser, gallery } = world;
    const [code] = issue(world, 1);
    await context.setOffline(true);
    await note(page, code, 'start');
    await context.setOffline(false);
    await send(page);
    await page.getByText('Das Amt klärt es').waitFor();
    const worker = await visitor(browser, office);
    await moveIn(worker.page, office, 'm.keller');
    const unsettled = worker.page.locator('section:has(#unsettled)');
    await unsettled.waitFor();
    await gallery.look(worker.page, 'home-unsettled');
    await unsettled.getByRole('link', { name: /Station/ }).first().click();
    await worker.page.getByText('Der Schritt davor fehlt.').waitFor();
    await gallery.look(worker.page, 'voucher-unsettled');
    await worker.page.getByLabel('war so: mit diesem Tag eintragen').check();
    await button(worker.page, 'Klärung speichern').click();
    await worker.page.locator('.lz-fault').waitFor();
    await gallery.look(worker.page, 'voucher-unsettled-fault');
    await worker.page.getByLabel('gilt nicht: verwerfen').check();
    await button(worker.page, 'Klärung speichern').click();
    await worker.page.getByText('Geklärte Nachmeldung').waitFor();
    await worker.page.goto(`${office.url}/`);
    same('what is decided waits no longer', 0, await unsettled.count());
    same('and nothing was recorded', ['issue'], eventsOf(world, code).map((one) => one.command));
    same('the conflict list is empty', 0,
        office.run(LATER, 'conflict', 'list').contradictions.length);
    same('contradictions: nothing noted', [], worker.noted);
    await worker.context.close();
}

async function revoked(world, { context, page }) {
    const { office, gallery } = world;
    const [code] = issue(world, 1);
    await context.setOffline(true);
    await note(page, code, 'accept');
    const { devices } = office.run(LATER, 'device', 'list', '--provider', 'familienbuero');
    office.run(LATER, 'device', 'revoke', devices.find((one) => one.name === 'Anmeldung 8').id);
    await context.setOffline(false); // soon after, the page sends by itself
    await page.getByText('Dieses Gerät ist nicht mehr gekoppelt.').waitFor();
    ok('a device that is none any more says how much is gone',
        /1\s+Einträge wurden nicht gesendet/.test(await page.locator('main').innerText()));
    await gallery.look(page, 'scan-forgotten');
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    same('and keeps nothing', [], await page.evaluate(() => caches.keys()));
    same('not even its key', [], (await context.cookies()).filter((one) =>
        one.name.includes('device') && one.value !== ''));
    await page.goto(`${office.url}/s`);
    ok('it is a stranger now', await page.getByText('nicht gekoppelt').count() > 0);
    same('nothing was recorded', ['issue'], eventsOf(world, code).map((one) => one.command));
}

export async function offline(world) {
    try {
        await survives(world);
        const device = await open(world, 'Anmeldung 8');
        await timeout(world, device);
        await answers(world, device);
        await contradiction(world, device);
        await revoked(world, device);
    } finally {
        await Promise.all(opened.map((context) => context.close()));
        await world.office.stop();
        await world.office.start(DAY);
    }
}
