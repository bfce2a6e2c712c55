// chromium.mjs - real Chromium, and what no page may do while a test looks on.
import { chromium } from 'playwright-core';

const ARGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync', '--lang=de-DE'];

const PATIENCE_MS = 20000;

const settings = (more) => ({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [...ARGS, ...more], env: { ...process.env, LANGUAGE: 'de' } });

export function launch(more = []) {
    return chromium.launch(settings(more));
}

// A browser whose PROFILE is there again after it was closed. Its worker asks in the browser's
// own language, not in the one a test sets for pages.
export async function launchKept(profile, options) {
    const context = await chromium.launchPersistentContext(profile,
        { ...settings(['--accept-lang=de-DE']), ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    context.on('response', (response) => watchResponse(response, []));
    return context;
}

// What stays inside the browser: pictures in the style sheet, the parts of its PDF viewer.
const WITHIN = /^(data:|blob:|about:blank|chrome:|chrome-extension:)/;
const CODE_IN_ADDRESS = /(?<![0-9A-Z])(?:[0-9A-HJ-NP-X]{4}-?){4}(?![0-9A-Z])/i;
const source = new WeakMap();

// The HTML of the page as it came over the wire.
export function htmlOf(page) {
    return source.get(page);
}

function watchPage(page, noted) {
    page.on('pageerror', (error) => noted.push(`script: ${error.message}`));
    page.on('console', (message) => {
        // A refused form is a page with a status of its own; Chromium notes each on the console,
        // for the scan page under the address it was sent to.
        const from = message.location().url.split('#')[0];
        const isStatus = message.text().startsWith('Failed to load resource') &&
            (from === page.url().split('#')[0] || /^\/s(\/|$)/.test(new URL(from).pathname)) &&
            !message.text().includes('net::');
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

// Every page has the whole policy; nothing is allowed more than it but the page that reads
// pictures of a camera.
function isStrict(path, headers) {
    const scans = /^\/s(\/|$)/i.test(path);
    const policy = (headers['content-security-policy'] || '')
        .replace(scans ? " 'wasm-unsafe-eval'" : '', '');
    const camera = (headers['permissions-policy'] || '').includes('camera=(self)');
    const isPage = (headers['content-type'] || '').startsWith('text/html');
    return !policy.includes('unsafe-') && (scans || !camera) &&
        (!isPage || policy.startsWith("default-src 'none'"));
}

function watchResponse(response, noted) {
    const request = response.request();
    if (WITHIN.test(response.url())) {
        return;
    }
    if (!isStrict(new URL(response.url()).pathname, response.headers())) {
        noted.push(`policy of ${response.url()}`);
    }
    if (response.status() >= 500) {
        noted.push(`${response.status()} from ${response.url()}`);
    }
    // A page that is opened, or that the scan page shows in place.
    if (!request.serviceWorker() &&
        (request.isNavigationRequest() || request.resourceType() === 'fetch') &&
        (response.headers()['content-type'] || '').startsWith('text/html')) {
        source.set(request.frame().page(), response.text().catch(() => ''));
    }
}

// A browser of its own for one person or device; `noted` tells what none of our pages may do.
// Its pages jump instead of scrolling smoothly, so that nothing moves away from under the mouse.
export async function visitor(browser, office, options = {}) {
    const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin',
        viewport: { width: 1280, height: 900 }, acceptDownloads: true, reducedMotion: 'reduce',
        ...options });
    const noted = [];
    context.setDefaultTimeout(PATIENCE_MS);
    context.on('page', (page) => watchPage(page, noted));
    context.on('request', (request) => watchRequest(request, office, noted));
    context.on('response', (response) => watchResponse(response, noted));
    return { context, noted, page: await context.newPage() };
}
