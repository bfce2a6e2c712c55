// stubs.mjs - a provider without internet sends its stubs by post: each is entered from the
// stack with the day it bears, with the keyboard alone.
import { visitor } from './chromium.mjs';
import { Keyboard } from './hands.mjs';
import { DAY, logIn } from './people.mjs';
import { note, ok, same } from './tap.mjs';

export const WORKER = 'j.petersen'; // whose lists no other part looks at
const CASE = 'FM-1018';
const STUBS = 14;
const KEYS_MOST = 35; // for one stub: code, Tab, day, Enter

export function issueStubs({ office, work }) {
    return Array.from({ length: STUBS }, (_, index) => office.run(DAY, 'issue', '--case', CASE,
        '--service', 'SB-1@nordtor', '-o', `${work}/stub-${index}.pdf`).slip.vouchers[0].code);
}

export async function enterStubs({ office, browser }, codes, today) {
    const worker = await visitor(browser, office);
    const { page } = worker;
    const hand = new Keyboard(page);
    const first = Number(DAY.slice(8, 10));
    await logIn(page, office, WORKER);
    await page.goto(`${office.url}/ruecklauf`);
    const begun = Date.now();
    for (const [index, code] of codes.entries()) {
        await hand.type(code);
        await hand.reach(page.locator('#accepted_on'));
        await hand.type(`${first + index}.5.2026`);
        if (index === 0) { // the others keep it
            await hand.reach(page.locator('input[name=source]:checked'));
            await hand.press('ArrowDown');
        }
        await hand.press('Enter');
        await page.locator('.lz-sessions__item').nth(index).waitFor();
        if (index === 0) {
            note(`the first stub, with where it comes from: ${hand.keys} keys`);
            hand.keys = 0;
        }
    }
    const each = hand.keys / (STUBS - 1);
    note(`${STUBS} stubs by post: ${each.toFixed(1)} keys each, ${Date.now() - begun} ms`);
    ok('a stub by post is entered with its code, its day and two more keys', each <= KEYS_MOST,
        each);
    same('fourteen stubs are entered with the keyboard alone, each with the day it bears',
        codes.map((_, index) => `2026-05-${String(first + index).padStart(2, '0')} paper_provider`),
        codes.map((code) => {
            const last = office.run(today, 'show', 'voucher', code).voucher.events.at(-1);
            return `${last.happened_on} ${last.source}`;
        }));
    same('stubs: nothing noted', [], worker.noted);
    await worker.context.close();
}
