/*
 * stations.js - the order of a new slip's stations by hand: drag a station, or Alt and an arrow.
 *
 * A station keeps its place on the page and its number; what was chosen in it moves. Without
 * this script the buttons ask the server for the same.
 */
'use strict';

const form = document.querySelector('form[data-stations]');
const NAMES = ['service', 'appointment', 'consent'];

const station = (number) => form.querySelector(`[data-station="${number}"]`);
const fields = (number) => NAMES.map((name) => form.elements.namedItem(`${name}_${number}`));

function swap(a, b) {
    const there = fields(b);

    fields(a).forEach((field, i) => {
        const value = field.value;
        field.value = there[i].value;
        there[i].value = value;
    });
}

// Step by step, so that the stations between keep their order.
function move(from, to) {
    const step = to > from ? 1 : -1;

    if (!station(to)) {
        return false;
    }
    for (let at = from; at !== to; at += step) {
        swap(at, at + step);
    }
    const folded = station(to).closest('details');
    if (folded) {
        folded.open = true;
    }
    const status = form.querySelector('[data-moved]');
    status.textContent = `${status.dataset.moved} ${to}.`;
    return true;
}

function numberOf(element) {
    return Number(element.closest('[data-station]')?.dataset.station ?? 0);
}

function onButton(event) {
    const button = event.target.closest('button[name="move"]');

    if (button) {
        const from = numberOf(button);
        const up = button.value.startsWith('up_');
        const to = from + (up ? -1 : 1);
        if (move(from, to)) {
            event.preventDefault();
            const same = station(to).querySelector(`button[value^="${up ? 'up' : 'down'}_"]`);
            (same ?? station(to).querySelector('button[name="move"]')).focus();
        }
    }
}

function onKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const from = numberOf(event.target);

    if (event.altKey && step && from > 0 && move(from, from + step)) {
        event.preventDefault();
        form.elements.namedItem(`service_${from + step}`).focus();
    }
}

function makeDraggable(element) {
    const handle = element.querySelector('legend');

    // A browser drags no legend; what is in it can be dragged.
    const grip = document.createElement('span');
    grip.append(...handle.childNodes);
    grip.className = 'lz-movable__grip';
    grip.draggable = true;
    handle.append(grip);
    grip.addEventListener('dragstart', (event) => {
        event.dataTransfer.setData('text/plain', element.dataset.station);
        event.dataTransfer.effectAllowed = 'move';
    });
    element.addEventListener('dragover', (event) => event.preventDefault());
    element.addEventListener('drop', (event) => {
        const from = Number(event.dataTransfer.getData('text/plain'));
        event.preventDefault();
        if (from > 0 && from !== numberOf(element)) {
            move(from, numberOf(element));
        }
    });
}

if (form) {
    form.addEventListener('click', onButton);
    form.addEventListener('keydown', onKey);
    form.querySelectorAll('[data-station]').forEach(makeDraggable);
}
