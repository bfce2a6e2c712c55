// race.mjs - sixteen devices of one provider in the same moment leave one event.
import { DAY } from './people.mjs';
import { same } from './tap.mjs';

const DEVICES = 16;
const ROUNDS = 8;

function issue(world) {
    const { slip } = world.office.run(DAY, '-u', 'm.keller', 'issue', '--case', 'FM-1001',
        '--service', 'SB-2@nordtor', '-o', `${world.work}/race.pdf`);
    return slip.vouchers[0].code;
}

async function round(world, keys, turn) {
    const code = issue(world);
    const answers = await Promise.all(keys.map((key, i) => world.office.api('/api/v1/events',
        key, { code, command: 'accept', nonce: `race-${turn}-device-${i}-0000` })));
    const kept = world.office.run(DAY, 'show', 'voucher', code).voucher.events
        .filter((one) => one.command === 'accept').length;
    return { recorded: answers.filter(([status]) => status === 201).length,
        refused: answers.filter(([status, doc]) => status === 409 &&
            doc.error.reason === 'already_recorded').length, kept };
}

async function sameNonce(world, key) {
    const code = issue(world);
    const body = { code, command: 'accept', nonce: 'race-same-nonce-0000' };
    const answers = await Promise.all(Array.from({ length: DEVICES }, () =>
        world.office.api('/api/v1/events', key, body)));
    same('one device sending the same entry sixteen times gets one receipt', 1,
        new Set(answers.map(([, doc]) => doc.event?.receipt)).size);
    same('and 201 once, 200 from then on', [1, DEVICES - 1], [201, 200].map((wanted) =>
        answers.filter(([status]) => status === wanted).length));
}

export async function race(world) {
    const keys = [];
    for (let i = 0; i < DEVICES; i += 1) {
        keys.push(await world.office.device(DAY, 'nordtor', `Geraet ${i}`));
    }
    const seen = [];
    for (let turn = 0; turn < ROUNDS; turn += 1) {
        seen.push(await round(world, keys, turn));
    }
    same(`sixteen devices in the same moment leave one event, ${ROUNDS} times`,
        Array(ROUNDS).fill({ recorded: 1, refused: DEVICES - 1, kept: 1 }), seen);
    await sameNonce(world, keys[0]);
}
