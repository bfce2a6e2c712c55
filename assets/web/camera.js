/*
 * camera.js - looks for a QR code in what the camera sees; fetched when the camera is opened.
 *
 * The browser's own reader is used where it has one for QR codes, else ZXing, which comes from
 * this server. Pictures never leave the page. A code that is not ours is told, and the camera
 * goes on; ours closes it. It also closes when the page is hidden, and after two minutes.
 */
const KEY = 'lz-camera';
const LOOK_EVERY_MS = 80;
const SIDE_MAX = 1280; // pixels; more takes longer and finds no more
const OPEN_MAX_MS = 120000;
const SAME_CODE_MS = 3000; // the paper of the last scan may still lie there
const TROUBLE = {
    NotAllowedError: 'refused',
    SecurityError: 'refused',
    NotFoundError: 'missing',
    OverconstrainedError: 'missing',
    NotReadableError: 'busy',
    AbortError: 'busy',
};

let reader = null;
let session = null; // the camera that is open now
let lastText = '';
let lastSeen = 0;

/* ---- reading ---- */

async function nativeReader() {
    if (!('BarcodeDetector' in window) ||
        !(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) {
        return null;
    }
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async (canvas) => (await detector.detect(canvas)).map((one) => one.rawValue);
}

function loadScript(address) {
    return new Promise((done, failed) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = done;
        script.onerror = () => failed(new Error(address));
        document.head.append(script);
    });
}

async function zxingReader({ zxing, wasm }) {
    await loadScript(zxing);
    await ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => wasm },
        fireImmediately: true });
    const options = { formats: ['QRCode'], maxNumberOfSymbols: 4 };
    return async (canvas) => {
        const image = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return (await ZXingWASM.readBarcodes(image, options)).map((one) => one.text);
    };
}

async function loadReader(addresses) {
    return reader ?? await nativeReader() ?? zxingReader(addresses);
}

/* ---- the camera ---- */

function constraints(chosen) {
    const which = chosen ? { deviceId: { exact: chosen } } : { facingMode: 'environment' };
    return { video: { ...which, width: { ideal: 1280 }, height: { ideal: 720 } } };
}

// The one chosen last time, or any when that is gone.
async function openStream(chosen) {
    try {
        return await navigator.mediaDevices.getUserMedia(constraints(chosen));
    } catch (error) {
        if (chosen && ['OverconstrainedError', 'NotFoundError'].includes(error.name)) {
            return navigator.mediaDevices.getUserMedia(constraints(''));
        }
        throw error;
    }
}

async function offerCameras(box, track) {
    const cameras = (await navigator.mediaDevices.enumerateDevices())
        .filter((one) => one.kind === 'videoinput' && one.deviceId);
    const list = box.querySelector('select');
    list.replaceChildren(...cameras.map((one, i) => new Option(one.label || `${i + 1}`,
        one.deviceId)));
    list.value = track.getSettings().deviceId;
    box.querySelector('[data-choice]').hidden = cameras.length < 2;
}

function offerTorch(box, track) {
    const button = box.querySelector('[data-torch]');
    button.hidden = !track.getCapabilities?.().torch;
    button.setAttribute('aria-pressed', 'false');
}

function grab(video, canvas) {
    const scale = Math.min(1, SIDE_MAX / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext('2d', { willReadFrequently: true })
        .drawImage(video, 0, 0, canvas.width, canvas.height);
}

/* ---- one session ---- */

function say(box, what) {
    const place = box.querySelector('[data-said]');
    if (place.textContent !== what) {
        place.textContent = what;
    }
}

function close(said) {
    const { box, stream, timer, limit } = session;
    clearTimeout(timer);
    clearTimeout(limit);
    stream?.getTracks().forEach((track) => track.stop());
    session = null;
    box.querySelector('video').srcObject = null;
    box.querySelector('[data-view]').hidden = true;
    box.querySelector('[data-open]').hidden = false;
    say(box, said);
}

// True when the code was ours and the camera is closed.
function judge(text, now) {
    if (text === lastText && now - lastSeen < SAME_CODE_MS) {
        return false;
    }
    const { box, take } = session;
    lastText = text;
    lastSeen = now;
    const why = take(text);
    if (why === '') {
        box.dataset.decodedMs = String(Math.round(now - session.openedAt));
        close(box.dataset.found);
        return true;
    }
    say(box, why);
    return false;
}

async function look() {
    const mine = session;
    const video = mine.box.querySelector('video');
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        grab(video, mine.canvas);
        const texts = await reader(mine.canvas).catch(() => []);
        if (mine !== session || texts.some((text) => judge(text, performance.now()))) {
            return;
        }
    }
    mine.timer = setTimeout(look, LOOK_EVERY_MS);
}

async function start(chosen) {
    const mine = session;
    const stream = await openStream(chosen);
    if (mine !== session) {
        stream.getTracks().forEach((track) => track.stop());
        return;
    }
    const [track] = stream.getVideoTracks();
    const video = mine.box.querySelector('video');
    mine.stream = stream;
    mine.box.querySelector('[data-view]').hidden = false;
    mine.box.querySelector('[data-open]').hidden = true;
    video.srcObject = stream;
    await video.play();
    offerTorch(mine.box, track);
    await offerCameras(mine.box, track);
}

function fail(error) {
    if (session) {
        close(session.box.dataset[TROUBLE[error.name] ?? 'broken']);
    }
}

async function change(event) {
    localStorage.setItem(KEY, event.target.value);
    clearTimeout(session.timer);
    session.stream.getTracks().forEach((track) => track.stop());
    await start(event.target.value).then(look).catch(fail);
}

async function light(event) {
    const button = event.target.closest('button');
    const on = button.getAttribute('aria-pressed') !== 'true';
    await session.stream.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] });
    button.setAttribute('aria-pressed', String(on));
}

function wire(box) {
    box.querySelector('[data-close]').onclick = () => {
        close('');
        box.querySelector('[data-open]').focus();
    };
    box.querySelector('[data-torch]').onclick = light;
    box.querySelector('select').onchange = change;
}

// BOX is the page's section for the camera; TAKE gets a text and says why it is none of ours.
export async function openCamera(box, take) {
    if (session) {
        return;
    }
    if (!isSecureContext || !navigator.mediaDevices) {
        say(box, box.dataset.insecure);
        return;
    }
    session = { box, take, canvas: document.createElement('canvas'),
        openedAt: performance.now() };
    session.limit = setTimeout(() => close(box.dataset.tired), OPEN_MAX_MS);
    wire(box);
    say(box, box.dataset.starts);
    try {
        const reading = loadReader(box.dataset);
        reading.catch(() => {}); // told below, unless the camera fails before
        await start(localStorage.getItem(KEY));
        reader = await reading;
        if (session) {
            say(box, box.dataset.aim);
            box.querySelector('[data-close]').focus();
            await look();
        }
    } catch (error) {
        fail(error);
    }
}

const leave = () => session && close('');
document.addEventListener('visibilitychange', () => document.hidden && leave());
document.addEventListener('lz:leave', leave);
addEventListener('pagehide', leave);
