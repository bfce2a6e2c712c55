// offline.mjs - codes, pauses, answers and order of what waits on the scan page; prints TAP.
import { readFileSync } from 'node:fs';

import '../../../assets/web/code.js';
import { nextOf, pauseMs, retryMs, verdict, waitingIn } from '../../../assets/web/offline.js';
import { ok, plan, same } from '../browser/tap.mjs';

const { codeOf, grouped } = globalThis.voucherCode;
const read = readFileSync('tests/unit/base/codes.txt', 'utf8').trim().split('\n')
    .map((line) => line.split('\t'))
    .filter(([text, wanted]) => codeOf(text) !== (wanted === '-' ? '' : wanted));
same('codes are read as the server reads them', [], read);
same('and shown in groups', 'K7QM-2F9D-4XHA-P3T0', grouped('K7QM2F9D4XHAP3T0'));

const pauses = [0, 1, 2, 3, 7, 1000].map((tries) => pauseMs(tries, 1));
same('each pause is twice the last, up to ten minutes',
    [5000, 10000, 20000, 40000, 600000, 600000], pauses);
same('and chance halves it at most', 2500, pauseMs(0, 0));

same('Retry-After is honoured', 90000, retryMs('90'));
same('one that names no number is a minute', [60000, 60000, 60000],
    [retryMs(null), retryMs('Wed, 21 Oct'), retryMs('-1')]);
same('and none is longer than an hour', 3600000, retryMs('999999'));

const answers = [
    [200, undefined, 'done'], [202, undefined, 'kept'], [429, 'rate_limited', 'limited'],
    [400, 'malformed', 'refused'], [403, 'consent_missing', 'refused'],
    [404, 'unknown', 'refused'], [409, 'already_recorded', 'refused'],
    [422, 'date_out_of_range', 'refused'], [503, 'store', 'later'], [500, 'print', 'later'],
    [502, undefined, 'later'], [403, 'not_allowed', 'later'], [404, undefined, 'later'],
    [407, undefined, 'later'], [304, undefined, 'later'],
];
for (const [status, reason, wanted] of answers) {
    same(`${status} ${reason ?? 'from somebody between'} means ${wanted}`, wanted,
        verdict(status, reason));
}
same('only the server\'s word makes the device forget', ['forget', 'later', 'later'],
    [verdict(401, 'not_allowed'), verdict(401, undefined), verdict(403, 'not_allowed')]);

const entry = (id, code, next_at = 0, more = {}) => ({ id, code, next_at, ...more });
same('the oldest goes first', 1, nextOf([entry(1, 'A'), entry(2, 'B')], 10, false).id);
same('one that has to wait lets other codes pass', 2,
    nextOf([entry(1, 'A', 20), entry(2, 'B')], 10, false).id);
same('but not later steps of its own code', undefined,
    nextOf([entry(1, 'A', 20), entry(2, 'A')], 10, false));
same('whoever presses the button does not wait', 1,
    nextOf([entry(1, 'A', 20), entry(2, 'A')], 10, true).id);
same('what was refused for good holds nothing up', 2,
    nextOf([entry(1, 'A', 0, { said: 'no' }), entry(2, 'A')], 10, false).id);
same('and is not counted as waiting', 1,
    waitingIn([entry(1, 'A', 0, { said: 'no' }), entry(2, 'A')]));
ok('nothing waits in an empty queue', nextOf([], 10, true) === undefined);
process.exitCode = plan() ? 0 : 1;
