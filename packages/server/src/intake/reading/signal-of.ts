import type { Signal } from '../../domain/signal/signal.ts';
import { isUnfilled } from './unfilled.ts';

type Said = {
  readonly [Field in keyof Omit<Signal, 'labels' | 'links'>]: Signal[Field] | undefined;
} & {
  readonly key: string;
  readonly state: Signal['state'];
  readonly title: string;
  readonly labels?: Readonly<Record<string, unknown>> | null | undefined;
  readonly links?: readonly SaidLink[];
};

export interface SaidLink {
  readonly label: string;
  readonly url: string | null | undefined;
}

/** A signal without what its source left empty, or its template unfilled. */
export function signalOf({ labels, links = [], ...said }: Said): Signal {
  const { key, title } = said;
  const given = Object.fromEntries(
    Object.entries(said).filter(([, value]) =>
      typeof value === 'string' ? !isUnfilled(value) : value !== undefined,
    ),
  );
  const pages = pagesOf(links);
  return {
    ...(given as unknown as Signal),
    key,
    title: isUnfilled(title) ? key : title,
    labels: labelsOf(labels ?? {}),
    ...(pages.length === 0 ? {} : { links: pages }),
  };
}

/** What is a word or a number; what is nested, empty or was not filled in says nothing to a rule. */
function labelsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (!['string', 'number', 'boolean'].includes(typeof value)) return [];
      return isUnfilled(String(value)) ? [] : [[name, String(value)]];
    }),
  );
}

/** A key of all of its parts: when one was not filled in, the others name several alerts, so there is none. */
export function keyOf(...parts: readonly (string | number | null | undefined)[]): string {
  const said = parts.map((part) => String(part ?? '').trim());
  return said.some(isUnfilled) ? '' : said.join('!');
}

/** Epoch milliseconds of a text; undefined for what is no instant. */
export function instantOf(text: string | null | undefined): number | undefined {
  const instant = Date.parse(text ?? '');
  return Number.isNaN(instant) || instant <= 0 ? undefined : instant;
}

/** Epoch milliseconds of epoch seconds or milliseconds, whichever makes sense. */
export function epochOf(value: string | number | null | undefined): number | undefined {
  const number = Number(value ?? Number.NaN);
  if (!Number.isFinite(number) || number <= 0) return undefined;
  const milliseconds = number < 100_000_000_000 ? number * 1000 : number;
  return milliseconds > 8_640_000_000_000_000 ? undefined : Math.round(milliseconds);
}

/** Whoever can set a field writes the address: nothing but pages is to be opened by it. */
export function pagesOf(links: readonly SaidLink[]): NonNullable<Signal['links']> {
  return links.flatMap(({ label, url }) =>
    url && ['http:', 'https:'].includes(URL.parse(url)?.protocol ?? '') ? [{ label, url }] : [],
  );
}
