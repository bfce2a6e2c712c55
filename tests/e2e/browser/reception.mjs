// reception.mjs - codes without a device, the client's view, no JavaScript, level 0, refusals.
import { visitor } from './chromium.mjs';
import { DAY, button, heading, scan, takeNote, type } from './people.mjs';
import { ok, same } from './tap.mjs';

const NO_SUCH_CODE = '1234-5678-9ABC-DEFE';

async function withoutDevice(world) {
    const { office, browser, gallery } = world;
    const stranger = await visitor(browser, office, { viewport: { width: 375, height: 812 } });
    const { page } = stranger;
    await page.goto(`${office.url}/s`);
    await gallery.look(page, 'scan-unpaired');
    await scan(page, world.vouchers[2]);
    const text = await page.locator('main').innerText();
    ok('without a device a code only shows that it is valid',
        /gilt/.test(await heading(page)), text);
    ok('and neither person nor service nor provider',
        !/Jana|Kołodziej|Kita|Familienbüro/.test(text), text);
    await gallery.look(page, 'scan-valid');
    await type(page, office, NO_SUCH_CODE);
    await gallery.look(page, 'scan-invalid');
    const unknown = await page.locator('main').innerText();
    await type(page, office, world.replaced);
    same('a replaced code looks like one that never was', unknown,
        await page.locator('main').innerText());
    await type(page, office, 'K7QM-2F9D-4XHA-P3T');
    await page.locator('.lz-result--danger').waitFor();
    ok('half a code is named as such', /nicht vollständig|lesbar|Code/.test(await heading(page)),
        await heading(page));
    await gallery.look(page, 'scan-malformed');
    return stranger;
}

async function client(world, stranger) {
    const { office, gallery } = world;
    const { page } = stranger;
    await page.goto(`${office.url}/k`);
    await gallery.look(page, 'client-field');
    await page.goto('about:blank');
    await page.goto(world.codes.find((one) => one.includes('/K#')));
    await page.getByRole('heading', { name: 'Mein Laufzettel' }).waitFor();
    await page.locator('.lz-station').first().waitFor();
    same('the client sees the three stations', 3, await page.locator('.lz-station').count());
    same('and the code is gone from the address', `${office.url}/k`, page.url());
    await page.locator('summary').first().click();
    await gallery.look(page, 'client');
    await button(page, 'العربية').click();
    await page.locator('html[lang="ar"][dir="rtl"]').waitFor();
    same('in Arabic, too, there are three stations', 3, await page.locator('.lz-station').count());
    same('and no code in the address', `${office.url}/k`, page.url());
    ok('a number stands on the right', await page.evaluate(() => {
        const [number, body] = document.querySelector('.lz-station').children;
        return number.getBoundingClientRect().left > body.getBoundingClientRect().left;
    }));
    await page.locator('summary').first().click();
    await gallery.look(page, 'client-ar');
    await page.goto(`${office.url}/k`);
    same('the choice is remembered', 'ar', await page.locator('html').getAttribute('lang'));
    await button(page, 'Deutsch').click();
    await page.locator('html[lang="de"]').waitFor();
}

async function withoutScript(world) {
    const { office, browser } = world;
    const { pairing } = office.run(DAY, 'provider', 'pair', 'familienbuero');
    const plain = await visitor(browser, office, { javaScriptEnabled: false });
    const { page } = plain;
    await page.goto(`${office.url}/koppeln`);
    await page.getByLabel('Koppelcode').fill(pairing.code);
    await page.getByLabel('Name des Geräts').fill('Schalter 2');
    await button(page, 'Koppeln').click();
    await takeNote(page);
    await type(page, office, world.vouchers[2].split('#')[1].toLowerCase());
    await button(page, 'Ist da').click();
    const receipt = (await page.locator('.lz-receipt').innerText()).trim();
    ok('a typed code is confirmed without JavaScript', /^[0-9A-HJ-NP-X]{6}$/.test(receipt),
        receipt);
    same('without JavaScript: nothing noted', [], plain.noted);
    world.familienbuero = plain;
}

async function levelZero(world) {
    const { office, gallery } = world;
    const { page } = world.faehrhaus;
    const { slip } = office.run(DAY, '-u', 'm.keller', 'issue', '--case', 'FM-1038',
        '--service', 'PS-1@faehrhaus', '-o', `${world.work}/zero.pdf`);
    await type(page, office, slip.vouchers[0].code);
    const text = await page.locator('main').innerText();
    ok('without a consent nothing is transmitted, and the page says so',
        /wird nicht|nichts wird|Nichts wird/.test(text), text);
    await gallery.look(page, 'scan-level-zero');
    same('no button confirms', 0, await button(page, 'Ist da').count());
}

export async function reception(world) {
    const stranger = await withoutDevice(world);
    await client(world, stranger);
    same('without a device: nothing noted', [], stranger.noted);
    await withoutScript(world);
    await levelZero(world);
}
