// scanner.mjs - hand scanners key by key, and codes typed by hand.
import { button } from './people.mjs';
import { ok, same } from './tap.mjs';

// What shows on the PC when scanner and PC are set to different keyboards.
const US_ON_GERMAN = { ':': 'Ö', '/': '-', '#': '§', '-': 'ß' };
const GERMAN_ON_US = { ':': '>', '/': '&', '#': '\\', '-': '/' };
const SCANNER_RESTS_MS = 600; // for the page, what comes after it is another scan
const KEY_S = 0.002;
const WEIGHT_MAX = 80 * 1024;

const mistyped = (text, map) => [...text].map((one) => map[one] ?? one).join('');

// All keys as fast as only a scanner is by the keyboard's clock, however late they are heard of.
// The first goes down at FROM, in seconds; returned is when the last came up.
async function keys(page, text, ends = [], from = Date.now() / 1000) {
    const session = await page.context().newCDPSession(page);
    const sent = [];
    let timestamp = from;
    const press = (key, more) => {
        for (const type of ['keyDown', 'keyUp']) {
            timestamp += KEY_S;
            sent.push(session.send('Input.dispatchKeyEvent', { type, timestamp, key, ...more }));
        }
    };
    for (const one of text) {
        press(one, { text: one, unmodifiedText: one });
    }
    for (const end of ends) {
        press(end, end === 'Enter' ? { text: '\r', windowsVirtualKeyCode: 13 }
            : { windowsVirtualKeyCode: 9 });
    }
    await Promise.all(sent);
    await session.detach();
    return timestamp;
}

async function opens(world, name, act) {
    const { page } = world.nordtor;
    await page.goto(`${world.office.url}/s`);
    const answer = page.waitForResponse((one) => one.request().method() === 'POST' &&
        one.url() === `${world.office.url}/s`);
    const before = Date.now();
    await act(page);
    same(name, 200, (await answer).status());
    await page.locator('.lz-paper').waitFor();
    return Date.now() - before;
}

async function layouts(world) {
    const [address] = world.vouchers;
    const took = await opens(world, 'a scan that ends with Enter opens the card',
        (page) => keys(page, address, ['Enter']));
    console.log(`# from the scanner's first key to the card: ${took} ms`);
    await opens(world, 'one that ends with Tab, too', (page) => keys(page, address, ['Tab']));
    await opens(world, 'one that ends with nothing, too', (page) => keys(page, address));
    await opens(world, 'a US scanner on a German PC',
        (page) => keys(page, mistyped(address, US_ON_GERMAN), ['Enter']));
    await opens(world, 'the same without an end',
        (page) => keys(page, mistyped(address, US_ON_GERMAN)));
    await opens(world, 'a German scanner on a US PC',
        (page) => keys(page, mistyped(address, GERMAN_ON_US), ['Tab']));
    await opens(world, 'the same without an end',
        (page) => keys(page, mistyped(address, GERMAN_ON_US)));
    await opens(world, 'a scan behind what somebody left in the field', async (page) => {
        await page.keyboard.type('K7Q', { delay: 90 });
        await page.waitForTimeout(600);
        await keys(page, address, ['Enter']);
    });
    await opens(world, 'a scan on a PC that stops for a moment', async (page) => {
        const stopped = await keys(page, address.slice(0, 12));
        await page.waitForTimeout(150);
        await keys(page, address.slice(12), ['Enter'], stopped + 0.15);
    });
    await opens(world, 'a scan on a PC that is busy with something else', async (page) => {
        await page.evaluate(() => document.addEventListener('keydown', () => {
            const until = performance.now() + 60;
            while (performance.now() < until);
        }));
        await keys(page, address, ['Tab']);
    });
    await opens(world, 'an Android scanner that hands over all letters at once',
        (page) => page.keyboard.insertText(address));
}

// The next paper comes while the last one is still on the screen.
async function anywhere(world) {
    const { page } = world.nordtor;
    await opens(world, 'a card is open', (one) => keys(one, world.vouchers[0], ['Enter']));
    await page.locator('summary').first().focus();
    await keys(page, world.vouchers[1], ['Enter']);
    await page.locator('.lz-result--danger').waitFor();
    ok('a scan while a card is shown starts the next one', true);
    await keys(page, world.vouchers[0], ['Enter', 'Enter']);
    await page.locator('.lz-paper').waitFor();
    await page.waitForTimeout(400);
    same('a second Enter of the scanner presses nothing', 0,
        await page.locator('.lz-receipt').count());
    await page.locator('input[type=date]').first().evaluate((one) => {
        one.closest('details:not(.lz-other-day)')?.setAttribute('open', '');
        one.closest('.lz-other-day').open = true;
        one.focus();
    });
    await keys(page, world.vouchers[0], ['Enter']);
    same('what falls into a day field is thrown away, not sent', 'code',
        await page.evaluate(() => document.activeElement.id));
    same('and nothing was recorded', 0, await page.locator('.lz-receipt').count());
}

async function byHand(world) {
    const { page } = world.nordtor;
    await page.goto(`${world.office.url}/s`);
    const field = page.getByLabel('Code auf dem Gutschein');
    same('the field waits without a keyboard on the screen', 'none',
        await field.evaluate((one) => one.inputMode));
    await field.click();
    same('which a tap brings', 'text', await field.evaluate((one) => one.inputMode));
    await page.keyboard.type('k7qm2f9d4xhap3t', { delay: 70 });
    same('a code is grouped while it is typed', 'K7QM-2F9D-4XHA-P3T',
        await field.inputValue());
    await field.evaluate((one) => one.setSelectionRange(6, 6));
    await page.keyboard.press('Delete', { delay: 70 });
    await page.waitForTimeout(80);
    await page.keyboard.type('f', { delay: 70 });
    same('the caret stays where the typing is', [7, 'K7QM-2F9D-4XHA-P3T'],
        [await field.evaluate((one) => one.selectionStart), await field.inputValue()]);
    await field.press('End');
    await page.waitForTimeout(80);
    let asked = 0;
    page.on('request', (one) => { asked += one.method() === 'POST' ? 1 : 0; });
    await page.keyboard.type('1', { delay: 70 });
    ok('a wrong check symbol is told at once', /Tippfehler/.test(await page
        .locator('#code-check').innerText()));
    await page.keyboard.press('Enter');
    await world.gallery.look(page, 'scan-typo');
    same('and asks the server nothing', 0, asked);
    await field.fill('');
    await page.keyboard.type('K7QM2F9D4XHAP3T0', { delay: 70 });
    await page.waitForTimeout(400);
    same('a pause sends nothing that was typed by hand', 0, asked);
    await page.keyboard.press('Enter');
    await page.locator('.lz-result').waitFor();
    same('Enter does', 1, asked);
}

async function sounds(world) {
    const { page } = world.nordtor;
    const sounded = () => page.evaluate(() => document.documentElement.dataset.sounded ?? '');
    await page.goto(`${world.office.url}/s`);
    await keys(page, 'HTTPS://EXAMPLE.ORG/WLAN-EMPFANG', ['Enter']);
    await page.locator('.lz-result--danger').waitFor();
    await page.waitForFunction(() => document.documentElement.dataset.sounded === 'danger');
    ok('a refusal sounds as one', true);
    await button(page, /Ton und Vibration/).click();
    await page.evaluate(() => delete document.documentElement.dataset.sounded);
    const again = page.waitForResponse((one) => one.request().method() === 'POST');
    await page.getByLabel(/Code auf|Nächster/).focus();
    await keys(page, 'HTTPS://EXAMPLE.ORG/WLAN-EMPFANG', ['Enter']);
    same('the same paper once more is asked once more', 400, (await again).status());
    await page.waitForTimeout(300);
    same('a device that was told to be quiet is', '', await sounded());
    await page.reload();
    ok('and remembers it', /aus/.test(await button(page, /Ton und Vibration/).innerText()));
    await button(page, /Ton und Vibration/).click();
}

async function lost(world) {
    const { page, context } = world.nordtor;
    await page.goto(`${world.office.url}/s`);
    await context.setOffline(true);
    await keys(page, world.vouchers[0], ['Enter']);
    await page.getByRole('heading', { name: 'Keine Verbindung' }).waitFor();
    await context.setOffline(false);
    await page.waitForTimeout(SCANNER_RESTS_MS);
    await keys(page, world.vouchers[0], ['Enter']);
    await page.locator('.lz-paper').waitFor();
    ok('a lost line is told, and with a line again the same code opens its card', true);
    world.nordtor.noted.splice(0, world.nordtor.noted.length, ...world.nordtor.noted
        .filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED')));
}

async function weight(world) {
    const { browser, office } = world;
    const context = await browser.newContext();
    const page = await context.newPage();
    const sizes = [];
    page.on('requestfinished', (one) => sizes.push(one.sizes()));
    await page.goto(`${office.url}/s`, { waitUntil: 'networkidle' });
    const all = (await Promise.all(sizes)).reduce((sum, one) =>
        sum + one.responseBodySize + one.responseHeadersSize, 0);
    console.log(`# first visit before the camera: ${all} bytes in ${sizes.length} answers`);
    ok('a first visit weighs at most 80 KB before the camera', all > 0 && all <= WEIGHT_MAX,
        `${all} bytes`);
    await context.close();
}

export async function scanner(world) {
    await layouts(world);
    await anywhere(world);
    await byHand(world);
    await sounds(world);
    await lost(world);
    await weight(world);
    same('hand scanner: nothing noted', [], world.nordtor.noted);
}
