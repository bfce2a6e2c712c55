/*
 * code.js - voucher codes as the scan page reads them before the server does: one place for the
 * page with a line and without, under one global name because file names change with each build.
 */
'use strict';

globalThis.voucherCode = (() => {
    const SYMBOLS = 16;
    const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWX';
    const DIGITS_WITH_CAPS_LOCK = '=!"§$%&/()'; // of a German keyboard, 0 to 9

    // What a person reads as the code: capitals, I as 1, O as 0, without blanks and hyphens.
    function symbolsOf(text) {
        return text.toUpperCase().replaceAll('I', '1').replaceAll('O', '0')
            .replace(/[\s\u2010-\u2015\u2212-]/g, '');
    }

    // The check symbol of design: a weighted sum in GF(32), by Horner's rule from the last.
    function isCode(symbols) {
        let sum = 0;
        for (const symbol of [...symbols].reverse()) {
            sum <<= 1;
            sum = (sum & 32 ? sum ^ 37 : sum) ^ ALPHABET.indexOf(symbol);
        }
        return symbols.length === SYMBOLS &&
            [...symbols].every((one) => ALPHABET.includes(one)) && sum === 0;
    }

    // The symbols of the code at the end of TEXT, or ''. The alphabet survives any layout.
    function codeOf(text) {
        const end = text.trim().slice(-SYMBOLS);
        const shifted = [...end].map((one) => {
            const digit = DIGITS_WITH_CAPS_LOCK.indexOf(one);
            return digit < 0 ? one : String(digit);
        }).join('');
        return [text, end, shifted].map(symbolsOf).find(isCode) ?? '';
    }

    function grouped(symbols) {
        return symbols.replace(/(.{4})(?=.)/g, '$1-');
    }

    return { SYMBOLS, symbolsOf, isCode, codeOf, grouped };
})();
