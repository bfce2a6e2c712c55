/*
 * sound.js - how an answer sounds and feels: recorded, a question, refused.
 *
 * Tones are made here, not loaded. Whoever wants quiet says so once on this device.
 */
const KEY = 'lz-sound';
const VIBRATION_MS = { success: [80], info: [150], warning: [80, 80, 80], danger: [300, 80, 300] };
// [hertz, start and length in seconds]: up for done, level for a question, down for refused.
const TONES = {
    success: [[880, 0, 0.09], [1320, 0.1, 0.16]],
    info: [[660, 0, 0.2]],
    warning: [[520, 0, 0.12], [520, 0.18, 0.12]],
    danger: [[330, 0, 0.18], [196, 0.2, 0.35]],
};
const LOUDNESS = 0.2;
const EDGE_S = 0.01; // a tone that begins at once clicks

let sound = null;

const isOn = () => localStorage.getItem(KEY) !== 'off';

// A browser lets a page sound only after a tap or a key.
function mayPlay() {
    return isOn() && (navigator.userActivation?.hasBeenActive ?? true);
}

function tone([hertz, start, length]) {
    const at = sound.currentTime + start;
    const voice = sound.createOscillator();
    const loudness = sound.createGain();
    voice.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, at + EDGE_S);
    loudness.gain.setValueAtTime(LOUDNESS, at + length - EDGE_S);
    loudness.gain.linearRampToValueAtTime(0, at + length);
    voice.connect(loudness).connect(sound.destination);
    voice.start(at);
    voice.stop(at + length);
}

async function play(name) {
    if (!mayPlay() || !TONES[name]) {
        return;
    }
    navigator.vibrate?.(VIBRATION_MS[name]);
    if (!window.AudioContext) {
        return;
    }
    sound ??= new AudioContext();
    await sound.resume();
    TONES[name].forEach(tone);
    document.documentElement.dataset.sounded = name;
}

function showSwitch() {
    document.querySelectorAll('[data-sound]').forEach((button) => {
        button.hidden = false;
        button.querySelector('[data-on]').hidden = !isOn();
        button.querySelector('[data-off]').hidden = isOn();
    });
}

function onPage() {
    showSwitch();
    play(document.querySelector('main [data-tone]')?.dataset.tone);
}

document.addEventListener('click', (event) => {
    if (event.target.closest('[data-sound]')) {
        localStorage.setItem(KEY, isOn() ? 'off' : 'on');
        showSwitch();
        play('success');
    }
});
document.addEventListener('lz:page', onPage);
onPage();
