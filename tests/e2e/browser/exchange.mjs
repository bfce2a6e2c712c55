// exchange.mjs - what goes to the office's other programs and comes from them.
import { visitor } from './chromium.mjs';
import { button, moveIn } from './people.mjs';
import { ok, same } from './tap.mjs';

async function posting(world) {
    const { office, browser, gallery } = world;
    const worker = await visitor(browser, office);
    const { page, context } = worker;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await moveIn(page, office, 'm.keller');
    await page.goto(`${office.url}/buchungen`);
    const first = page.locator('.lz-postings > li').first();
    const note = (await first.locator('.lz-note').innerText()).trim();
    ok('a note names the slip', note.startsWith('Laufzettel 2026-'), note);
    await first.getByText('Vermerk kopieren').click();
    await first.getByText('Kopiert').waitFor();
    same('the note is on the clipboard as it stands', note,
        await page.evaluate(() => navigator.clipboard.readText()));
    await gallery.look(page, 'posting');
    const before = await page.locator('input[name=event]').first().getAttribute('value');
    await page.locator('input[name=event]').first().check();
    await button(page, 'Angekreuzte sind gebucht').click();
    await page.getByText('Zuletzt gebucht').waitFor();
    ok('what is booked has left the list', before
        !== await page.locator('input[name=event]').first().getAttribute('value'));
    await gallery.look(page, 'posting-done');
    await button(page, 'Zurücknehmen').first().click();
    await page.waitForLoadState();
    same('and comes back', before,
        await page.locator('input[name=event]').first().getAttribute('value'));
    await page.goto(`${office.url}/laufzettel/2026-000001`);
    await gallery.look(page, 'slip-prints');
    const data = await page.request.get(`${office.url}/laufzettel/2026-000001/akte/1?data=1`);
    const pdf = await page.request.get(`${office.url}/laufzettel/2026-000001/akte/1`);
    same('a print comes with its metadata', [200, '2026-000001', true],
        [pdf.status(), (await data.json()).slip, (await data.json()).same]);
    same('posting: nothing noted', [], worker.noted);
    await context.close();
}

async function choose(page, name, text) {
    await page.getByLabel('Was die Datei enthält').selectOption('branches');
    await page.getByLabel('CSV-Datei').setInputFiles({ name, mimeType: 'text/csv',
        buffer: Buffer.from(text, 'latin1') });
    await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
    await page.waitForLoadState();
}

async function reading(world) {
    const { office, browser, gallery } = world;
    const steward = await visitor(browser, office);
    const { page } = steward;
    const header = 'branch;name;street;postcode;city;phone;hours\n';
    await moveIn(page, office, 'k.sommer');
    await page.goto(`${office.url}/einlesen`);
    await gallery.look(page, 'import');
    await choose(page, 'a.csv', `${header}nord;Gesch\xe4ftsstelle Nord;Weg 1;26999;Moorstadt;;\n`
        + 'zwei W\xf6rter;X;;;;;\n');
    ok('a fault is shown with its line', (await page.locator('main').innerText())
        .includes('kein Kürzel'));
    await button(page, 'Einlesen').click();
    same('and nothing is read before the good lines alone are wanted', [true, 0],
        [await page.locator('#skip').evaluate((one) => one.validity.valueMissing),
            await page.getByRole('heading', { name: 'Eingelesen' }).count()]);
    await gallery.look(page, 'import-fault');
    await choose(page, 'a.xlsx.csv', 'PK\x03\x04 nothing');
    ok('an Excel file is told', (await page.locator('main').innerText()).includes('Excel'));
    await choose(page, 'a.csv', 'Bericht\t2026\nStra\xdfe\t<b>4</b>\n');
    same('a file whose columns fit nothing shows how it was read', 'Straße <b>4</b>',
        (await page.locator('td').allInnerTexts()).slice(2).join(' '));
    await gallery.look(page, 'import-refused');
    await choose(page, 'a.csv', `${header}nord;Gesch\xe4ftsstelle Nord;Weg 1;26999;Moorstadt;;\n`);
    ok('the encoding is shown', (await page.locator('main').innerText())
        .includes('Windows-1252, Semikolon'));
    await gallery.look(page, 'import-look');
    await button(page, 'Einlesen').click();
    await page.getByRole('heading', { name: 'Eingelesen' }).waitFor();
    await gallery.look(page, 'import-done');
    await page.goto(`${office.url}/einlesen`);
    await choose(page, 'a.csv', `${header}nord;Gesch\xe4ftsstelle Nord;Weg 2;26999;Moorstadt;;\n`);
    same('old and new stand side by side', 'Weg 1 Weg 2',
        `${await page.locator('td del').innerText()} ${await page.locator('td ins').innerText()}`);
    await gallery.look(page, 'import-changed');
    same('reading: nothing noted', [], steward.noted);
    await steward.context.close();
}

export async function exchange(world) {
    await posting(world);
    await reading(world);
}
