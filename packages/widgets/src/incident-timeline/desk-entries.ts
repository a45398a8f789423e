import type { TimelineEntry } from '@incident-kit/server/domain';
import { html, nothing } from 'lit';
import { dayOf } from '../base/day.ts';
import { glyph } from '../base/glyph.ts';
import type { Glyph } from '../base/glyph-shape.ts';
import { arrowUpGlyph } from '../base/glyphs/arrow-up.ts';
import { bellGlyph } from '../base/glyphs/bell.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { clockAlertGlyph } from '../base/glyphs/clock-alert.ts';
import { eraserGlyph } from '../base/glyphs/eraser.ts';
import { flagGlyph } from '../base/glyphs/flag.ts';
import { gitMergeGlyph } from '../base/glyphs/git-merge.ts';
import { linkGlyph } from '../base/glyphs/link.ts';
import { lockGlyph } from '../base/glyphs/lock.ts';
import { pencilGlyph } from '../base/glyphs/pencil.ts';
import { routeGlyph } from '../base/glyphs/route.ts';
import { tagGlyph } from '../base/glyphs/tag.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { unlinkGlyph } from '../base/glyphs/unlink.ts';
import { userGlyph } from '../base/glyphs/user.ts';
import { userPlusGlyph } from '../base/glyphs/user-plus.ts';
import { formatInstant } from '../base/intl.ts';
import { formatShare } from '../base/share.ts';
import type { NamedAction, TimelineForDeskMessages } from '../locales/en/timeline-for-desk.ts';
import type { DeskEntries } from './desk-seen.ts';
import { nameFromId } from './name-from-id.ts';
import { said } from './said.ts';
import { isInternalNote } from './shown-entries.ts';
import type { ShownEntry } from './shown-entry.ts';

/** Kinds that only the desk is told. */
const glyphs: { readonly [kind: string]: Glyph } = {
  routed: routeGlyph,
  'category-suggested': tagGlyph,
  'team-suggested': routeGlyph,
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
  'report-saved': circleCheckGlyph,
  'alert-attached': bellGlyph,
  'alert-ended': circleCheckGlyph,
  'alert-persists': bellGlyph,
  'alerts-unnamed': bellGlyph,
  'pause-begun': bellGlyph,
  'pause-ended': bellGlyph,
  'wait-begun': bellGlyph,
  'wait-ended': bellGlyph,
  'storm-reached': bellGlyph,
  imported: linkGlyph,
  'import-updated': pencilGlyph,
} satisfies Partial<Record<TimelineEntry['kind'], Glyph>>;

/** What everybody is told, at a glance for who sees many. */
const clearer: { readonly [kind: string]: Glyph } = {
  retitled: pencilGlyph,
  categorized: tagGlyph,
  prioritized: flagGlyph,
  merged: gitMergeGlyph,
  'affected-joined': userPlusGlyph,
} satisfies Partial<Record<TimelineEntry['kind'], Glyph>>;

export function deskEntries(
  messages: TimelineForDeskMessages,
  locale: string,
  levelOf: (axis: 'impact' | 'urgency', id: string) => string,
): DeskEntries {
  const wordsOf = (entry: ShownEntry): string[] => {
    if (entry.kind === 'reported') {
      const [impact, urgency] = [
        levelOf('impact', entry.impact),
        levelOf('urgency', entry.urgency),
      ];
      return [messages.priorityChosen(entry.priority, impact, urgency)];
    }
    if (entry.kind === 'alert-ended') {
      const { settlesAt, stays, flapping } = entry;
      const flaps = flapping ? `${messages.alertsFlap}. ` : '';
      if (settlesAt !== null) {
        return [
          flaps + messages.alertsSettle(formatInstant(locale, settlesAt, { timeStyle: 'short' })),
        ];
      }
      return stays ? [messages.alertsStay[stays]] : [];
    }
    if (entry.kind === 'imported') {
      return [messages.importSaid(entry.asImported, null), entry.description].filter(Boolean);
    }
    if (entry.kind === 'import-updated') {
      return [messages.importSaid(entry.said, entry.assignee)].filter(Boolean);
    }
    const { reason = null } = entry as { reason?: string | null };
    const isForDesk = ['moved', 'prioritized', 'escalated', 'receipts-revoked'];
    return reason && isForDesk.includes(entry.kind) ? [reason] : [];
  };
  const isDeskOnly = ({ kind }: ShownEntry) => Object.hasOwn(glyphs, kind);
  return {
    glyphOf: (entry) => {
      if (isInternalNote(entry)) return lockGlyph;
      const all = isDeskOnly(entry) ? glyphs : clearer;
      return Object.hasOwn(all, entry.kind) ? all[entry.kind] : undefined;
    },
    sentenceOf(entry) {
      const byItself = happenedByItself(entry, messages, locale);
      if (byItself !== undefined) return { byItself: true, what: byItself };
      const what = somebodyDid(entry, messages, levelOf);
      return what === undefined ? undefined : { byItself: false, what };
    },
    markOf: (entry) =>
      isInternalNote(entry)
        ? html`<span class="lock">${messages.internal}<span class="quiet">. ${messages.internalHint}.</span></span>`
        : nothing,
    hintOf: (entry) =>
      isDeskOnly(entry)
        ? html`
          <span class="desk-only" title=${messages.internalHint}
            >${glyph(lockGlyph)}<span class="quiet">${messages.internalHint}</span></span
          >
        `
        : nothing,
    isForDesk: (entry) => isInternalNote(entry) || isDeskOnly(entry),
    wordsOf,
    textOf(entry) {
      const [words] = wordsOf(entry);
      if (!words) return nothing;
      if (entry.kind === 'reported' || entry.kind === 'alert-ended') {
        return html`<p class="hint chosen">${words}</p>`;
      }
      const before = html`<p class="lock">${glyph(lockGlyph)}${messages.reasonHint}</p>`;
      return html`<div class="to-desk">${said(words, before)}</div>`;
    },
  };
}

/** Noted so much later than it came to pass, it says since when. */
const lateMs = 60_000;

function formatSince(locale: string, trueAt: number, at: number): string | null {
  if (at - trueAt < lateMs) return null;
  const isThatDay = dayOf(locale, trueAt) === dayOf(locale, at);
  return formatInstant(locale, trueAt, isThatDay ? { timeStyle: 'short' } : undefined);
}

function happenedByItself(
  entry: TimelineEntry,
  messages: TimelineForDeskMessages,
  locale: string,
): string | undefined {
  switch (entry.kind) {
    case 'routed':
      return routing(entry, messages);
    case 'category-suggested':
      return messages.categorySuggested(
        entry.categories.map(({ category, categoryName, probability }) => ({
          category: categoryName ?? category,
          probability: formatShare(locale, probability),
        })),
        entry.set,
      );
    case 'team-suggested':
      return messages.teamSuggested(
        entry.teams.map(({ team, teamName, probability }) => ({
          team: teamName ?? team,
          probability: formatShare(locale, probability),
        })),
        entry.set,
      );
    case 'sla-warned':
      return messages.slaWarned(entry.target, formatSince(locale, entry.trueAt, entry.at));
    case 'sla-breached':
      return messages.slaBreached(entry.target, formatSince(locale, entry.trueAt, entry.at));
    case 'escalation-step-taken':
      return messages.stepTaken(
        entry.policy,
        entry.step + 1,
        entry.repetition > 0,
        withNames(entry),
      );
    case 'alert-attached':
      return messages.alertAttached(entry.title, entry.severity, entry.rule, entry.again);
    case 'alert-ended':
      return messages.alertEnded(entry.title, entry.by, entry.firing);
    case 'alert-persists':
      return messages.alertPersists(entry.title);
    case 'alerts-unnamed':
      return messages.alertsUnnamed(entry.source, entry.count);
    case 'pause-begun':
      return messages.pauseBegun(formatInstant(locale, entry.until));
    case 'pause-ended':
      return messages.pauseEnded;
    case 'wait-begun':
      return messages.waitBegun(entry.why, entry.target);
    case 'wait-ended':
      return messages.waitEnded(entry.why, entry.target);
    case 'imported':
      return messages.imported(entry.source, entry.id);
    case 'import-updated':
      return messages.importUpdated(entry.status?.name ?? null);
    case 'storm-reached':
      return messages.stormReached(entry.team, entry.service);
    case 'resolved':
      return entry.code === 'alert-ended' ? messages.resolvedByAlerts : undefined;
    default:
      return undefined;
  }
}

/** What a step did, with the names of teams, and of whom it found on call. */
function withNames({
  actions,
  onCall = [],
}: Extract<TimelineEntry, { kind: 'escalation-step-taken' }>): NamedAction[] {
  const named = (id: string | null | undefined) => (id ? nameFromId(id) : null);
  const found = onCall.values();
  return actions.map((action) => {
    if (!('schedule' in action)) {
      return 'team' in action && action.team
        ? { ...action, team: nameFromId(action.team) }
        : action;
    }
    const { person, team } = found.next().value ?? {};
    return { ...action, schedule: nameFromId(action.schedule), told: named(person ?? team) };
  });
}

function routing(
  entry: Extract<TimelineEntry, { kind: 'routed' }>,
  messages: TimelineForDeskMessages,
): string {
  const { teamReason, assignee, assigneeReason, categoryReason } = entry;
  const { teamName: team, categoryName: category } = entry;
  const parts = [
    team || assignee
      ? messages.routedTo({ team, assignee }, { team: teamReason, assignee: assigneeReason })
      : '',
    category ? messages.routedCategory(category, categoryReason) : '',
  ];
  return parts.filter(Boolean).join('. ') || messages.routedNowhere;
}

function somebodyDid(
  entry: TimelineEntry,
  messages: TimelineForDeskMessages,
  levelOf: (axis: 'impact' | 'urgency', id: string) => string,
): string | undefined {
  switch (entry.kind) {
    case 'note':
      return entry.visibility === 'internal' ? messages.didNoteInternally : undefined;
    case 'prioritized': {
      const { why, priority, impact, urgency } = entry;
      if (why === 'override') return messages.didSetPriority(priority);
      if (why === 'restored') return messages.didRestorePriority(priority);
      const [high, soon] = [levelOf('impact', impact), levelOf('urgency', urgency)];
      return messages.didSetLevels(high, soon, priority);
    }
    case 'assigned': {
      const { assignee, actor } = entry;
      return assignee && assignee === actor.name
        ? messages.didTake
        : messages.didAssign(assignee, entry.teamName);
    }
    case 'escalated':
      return entry.how === 'functional'
        ? messages.didHandOver(entry.teamName)
        : messages.didRaise(entry.level);
    case 'duplicate-merged':
      return messages.didMergeOther(entry.duplicate);
    case 'linked':
      return messages.didLink(entry.link, entry.target);
    case 'unlinked':
      return messages.didUnlink(entry.link, entry.target);
    case 'receipts-revoked':
      return messages.didRevokeReceipts;
    case 'report-saved':
      return messages.didSaveReport;
    case 'erased':
      return messages.didErase(entry.events.length);
    default:
      return undefined;
  }
}
