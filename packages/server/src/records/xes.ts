import { CannotRead, type SourceRecord } from './source-record.ts';

/** A tag, with its attributes, or what is none: comments and instructions. Values may have a bare `>`. */
const markup =
  /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<![^>]*>/g;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** More of one tag than this is no log of events. */
const longestTag = 1_000_000;

interface Event {
  line: number;
  values: Record<string, string>;
}

/**
 * The events of an XES log (IEEE 1849), each with the attributes of its trace as `case:…`, and with the first and the
 * last time of the trace as `case:begin` and `case:end`. Only what stands directly in a trace or an event is read.
 * @throws CannotRead where it is cut off
 */
export async function* readXes(text: AsyncIterable<string>): AsyncGenerator<SourceRecord> {
  const scanner = new Scanner();
  for await (const chunk of text) yield* scanner.feed(chunk);
  scanner.end();
}

/** Goes through a text that comes in pieces. */
class Scanner {
  #rest = '';
  #line = 1;
  readonly #open: string[] = [];
  #case: Record<string, string> = {};
  #events: Event[] = [];

  *feed(chunk: string): Generator<SourceRecord> {
    const text = this.#rest + chunk;
    let done = 0;
    markup.lastIndex = 0;
    for (let found = markup.exec(text); found; found = markup.exec(text)) {
      const between = text.slice(done, found.index);
      // Something has begun that is not all there yet: a comment may have tags in it.
      if (between.includes('<')) break;
      this.#line += breaksIn(between);
      const [whole, closing, name, attributes = '', empty] = found;
      if (name)
        yield* this.#tag(name, { attributes, isEnd: closing === '/', isEmpty: empty === '/' });
      this.#line += breaksIn(whole);
      done = found.index + whole.length;
    }
    // What stands between tags says nothing; a tag that has begun goes on in the next piece.
    const begun = text.indexOf('<', done);
    this.#line += breaksIn(text.slice(done, begun < 0 ? text.length : begun));
    this.#rest = begun < 0 ? '' : text.slice(begun);
    if (this.#rest.length > longestTag) throw notXes(this.#line);
  }

  /** @throws CannotRead */
  end(): void {
    if (this.#open.length > 0 || this.#rest !== '') throw notXes(this.#line);
  }

  *#tag(
    name: string,
    { attributes, isEnd, isEmpty }: { attributes: string; isEnd: boolean; isEmpty: boolean },
  ): Generator<SourceRecord> {
    if (isEnd) {
      if (this.#open.pop() !== name) throw notXes(this.#line);
      if (name === 'trace') yield* this.#endTrace();
      return;
    }
    const parent = this.#open.at(-1);
    if (name === 'trace') [this.#case, this.#events] = [{}, []];
    else if (name === 'event') this.#events.push({ line: this.#line, values: {} });
    else if (parent === 'trace' || parent === 'event') {
      const { key, value } = attributesIn(attributes);
      const into = parent === 'trace' ? this.#case : this.#events.at(-1)?.values;
      if (key !== undefined && value !== undefined && into) {
        into[parent === 'trace' ? `case:${key}` : key] = value;
      }
    }
    if (!isEmpty) this.#open.push(name);
  }

  *#endTrace(): Generator<SourceRecord> {
    const timed = this.#events
      .map(({ values }) => values['time:timestamp'] ?? '')
      .filter((each) => !Number.isNaN(Date.parse(each)))
      .toSorted((a, b) => Date.parse(a) - Date.parse(b));
    const spanned = { 'case:begin': timed[0] ?? '', 'case:end': timed.at(-1) ?? '' };
    for (const { line, values } of this.#events) {
      yield { line, values: { ...this.#case, ...spanned, ...values } };
    }
    this.#events = [];
  }
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}

function attributesIn(text: string): Record<string, string> {
  const found = [...text.matchAll(attribute)];
  return Object.fromEntries(
    found.map(([, name, double, single]) => [name, unescaped(double ?? single ?? '')]),
  );
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function notXes(line: number): CannotRead {
  return new CannotRead(`Line ${line} is no XES, or the file is cut off there.`);
}
