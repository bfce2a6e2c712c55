// look.mjs - every page at both widths, light and dark: axe, sideways scrolling, HTML; pictures
// for people to look at, which PICTURES=no leaves out.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

import { htmlOf } from './chromium.mjs';

const require = createRequire(import.meta.url);
const WIDTHS = [1280, 375];
const NARROWEST = 320;
const HEIGHT = 900;
const PICTURES = process.env.PICTURES !== 'no';
// Java for one short run: compiled quickly, not well, which needs more stack.
const JAVA = ['-Xss8m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const ALL_RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
    'best-practice'] };
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']; // what dark can change

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export class Gallery {
    constructor(folder) {
        this.folder = folder;
        this.html = [];
        this.findings = new Map(); // name of a page -> what is wrong with it
        this.paths = new Set();
        mkdirSync(folder, { recursive: true });
    }

    // Only what is wrong leaves the page: the list of what is right costs more than finding it.
    async judge(page, where, rules, found) {
        const violations = await page.evaluate(async (runOnly) => (await globalThis.axe.run(
            { runOnly, resultTypes: ['violations'] })).violations, rules);
        violations.forEach((one) => one.nodes.forEach((node) =>
            found.push(`${where}: ${one.id}: ${node.html} ${node.failureSummary}`)));
    }

    // Look at PAGE as it stands now; it is left at the width it had.
    async look(page, name) {
        const found = [];
        this.paths.add(new URL(page.url()).pathname);
        const before = page.viewportSize();
        await page.evaluate(axe);
        for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: HEIGHT });
            for (const colorScheme of ['light', 'dark']) {
                await page.emulateMedia({ colorScheme });
                if (PICTURES) {
                    await page.screenshot({ fullPage: true,
                        path: join(this.folder, `${name}-${width}-${colorScheme}.png`) });
                }
                await this.judge(page, `${width} ${colorScheme}`,
                    colorScheme === 'light' ? ALL_RULES : RULES_OF_COLOUR, found);
            }
        }
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: NARROWEST, height: HEIGHT });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > NARROWEST) {
            found.push(`${wide} px wide on a screen of ${NARROWEST}`);
        }
        await page.setViewportSize(before);
        const file = join(this.folder, `${name}.html`);
        writeFileSync(file, await htmlOf(page));
        this.html.push(file);
        this.findings.set(name, found);
    }

    // Which pages were looked at, for tests/reached.sh.
    leave(file) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, [...this.paths].map((one) => `${one}\n`).join(''));
    }

    // What the Nu HTML checker says about all pages, filed under each page's name.
    validate() {
        if (this.html.length === 0) {
            return;
        }
        const jar = join(require.resolve('vnu-jar/package.json'), '..', 'build', 'dist',
            'vnu.jar');
        let said = '';
        try {
            execFileSync('java', [...JAVA, '-jar', jar, '--errors-only', '--format', 'json',
                ...this.html],
                { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
        } catch (error) {
            said = error.stderr;
        }
        for (const message of said === '' ? [] : JSON.parse(said).messages) {
            if (message.type === 'error') {
                this.findings.get(basename(message.url, '.html'))
                    .push(`HTML line ${message.lastLine}: ${message.message} ${message.extract}`);
            }
        }
    }
}
