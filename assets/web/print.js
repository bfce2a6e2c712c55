/*
 * print.js - opens the sheets of a slip that was issued to be printed at once.
 *
 * In this window: a browser opens another only after a click on this very page. Back leads to
 * the slip, whose address no longer asks for a print.
 */
'use strict';

const form = document.querySelector('form[data-print-now]');

if (form) {
    const target = form.target;

    history.replaceState(null, '', location.pathname);
    form.target = '_self';
    form.submit();
    form.target = target;
}
