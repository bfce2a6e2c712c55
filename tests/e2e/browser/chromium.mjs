// chromium.mjs - real Chromium, and what no page may do while a test looks on.
import { chromium } from 'playwright-core';

const ARGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--lang=de-DE'];

const PATIENCE_MS = 20000;

export function launch() {
    return chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
        args: ARGS, env: { ...process.env, LANGUAGE: 'de' } });
}

// What stays inside the browser: pictures in the style sheet, the parts of its PDF viewer.
const WITHIN = /^(data:|blob:|about:blank|chrome:|chrome-extension:)/;
const CODE_IN_ADDRESS = /(?:[0-9A-HJ-NP-X]{4}-?){4}/i;
const source = new WeakMap();

// The HTML of the page as it came over the wire.
export function htmlOf(page) {
    return source.get(page);
}

function watchPage(page, noted) {
    page.on('pageerror', (error) => noted.push(`script: ${error.message}`));
    page.on('console', (message) => {
        // A refused form is a page with a status of its own; Chromium notes each on the console.
        const isStatus = message.text().startsWith('Failed to load resource') &&
            message.location().url.split('#')[0] === page.url().split('#')[0];
        const isViewer = page.url().endsWith('/pdf');
        if (['error', 'warning'].includes(message.type()) && !isStatus && !isViewer) {
            noted.push(`console: ${message.text()}`);
        }
    });
}

function watchRequest(request, office, noted) {
    const url = request.url();
    if (!url.startsWith(office.url) && !WITHIN.test(url)) {
        noted.push(`a request to elsewhere: ${url}`);
    }
    if (url.startsWith(office.url) && CODE_IN_ADDRESS.test(url.replace(/\/static\/.*/, ''))) {
        noted.push(`a code in an address: ${url}`);
    }
}

// Every page has the whole policy; nothing at all is allowed more than it.
function isStrict(headers) {
    const policy = headers['content-security-policy'] || '';
    const isPage = (headers['content-type'] || '').startsWith('text/html');
    return !policy.includes('unsafe-') && (!isPage || policy.startsWith("default-src 'none'"));
}

function watchResponse(response, noted) {
    const request = response.request();
    if (WITHIN.test(response.url())) {
        return;
    }
    if (!isStrict(response.headers())) {
        noted.push(`policy of ${response.url()}`);
    }
    if (response.status() >= 500) {
        noted.push(`${response.status()} from ${response.url()}`);
    }
    if (request.isNavigationRequest() && (response.headers()['content-type'] || '')
        .startsWith('text/html')) {
        source.set(request.frame().page(), response.text().catch(() => ''));
    }
}

// A browser of its own for one person or device; `noted` tells what none of our pages may do.
export async function visitor(browser, office, options = {}) {
    const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin',
        viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
    const noted = [];
    context.setDefaultTimeout(PATIENCE_MS);
    context.on('page', (page) => watchPage(page, noted));
    context.on('request', (request) => watchRequest(request, office, noted));
    context.on('response', (response) => watchResponse(response, noted));
    return { context, noted, page: await context.newPage() };
}
