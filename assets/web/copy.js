/*
 * copy.js - puts the text a button names on the clipboard. Without it the text is marked by hand.
 */
'use strict';

// Where the clipboard is not to be had (no TLS), the text is at least marked.
function mark(text) {
    if (text.select) {
        text.select();
        return;
    }
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}

async function copy(button) {
    const text = document.getElementById(button.dataset.copy);
    mark(text);
    try {
        await navigator.clipboard.writeText(text.textContent.trim());
    } catch {
        return;
    }
    (button.querySelector('.kern-label') || button).textContent = button.dataset.done;
}

for (const button of document.querySelectorAll('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
}
