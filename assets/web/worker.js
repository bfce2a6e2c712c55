/*
 * worker.js - keeps the scan page at hand for when there is no line. BUILD, which the server
 * writes above, says what belongs to it.
 *
 * Kept are files that are named by their content and one page that is the same for everybody.
 * Answers to what people send, and pages about people, pass by.
 */
'use strict';

const CACHE = `lz-${BUILD.version}`;
const PATIENCE_MS = 4000;
const PAGES = ['/s', '/S'];

self.addEventListener('install', (event) => {
    self.skipWaiting();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([BUILD.shell, ...BUILD.files])));
});

async function takeOver() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
}

self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

async function page(request) {
    const kept = () => caches.match(BUILD.shell);
    try {
        const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
        return answer.status >= 500 ? await kept() ?? answer : answer;
    } catch {
        return await kept() ?? Response.error();
    }
}

// A file of this name never changes, so the one at hand is the right one.
async function file(request) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) {
        return kept;
    }
    const answer = await fetch(request);
    if (answer.ok && await caches.has(CACHE)) {
        await (await caches.open(CACHE)).put(request, answer.clone());
    }
    return answer;
}

self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== self.location.origin) {
        return;
    }
    if (request.mode === 'navigate' && PAGES.includes(url.pathname)) {
        event.respondWith(page(request));
    } else if (url.pathname.startsWith('/static/')) {
        event.respondWith(file(request));
    }
});
