/**
 * Which folder may import which. The table is the architecture; what is not allowed here is an error
 * of `npm run check`. biome's own rule sees only how an import is written, neither where it leads nor
 * whether it is for types alone, hence this one.
 */
import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { circlesIn } from './import-circles.ts';
import { type Import, readImports, readSources } from './imports.ts';
import { root } from './root.ts';

interface Rule {
  /** Beginning of a path, from the project's folder; the first rule that fits is a file's own. */
  room: string;
  /** Beginnings of paths that may be imported, besides the room itself. */
  may: string[];
  /** May be imported for their types only. */
  mayTypes?: string[];
  /** May be imported for their types, and with `import(…)` by who needs them. */
  mayLazily?: string[];
  /** Packages that may be imported; any when missing. */
  packages?: string[];
  /** Packages that may not be imported, though others may. */
  notPackages?: RegExp;
  /** Why; the end of the complaint. */
  because: string;
}

const server = 'packages/server/src';
const widgets = 'packages/widgets/src';

const inServer = (...rooms: string[]) => rooms.map((room) => `${server}/${room}`);
const inWidgets = (...rooms: string[]) => rooms.map((room) => `${widgets}/${room}`);

/** The port of the store. */
const port = `${server}/store/port/`;
/** What sends messages, and the types that operations know it by. */
const senders = `${server}/notify/channel.ts`;
/** The port of where attachments are kept. */
const blobsPort = `${server}/blobs/blobs.ts`;
/** What all rooms of the store are written with: types of rows, of connections and of the port. */
const storeBasics = inServer('domain/', 'store/connection.ts', 'store/schema.ts', 'store/port/');
/** What both engines are made of; neither engine knows the other. */
const engineParts = [
  ...storeBasics,
  ...inServer('store/log/', 'store/projections/', 'store/commit/', 'store/migrations/'),
  ...inServer('store/snapshot.ts', 'store/document-cache.ts', 'store/rebuild.ts'),
  ...inServer('store/rebuild-texts.ts', 'store/note-indexed.ts', 'store/rate-limits.ts'),
  ...inServer('store/unavailable.ts', 'store/cannot-open.ts'),
];
const aboveOperations = inServer('domain/', 'access/', 'operations/');

const rules: Rule[] = [
  {
    room: `${server}/domain/`,
    may: [],
    packages: ['zod', 'temporal-polyfill'],
    because: 'the domain is what is true: it imports nothing but itself, zod and Temporal',
  },
  {
    room: `${server}/access/`,
    may: inServer('domain/'),
    because: 'who may do what is decided before anything is done',
  },
  {
    room: `${server}/outbound/`,
    may: inServer('domain/'),
    because: 'the guard for public addresses serves whoever asks, and knows only how to refuse',
  },
  {
    room: `${server}/holidays/`,
    may: inServer('domain/'),
    because: 'reading iCalendar makes what the domain knows, and stores nothing',
  },
  {
    room: `${server}/records/`,
    may: [],
    because: 'reading rows of files knows nothing of what they are about',
  },
  {
    room: `${server}/shift-calendars/`,
    may: inServer('domain/', 'holidays/'),
    because: 'it reads a calendar as holidays are read, for who is on call, and stores nothing',
  },
  {
    room: `${server}/operations/`,
    may: inServer('domain/', 'access/', 'holidays/', 'shift-calendars/', 'outbound/'),
    mayTypes: [port, blobsPort, senders, `${server}/blobs/settings.ts`],
    because:
      'operations know the domain, who asks, and their ports, and not who calls or implements them',
  },
  {
    room: port,
    may: inServer('domain/'),
    mayTypes: inServer('domain/'),
    packages: [],
    because: 'the port of the store is spoken in the words of the domain',
  },
  {
    room: `${server}/store/log/`,
    may: storeBasics,
    because: 'the log is the truth: it knows nothing that is made of it or stored with it',
  },
  {
    room: `${server}/store/projections/`,
    may: [...storeBasics, ...inServer('store/log/')],
    because: 'a read model is made of events alone, by whichever engine and in whichever commit',
  },
  {
    room: `${server}/store/commit/`,
    may: [
      ...storeBasics,
      ...inServer('store/log/', 'store/projections/', 'store/registry.ts', 'store/snapshot.ts'),
      ...inServer(
        'store/document-cache.ts',
        'store/replies.ts',
        'store/secrets.ts',
        'store/personal-items.ts',
        'store/signals.ts',
        'store/messages.ts',
        'store/anomalies.ts',
        'store/objectives.ts',
        'store/chat-posts.ts',
        'store/subscribers.ts',
        'store/shift-calendars.ts',
        'store/moves.ts',
        'store/uploads.ts',
      ),
      ...inServer('store/unavailable.ts', 'store/cannot-open.ts'),
    ],
    because: 'what shares a commit is the same on every engine',
  },
  {
    room: `${server}/store/migrations/`,
    may: [
      ...storeBasics,
      ...inServer(
        'store/log/',
        'store/projections/',
        'store/registry.ts',
        'store/unavailable.ts',
        'store/cannot-open.ts',
      ),
    ],
    because: 'a migration knows tables and how rows are made, and not who runs it',
  },
  ...['sqlite', 'postgres'].map((engine) => ({
    room: `${server}/store/${engine}/`,
    may: engineParts,
    because: 'an engine is made of what both are made of, and does not know the other',
  })),
  {
    room: `${server}/store/`,
    may: inServer('domain/'),
    because: 'the store implements what operations ask for and knows nothing above the domain',
  },
  ...['live', 'notify', 'blobs'].map((room) => ({
    room: `${server}/${room}/`,
    may: inServer('domain/', 'access/', ...(room === 'notify' ? ['outbound/'] : [])),
    mayTypes: [port],
    because: `${room} implements what operations ask for and does not know them`,
  })),
  {
    room: `${server}/audit/`,
    may: inServer('domain/', 'store/log/hash-chain.ts'),
    mayTypes: [port],
    because:
      'what proves the log stands outside of it: it reads through the port, and computes hashes as the store does',
  },
  {
    room: `${server}/intake/`,
    may: [...aboveOperations, ...inServer('outbound/')],
    mayTypes: [port],
    because: 'intake reads what sources send, and may look up who signed it; it stores nothing',
  },
  ...['api', 'timers'].map((room) => ({
    room: `${server}/${room}/`,
    may: aboveOperations,
    mayTypes: [`${server}/live/`, port, senders],
    because: `${room} calls operations; it does not know how they are stored or served`,
  })),
  {
    room: `${server}/http/`,
    may: [...aboveOperations, ...inServer('api/', 'intake/', 'timers/', 'live/')],
    mayTypes: [port],
    because: 'http serves what is below it and leaves the wiring to wiring.ts',
  },
  {
    room: `${server}/settings.ts`,
    may: inServer('domain/', 'access/', 'blobs/settings.ts'),
    because: 'what can be configured is read without loading what is configured by it',
  },
  {
    room: `${server}/cli`,
    may: inServer(
      'cli',
      'settings.ts',
      'domain/',
      'access/',
      'operations/',
      'audit/',
      // The doctor asks where files are kept, and what scans them.
      'blobs/',
      'records/',
      'store/folder-beside.ts',
      'store/open-store.ts',
      'store/rebuild.ts',
      'store/node-version.ts',
      'store/unavailable.ts',
    ),
    mayTypes: [port],
    mayLazily: inServer('kit.ts'),
    because:
      'the command line works on a database through the store’s own door, and loads the server to serve only',
  },
  {
    room: `${server}/`,
    may: inServer(''),
    because: 'the server does not know the widgets’ code',
  },
  {
    room: `${widgets}/client/`,
    may: [],
    mayTypes: ['@incident-kit/server'],
    notPackages: /^(lit|@lit)\b/,
    because: 'the client knows no element and no base class',
  },
  {
    room: `${widgets}/base/`,
    may: inWidgets('client/', 'locales/languages.ts'),
    mayTypes: ['@incident-kit/server', ...inWidgets('locales/')],
    because: 'the base knows the client and the list of languages, and no element',
  },
  {
    room: `${widgets}/locales/`,
    may: [],
    mayTypes: ['@incident-kit/server', ...inWidgets('client/errors.ts')],
    because: 'messages know what they tell, and nobody who tells it',
  },
  {
    room: `${widgets}/editing/`,
    may: [],
    mayTypes: inWidgets('client/'),
    packages: [],
    because: 'a draft of a document knows no DOM, no element and no server',
  },
  // Each element has a folder of its tag's name, and only elements have a hyphen.
  ...globSync(`${widgets}/*-*`, { cwd: root }).map((element) => ({
    room: `${element.replaceAll(sep, '/')}/`,
    may: inWidgets('base/', 'client/', 'editing/', 'themes/'),
    mayTypes: ['@incident-kit/server', ...inWidgets('locales/')],
    because:
      'an element knows base, client and editing, no other element, and no language: messages come as a page asks',
  })),
  {
    room: `${widgets}/`,
    may: inWidgets(''),
    mayTypes: ['@incident-kit/server'],
    because: 'nothing in a page runs the server’s code',
  },
];

function isAllowed({ from, target, typeOnly, isLazy }: Import, rule: Rule): boolean {
  const within = (paths: string[] = []) => paths.some((start) => target.startsWith(start));
  if (target.startsWith(rule.room)) return true;
  if (typeOnly && (within(rule.mayTypes) || within(rule.mayLazily))) return true;
  if (isLazy && within(rule.mayLazily)) return true;
  if (from.startsWith('.')) return within(rule.may);
  if (from.startsWith('@incident-kit/')) return false;
  if (rule.notPackages?.test(from)) return false;
  return rule.packages ? rule.packages.includes(from) : true;
}

/** Complaints about one file; the path is from the project's folder, with forward slashes. */
export function complaintsAbout(path: string, source: string): string[] {
  const rule = rules.find(({ room }) => path.startsWith(room));
  if (!rule) return [];
  return readImports(path, source)
    .filter((each) => !isAllowed(each, rule))
    .map(({ from, line }) => `${path}:${line} may not import '${from}': ${rule.because}.`);
}

/** Complaints about the whole project; empty when every import runs the right way and none in a circle. */
export async function findForbiddenImports(): Promise<string[]> {
  const sources = await readSources();
  const forbidden = [...sources].flatMap(([path, source]) => complaintsAbout(path, source));
  return [...forbidden.sort(), ...circlesIn(sources)];
}
