// people.mjs - what the people of the tests do at their screens, as they would do it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const DAY = '2026-05-04T09:30';
const PASSWORD = 'Moorstadt liegt hinter dem Deich';

export function button(page, name) {
    return page.getByRole('button', { name });
}

export async function logIn(page, office, name) {
    await page.goto(`${office.url}/anmelden`);
    await page.getByLabel('Anmeldename').fill(name);
    await page.getByLabel('Passwort').fill(PASSWORD);
    await page.locator('main').getByRole('button', { name: 'Anmelden' }).click();
}

// With the set-up code from the administrator: the first password, then the log-in.
export async function moveIn(page, office, name) {
    const { setup } = office.run(DAY, 'user', 'reset', name);
    await page.goto(`${office.url}/passwort`);
    await page.getByLabel('Anmeldename').fill(name);
    await page.getByLabel('Einrichtungscode').fill(setup.code);
    await page.getByLabel('Neues Passwort').fill(PASSWORD);
    await page.getByLabel('Passwort wiederholen').fill(PASSWORD);
    await button(page, 'Passwort festlegen').click();
    await logIn(page, office, name);
}

// The next PDF that PAGE's browser is sent: the path of a file with it. The body is kept on its
// way, for the viewer's own copy may be gone by the time it is asked for.
export function catchPdf(page, work) {
    const path = join(work, `shown-${Date.now()}.pdf`);
    return new Promise((resolve, reject) => {
        const keep = async (route) => {
            // Chromium adds where the request comes from only after it has been looked at here.
            const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' };
            const response = await route.fetch({ headers });
            writeFileSync(path, await response.body());
            await route.fulfill({ response });
        };
        page.context().route(/\/(pdf|geraet|vorschau|auskunft)$/, (route) =>
            keep(route).then(() => resolve(path), reject), { times: 1 }).catch(reject);
    });
}

// Press a button that opens a PDF in a new window.
export async function openPdf(page, work, press) {
    const opening = page.context().waitForEvent('page');
    const arrives = catchPdf(page, work);
    await press();
    const [tab, path] = await Promise.all([opening, arrives]);
    await tab.close();
    return path;
}

// Before its first use, whoever works with a device takes note of what binds them.
export async function takeNote(page) {
    await button(page, 'Gelesen').click();
    await page.waitForURL('**/s');
}

// The card from the office makes a device out of a browser: its address is opened literally.
export async function pair(page, address, name) {
    await page.goto(address);
    await page.getByLabel('Name des Geräts').fill(name);
    await button(page, 'Koppeln').click();
    await page.getByRole('heading', { name: 'Gekoppelt' }).waitFor();
    await takeNote(page);
}

// What the server says to a form, once it is on the page.
async function answered(page, act) {
    const answer = page.waitForResponse((one) => one.request().method() === 'POST');
    await act();
    await answer;
    await page.locator('main:not([aria-busy])').waitFor();
}

// A phone's camera opens what the QR code says.
export async function scan(page, address) {
    await page.goto('about:blank');
    await answered(page, () => page.goto(address));
    await page.waitForURL('**/s');
    await page.locator('main h1, main h2').first().waitFor();
}

// A hand scanner or a person types into the field that waits.
export async function type(page, office, code) {
    await page.goto(`${office.url}/s`);
    await page.getByLabel('Code auf dem Gutschein').fill(code);
    await answered(page, () => button(page, 'Code prüfen').click());
}

// Press the button of a step, wherever the card keeps it.
export async function take(page, step) {
    const form = page.locator(`main form:has(input[value="${step}"])`).first();
    const fold = page.locator(`details.kern-accordion:has(input[value="${step}"])`);
    if (await fold.count() > 0 && !(await form.isVisible())) {
        await fold.first().locator('summary').first().click();
    }
    await form.getByRole('button').first().click();
}

export async function heading(page) {
    return (await page.locator('main').getByRole('heading').first().innerText()).trim();
}
