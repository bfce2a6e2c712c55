// main.mjs PROGRAM OFFICE WORK PICTURES PART...: the pages in real Chromium; prints TAP.
import { basename, join } from 'node:path';

import { launch } from './chromium.mjs';
import { camera } from './camera.mjs';
import { keyboard } from './keyboard.mjs';
import { exchange } from './exchange.mjs';
import { lead } from './lead.mjs';
import { Gallery } from './look.mjs';
import { loop } from './loop.mjs';
import { Office } from './office.mjs';
import { newslip } from './newslip.mjs';
import { offline } from './offline.mjs';
import { pages } from './pages.mjs';
import { DAY } from './people.mjs';
import { race } from './race.mjs';
import { reception } from './reception.mjs';
import { scanner } from './scanner.mjs';
import { session } from './session.mjs';
import { part, plan, same } from './tap.mjs';
import { walk } from './walk.mjs';

// The loop for those that build on it: its pages are looked at by whoever runs it as itself.
async function begin(world) {
    const { gallery } = world;
    world.gallery = { look: () => {} };
    await loop(world);
    world.gallery = gallery;
}

// In this order: the first pairs the devices and issues the slip the others work with.
const PARTS = { loop, begin, reception, keyboard, scanner, camera, race, newslip, pages, exchange,
    session, offline, lead, walk }; // these two work weeks later, and the store's time never goes back

const [program, folder, work, pictures, ...parts] = process.argv.slice(2);
const office = await Office.open(program, folder);
const gallery = new Gallery(pictures);
const browser = await launch();
const world = { office, gallery, browser, work };
try {
    await office.start(DAY);
    for (const [name, run] of Object.entries(PARTS)) {
        if (parts.includes(name)) {
            await part(name, () => run(world));
        }
    }
    gallery.validate();
    gallery.leave(join('build', 'looked', basename(pictures)));
    for (const [name, findings] of gallery.findings) {
        same(`${name}: axe, 320 px and the HTML checker find nothing`, [], findings);
    }
} finally {
    await browser.close();
    await office.stop();
}
process.exitCode = plan() ? 0 : 1;
