// loop.mjs - the loop once through: log in, issue, print, scan, confirm, see it in the case.
import { visitor } from './chromium.mjs';
import { decode } from './office.mjs';
import { button, DAY, heading, moveIn, openPdf, pair, scan, take, type } from './people.mjs';
import { ok, same } from './tap.mjs';

const CASE = 'FM-1001';

async function issue(world, page) {
    const { office, gallery } = world;
    await page.goto(`${office.url}/fall/${CASE}`);
    await page.getByRole('link', { name: 'Neuer Laufzettel' }).click();
    await page.getByRole('heading', { name: 'Neuer Laufzettel für' }).waitFor();
    await gallery.look(page, 'slip-new');
    await page.locator('#service_1').selectOption('SB-2@nordtor');
    await page.locator('#appointment_1').fill('2026-05-11T10:00');
    await page.locator('#service_2').selectOption('PS-1@faehrhaus');
    await page.locator('#service_3').selectOption('KB-1@familienbuero');
    await button(page, 'Laufzettel ausstellen').click();
    await page.waitForURL('**/laufzettel/*');
    same('a slip of three stations stands on its page', 3,
        await page.locator('.lz-station').count());
    await gallery.look(page, 'slip-unprinted');
    world.slip = page.url().split('/').pop();
    const pdf = await openPdf(page, world.work, () => button(page, /^Drucken/).click());
    world.codes = decode(pdf, world.work);
    world.vouchers = office.run(DAY, 'show', 'slip', world.slip).slip.vouchers
        .map((one) => `${office.url.toUpperCase()}/S#${one.code.replaceAll('-', '')}`);
    ok('the paper carries the three addresses of its vouchers and the client\'s own',
        world.vouchers.every((one) => world.codes.includes(one)) &&
        world.codes.some((one) => one.includes('/K#')), world.codes.join('\n'));
    await page.goto(`${office.url}/laufzettel/${world.slip}`);
    await gallery.look(page, 'slip');
}

async function pairDevice(world, provider, name) {
    const { office, browser } = world;
    const card = `${world.work}/card-${provider}.pdf`;
    office.run(DAY, 'provider', 'pair', provider, '-o', card);
    const address = decode(card, world.work).find((one) => one.includes('/P#'));
    const guest = await visitor(browser, office, { viewport: { width: 375, height: 812 } });
    if (name === 'Anmeldung 1') {
        await guest.page.goto(`${office.url}/koppeln`);
        await world.gallery.look(guest.page, 'pair');
    }
    await pair(guest.page, address, name);
    return guest;
}

async function confirm(world, guest) {
    const { page } = guest;
    const { gallery } = world;
    await scan(page, world.vouchers[0]);
    same('the code is gone from the address', `${world.office.url}/s`, page.url());
    ok('the card says whom the paper is for', (await page.locator('.lz-paper').innerText())
        .includes('Kołodziej-Öztürk'));
    await gallery.look(page, 'scan-card');
    await button(page, 'Ist da').click();
    await page.locator('.lz-receipt').waitFor();
    const receipt = (await page.locator('.lz-receipt').innerText()).trim();
    ok('the receipt has six symbols', /^[0-9A-HJ-NP-X]{6}$/.test(receipt), receipt);
    await gallery.look(page, 'scan-result');
    return receipt;
}

function events(world, code) {
    return world.office.run(DAY, 'show', 'voucher', code.split('#')[1]).voucher.events;
}

async function undo(world, guest, receipt) {
    const { page } = guest;
    await button(page, /zurücknehmen/).click();
    await page.locator('.lz-receipt').waitFor();
    await world.gallery.look(page, 'scan-undone');
    const left = events(world, world.vouchers[0]);
    ok('the undone entry is annulled, not gone', left.some((one) => one.receipt === receipt) &&
        left.some((one) => one.command === 'annul'), JSON.stringify(left));
    await scan(page, world.vouchers[0]);
    await button(page, 'Ist da').click();
    await page.locator('.lz-receipt').waitFor();
    return (await page.locator('.lz-receipt').innerText()).trim();
}

async function reload(world, guest) {
    const before = events(world, world.vouchers[0]).length;
    guest.page.once('dialog', (dialog) => dialog.accept());
    await guest.page.reload();
    same('a reload records nothing', before, events(world, world.vouchers[0]).length);
}

async function seen(world, page, receipt) {
    const { office, gallery } = world;
    await page.goto(`${office.url}/fall/${CASE}`);
    const station = page.locator('.lz-slip', { hasText: world.slip }).locator('.lz-station')
        .first();
    ok('the case shows the station as accepted', /aufgenommen|Aufnahme/i
        .test(await station.locator('.lz-station__state').innerText()),
    await station.innerText());
    await gallery.look(page, 'case');
    await page.goto(`${office.url}/laufzettel/${world.slip}/1`);
    ok('the voucher\'s page shows its receipt', (await page.locator('main').innerText())
        .includes(receipt));
    await gallery.look(page, 'voucher');
    await button(page, 'Vermerk kopieren').click();
    await button(page, 'Kopiert').waitFor();
    ok('its note is copied, or at least marked whole', await page.locator('#notes').evaluate(
        (text) => text.value !== '' && text.selectionEnd - text.selectionStart ===
            text.value.length));
}

async function wrongProvider(world) {
    const guest = await pairDevice(world, 'faehrhaus', 'Tresen');
    await scan(guest.page, world.vouchers[0]);
    const text = await guest.page.locator('main').innerText();
    ok('another provider learns nothing about the person',
        !text.includes('Kołodziej') && !text.includes('Jana') && !text.includes('SB-2'), text);
    await world.gallery.look(guest.page, 'scan-wrong-provider');
    same('nor the office one of theirs: it is recorded for nobody', 0,
        events(world, world.vouchers[0]).filter((one) => one.source === 'scan' &&
            one.command === 'start').length);
    await scan(guest.page, world.vouchers[1]);
    ok('their own voucher opens for them', await button(guest.page, 'Ist da').isVisible());
    world.faehrhaus = guest;
}

async function superseded(world, page, guest) {
    const { office } = world;
    await page.goto(`${office.url}/laufzettel/${world.slip}/1`);
    await world.gallery.look(page, 'voucher-paper');
    await button(page, /^Neuer Code/).click();
    // One click: the code is new, and its sheet is there to be printed.
    await page.waitForURL('**/pdf');
    await page.goBack();
    await page.waitForURL('**/laufzettel/*/1');
    ok('after the print the page no longer asks for it', await page
        .getByText('Jetzt drucken').count() === 0);
    const [voucher] = office.run(DAY, 'show', 'slip', world.slip).slip.vouchers;
    const fresh = `${office.url.toUpperCase()}/S#${voucher.code.replaceAll('-', '')}`;
    ok('a reissue gives another code', fresh !== world.vouchers[0]);
    await scan(guest.page, world.vouchers[0]);
    ok('the old paper is refused', /ersetzt|neue/i.test(await heading(guest.page)),
        await heading(guest.page));
    await world.gallery.look(guest.page, 'scan-superseded');
    await type(guest.page, office, voucher.code.toLowerCase());
    await take(guest.page, 'start');
    await guest.page.locator('.lz-receipt').waitFor();
    ok('the new code, typed in small letters, goes on where the old one stood', true);
    world.replaced = world.vouchers[0];
    [world.vouchers[0], world.typed] = [fresh, voucher.code];
}

async function attendTwice(world, guest) {
    const { page } = guest;
    for (let times = 0; times < 2; times += 1) {
        await type(page, world.office, world.typed);
        await take(page, 'attend');
        await page.locator('.lz-result').waitFor();
    }
    ok('a second appointment the same day is a question', await page
        .getByText('Zweiter Termin am selben Tag?').isVisible());
    await world.gallery.look(page, 'scan-again');
    await button(page, 'Ja, zweiten Termin eintragen').click();
    await page.locator('.lz-receipt').waitFor();
    same('and two when the answer is yes', 2, events(world, world.vouchers[0])
        .filter((one) => one.command === 'attend').length);
}

export async function loop(world) {
    const { office, browser, gallery } = world;
    const worker = await visitor(browser, office);
    await worker.page.goto(`${office.url}/anmelden`);
    await gallery.look(worker.page, 'login');
    await worker.page.goto(`${office.url}/passwort`);
    await gallery.look(worker.page, 'password');
    await moveIn(worker.page, office, 'm.keller');
    same('a caseworker logs in and stands at the day\'s work', 'Was heute ansteht',
        await heading(worker.page));
    await gallery.look(worker.page, 'home');
    await issue(world, worker.page);
    const guest = await pairDevice(world, 'nordtor', 'Anmeldung 1');
    await gallery.look(guest.page, 'paired');
    const first = await confirm(world, guest);
    const receipt = await undo(world, guest, first);
    await reload(world, guest);
    await seen(world, worker.page, receipt);
    await wrongProvider(world);
    await superseded(world, worker.page, guest);
    await attendTwice(world, guest);
    world.worker = worker;
    world.nordtor = guest;
    for (const [who, one] of [['office', worker], ['reception', guest],
        ['other reception', world.faehrhaus]]) {
        same(`${who}: no error, no request to elsewhere, no code in an address`, [], one.noted);
    }
}
