/*
 * offline.js - the scan page without a line: what is noted waits in the browser and is sent once.
 *
 * Kept are code, step, nonce and the clock's reading; no name and no service. Nothing kept is
 * ever shown as confirmed. A nonce is made for one press of a button and goes with it, online or
 * later, so that the server records it once. What the server answers for good (2xx, 4xx) leaves
 * the queue; all else waits and is tried again, later each time.
 */

const WAIT_FIRST_MS = 5000;
const WAIT_MOST_MS = 10 * 60 * 1000;
const PATIENCE_MS = 10000;
const LOOK_MS = 30000; // how often it is looked whether something can be sent
const SPREAD_MS = 3000; // after a common outage not all devices come at once
const QUEUEABLE = ['accept', 'start'];

/* ---- what can be tested without a browser ---- */

// How long the entry waits after TRIES tries; CHANCE from 0 to 1 spreads the devices.
export function pauseMs(tries, chance) {
    return Math.min(WAIT_MOST_MS, WAIT_FIRST_MS * 2 ** Math.min(tries, 20)) * (0.5 + chance / 2);
}

// Seconds of a Retry-After, as milliseconds; without one a minute.
export function retryMs(header) {
    const seconds = Number.parseInt(header ?? '', 10);
    return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : 60000;
}

// Our server does not know this device any more. Somebody between would give no reason of ours.
function isStranger(status, reason) {
    return status === 401 && reason === 'not_allowed';
}

// What an answer means for the entry and for those behind it. REASON is what our server gives;
// without one somebody between spoke, and not_allowed is about the page, not about the entry.
export function verdict(status, reason) {
    const told = { 200: 'done', 202: 'kept', 429: 'limited' };
    const isFinal = status >= 400 && status < 500 && reason !== undefined &&
        reason !== 'not_allowed';
    return isStranger(status, reason) ? 'forget' : told[status] ?? (isFinal ? 'refused' : 'later');
}

// The next entry to send: in their order, and never past an earlier one of the same code.
export function nextOf(entries, now, hurried) {
    const blocked = new Set();
    for (const entry of entries) {
        if (entry.said !== undefined) {
            continue;
        }
        if (!blocked.has(entry.code) && (hurried || entry.next_at <= now)) {
            return entry;
        }
        blocked.add(entry.code);
    }
    return undefined;
}

export function waitingIn(entries) {
    return entries.filter((entry) => entry.said === undefined).length;
}

/* ---- kept in the browser ---- */

function done(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

let opened;

function database() {
    opened ??= new Promise((resolve, reject) => {
        const request = indexedDB.open('laufzettel', 1);
        request.onupgradeneeded = () => {
            request.result.createObjectStore('queue', { keyPath: 'id', autoIncrement: true })
                .createIndex('nonce', 'nonce', { unique: true });
            request.result.createObjectStore('contact');
        };
        request.onsuccess = () => {
            request.result.onversionchange = () => request.result.close();
            resolve(request.result);
        };
        request.onerror = () => reject(request.error);
    });
    return opened;
}

async function store(name, mode) {
    return (await database()).transaction(name, mode, { durability: 'strict' }).objectStore(name);
}

const entries = async () => done((await store('queue', 'readonly')).getAll());
const keep = async (entry) => done((await store('queue', 'readwrite')).put(entry));
const drop = async (entry) => done((await store('queue', 'readwrite')).delete(entry.id));
const contact = async () => done((await store('contact', 'readonly')).get('last'));

async function setContact(value) {
    return done((await store('contact', 'readwrite')).put(value, 'last'));
}

/* ---- the page ---- */

const box = () => document.querySelector('[data-queue]');
let pausedUntil = 0;
let watch = 0;

const isShell = () => document.querySelector('[data-shell]') !== null;
const isDevice = () => box()?.dataset.paired !== undefined || isShell();

function tell(text) {
    const place = box()?.querySelector('[data-said]');
    if (place) {
        place.textContent = text;
    }
}

function shape(name) {
    return document.querySelector(`template[data-queue-${name}]`).content.cloneNode(true);
}

function show(content) {
    const main = document.querySelector('main');
    const forms = main.querySelector('.lz-narrow');
    main.querySelectorAll('.lz-result, .lz-paper, .lz-likely, .lz-others, .lz-undo, [data-choices]')
        .forEach((old) => old.remove());
    main.querySelector('.lz-narrow > h1, .lz-narrow > h1 + p')?.remove();
    forms.prepend(content);
    const field = main.querySelector('form[data-scan]')?.elements.namedItem('code');
    if (field) {
        field.value = '';
    }
    scrollTo(0, 0);
    document.dispatchEvent(new Event('lz:page')); // sound, camera
}

function line(entry, place) {
    const item = document.createElement('li');
    const step = document.createElement('strong');
    step.textContent = `${place.dataset[entry.command]} `;
    item.append(step, globalThis.voucherCode.grouped(entry.code), ' · ',
        new Date(entry.happened_at).toLocaleString(document.documentElement.lang,
            { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' }));
    if (entry.said !== undefined) {
        const said = document.createElement('p');
        said.textContent = entry.said;
        const gone = document.createElement('button');
        gone.type = 'button';
        gone.className = 'lz-quiet';
        gone.textContent = place.dataset.seen;
        gone.addEventListener('click', async () => {
            await drop(entry);
            await refresh();
        });
        item.append(said, gone);
    }
    return item;
}

async function refresh() {
    const place = box();
    if (!place) {
        return;
    }
    const all = await entries();
    const waiting = waitingIn(all);
    place.querySelector('[data-count]').textContent = String(waiting);
    place.querySelector('[data-list]').replaceChildren(...all.map((one) => line(one, place)));
    place.querySelector('[data-send]').hidden = waiting === 0;
    place.hidden = all.length === 0 && place.querySelector('[data-said]').textContent === '';
}

/* ---- forgetting ---- */

// The office has taken this device out. LOST entries go with all else.
async function forget(lost) {
    clearInterval(watch);
    (await database().catch(() => undefined))?.close();
    indexedDB.deleteDatabase('laufzettel');
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    await Promise.all((await navigator.serviceWorker?.getRegistrations() ?? [])
        .map((one) => one.unregister()));
    const content = shape('forgotten');
    content.querySelector('[data-count]').textContent = String(lost);
    content.querySelector('[data-lost-some]').hidden = lost === 0;
    document.querySelector('main .lz-narrow').replaceChildren(content);
}

/* ---- sending ---- */

async function post(path, body) {
    return fetch(path, { method: 'POST', body: JSON.stringify(body), redirect: 'error',
        headers: { 'Content-Type': 'application/json' },
        signal: AbortSignal.timeout(PATIENCE_MS) });
}

// Is there a line? Then both clocks are compared, and the office hears how much waits.
async function reach() {
    const waiting = waitingIn(await entries());
    const before = Date.now();
    let answer;
    try {
        answer = await post('/s/kontakt', { waiting });
    } catch {
        return false;
    }
    const after = Date.now();
    const told = await answer.json().catch(() => ({}));
    if (isStranger(answer.status, told.error?.reason)) {
        await forget(waiting);
    }
    if (!answer.ok || told.contact === undefined) {
        return false;
    }
    await setContact({ at: Math.round((before + after) / 2), server: told.contact.server_ms });
    return true;
}

async function later(entry, ms) {
    await keep({ ...entry, tries: entry.tries + 1, next_at: Date.now() + ms });
}

// Send ENTRY, one of WAITING; false ends the run.
async function send(entry, waiting) {
    let answer;
    try {
        answer = await post('/s/nachtrag', { code: entry.code, command: entry.command,
            nonce: entry.nonce, how: entry.how, happened_at: entry.happened_at,
            sent_at: Date.now(), contact_at: entry.contact_at,
            contact_server: entry.contact_server });
    } catch {
        await later(entry, pauseMs(entry.tries, Math.random()));
        tell(box()?.dataset.line ?? '');
        return false;
    }
    const told = await answer.json().catch(() => ({}));
    const meaning = verdict(answer.status, told.error?.reason);
    if (meaning === 'forget') {
        await forget(waiting);
        return false;
    }
    if (meaning === 'limited') {
        pausedUntil = Date.now() + retryMs(answer.headers.get('Retry-After'));
        await later(entry, retryMs(answer.headers.get('Retry-After')));
    } else if (meaning === 'later') {
        await later(entry, pauseMs(entry.tries, Math.random()));
    } else {
        await finish(entry, meaning, told);
        return true;
    }
    tell(box()?.dataset.later ?? '');
    return false;
}

// The card that still says it was noted tells what became of it.
function settle(entry, tone, word) {
    const card = document.querySelector(`[data-nonce="${entry.nonce}"]`);
    if (card) {
        card.className = `lz-result lz-result--${tone}`;
        card.querySelector('.kern-icon').className =
            `kern-icon kern-icon--${tone} lz-result__icon`;
        card.querySelector('h1').textContent = word;
    }
}

async function finish(entry, meaning, told) {
    if (meaning === 'done') {
        await drop(entry);
        settle(entry, 'success', box()?.dataset.confirmed ?? '');
        tell(`${box()?.dataset.sent ?? ''} ${told.event.receipt}`);
        return;
    }
    const { message, action } = told.kept ?? told.error;
    settle(entry, 'warning', message);
    await keep({ ...entry, said: `${message} ${action ?? ''}`.trim() });
}

async function run(hurried) {
    const all = await entries();
    const entry = nextOf(all, Date.now(), hurried);
    if (!entry || (!hurried && Date.now() < pausedUntil)) {
        return;
    }
    if (await send(entry, waitingIn(all))) {
        await refresh();
        await run(hurried);
    }
}

// One page of this browser at a time. Who pressed the button waits for a turn.
async function flush(hurried) {
    const work = async () => {
        if (!nextOf(await entries(), Date.now(), hurried)) {
            return;
        }
        if (!(await reach())) {
            tell(box()?.dataset.line ?? '');
            return;
        }
        await run(hurried);
        await refresh();
        await reach(); // the office hears how much still waits
    };
    if (!navigator.locks) {
        return work();
    }
    return navigator.locks.request('lz-queue', { ifAvailable: !hurried },
        (lock) => lock && work());
}

/* ---- noting ---- */

function nonceOf() {
    return [...crypto.getRandomValues(new Uint8Array(16))]
        .map((one) => one.toString(16).padStart(2, '0')).join('');
}

async function note(code, command, nonce, how) {
    const last = await contact();
    const place = box();
    const content = shape('noted');
    try {
        await keep({ code, command, nonce, how, happened_at: Date.now(), tries: 0, next_at: 0,
            ...(last ? { contact_at: last.at, contact_server: last.server } : {}) });
    } catch (error) {
        if (error.name !== 'ConstraintError') { // the same press is noted already
            tell(place.dataset.full);
            place.hidden = false;
            return;
        }
    }
    content.querySelector('[data-code]').textContent = globalThis.voucherCode.grouped(code);
    content.querySelector('[data-step]').textContent = place.dataset[command];
    content.firstElementChild.dataset.nonce = nonce;
    show(content);
    tell('');
    await refresh();
}

// What may be noted about a paper that nobody can look up now.
function offer(code, how) {
    const content = shape('card');
    content.querySelector('[data-code]').textContent = globalThis.voucherCode.grouped(code);
    content.querySelectorAll('[data-note]').forEach((button) => {
        button.addEventListener('click', () => note(code, button.dataset.note, nonceOf(), how),
            { once: true });
    });
    show(content);
}

const value = (form, name) => form.elements.namedItem(name)?.value ?? '';

// A form of this page found no line. True: it is taken care of.
function takeOver(form) {
    const path = new URL(form.action).pathname;
    const code = globalThis.voucherCode.codeOf(value(form, 'code'));
    if (code === '' || !isDevice()) {
        return false;
    }
    if (path === '/s') {
        offer(code, value(form, 'how'));
        return true;
    }
    if (path === '/s/schritt' && QUEUEABLE.includes(value(form, 'command')) &&
        value(form, 'happened_on') === '') {
        note(code, value(form, 'command'), value(form, 'nonce'), value(form, 'how'));
        return true;
    }
    return false;
}

/* ---- start ---- */

// The page kept for this case stands in for the real one until there is a line.
async function leaveShell(text) {
    if (await reach()) {
        history.replaceState(null, '', text === '' ? '/s' : `/s#${text}`);
        location.reload();
        return true;
    }
    return false;
}

async function submitInShell(event) {
    const form = event.target;
    if (!isShell() || !form.matches('form[data-scan]')) {
        return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const code = globalThis.voucherCode.codeOf(value(form, 'code'));
    if (code === '') {
        document.getElementById('code-check').textContent = form.dataset.typo;
    } else if (!(await leaveShell(code))) {
        offer(code, value(form, 'how'));
    }
}

async function start() {
    if (!isDevice() && !(await hasNoted())) {
        return; // never was a device
    }
    document.addEventListener('submit', submitInShell, { capture: true });
    document.addEventListener('lz:lost', (event) => {
        if (takeOver(event.detail.form)) {
            event.preventDefault();
        }
    });
    document.addEventListener('lz:page', refresh);
    document.addEventListener('click', (event) => {
        if (event.target.closest('[data-send]')) {
            flush(true);
        }
    });
    addEventListener('online', () => setTimeout(look, Math.random() * SPREAD_MS));
    document.addEventListener('visibilitychange', () => document.hidden || look());
    watch = setInterval(look, LOOK_MS);
    await refresh();
    if (isDevice() && !isShell()) {
        navigator.serviceWorker?.register('/worker.js', { scope: '/' });
        navigator.storage?.persist?.();
    }
    if (!isShell()) {
        await reach();
        await look();
    }
}

async function hasNoted() {
    const names = await indexedDB.databases?.() ?? [];
    return names.some((one) => one.name === 'laufzettel');
}

// Nobody is taken away from what they are about to note.
const isBusy = () => document.querySelector('[data-choices]') !== null ||
    value(document.querySelector('form[data-scan]'), 'code') !== '';

async function look() {
    if (!isShell()) {
        await flush(false);
    } else if (!isBusy()) {
        await leaveShell('');
    }
}

if (typeof document !== 'undefined') {
    start();
}
