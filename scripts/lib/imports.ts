import { glob, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { root } from './root.ts';

/** An import of a module, as its source says it. */
export interface Import {
  /** As it is written. */
  from: string;
  /** A path from the project's folder for what is written relatively; else the package. */
  target: string;
  /** Nothing of it is left when the program runs. */
  typeOnly: boolean;
  /** From 1. */
  line: number;
  /** `import(…)`: loaded when it is asked for. */
  isLazy: boolean;
}

// The code is formatted by biome, so an import statement has one of few shapes.
const statement =
  /^\s*(?:import|export)\s+(?<type>type\s+)?(?:[\w*{][^'";]*?from\s+)?['"](?<from>[^'"]+)['"]/gm;
const call = /\bimport\(\s*['"](?<from>[^'"]+)['"]\s*\)/g;

/** @param path from the project's folder, with forward slashes */
export function readImports(path: string, source: string): Import[] {
  const lineOf = (index: number) => source.slice(0, index).split('\n').length;
  const targetOf = (from: string) =>
    from.startsWith('.')
      ? relative(root, resolve(root, dirname(path), from))
          .split(sep)
          .join('/')
      : from;
  const statements = [...source.matchAll(statement)].map((match) => {
    const from = match.groups?.from ?? '';
    return {
      from,
      target: targetOf(from),
      typeOnly: match.groups?.type !== undefined,
      line: lineOf(match.index + (match[0].length - match[0].trimStart().length)),
      isLazy: false,
    };
  });
  const calls = [...source.matchAll(call)].map((match) => {
    const from = match.groups?.from ?? '';
    return {
      from,
      target: targetOf(from),
      // `import('…').Thing` in the place of a type
      typeOnly: /:\s*$|typeof\s+$/.test(source.slice(0, match.index).slice(-20)),
      line: lineOf(match.index),
      isLazy: true,
    };
  });
  return [...statements, ...calls];
}

/** The sources of all packages, by their path from the project's folder. */
export async function readSources(): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  for await (const file of glob('packages/*/src/**/*.ts', { cwd: root })) {
    sources.set(file.split(sep).join('/'), await readFile(join(root, file), 'utf8'));
  }
  return sources;
}
