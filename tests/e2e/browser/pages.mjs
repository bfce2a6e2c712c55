// pages.mjs - the pages that no story passes through, and forms that were filled in wrongly.
import { visitor } from './chromium.mjs';
import { button, heading, logIn, moveIn } from './people.mjs';
import { ok, same } from './tap.mjs';

async function openPages(world) {
    const { office, browser, gallery } = world;
    const stranger = await visitor(browser, office);
    const { page } = stranger;
    for (const [path, name] of [['/impressum', 'imprint'], ['/datenschutz', 'privacy'],
        ['/barrierefreiheit', 'accessibility'], ['/hilfe', 'help'],
        ['/hilfe/empfang', 'help-reception'], ['/nirgends', 'not-found']]) {
        await page.goto(office.url + path);
        await gallery.look(page, name);
    }
    same('whoever asked for less motion is spared the smooth scrolling', 'auto',
        await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior));
    await page.goto(`${office.url}/verfahren`);
    await gallery.look(page, 'procedure');
    await button(page, 'العربية').click();
    same('how it goes is told in Arabic, from right to left', 'rtl', await page.locator('html')
        .getAttribute('dir'));
    await gallery.look(page, 'procedure-arabic');
    await button(page, 'Deutsch').click();
    await page.goto(`${office.url}/impressum`);
    await button(page, 'English').click();
    same('the pages speak English when asked', 'en', await page.locator('html')
        .getAttribute('lang'));
    await page.goto(`${office.url}/s`);
    await gallery.look(page, 'scan-english');
    await stranger.context.close();
}

async function casework(world) {
    const { office, browser, gallery } = world;
    const worker = await visitor(browser, office);
    const { page } = worker;
    await logIn(page, office, 'm.keller');
    for (const [path, name] of [['/suche?q=Ko', 'search'], ['/suche?q=Zzz', 'search-nothing'],
        ['/fall', 'case-new'], ['/fall/FM-1006', 'case-protected'],
        ['/fall/FM-1017', 'case-ended'], ['/fall/FM-1017/angaben', 'case-data'],
        ['/stellen', 'providers'], ['/stelle/nordtor', 'provider'],
        ['/fall/FM-9999', 'case-not-found'], ['/rechte', 'rights'],
        ['/unterweisung', 'instruction'], ['/abmelden', 'log-out']]) {
        await page.goto(office.url + path);
        await gallery.look(page, name);
    }
    await page.goto(`${office.url}/fall/FM-1017`);
    await page.locator('a[href*="/bedarf/"]').first().click();
    await gallery.look(page, 'need');
    await page.goto(`${office.url}/neu/FM-1001`);
    await page.locator('#appointment_1').fill('2026-05-11T10:00');
    await button(page, 'Laufzettel ausstellen').click();
    await page.locator('.lz-fault').waitFor();
    same('a form at fault keeps what was typed', '2026-05-11T10:00',
        await page.locator('#appointment_1').inputValue());
    ok('and leads to the field', (await page.locator('.lz-fault a').getAttribute('href'))
        === '#service_1');
    await gallery.look(page, 'slip-new-fault');
    await page.goto(`${office.url}/fall/FM-1001`);
    await page.getByText('Bedarf erfassen').first().click();
    await button(page, 'Bedarf speichern').click();
    await page.locator('.lz-fault').waitFor();
    await gallery.look(page, 'case-fault');
    same('casework: nothing noted', [], worker.noted);
    await worker.context.close();
}

async function stewardship(world) {
    const { office, browser, gallery } = world;
    const steward = await visitor(browser, office);
    const { page } = steward;
    await moveIn(page, office, 'k.sommer');
    await gallery.look(page, 'home-coordinator');
    for (const [path, name] of [['/loeschung', 'retention'], ['/datenmatrix', 'data-matrix']]) {
        await page.goto(office.url + path);
        await gallery.look(page, name);
    }
    await page.goto(`${office.url}/stelle/nordtor`);
    await gallery.look(page, 'provider-devices');
    await page.goto(`${office.url}/fall/FM-1001`);
    ok('a coordinator reads no case', !(await page.locator('body').innerText())
        .includes('Kołodziej'), await heading(page));
    await gallery.look(page, 'not-allowed');
    await page.goto(`${office.url}/bericht/stellen`);
    await gallery.look(page, 'report-whole');
    ok('the coordination sees protected providers', (await page.locator('main').innerText())
        .includes('geschützt'));
    same('stewardship: nothing noted', [], steward.noted);
    await steward.context.close();
}

async function controlling(world) {
    const { office, browser, gallery } = world;
    const controller = await visitor(browser, office);
    const { page } = controller;
    await moveIn(page, office, 'f.winkler');
    await page.goto(`${office.url}/bericht/stellen?count=persons`);
    await gallery.look(page, 'report');
    const text = await page.locator('main').innerText();
    ok('controlling sees small numbers as such, and no protected provider',
        text.includes('< 5') && !text.includes('geschützt'));
    same('controlling: nothing noted', [], controller.noted);
    await controller.context.close();
}

// A team lead says why before reading, arranges a deputy, sees whose cases could be handed over.
async function leading(world) {
    const { office, browser, gallery } = world;
    const lead = await visitor(browser, office);
    const { page } = lead;
    await moveIn(page, office, 'c.lorenz');
    await page.goto(`${office.url}/laufzettel/2026-000017`);
    await gallery.look(page, 'reason-slip');
    await page.goto(`${office.url}/fall/FM-1001`);
    await gallery.look(page, 'reason');
    ok('no name before the reason', !(await page.locator('body').innerText())
        .includes('Kołodziej'), await heading(page));
    await page.getByLabel('Grund').selectOption('supervision');
    await button(page, 'Akte öffnen').click();
    ok('the file opens after it', (await heading(page)).includes('Kołodziej'));
    await page.goto(`${office.url}/person/m.keller`);
    await page.getByText('Vertretung einrichten').click();
    await page.getByLabel('Wer vertritt').selectOption('c.lorenz');
    await page.getByLabel('Erster Tag').fill('2026-05-04');
    await page.getByLabel('Letzter Tag').fill('2026-05-08');
    await button(page, 'Vertretung speichern').click();
    await gallery.look(page, 'person-lead');
    await page.goto(`${office.url}/?for=m.keller`);
    await gallery.look(page, 'home-deputy');
    await page.goto(`${office.url}/person/m.keller/uebergabe`);
    await gallery.look(page, 'handover');
    for (const [path, name] of [['/konto', 'account-lead'], ['/teams', 'teams']]) {
        await page.goto(office.url + path);
        await gallery.look(page, name);
    }
    same('leading: nothing noted', [], lead.noted);
    await lead.context.close();
}

// Two administrators at the same person: the second sees the difference.
async function administration(world) {
    const { office, browser, gallery } = world;
    const admin = await visitor(browser, office);
    const { page } = admin;
    await moveIn(page, office, 'admin');
    for (const [path, name] of [['/personen', 'people'], ['/team/M1', 'team'],
        ['/geschaeftsstellen', 'branches'], ['/geschaeftsstelle/moorstadt', 'branch']]) {
        await page.goto(office.url + path);
        await gallery.look(page, name);
    }
    await page.goto(`${office.url}/person/s.novak`);
    const other = await admin.context.newPage();
    await other.goto(`${office.url}/person/s.novak`);
    await other.getByLabel('Telefon').fill('0221 4710-199');
    await button(other, 'Speichern').click();
    await page.getByLabel('Team').fill('O2');
    await button(page, 'Speichern').click();
    await page.locator('.lz-fault').waitFor();
    ok('the second one sees what was stored meanwhile',
        (await page.locator('main').innerText()).includes('0221 4710-199'));
    same('and keeps what was typed', 'O2', await page.getByLabel('Team').inputValue());
    await gallery.look(page, 'person-conflict');
    await page.goto(`${office.url}/personen`);
    await page.getByText('Jemanden anlegen').click();
    await page.getByLabel('Anmeldename').fill('b.weber');
    await page.getByLabel('Rolle').selectOption('caseworker');
    await button(page, 'Anlegen').click();
    await gallery.look(page, 'person-code');
    await admin.context.close();
}

async function audit(world) {
    const { office, browser, gallery } = world;
    const auditor = await visitor(browser, office);
    const { page } = auditor;
    await moveIn(page, office, 'd.hartmann');
    await page.goto(`${office.url}/protokoll`);
    await gallery.look(page, 'audit');
    ok('the record names no client', !(await page.locator('body').innerText())
        .includes('FM-10'));
    same('audit: nothing noted', [], auditor.noted);
    await auditor.context.close();
}

async function assistance(world) {
    const { office, browser, gallery } = world;
    const assistant = await visitor(browser, office);
    const { page } = assistant;
    await moveIn(page, office, 'p.ahrens');
    await page.goto(`${office.url}/fall/FM-1001`);
    await gallery.look(page, 'case-assistant');
    same('assistance: nothing noted', [], assistant.noted);
    await assistant.context.close();
}

export async function pages(world) {
    await openPages(world);
    await casework(world);
    await stewardship(world);
    await controlling(world);
    await assistance(world);
    await leading(world);
    await administration(world);
    await audit(world);
}
