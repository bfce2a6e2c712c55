// keyboard.mjs - the two pages that are used all day, with the keyboard alone.
import { visitor } from './chromium.mjs';
import { logIn } from './people.mjs';
import { ok, same } from './tap.mjs';

const KEYS_MAX = 120;

// Tab until FITS says the focused element is the one; each stop must be visibly focused.
async function tabTo(page, what, fits) {
    for (let keys = 0; keys < KEYS_MAX; keys += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
            const at = document.activeElement;
            const style = getComputedStyle(at);
            const box = at.getBoundingClientRect();
            return { id: at.id, name: at.getAttribute('name'), value: at.value,
                text: (at.innerText || '').trim(), tag: at.tagName,
                seen: box.width > 0 && (style.outlineStyle !== 'none' ||
                    style.boxShadow !== 'none' || style.borderStyle !== 'none') };
        });
        if (!stop.seen && stop.tag !== 'BODY') {
            throw new Error(`the focus cannot be seen on ${JSON.stringify(stop)}`);
        }
        if (fits(stop)) {
            return;
        }
    }
    throw new Error(`no way to ${what} with the Tab key`);
}

async function scanPage(world) {
    const { page } = world.nordtor;
    await page.goto(`${world.office.url}/s`);
    same('the code field waits for the scanner', 'code',
        await page.evaluate(() => document.activeElement.id));
    await page.keyboard.type(world.typed, { delay: 70 });
    await page.keyboard.press('Enter');
    await page.locator('.lz-paper').waitFor();
    await tabTo(page, 'the undo button', (stop) => /zurücknehmen/.test(stop.text));
    await page.keyboard.press('Enter');
    await page.locator('.lz-receipt').waitFor();
    ok('typed, looked up and taken back with the keyboard alone', true);
}

async function handScanner(world) {
    const { page } = world.nordtor;
    await page.goto(`${world.office.url}/s`);
    await page.keyboard.type(world.vouchers[0], { delay: 2 });
    await page.keyboard.press('Enter');
    await page.locator('.lz-paper').waitFor();
    await page.locator('summary').first().focus();
    await page.keyboard.type(world.vouchers[0], { delay: 2 });
    await page.keyboard.press('Enter');
    await page.locator('.lz-paper').waitFor();
    same('a hand scanner is heard wherever the focus is', 0,
        await page.locator('.lz-result--danger').count());
}

async function slipPage(world) {
    const { office, browser } = world;
    const worker = await visitor(browser, office);
    const { page } = worker;
    await logIn(page, office, 'm.keller');
    await page.goto(`${office.url}/konto`);
    await page.keyboard.press('/');
    await page.waitForURL('**/suche#q');
    same('the key / leads to the search', 'q',
        await page.evaluate(() => document.activeElement.id));
    await page.keyboard.type('a/b');
    same('and is a letter while somebody types', 'a/b', await page.inputValue('#q'));
    await page.goto(`${office.url}/neu/FM-1032`);
    same('the first service waits for its choice', 'service_1',
        await page.evaluate(() => document.activeElement.name));
    await page.keyboard.press('ArrowDown');
    ok('a service is chosen by key', (await page.locator('#service_1').inputValue()) !== '');
    await tabTo(page, 'the issue button', (stop) => stop.text === 'Laufzettel ausstellen');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/laufzettel/*');
    ok('a slip is issued with the keyboard alone', true);
    same('keyboard: nothing noted', [], worker.noted);
    await worker.context.close();
}

export async function keyboard(world) {
    await scanPage(world);
    await handScanner(world);
    await slipPage(world);
}
