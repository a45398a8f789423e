import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { cannotOpen } from './cannot-open.ts';

/** What an address of a database leads to. */
export type Located = { file: string } | { server: string };

/**
 * Reads the address of a database: `sqlite:` and a path, with `%20` for a space, or the URL of a PostgreSQL.
 * @returns the whole path of a file, or the URL as it is
 * @throws CannotOpen when it says neither, or something else than is likely to be meant
 */
export function locate(url: string): Located {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(url.trim()) ?? [];
  const engine = scheme.toLowerCase();
  if (engine === 'sqlite') return { file: fileFrom(rest) };
  if (engine === 'postgres' || engine === 'postgresql') return { server: url.trim() };
  throw cannotOpen('unknown-engine', { url: redact(url) });
}

/** An address without its password, as errors end up in logs. */
export function redact(url: string): string {
  return url.replace(/^([a-z]+:\/\/)?.*@/is, '$1…@').replace(/(password=)[^&]*/gi, '$1…');
}

function fileFrom(rest: string): string {
  const [path = '', ...parameters] = rest.split('?');
  if (/^(\/\/\/?)?:memory:/.test(path) || /(^|&)mode=memory(&|$)/.test(parameters.join('?'))) {
    throw cannotOpen('in-memory', {});
  }
  if (parameters.length > 0) {
    throw cannotOpen('file-parameters', { parameters: parameters.join('?') });
  }
  if (/^\/*$/.test(path)) throw cannotOpen('no-file-name', {});
  if (/^\/\/[^/]/.test(path)) {
    throw cannotOpen('two-slashes', { rest: path.replace(/^\/\/(\.\/)?/, '') });
  }
  // What follows two slashes and a host that is not there: the path from the root folder.
  const file = path.replace(/^\/\/(?=\/)/, '');
  if (/^\/?~/.test(file)) {
    const home = resolve(homedir(), file.replace(/^\/?~[^/]*\/?/, ''));
    throw cannotOpen('home-folder', { path: file, home });
  }
  return resolve(unescaped(file));
}

/** A file that has a percent sign in its name, as it was written there before, is still found. */
function unescaped(path: string): string {
  if (existsSync(path)) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
