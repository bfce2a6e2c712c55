/*
 * scan.js - what the page with the code field does more when scripts may run.
 *
 * A code behind the address's # is taken, cleared and sent. Keys that come as fast as only
 * a hand scanner types go to the code field wherever the focus is, and their end (Enter or
 * Tab) sends the field and nothing else. A reload never sends a form again.
 */
'use strict';

const SCANNER_GAP_MS = 50; // people leave more between two keys
const SCANNER_END_MS = 300; // before Enter or Tab a scanner may rest
const SCANNER_KEYS = 8;
const VIBRATION_MS = { success: [80], info: [80], warning: [80, 80, 80], danger: [300] };

const form = document.querySelector('form[data-scan]');
const field = form.elements.namedItem('code');
const how = form.elements.namedItem('how');
let keys = 0;
let lastKey = 0;

function sendScanned() {
    if (how) {
        how.value = 'scan';
    }
    form.requestSubmit();
}

function takeFromAddress() {
    const code = location.hash.slice(1);
    if (document.getElementById(code)) {
        return; // a link to a place on this page
    }
    history.replaceState(null, '', form.getAttribute('action'));
    if (code !== '') {
        field.value = code;
        sendScanned();
    }
}

function takesText(element) {
    return element.matches('select, textarea, input:not([type=radio], [type=checkbox])');
}

// What fell into another field is taken out again; the next try finds the right one.
function takeScan(target) {
    if (target === field) {
        sendScanned();
    } else {
        target.form?.reset();
        field.focus();
    }
}

document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) {
        return;
    }
    const gap = event.timeStamp - lastKey;
    lastKey = event.timeStamp;
    if (event.key.length === 1) {
        keys = gap < SCANNER_GAP_MS ? keys + 1 : 1;
        if (event.key !== ' ' && !takesText(event.target)) {
            field.focus();
        }
    } else if (event.key === 'Enter' || event.key === 'Tab') {
        if (keys >= SCANNER_KEYS && gap < SCANNER_END_MS) {
            event.preventDefault();
            takeScan(event.target);
        }
        keys = 0;
    }
});

// A phone's camera opens the same page again with another code.
addEventListener('hashchange', takeFromAddress);
addEventListener('pageshow', (event) => {
    if (event.persisted) {
        form.reset();
    }
});

const result = document.querySelector('[data-tone]');
if (result && navigator.vibrate && navigator.userActivation?.hasBeenActive) {
    navigator.vibrate(VIBRATION_MS[result.dataset.tone]);
}
takeFromAddress();
