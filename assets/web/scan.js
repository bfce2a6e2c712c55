/*
 * scan.js - what the page with the code field does more when scripts may run.
 *
 * A code behind the address's # is taken, cleared and sent. What comes as fast as only a hand
 * scanner types goes to the code field wherever the focus is; Enter, Tab or a pause ends it. A
 * code typed by hand is grouped as on the paper and told a typing error before it is sent.
 * Forms of this page are answered in place, so that a reload never sends one again, and sound
 * and camera go on working. What was typed is never filtered: the server knows every wrong
 * keyboard layout.
 */
const SCANNER_GAP_MS = 50; // people leave more between two keys
const SCANNER_END_MS = 300; // before Enter or Tab a scanner may rest
const SCANNER_REST_MS = 500; // from one scan to the next
const SCANNER_PAUSE_MS = 150; // and this long after its last symbol it is done
const SCANNER_KEYS = 8;
const ANSWER_MS = 5000; // longer than this is as good as no line
const UPLOAD_MS = 60000;
const TEXT_TYPES = ['text', 'search', 'date', 'number', 'tel', 'password'];
const { SYMBOLS, symbolsOf, isCode, codeOf, grouped } = globalThis.voucherCode;

const main = document.querySelector('main');
// Symbols in a row at a scanner's speed, when the last came, what stood in the field before
// them, and what stands there now.
const burst = { count: 0, last: 0, before: '', typed: '' };
let keyed = 0; // when the key went down whose letter comes next: a busy PC shows letters late
let pause = 0;
let quietUntil = 0; // a scanner's second suffix must not press a button
let asking = false;

const scanForm = () => document.querySelector('form[data-scan]');
const codeField = () => scanForm()?.elements.namedItem('code');

/* ---- codes ---- */

function isBare(text) {
    return /^[0-9A-Za-z\s-]*$/.test(text);
}

/* ---- answers in place ---- */

function say(text) {
    const place = document.getElementById('code-check');
    if (place) {
        place.textContent = text;
    }
}

function show(answer) {
    document.dispatchEvent(new Event('lz:leave'));
    document.title = answer.title;
    main.replaceChildren(...answer.querySelector('main').childNodes);
    const field = codeField();
    if (field?.autofocus) {
        waitForScanner(field);
    } else {
        main.focus({ preventScroll: true });
    }
    scrollTo(0, 0);
    document.dispatchEvent(new Event('lz:page'));
}

// A form as it would be sent, with the button that was pressed.
function bodyOf(form, button) {
    const data = new FormData(form, button);
    return form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
}

// Without a line another script may take the form over, so that nothing is lost.
function lost(form) {
    if (document.dispatchEvent(new CustomEvent('lz:lost', { cancelable: true, detail: { form } }))) {
        say(scanForm()?.dataset.lost ?? '');
    }
}

async function ask(form, button) {
    asking = true;
    main.setAttribute('aria-busy', 'true');
    try {
        const patience = form.enctype === 'multipart/form-data' ? UPLOAD_MS : ANSWER_MS;
        const answer = await fetch(form.action, { method: 'POST', body: bodyOf(form, button),
            signal: AbortSignal.timeout(patience) });
        if (answer.redirected) {
            location.assign(answer.url);
            return;
        }
        show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch {
        lost(form);
    } finally {
        asking = false;
        main.removeAttribute('aria-busy');
    }
}

/* ---- the field ---- */

// Focused without a keyboard on the screen, which would split what an Android scanner sends; a
// tap into the field brings it.
function waitForScanner(field) {
    field.inputMode = 'none';
    field.focus();
}

function isScanner(now) {
    return burst.count >= SCANNER_KEYS && now - burst.last < SCANNER_END_MS;
}

// A busy PC may stop in the middle of a scan: only after a real rest does another one begin.
function note(now, count, before) {
    const gap = now - burst.last;
    if (gap >= SCANNER_GAP_MS) {
        burst.count = 0;
    }
    if (gap >= SCANNER_REST_MS) {
        burst.before = before;
    }
    burst.last = now;
    burst.count += count;
}

// What stood in the field before the scanner began is no part of its code.
function sendScanned() {
    const field = codeField();
    clearTimeout(pause);
    if (burst.before !== '' && field.value.startsWith(burst.before)) {
        field.value = field.value.slice(burst.before.length).replace(/^-+/, '');
    }
    scanForm().requestSubmit();
    burst.count = 0;
}

// HOW is missing where a client looks at the own slip: that form asks for the code alone.
function setHow(how) {
    const field = scanForm()?.elements.namedItem('how');
    if (field) {
        field.value = how;
    }
}

// The page or its field is another now: what came before belongs to no scan that follows.
function beginAnew() {
    burst.typed = burst.before = codeField()?.value ?? '';
    setHow('typed');
}

function sendCode(text) {
    codeField().value = text;
    setHow('scan');
    scanForm().requestSubmit();
}

// Groups of four while a person types; the caret stays behind the same symbol.
function group(field) {
    const caret = symbolsOf(field.value.slice(0, field.selectionStart)).length;
    const symbols = symbolsOf(field.value);
    if (!isBare(field.value) || symbols.length > SYMBOLS) {
        return;
    }
    const text = grouped(symbols);
    if (text !== field.value) {
        field.value = text;
        const at = caret + Math.max(0, Math.ceil(caret / 4) - 1);
        field.setSelectionRange(at, at);
    }
}

// A slow scanner's address began like a code and was grouped: ungroup it.
function ungroup(field) {
    if (!isBare(field.value) && isBare(burst.typed) && burst.typed.includes('-')) {
        const kept = burst.typed.replaceAll('-', '');
        field.value = kept + field.value.slice(burst.typed.length);
    }
}

function isTypo(text) {
    return isBare(text) && symbolsOf(text).length === SYMBOLS && !isCode(symbolsOf(text));
}

function onCodeInput(event) {
    const field = event.target;
    const pasted = /^(insertFrom|delete|history)/.test(event.inputType ?? '');
    clearTimeout(pause);
    ungroup(field);
    if (pasted) {
        burst.count = 0;
    } else {
        const added = Math.max(1, field.value.length - burst.typed.length);
        note(keyed || event.timeStamp, added, burst.typed);
    }
    keyed = 0;
    if (burst.count < 2 || pasted) {
        if (!/^delete/.test(event.inputType ?? '')) {
            group(field);
        }
    } else if (burst.count >= SYMBOLS && codeOf(field.value) !== '') {
        pause = setTimeout(sendScanned, SCANNER_PAUSE_MS);
    }
    burst.typed = field.value;
    say(isTypo(field.value) ? scanForm().dataset.typo : '');
}

/* ---- keys, wherever they come ---- */

function takesText(element) {
    return element.matches('select, textarea') ||
        (element.matches('input') && TEXT_TYPES.includes(element.type));
}

// The end of a scan. What fell into another field is taken out again; the next try finds ours.
function endScan(event) {
    const field = codeField();
    event.preventDefault();
    quietUntil = event.timeStamp + SCANNER_END_MS;
    if (event.target === field) {
        sendScanned();
    } else {
        event.target.form?.reset();
        waitForScanner(field);
        burst.count = 0;
    }
}

function onPrintable(event, field) {
    if (event.target === field) {
        return; // its input event counts
    }
    if (takesText(event.target)) {
        note(event.timeStamp, 1, '');
    } else if (event.key !== ' ') {
        field.value = '';
        burst.typed = burst.before = '';
        waitForScanner(field);
    }
}

// Scanners send controls as shortcuts: Ctrl+J would open the downloads, F12 the tools. What
// makes a letter (AltGr, Alt and the digits of its number) is none.
function isShortcut(event) {
    return !event.getModifierState('AltGraph') && !(event.altKey && /^\d$/.test(event.key)) &&
        (event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key));
}

function onShortcut(event) {
    const fast = event.timeStamp - burst.last < SCANNER_GAP_MS && burst.count > 2;
    if (fast && event.ctrlKey && ['j', 'm'].includes(event.key.toLowerCase())) {
        endScan(event);
    } else if (fast || event.timeStamp < quietUntil) {
        event.preventDefault();
    }
}

document.addEventListener('keydown', (event) => {
    const field = codeField();
    if (!field || event.isComposing || event.key === 'Shift' || event.key === 'CapsLock') {
        return;
    }
    if (isShortcut(event)) {
        onShortcut(event);
    } else if (event.key.length === 1 || event.key === 'Dead') {
        keyed = event.timeStamp;
        onPrintable(event, field);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
        if (isScanner(event.timeStamp)) {
            endScan(event);
        } else if (event.timeStamp < quietUntil || asking) {
            event.preventDefault();
        }
    }
});

document.addEventListener('input', (event) => {
    if (event.target === codeField()) {
        onCodeInput(event);
    }
});

document.addEventListener('pointerdown', (event) => {
    if (event.target === codeField()) {
        event.target.inputMode = 'text';
    }
});

document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!/^\/s(\/|$)/.test(new URL(form.action).pathname)) {
        return;
    }
    event.preventDefault();
    if (asking) {
        return;
    }
    if (form === scanForm()) {
        if (isScanner(event.timeStamp)) {
            setHow('scan');
        } else if (isTypo(codeField().value)) {
            say(form.dataset.typo);
            codeField().focus();
            return;
        }
    }
    ask(form, event.submitter);
});

/* ---- the address ---- */

function takeFromAddress() {
    const code = location.hash.slice(1);
    if (!scanForm() || document.getElementById(code)) {
        return; // a link to a place on this page
    }
    history.replaceState(null, '', scanForm().getAttribute('action'));
    if (code !== '') {
        sendCode(code);
    }
}

// A phone's camera opens the same page again with another code.
addEventListener('hashchange', takeFromAddress);
addEventListener('pageshow', (event) => {
    if (event.persisted) {
        scanForm()?.reset();
        beginAnew();
    }
});

/* ---- the camera, fetched when it is wanted ---- */

// What the camera saw: "" when it is sent, else why it is not a voucher of ours.
function take(text) {
    const form = scanForm();
    const payload = text.trim().toUpperCase();
    const address = `${form.dataset.public.toUpperCase()}/`;
    const code = payload.startsWith(`${address}S#`) ? payload.slice(address.length + 2) : payload;
    if (isCode(symbolsOf(code))) {
        sendCode(text);
        return '';
    }
    return payload.startsWith(`${address}K#`) ? form.dataset.overview : form.dataset.foreign;
}

document.addEventListener('click', async (event) => {
    const box = event.target.closest('[data-open]')?.closest('[data-camera]');
    if (!box) {
        return;
    }
    try {
        const { openCamera } = await import(box.dataset.script);
        await openCamera(box, take);
    } catch {
        box.querySelector('[data-said]').textContent = box.dataset.broken;
    }
});

function offerCamera() {
    document.querySelectorAll('[data-camera]').forEach((box) => {
        box.hidden = false;
    });
}

document.addEventListener('lz:page', beginAnew);
document.addEventListener('lz:page', offerCamera);
offerCamera();
if (codeField()?.autofocus) {
    waitForScanner(codeField());
}
takeFromAddress();
