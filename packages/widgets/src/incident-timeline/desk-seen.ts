import type { IncidentView, TimelineEntry } from '@incident-kit/server/domain';
import type { TemplateResult } from 'lit';
import type { Glyph } from '../base/glyph-shape.ts';
import type { Fold } from './folds.ts';
import type { AllowedActions, Head } from './head.ts';
import type { ShownEntry } from './shown-entry.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** What only the desk sees of entries, in its words. */
export interface DeskEntries {
  /** The sign of an entry, if the desk sees it alone or clearer. */
  glyphOf(entry: ShownEntry): Glyph | undefined;
  /** Its sentence: `byItself` is a whole one, else it is to be read after who did it. */
  sentenceOf(entry: TimelineEntry): { byItself: boolean; what: string } | undefined;
  /** That an entry is for the desk alone, before its time. */
  markOf(entry: ShownEntry): unknown;
  /** The same, quieter, after it. */
  hintOf(entry: ShownEntry): unknown;
  /** Whether the desk alone sees it. */
  isForDesk(entry: ShownEntry): boolean;
  /** Its time, as a link to it. */
  linked?(entry: ShownEntry, time: unknown): unknown;
  /** What of it the reporter does not see, also where they see what was done: its levels, a reason. */
  textOf(entry: ShownEntry): unknown;
  /** The same as texts, to look for something in. */
  wordsOf(entry: ShownEntry): string[];
}

/** What only the desk sees of how an incident stands. */
export interface DeskHeader {
  /** Beside the title: its priority, and the clock that is due next. */
  inBar(head: Head, now: number): unknown;
  /** Below: its stages and all clocks. */
  below(head: Head, now: number): unknown;
  /** Why it is closed, when it will be, or why not by itself. */
  endingOf(model: { head: Head; allowedActions: AllowedActions }): string | undefined;
  /** In how many milliseconds to draw a clock again; Infinity for never. */
  changesIn(incident: IncidentView, now: number): number;
}

/** How the desk reads what happened. */
export interface DeskStory {
  /** A day's entries, of which some may be folded; `draw` draws one of them. */
  entries(
    entries: readonly ShownEntry[],
    draw: (entry: ShownEntry) => TemplateResult,
    feed: Pick<TimelineFeed, 'arrived' | 'entries'>,
  ): unknown;
  /** Which of a day's entries are folded, each of the others by itself. */
  folded(
    entries: readonly ShownEntry[],
    feed: Pick<TimelineFeed, 'arrived' | 'entries'>,
  ): (ShownEntry | Fold)[];
  /** The button of those that are. */
  foldLine(fold: Fold): TemplateResult;
  /** Brings an entry out of its fold. */
  unfold(seq: number): void;
}

/** What only the desk sees of an incident, in its words. */
export interface DeskView extends DeskEntries, DeskHeader, DeskStory {}
