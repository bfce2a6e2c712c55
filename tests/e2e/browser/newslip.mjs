// newslip.mjs - the order of a slip's stations with and without scripts; the preview; a stack of
// papers that came back.
import { visitor } from './chromium.mjs';
import { decode } from './office.mjs';
import { DAY, button, logIn, moveIn, openPdf } from './people.mjs';
import { ok, same } from './tap.mjs';

const CASE = 'FM-1001';
const STATIONS = 3;
const WIDE = { width: 1280, height: 900 };
const TALL = { width: 1280, height: 1400 };

async function choices(page) {
    const values = [];
    for (let station = 1; station <= STATIONS; station += 1) {
        values.push(await page.locator(`#service_${station}`).inputValue());
    }
    return values;
}

async function choose(world, page) {
    await page.goto(`${world.office.url}/neu/${CASE}`);
    for (let station = 1; station <= STATIONS; station += 1) {
        await page.locator(`#service_${station}`).selectOption({ index: 2 });
    }
    await page.locator('#appointment_1').fill('2026-05-11T10:00');
    return choices(page);
}

async function order(world, page, how) {
    const [a, b, c] = await choose(world, page);

    await page.locator('button[value="down_1"]').click();
    await page.waitForFunction((value) => document.getElementById('service_2').value === value, a);
    same(`${how}: a station moves down, the other up`, [b, a, c], await choices(page));
    same(`${how}: its appointment goes with it`, '2026-05-11T10:00',
        await page.locator('#appointment_2').inputValue());
    same(`${how}: the keyboard stays on it`, '2', await page.evaluate(() =>
        document.activeElement.closest('[data-station]').dataset.station));
    return [a, b, c];
}

async function byScript(world, page) {
    const [a, b, c] = await order(world, page, 'with scripts');

    await page.locator('#service_3').focus();
    await page.keyboard.press('Alt+ArrowUp');
    same('Alt and an arrow move the station too', [b, c, a], await choices(page));
    await page.setViewportSize(TALL); // both places in sight, as for a hand
    await page.locator('[data-station="3"] .lz-movable__grip')
        .dragTo(page.locator('[data-station="1"] legend'));
    await page.waitForFunction((value) => document.getElementById('service_1').value === value, a);
    same('a station is dragged to the top', [a, b, c], await choices(page));
    await page.setViewportSize(WIDE);
}

async function preview(world, page) {
    const { office, work } = world;

    await choose(world, page);
    const before = office.run(DAY, 'show', 'case', CASE).case.slips.length;
    const pdf = await openPdf(page, work, () => button(page, 'Vorschau').click());
    const codes = decode(pdf, work);
    ok('a preview has no code that anybody could use', codes.length > 0 &&
        codes.every((code) => /\/[SK]#VORSCHAUVORSCHAU$/.test(code)), codes.join(' '));
    same('and issues nothing', before,
        office.run(DAY, 'show', 'case', CASE).case.slips.length);
}

// A stack of two papers with the keyboard alone, the first as a hand scanner would send it.
async function stack(world, page, how) {
    const codes = [];
    for (let i = 0; i < 2; i += 1) {
        const { slip } = world.office.run(DAY, 'issue', '--case', 'FM-1032', '--service',
            'SB-1@nordtor', '-o', `${world.work}/stack-${how}-${i}.pdf`);
        codes.push(slip.vouchers[0].code);
    }
    await page.goto(`${world.office.url}/ruecklauf`);
    await page.keyboard.type(`${world.office.url.toUpperCase()}/S#${codes[0].replaceAll('-', '')}`);
    await page.keyboard.press('Enter');
    await page.locator('[role=status]').waitFor();
    same(`${how}: after the scan the first day is asked for`, 'accepted_on',
        await page.evaluate(() => document.activeElement.id));
    await page.keyboard.type('4.5.2026');
    await page.keyboard.press('Enter');
    await page.getByText('Gerade eingegeben').waitFor();
    same(`${how}: then the next code`, 'code',
        await page.evaluate(() => document.activeElement.id));
    await page.keyboard.type(codes[1]);
    await page.keyboard.press('Tab');
    await page.keyboard.type('4.5.2026');
    await page.keyboard.press('Enter');
    await page.locator('.lz-sessions__item').nth(1).waitFor();
    same(`${how}: both are recorded`, ['accepted', 'accepted'], codes.map((code) =>
        world.office.run(DAY, 'show', 'voucher', code).voucher.state));
    await page.getByRole('button', { name: 'zurücknehmen' }).first().click();
    await page.locator('.lz-sessions__item .lz-muted').waitFor();
    same(`${how}: and one is taken back`, ['accepted', 'issued'], codes.map((code) =>
        world.office.run(DAY, 'show', 'voucher', code).voucher.state));
}

export async function newslip(world) {
    const { office, browser, gallery } = world;
    const worker = await visitor(browser, office);
    const bare = await visitor(browser, office, { javaScriptEnabled: false });

    await moveIn(worker.page, office, 'm.keller');
    await byScript(world, worker.page);
    await worker.page.getByText('Freie Plätze und Wartezeiten').click();
    await gallery.look(worker.page, 'slip-new-chosen');
    await preview(world, worker.page);
    await logIn(bare.page, office, 'm.keller');
    await order(world, bare.page, 'without scripts');
    await stack(world, bare.page, 'without scripts');
    await worker.page.goto(bare.page.url());
    await gallery.look(worker.page, 'return-stack');
    await worker.context.close();
    await bare.context.close();
}
