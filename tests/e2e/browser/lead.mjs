// lead.mjs - a provider's lead works its own list to zero, by keyboard alone.
import { decode } from './office.mjs';
import { visitor } from './chromium.mjs';
import { DAY, button, heading, takeNote } from './people.mjs';
import { ok, same } from './tap.mjs';

const PROVIDER = 'nordtor';
const LATER = '2026-12-01T09:30'; // every report of the spring is due

async function comeIn(world) {
    const { office, browser, gallery } = world;
    const card = `${world.work}/card-lead.pdf`;
    office.run(DAY, 'provider', 'pair', PROVIDER, '--role', 'lead', '--site', 'Haus am Hafen',
        '--types', 'B', '-o', card);
    const address = decode(card, world.work).find((one) => one.includes('/P#'));
    const lead = await visitor(browser, office);
    await lead.page.goto(address);
    await lead.page.getByLabel('Name des Geräts').fill('Leitung');
    await button(lead.page, 'Koppeln').click();
    await lead.page.getByRole('heading', { name: 'Gekoppelt' }).waitFor();
    await gallery.look(lead.page, 'pair-note');
    await takeNote(lead.page);
    return lead;
}

// Press Tab until what has the focus is in SELECTOR, then Enter.
async function enter(page, selector) {
    for (let presses = 0; presses < 60; presses += 1) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) {
            await page.keyboard.press('Enter');
            return;
        }
        await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${selector}`);
}

async function count(page, list) {
    return page.locator(`section:has(#list-${list}) tbody tr`).count();
}

// One row after the other: what it waits for is the large button of its page.
async function workToZero(page, office) {
    for (let rows = 0; rows < 80; rows += 1) {
        await page.goto(`${office.url}/s/liste`);
        if (await count(page, 'due') + await count(page, 'running') === 0) {
            return rows;
        }
        await enter(page, 'section:has(#list-due) a, section:has(#list-running) a');
        await page.locator('.lz-paper').waitFor();
        await enter(page, '.lz-likely button');
        await page.locator('.lz-result--success').waitFor();
    }
    throw new Error('the list does not become empty');
}

export async function lead(world) {
    const { office, gallery } = world;
    const guest = await comeIn(world);
    const { page } = guest;
    await page.goto(`${office.url}/s/liste`);
    same('the lead has a list', 'Liste', await heading(page));
    await gallery.look(page, 'lead-list');
    await page.goto(`${office.url}/s/geraete`);
    await gallery.look(page, 'lead-devices');
    await office.stop();
    await office.start(LATER);
    await page.goto(`${office.url}/s/liste`);
    ok('months later reports are due', await count(page, 'due') > 0);
    await gallery.look(page, 'lead-list-due');
    await page.locator('section:has(#list-due) a').first().click();
    await gallery.look(page, 'lead-voucher');
    const steps = await workToZero(page, office);
    ok(`the list is worked to zero by keyboard, in ${steps} steps`, steps > 0);
    ok('and says so', (await page.locator('main').innerText()).includes('Alles erledigt.'));
    await gallery.look(page, 'lead-list-done');
    const csv = await page.evaluate(async () => (await fetch('/s/liste.csv')).text());
    ok('the table has the columns of the page', csv.includes('Liste;Laufzettel;Kundin oder Kunde'),
        csv.slice(0, 200));
    same('lead: nothing noted', [], guest.noted);
    await guest.context.close();
}
