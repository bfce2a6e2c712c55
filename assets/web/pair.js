/*
 * pair.js - takes the pairing code from behind the address's #, so that only the device's
 * name is left to type.
 */
'use strict';

const form = document.querySelector('form[data-pair]');

function takeFromAddress() {
    const code = location.hash.slice(1);
    if (code !== '' && !document.getElementById(code)) {
        history.replaceState(null, '', form.getAttribute('action'));
        form.elements.namedItem('code').value = code;
        form.elements.namedItem('name').focus();
    }
}

if (form) {
    addEventListener('hashchange', takeFromAddress);
    takeFromAddress();
}
