/*
 * keys.js - in the office, "/" goes to the search. Not while somebody types, not for a hand scanner
 * whose letters arrive in a burst; on the account page it can be switched off, for those whose
 * voice or aids type letters of their own.
 */
'use strict';

const BURST_MS = 200; // nobody's next key is as fast as a scanner's
const OFF = 'search-key';
const TYPING = 'input, textarea, select, [contenteditable]';
let last = -BURST_MS;

function isOff() {
    try {
        return localStorage.getItem(OFF) === 'off';
    } catch {
        return false; // no storage: the key works
    }
}

function toField() {
    const field = document.querySelector('#q[type=search]');
    if (field !== null) {
        field.focus();
        field.select();
    }
    return field !== null;
}

document.addEventListener('keydown', (event) => {
    const alone = event.timeStamp - last > BURST_MS;
    last = event.timeStamp;
    const place = document.querySelector('.lz-nav a[href="/suche"]');
    if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || event.isComposing ||
        event.defaultPrevented || !alone || place === null || isOff() ||
        event.target.closest(TYPING) !== null) {
        return;
    }
    event.preventDefault();
    if (!toField()) {
        location.assign(`${place.href}#q`);
    }
});

if (location.hash === '#q') {
    toField();
}

for (const button of document.querySelectorAll('button[data-key-on]')) {
    const show = () => {
        button.textContent = isOff() ? button.dataset.keyOn : button.dataset.keyOff;
    };
    button.parentElement.hidden = false;
    show();
    button.addEventListener('click', () => {
        try {
            localStorage.setItem(OFF, isOff() ? 'on' : 'off');
        } catch {
            return;
        }
        show();
    });
}
