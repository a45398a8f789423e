import { parse } from 'csv-parse';
import { CannotRead, type SourceRecord } from './source-record.ts';

/** Bytes of the beginning of a file that say how its columns are parted. */
const separators = [',', ';', '\t', '|'];

/** One row of a CSV file as the parser gives it. */
interface Parsed {
  record: string[];
  /** The row as it stands in the file. */
  raw: string;
  info: { lines: number; bytes: number };
}

/**
 * The rows of a text of comma-separated values, as RFC 4180 says and spreadsheets write them; the first names
 * the columns. Semicolons, tabs and bars part them as well, whichever the head has most of. A quote within a cell
 * may stand alone, but not where the cell has several lines: one that was never closed takes the next rows with it.
 * @throws CannotRead where a quote is open up to the end
 */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<SourceRecord> {
  const { head, all } = await peek(text);
  const parser = parse({
    delimiter: separatorOf(head),
    info: true,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const feeding = (async () => {
    for await (const chunk of all) {
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve));
    }
    parser.end();
  })();
  feeding.catch((error: Error) => parser.destroy(error));
  let columns: string[] | undefined;
  let countedTwice = 0;
  try {
    for await (const { record, raw, info } of parser as AsyncIterable<Parsed>) {
      const { breaks, pairs } = lineBreaksIn(record);
      const line = info.lines - breaks - countedTwice;
      countedTwice += pairs;
      const open = breaks > 0 && record.some((cell) => isOpen(cell, raw));
      if (!columns) {
        if (open)
          throw new CannotRead(`A quote in line ${line} is not closed where its cell ends.`);
        columns = distinct(record);
        continue;
      }
      if (open) {
        yield { line, problem: { openUpTo: line + breaks - pairs } };
        continue;
      }
      const values: Record<string, string> = {};
      for (const [index, column] of columns.entries()) values[column] = record[index] ?? '';
      const isRagged = record.length !== columns.length;
      yield isRagged
        ? { line, problem: { found: record.length, wanted: columns.length } }
        : { line, values };
    }
  } catch (error) {
    const lines = (error as { lines?: number }).lines;
    if (lines === undefined) throw error;
    throw new CannotRead(`Line ${lines} is no CSV: ${(error as Error).message}`);
  }
}

/** Whether a cell of several lines has a quote in it that is none of its own: they stand twice in a quoted cell. */
function isOpen(cell: string, raw: string): boolean {
  return /[\r\n]/.test(cell) && !raw.includes(`"${cell.replaceAll('"', '""')}"`);
}

/** The parser counts up to the end of a row, and both characters of a line break in quotes. */
function lineBreaksIn(cells: readonly string[]): { breaks: number; pairs: number } {
  const broken = cells.filter((each) => /[\r\n]/.test(each)).join(' ');
  const count = (pattern: RegExp) => broken.match(pattern)?.length ?? 0;
  return { breaks: count(/[\r\n]/g), pairs: count(/\r\n/g) };
}

/** Columns of the same name are told apart by a number: Jira has one “Comment” for each. */
function distinct(columns: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return columns.map((each) => {
    const name = each.trim();
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function separatorOf(head: string): string {
  const unquoted = head.replaceAll(/"[^"]*"/g, '');
  const counts = separators.map((each) => unquoted.split(each).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The first line, and the whole text after all. */
async function peek(
  text: AsyncIterable<string>,
): Promise<{ head: string; all: AsyncIterable<string> }> {
  const chunks = text[Symbol.asyncIterator]();
  let begun = '';
  while (!begun.includes('\n')) {
    const { value, done } = await chunks.next();
    if (done) break;
    begun += value;
  }
  async function* all() {
    yield begun;
    for (;;) {
      const { value, done } = await chunks.next();
      if (done) return;
      yield value;
    }
  }
  return { head: begun.split('\n', 1)[0] ?? '', all: all() };
}
