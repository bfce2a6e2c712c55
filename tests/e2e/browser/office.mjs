// office.mjs - the program as an office uses it: commands, the server, the paper's QR codes.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_TRIES = 200;
const START_PAUSE_MS = 50;

async function freePort() {
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => probe.once('listening', done));
    const { port } = probe.address();
    await new Promise((done) => probe.close(done));
    return port;
}

export class Office {
    // An office in FOLDER whose paper names a free port of this machine.
    static async open(program, folder) {
        const office = new Office();
        office.program = program;
        office.folder = folder;
        office.port = await freePort();
        office.url = `http://127.0.0.1:${office.port}`;
        const ini = join(folder, 'laufzettel.ini');
        const text = readFileSync(ini, 'utf8').replace(/^public_url = .*$/m,
            `public_url = ${office.url}`);
        writeFileSync(ini, text);
        return office;
    }

    // What a command answers with --json; an error's document too.
    run(time, ...words) {
        try {
            return JSON.parse(execFileSync(this.program,
                ['-C', this.folder, '-T', time, '--json', ...words],
                { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) || '{}');
        } catch (error) {
            throw new Error(`${words.join(' ')}: ${error.stdout}${error.stderr}`);
        }
    }

    async start(time) {
        const log = openSync(join(this.folder, 'serve.log'), 'a');
        this.server = spawn(this.program,
            ['-C', this.folder, '-T', time, 'serve', '--listen', `127.0.0.1:${this.port}`],
            { stdio: ['ignore', 'ignore', log] });
        for (let tries = 0; tries < START_TRIES; tries += 1) {
            if (this.server.exitCode !== null) {
                break;
            }
            const answer = await fetch(`${this.url}/healthz`).catch(() => null);
            if (answer?.ok) {
                return;
            }
            await sleep(START_PAUSE_MS);
        }
        throw new Error(`the server does not answer: ${this.log().slice(-500)}`);
    }

    async stop() {
        if (this.server && this.server.exitCode === null) {
            const gone = new Promise((done) => this.server.once('exit', done));
            this.server.kill('SIGTERM');
            await gone;
        }
    }

    log() {
        return readFileSync(join(this.folder, 'serve.log'), 'utf8');
    }

    // One call of the providers' API: [status, document].
    async api(path, key, body) {
        const answer = await fetch(this.url + path, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json',
                ...(key ? { Authorization: `Bearer ${key}` } : {}) },
            body: JSON.stringify(body),
        });
        return [answer.status, await answer.json()];
    }

    // A device of PROVIDER: its key for the API.
    async device(time, provider, name) {
        const { pairing } = this.run(time, 'provider', 'pair', provider);
        const [status, doc] = await this.api('/api/v1/pair', null, { code: pairing.code, name });
        if (status !== 201) {
            throw new Error(`pair ${provider}: ${status} ${JSON.stringify(doc)}`);
        }
        return doc.device.key;
    }
}

// What the QR codes of a PDF say, each once, as a phone would read them from the paper.
export function decode(pdf, work) {
    const folder = mkdtempSync(join(work, 'raster-'));
    execFileSync('pdftoppm', ['-r', '150', '-gray', '-png', pdf, join(folder, 'page')],
        { stdio: 'ignore' });
    const found = new Set();
    for (const name of readdirSync(folder).sort()) {
        let text = '';
        try {
            text = execFileSync('zbarimg', ['-q', '--raw', '-Sdisable', '-Sqrcode.enable',
                join(folder, name)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
        } catch {
            // a page without a code
        }
        text.split('\n').filter(Boolean).forEach((line) => found.add(line));
    }
    return [...found];
}
