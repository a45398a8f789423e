import type { TimelineEntry } from '@incident-kit/server/domain';
import type { Glyph } from '../base/glyph-shape.ts';
import { archiveGlyph } from '../base/glyphs/archive.ts';
import { arrowRightGlyph } from '../base/glyphs/arrow-right.ts';
import { banGlyph } from '../base/glyphs/ban.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { eyeGlyph } from '../base/glyphs/eye.ts';
import { messageSquareGlyph } from '../base/glyphs/message-square.ts';
import { pauseGlyph } from '../base/glyphs/pause.ts';
import { playGlyph } from '../base/glyphs/play.ts';
import { undo2Glyph } from '../base/glyphs/undo-2.ts';
import type { DeskEntries } from './desk-seen.ts';
import type { ShownEntry } from './shown-entry.ts';

/** Of what everybody is told, by its kind or by how it was moved; for the desk some have a sign of their own. */
const glyphs = new Map(
  Object.entries({
    reported: circleAlertGlyph,
    acknowledged: eyeGlyph,
    note: messageSquareGlyph,
    retitled: arrowRightGlyph,
    categorized: arrowRightGlyph,
    prioritized: arrowRightGlyph,
    moved: arrowRightGlyph,
    hold: pauseGlyph,
    resume: playGlyph,
    resolved: circleCheckGlyph,
    closed: archiveGlyph,
    reopened: undo2Glyph,
    cancelled: banGlyph,
    merged: banGlyph,
    'affected-joined': messageSquareGlyph,
  }),
);

/** The sign beside the entry; undefined for what is not shown. */
export function glyphOf(entry: ShownEntry, desk?: DeskEntries): Glyph | undefined {
  const ofDesk = desk?.glyphOf(entry);
  // What the desk alone is to read never looks as if it were for everybody.
  if (ofDesk || isInternalNote(entry)) return ofDesk;
  return glyphs.get((entry as { how?: string }).how ?? '') ?? glyphs.get(entry.kind);
}

export function isInternalNote(entry: TimelineEntry): boolean {
  return entry.kind === 'note' && entry.visibility === 'internal';
}

/**
 * What is shown of entries that are in the log's order: each note as it reads by now, also when
 * it came after what changed it, and nothing of a kind that a newer server may know and this element
 * does not, nor of what is the desk's; while `desk` `isComing`, all of them.
 */
export function toShownEntries(
  entries: readonly TimelineEntry[],
  desk?: DeskEntries,
  isComing?: boolean,
): ShownEntry[] {
  const notes = new Map<number, { text: string; edited: true } | { text: ''; retracted: true }>();
  for (const entry of entries) {
    if (entry.kind === 'note-retracted') notes.set(entry.note, { text: '', retracted: true });
    else if (entry.kind === 'note-edited') {
      const isRetracted = 'retracted' in (notes.get(entry.note) ?? {});
      if (!isRetracted) notes.set(entry.note, { text: entry.text, edited: true });
    }
  }
  const isShown = (entry: TimelineEntry): entry is ShownEntry =>
    isComing || glyphOf(entry as ShownEntry, desk) !== undefined;
  return entries.filter(isShown).map((entry) => {
    if (entry.kind !== 'note' || entry.retracted) return entry;
    return { ...entry, ...notes.get(entry.seq) };
  });
}
