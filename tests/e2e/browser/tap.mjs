// tap.mjs - results as TAP lines, and waiting for what comes a moment later.
let count = 0;
let failed = 0;

function say(passed, name, why) {
    count += 1;
    failed += passed ? 0 : 1;
    console.log(`${passed ? 'ok' : 'not ok'} ${count} - ${name}`);
    if (!passed && why) {
        console.log(String(why).slice(0, 4000).replace(/^/gm, '# '));
    }
}

export function ok(name, truth, why = '') {
    say(Boolean(truth), name, why);
}

export function same(name, wanted, got) {
    const want = JSON.stringify(wanted);
    const have = JSON.stringify(got);
    say(want === have, name, `wanted: ${want}\ngot:    ${have}`);
}

// One part of the tests: when it breaks off, that is a failure and the others still run.
export async function part(name, run) {
    const before = Date.now();
    try {
        await run();
    } catch (error) {
        say(false, `${name}: runs to its end`, error.stack);
    }
    note(`${name}: ${((Date.now() - before) / 1000).toFixed(1)} s`);
}

// Prints the plan; true when all passed.
export function plan() {
    console.log(`1..${count}`);
    return failed === 0;
}

// A number for people to read, no result.
export function note(text) {
    console.log(`# ${text}`);
}
