/*
 * fastify.cjs - a confirmation as a small service would keep it: fastify checks the body,
 * better-sqlite3 looks for the nonce and inserts one row, durable, one by one.
 */
const crypto = require('crypto');
const fastify = require('fastify')();
const Database = require('better-sqlite3');

const db = new Database(process.argv[2]);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`CREATE TABLE event (id INTEGER PRIMARY KEY, voucher INTEGER, seq INTEGER, step TEXT,
         happened_on TEXT, recorded_at INTEGER, provider INTEGER, nonce BLOB UNIQUE, hash BLOB);
         CREATE INDEX event_voucher ON event (voucher, seq)`);
const known = db.prepare('SELECT id FROM event WHERE nonce = ?');
const insert = db.prepare('INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, 7, ?, ?)');
let seq = 0;

const text = { type: 'string' };
const schema = {
    body: {
        type: 'object',
        required: ['code', 'command', 'nonce'],
        properties: { code: text, command: text, nonce: text, again: { type: 'boolean' } },
    },
};
fastify.post('/api/v1/events', { schema }, (request, reply) => {
    const { code, command, nonce } = request.body;
    const hash = crypto.createHash('blake2b512').update(code).update(nonce).digest();
    const key = hash.subarray(0, 16);
    if (known.get(key)) {
        reply.code(200).send({ event: { receipt: '000000' } });
        return;
    }
    seq += 1;
    insert.run(seq % 4096, seq, command, '2026-05-04', Date.now(), key, hash.subarray(16, 48));
    reply.code(201).send({ event: { receipt: '000000' } });
});
fastify.listen({ port: 0, host: '127.0.0.1' }).then((address) => console.log(address));
