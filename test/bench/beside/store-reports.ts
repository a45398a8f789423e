/**
 * How many reports a second the store of a version takes, with the rules of a report and without HTTP:
 * reports what one operation does, for some writers at once.
 *
 * Arguments: the folder of the built server, a database, a file with the configuration, writers, seconds.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { newReport } from '../support/report.ts';

const [dist = '', database = '', configuration = '', writers = '', seconds = ''] =
  process.argv.slice(2);

/** A module of the server, which may have been elsewhere in that version. */
function load(...places: string[]) {
  const found = places.map((place) => join(dist, place)).find((path) => existsSync(path));
  if (!found) throw new Error(`${dist} has none of ${places.join(', ')}.`);
  return import(pathToFileURL(found).href);
}

const { openStore } = await load('store/open-store.js');
const { Receipts } = await load('access/receipts.js');
const { SignedLinks } = await load('access/signed-links.js');
const { siteSchema } = await load('access/sites.js');
const { documentSchemas } = await load('domain/configuration/documents.js');
const { installDefaults } = await load(
  'operations/configuration/install-defaults.js',
  'operations/install-defaults.js',
);
const { reportIncident, reportIncidentInput } = await load(
  'operations/incidents/report-incident.js',
  'operations/report-incident.js',
);

// In the version before, a command was a function, with its input beside it.
const execute = reportIncident.execute ?? reportIncident;
const inputSchema = reportIncident.input ?? reportIncidentInput;

const given = Object.entries<object>(JSON.parse(readFileSync(configuration, 'utf8')));
const documents = given.map(([kind, document]) => [kind, documentSchemas[kind].parse(document)]);
const store = await openStore(database);
const { receiptSecret } = await installDefaults(store, Object.fromEntries(documents), Date.now());
const context = {
  store,
  receipts: new Receipts(receiptSecret),
  links: new SignedLinks(receiptSecret),
  publicUrl: 'http://bench.example',
  now: Date.now,
  caller: {
    role: 'reporter',
    id: 'rosa',
    name: 'Rosa Alvarez',
    email: null,
    groups: [],
    site: siteSchema.parse({ key: 'pk_bench', name: 'Bench', origins: [] }),
    receiptFor: null,
    expiresAt: null,
  },
};

let reported = 0;
const startedAt = performance.now();
const elapsed = () => (performance.now() - startedAt) / 1_000;
async function report(): Promise<void> {
  while (elapsed() < Number(seconds)) {
    reported += 1;
    await execute(context, inputSchema.parse(newReport()));
  }
}
await Promise.all(Array.from({ length: Number(writers) }, report));
console.log(reported / elapsed());
await store.close();
