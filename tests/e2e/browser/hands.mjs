// hands.mjs - the same deeds with the mouse and with the keyboard alone, and how many they take.
const TABS_MAX = 150;

class Hand {
    constructor(page) {
        this.page = page;
        this.keys = 0;
        this.clicks = 0;
    }

    async press(key) {
        this.keys += 1;
        await this.page.keyboard.press(key);
    }

    async type(text) {
        for (const letter of text) {
            await this.press(letter);
        }
    }
}

export class Mouse extends Hand {
    static how = 'with the mouse';

    async reach(locator) {
        this.clicks += 1;
        await locator.click();
    }

    async push(locator) {
        await this.reach(locator);
    }

    // A list is opened with one click, and its first entry chosen with another.
    async pickFirst(locator) {
        const first = await locator.locator('optgroup option').first().getAttribute('value');
        this.clicks += 2;
        await locator.selectOption(first);
    }
}

export class Keyboard extends Hand {
    static how = 'with the keyboard alone';

    async reach(locator) {
        await locator.waitFor();
        for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
            if (await locator.evaluate((one) => one === document.activeElement)) {
                return;
            }
            await this.press('Tab');
        }
        throw new Error(`no way to ${locator} with the Tab key`);
    }

    async push(locator) {
        await this.reach(locator);
        await this.press('Enter');
    }

    async pickFirst(locator) {
        await this.reach(locator);
        await this.press('ArrowDown');
    }
}
