import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { IncidentListMessages } from '../locales/en/incident-list.ts';
import type { SaidError } from '../locales/language.ts';
import type { IncidentSelection } from './incident-list.events.ts';

/** One way to show a list: what the element asks of it. */
export interface ListView {
  /** Whether there is something to show, be it that there is nothing. */
  readonly isReady: boolean;
  /** What stands above it where the page says nothing. */
  readonly heading?: string | undefined;
  /** Why the last read failed. */
  readonly failure: KitRequestError | undefined;
  /** Begins to read and to watch; gives what ends it. */
  connect(kit: KitClient): () => void;
  reload(): void;
  /** What there is to see once it is ready. */
  template(model: ListModel): unknown;
  skeleton(loading: string | undefined): unknown;
  /** In how many milliseconds something shown will read otherwise; Infinity for never. */
  changesIn(now: number): number;
  /** What was drawn is there. */
  updated?(): void;
  /** Takes the focus, back from what was opened. */
  focus?(): void;
}

/** What a view is drawn with. */
export interface ListModel {
  messages: IncidentListMessages;
  locale: string;
  /** The server's time, epoch milliseconds. */
  now: number;
  /** The heading; empty for none. */
  heading: string;
  headingLevel: number | undefined;
  /** The incident that is open. */
  chosen: string;
  /** What is shown may be out of date. */
  isStale: boolean;
  /** Where an incident's own page is; undefined where there is none. */
  hrefOf(incident: string): string | undefined;
}

/** What a view asks of the element that shows it. */
export interface ListHost {
  readonly element: HTMLElement;
  /** In which it says times and numbers, e.g. "en-GB". */
  locale(): string;
  /** Where it is drawn. */
  root(): HTMLElement;
  /** Something is to be shown otherwise. */
  changed(): void;
  explain(error: SaidError): string;
  /** Somebody chose an incident. Gives false when the page did not want it chosen. */
  select(selection: IncidentSelection): boolean;
  focusOn(selector: string): Promise<void>;
}
