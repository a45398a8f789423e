/**
 * Which folder may import which. The table is the architecture; what is not allowed here is an error
 * of `npm run check`. biome's own rule sees only the words of an import, neither where it leads nor
 * whether it is for types alone, hence this one.
 */
import { glob, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { root } from './root.ts';

interface Layer {
  /** Beginning of a path, from the project's folder; the first layer that fits is a file's own. */
  path: string;
  /** Beginnings of paths that may be imported, besides the layer itself. */
  may: string[];
  /** May be imported for their types only. */
  mayTypes?: string[];
  /** Packages that may be imported; any when missing. */
  packages?: string[];
  /** Why, in the words of the complaint. */
  because: string;
}

const server = 'packages/server/src';
const widgets = 'packages/widgets/src';

/** What everything above the operations may know. */
const rules = [`${server}/domain/`, `${server}/access/`, `${server}/operations/`];
const ports = `${server}/store/store.ts`;

const layers: Layer[] = [
  {
    path: `${server}/domain/`,
    may: [],
    packages: ['zod', 'temporal-polyfill'],
    because: 'the domain is what is true: it imports nothing but itself, zod and Temporal',
  },
  {
    path: `${server}/access/`,
    may: [`${server}/domain/`],
    because: 'who may do what is decided before anything is done',
  },
  {
    path: ports,
    may: [`${server}/domain/`],
    mayTypes: rules,
    because: 'the port of the store is spoken in the words of the domain',
  },
  {
    path: `${server}/outbound/`,
    may: [`${server}/domain/`],
    because: 'the guard for public addresses serves whoever asks, and knows only how to refuse',
  },
  {
    path: `${server}/holidays/`,
    may: [`${server}/domain/`],
    because: 'reading iCalendar makes what the domain knows, and stores nothing',
  },
  {
    path: `${server}/operations/`,
    may: ['domain', 'access', 'holidays', 'outbound'].map((folder) => `${server}/${folder}/`),
    mayTypes: [ports],
    because:
      'operations know the domain, who asks, and their ports, and not who calls or implements them',
  },
  ...['store', 'live', 'notify'].map((folder) => ({
    path: `${server}/${folder}/`,
    may: [...rules, ports],
    because: `${folder} implements what the operations ask for and knows nothing above them`,
  })),
  {
    path: `${server}/audit/`,
    may: [`${server}/domain/`, `${server}/store/log/hash-chain.ts`],
    mayTypes: [ports],
    because:
      'what proves the log stands outside of it: it reads through the port, and computes hashes as the store does',
  },
  ...['api', 'intake', 'timers'].map((folder) => ({
    path: `${server}/${folder}/`,
    may: rules,
    mayTypes: [`${server}/live/`, `${server}/store/store.ts`],
    because: `${folder} calls operations; it does not know how they are stored or served`,
  })),
  {
    path: `${server}/http/`,
    may: [...rules, ...['api', 'intake', 'timers', 'live'].map((folder) => `${server}/${folder}/`)],
    mayTypes: [`${server}/store/store.ts`],
    because: 'http serves what is below it and leaves the wiring to kit.ts',
  },
  {
    path: `${server}/`,
    may: [`${server}/`],
    because: 'the server does not know the widgets’ code',
  },
  {
    path: `${widgets}/client/`,
    may: [],
    mayTypes: ['@incident-kit/server'],
    because: 'the client knows no element and no base class',
  },
  {
    path: `${widgets}/base/`,
    may: [`${widgets}/client/`, `${widgets}/locales/languages.ts`],
    mayTypes: ['@incident-kit/server', `${widgets}/locales/`],
    because: 'the base knows the client and the list of languages, and no element',
  },
  {
    path: `${widgets}/locales/`,
    may: [],
    mayTypes: ['@incident-kit/server', `${widgets}/client/errors.ts`],
    because: 'messages know what they tell, and nobody who tells it',
  },
  {
    path: `${widgets}/editing/`,
    may: [],
    mayTypes: [`${widgets}/client/`],
    packages: [],
    because: 'a draft of a document knows no DOM, no element and no server',
  },
  ...[
    'incident-provider',
    'incident-report',
    'incident-timeline',
    'sla-badge',
    'priority-matrix',
  ].map((element) => ({
    path: `${widgets}/${element}/`,
    may: ['base', 'client', 'editing', 'locales', 'themes'].map(
      (folder) => `${widgets}/${folder}/`,
    ),
    mayTypes: ['@incident-kit/server'],
    because: 'an element knows base, client, editing and words, and no other element',
  })),
  {
    path: `${widgets}/`,
    may: [`${widgets}/`],
    mayTypes: ['@incident-kit/server'],
    because: 'nothing in a page runs the server’s code',
  },
];

// The code is formatted by biome, so an import statement has one of few shapes.
const statement =
  /^\s*(?:import|export)\s+(?<type>type\s+)?(?:[\w*{][^'";]*?from\s+)?['"](?<from>[^'"]+)['"]/gm;
const call = /\bimport\(\s*['"](?<from>[^'"]+)['"]\s*\)/g;

interface Import {
  from: string;
  typeOnly: boolean;
  line: number;
}

function readImports(source: string): Import[] {
  const lineOf = (index: number) => source.slice(0, index).split('\n').length;
  const statements = [...source.matchAll(statement)].map((match) => ({
    from: match.groups?.from ?? '',
    typeOnly: match.groups?.type !== undefined,
    line: lineOf(match.index + (match[0].length - match[0].trimStart().length)),
  }));
  const calls = [...source.matchAll(call)].map((match) => ({
    from: match.groups?.from ?? '',
    // `import('…').Thing` in the place of a type
    typeOnly: /:\s*$|typeof\s+$/.test(source.slice(0, match.index).slice(-20)),
    line: lineOf(match.index),
  }));
  return [...statements, ...calls];
}

/** Complaints about one file; the path is from the project's folder, with forward slashes. */
export function complaintsAbout(path: string, source: string): string[] {
  const layer = layers.find((candidate) => path.startsWith(candidate.path));
  if (!layer) return [];
  return readImports(source)
    .filter(({ from, typeOnly }) => {
      const target = from.startsWith('.')
        ? relative(root, resolve(root, dirname(path), from))
            .split(sep)
            .join('/')
        : from;
      const within = (paths: string[] = []) => paths.some((start) => target.startsWith(start));
      if (target.startsWith(layer.path)) return false;
      if (typeOnly && within(layer.mayTypes)) return false;
      if (from.startsWith('.')) return !within(layer.may);
      if (target.startsWith('@incident-kit/')) return true;
      return layer.packages ? !layer.packages.includes(from) : false;
    })
    .map(({ from, line }) => `${path}:${line} may not import '${from}': ${layer.because}.`);
}

/** Complaints about the whole project; empty when every import runs the right way. */
export async function findForbiddenImports(): Promise<string[]> {
  const complaints: string[] = [];
  for await (const file of glob('packages/*/src/**/*.ts', { cwd: root })) {
    const path = file.split(sep).join('/');
    complaints.push(...complaintsAbout(path, await readFile(join(root, file), 'utf8')));
  }
  return complaints.sort();
}
