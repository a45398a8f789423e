import type { SourceRecord } from './source-record.ts';

/** The objects of a text with one in each line, their inner fields as `fields.priority.name`. */
export async function* readJsonLines(text: AsyncIterable<string>): AsyncGenerator<SourceRecord> {
  let line = 0;
  for await (const each of linesOf(text)) {
    line += 1;
    if (each.trim() === '') continue;
    const value = parse(each);
    yield value === null || typeof value !== 'object' || Array.isArray(value)
      ? { line, problem: 'no-object' }
      : { line, values: flatten(value) };
  }
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, asWritten);
  } catch {
    return null;
  }
}

/** A whole number of more digits than a double has would become another, and two ids the same one. */
function asWritten(_key: string, value: unknown, { source }: { source?: string } = {}): unknown {
  const isWhole = typeof value !== 'number' || Number.isSafeInteger(value) || value % 1 !== 0;
  return isWhole ? value : (source ?? value);
}

function flatten(value: object, prefix = '', into: Record<string, string> = {}) {
  for (const [key, each] of Object.entries(value)) {
    const name = `${prefix}${key}`;
    if (each === null || each === undefined) into[name] = '';
    else if (Array.isArray(each)) into[name] = each.map(inWords).filter(Boolean).join(', ');
    else if (typeof each === 'object') flatten(each, `${name}.`, into);
    else into[name] = String(each);
  }
  return into;
}

/** What an element of a list is called. */
function inWords(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  const { name, value: inner, summary } = value as Record<string, unknown>;
  return String(name ?? inner ?? summary ?? '');
}
