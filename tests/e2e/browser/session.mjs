// session.mjs - a session ends: by the button, by the clock; and then nothing is left to see.
import { visitor } from './chromium.mjs';
import { button, DAY, logIn } from './people.mjs';
import { ok, same } from './tap.mjs';

const LATER = '2026-05-04T11:30'; // half an hour without a click, on a slow machine too
const CASE = 'FM-1001';
const NAME = 'Kołodziej';

async function logOut(world) {
    const { office, browser } = world;
    const worker = await visitor(browser, office);
    const { page } = worker;
    await logIn(page, office, 'm.keller');
    await page.goto(`${office.url}/fall/${CASE}`);
    await button(page, 'Abmelden').click();
    await page.waitForURL('**/anmelden');
    await page.goBack();
    await page.waitForLoadState();
    const text = await page.locator('body').innerText();
    ok('after the log-out the back button shows nothing', !text.includes(NAME), text);
    same('but the log-in', '/anmelden', new URL(page.url()).pathname);
    same('log-out: nothing noted', [], worker.noted);
    await worker.context.close();
}

async function everywhere(world) {
    const { office, browser, gallery } = world;
    const here = await visitor(browser, office);
    const there = await visitor(browser, office);
    await logIn(here.page, office, 'm.keller');
    await logIn(there.page, office, 'm.keller');
    await here.page.goto(`${office.url}/konto`);
    await gallery.look(here.page, 'account');
    await here.page.locator('form[action="/abmelden/alle"] button').click();
    await here.page.waitForURL('**/anmelden**');
    await there.page.goto(`${office.url}/fall/${CASE}`);
    same('a log-out everywhere ends the other browser\'s session too', '/anmelden',
        new URL(there.page.url()).pathname);
    await here.context.close();
    await there.context.close();
}

async function idle(world) {
    const { office, browser } = world;
    const worker = await visitor(browser, office);
    const { page } = worker;
    await logIn(page, office, 'm.keller');
    await page.goto(`${office.url}/fall/${CASE}`);
    await office.stop();
    await office.start(LATER);
    await page.reload();
    const text = await page.locator('body').innerText();
    ok('after half an hour without a click the case is not shown', !text.includes(NAME), text);
    await page.getByLabel('Anmeldename').waitFor();
    await logIn(page, office, 'm.keller');
    await page.waitForURL(`${office.url}/`);
    ok('a new log-in works', true);
    await world.nordtor.page.goto(`${office.url}/s`);
    same('a device stays paired over a restart', 0,
        await world.nordtor.page.getByText('nicht gekoppelt').count());
    await worker.context.close();
    await office.stop();
    await office.start(DAY);
}

async function wrongPassword(world) {
    const { office, browser, gallery } = world;
    const stranger = await visitor(browser, office);
    const { page } = stranger;
    const said = [];
    for (const name of ['m.keller', 'niemand']) {
        await page.goto(`${office.url}/anmelden`);
        await page.getByLabel('Anmeldename').fill(name);
        await page.getByLabel('Passwort').fill('falsch und lang genug');
        await page.locator('main').getByRole('button', { name: 'Anmelden' }).click();
        said.push((await page.locator('.lz-fault').innerText()).trim());
    }
    same('a wrong password and an unknown name answer alike', said[0], said[1]);
    await gallery.look(page, 'login-refused');
    await stranger.context.close();
}

export async function session(world) {
    await logOut(world);
    await everywhere(world);
    await wrongPassword(world);
    await idle(world);
}
