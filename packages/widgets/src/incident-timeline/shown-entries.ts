import type { TimelineEntry } from '@incident-kit/server/domain';
import type { Glyph } from '../base/glyph-shape.ts';
import { archiveGlyph } from '../base/glyphs/archive.ts';
import { arrowRightGlyph } from '../base/glyphs/arrow-right.ts';
import { arrowUpGlyph } from '../base/glyphs/arrow-up.ts';
import { banGlyph } from '../base/glyphs/ban.ts';
import { bellGlyph } from '../base/glyphs/bell.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { clockAlertGlyph } from '../base/glyphs/clock-alert.ts';
import { eraserGlyph } from '../base/glyphs/eraser.ts';
import { eyeGlyph } from '../base/glyphs/eye.ts';
import { flagGlyph } from '../base/glyphs/flag.ts';
import { gitMergeGlyph } from '../base/glyphs/git-merge.ts';
import { linkGlyph } from '../base/glyphs/link.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { messageSquareGlyph } from '../base/glyphs/message-square.ts';
import { pauseGlyph } from '../base/glyphs/pause.ts';
import { pencilGlyph } from '../base/glyphs/pencil.ts';
import { playGlyph } from '../base/glyphs/play.ts';
import { routeGlyph } from '../base/glyphs/route.ts';
import { tagGlyph } from '../base/glyphs/tag.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { undo2Glyph } from '../base/glyphs/undo-2.ts';
import { unlinkGlyph } from '../base/glyphs/unlink.ts';
import { userGlyph } from '../base/glyphs/user.ts';
import { userPlusGlyph } from '../base/glyphs/user-plus.ts';

type Kind = TimelineEntry['kind'];

/** An entry that is shown by itself; the others change the note that they name. */
export type ShownEntry = Exclude<TimelineEntry, { kind: 'note-edited' | 'note-retracted' }>;

/** Kinds that only the desk is told. */
const deskOnlyGlyphs = {
  routed: routeGlyph,
  assigned: userGlyph,
  escalated: arrowUpGlyph,
  'duplicate-merged': gitMergeGlyph,
  linked: linkGlyph,
  unlinked: unlinkGlyph,
  'sla-warned': triangleAlertGlyph,
  'sla-breached': clockAlertGlyph,
  'escalation-step-taken': bellGlyph,
  erased: eraserGlyph,
  'receipts-revoked': unlinkGlyph,
} satisfies Partial<Record<Kind, Glyph>>;

const glyphs: Record<ShownEntry['kind'], Glyph> = {
  ...deskOnlyGlyphs,
  reported: circleAlertGlyph,
  acknowledged: eyeGlyph,
  note: messageSquareGlyph,
  retitled: pencilGlyph,
  categorized: tagGlyph,
  prioritized: flagGlyph,
  moved: arrowRightGlyph,
  resolved: circleCheckGlyph,
  closed: archiveGlyph,
  reopened: undo2Glyph,
  cancelled: banGlyph,
  merged: gitMergeGlyph,
  'affected-joined': userPlusGlyph,
};

const moveGlyphs = { hold: pauseGlyph, resume: playGlyph, move: arrowRightGlyph };

/** The sign beside the entry. */
export function glyphOf(entry: ShownEntry): Glyph {
  if (entry.kind === 'moved') return moveGlyphs[entry.how];
  return isInternalNote(entry) ? lockGlyph : glyphs[entry.kind];
}

export function isInternalNote(entry: ShownEntry): boolean {
  return entry.kind === 'note' && entry.visibility === 'internal';
}

/** Whether nobody but the desk sees that it happened; an internal note says so in its own way. */
export function isDeskOnly(entry: ShownEntry): boolean {
  return Object.hasOwn(deskOnlyGlyphs, entry.kind);
}

/**
 * What is shown of entries that are in the log's order: each note as it reads by now, also when
 * it came after what changed it, and nothing of a kind that a newer server may know and this element
 * does not.
 */
export function toShownEntries(entries: readonly TimelineEntry[]): ShownEntry[] {
  const notes = new Map<number, { text: string; edited: true } | { text: ''; retracted: true }>();
  for (const entry of entries) {
    if (entry.kind === 'note-retracted') notes.set(entry.note, { text: '', retracted: true });
    else if (entry.kind === 'note-edited') {
      const isRetracted = 'retracted' in (notes.get(entry.note) ?? {});
      if (!isRetracted) notes.set(entry.note, { text: entry.text, edited: true });
    }
  }
  return entries.filter(isShown).map((entry) => {
    if (entry.kind !== 'note' || entry.retracted) return entry;
    return { ...entry, ...notes.get(entry.seq) };
  });
}

export function isShown(entry: TimelineEntry): entry is ShownEntry {
  return Object.hasOwn(glyphs, entry.kind);
}
