import { addStyles } from '../base/add-styles.ts';
import { LaterPart } from '../base/later-part.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import type { TimelineForDeskMessages } from '../locales/en/timeline-for-desk.ts';
import { ClockReasons } from './clock-reasons.ts';
import { ClockWindows } from './clock-windows.ts';
import { deskEntries } from './desk-entries.ts';
import { deskHeader } from './desk-header.ts';
import type { DeskView } from './desk-seen.ts';
import { styles } from './desk-view.styles.ts';
import { styles as linkStyles } from './entry-link.styles.ts';
import { entryLinkTemplate, followAddress, followFocus } from './entry-link.ts';
import { styles as foldStyles } from './folds.styles.ts';
import { Folds, foldLineTemplate, foldsTemplate } from './folds.ts';
import type { Head } from './head.ts';
import { nameFromId } from './name-from-id.ts';
import { withOwnWords } from './own-words.ts';
import { SimilarFound } from './similar-found.ts';
import type { WorkHost } from './work-host.ts';

/** What somebody unfolded, while the element shows the incident. */
const unfolded = new WeakMap<ShadowRoot, { incident: string; folds: Folds }>();

function foldsOf(root: ShadowRoot, { incident: { incident } }: Head): Folds {
  const kept = unfolded.get(root);
  if (kept?.incident === incident) return kept.folds;
  const folds = new Folds();
  unfolded.set(root, { incident, folds });
  return folds;
}

/** Of each timeline on the page, as long as it is there. */
const reasonsOf = new WeakMap<ShadowRoot, ClockReasons>();

/** The same, of each incident and identity that it shows. */
const windowsOf = new WeakMap<WorkHost, ClockWindows>();
const similarTo = new WeakMap<WorkHost, SimilarFound>();
const articlesTo = new WeakMap<
  WorkHost,
  LaterPart<typeof import('./articles/articles-beside.ts')>
>();

/** Gives nothing until its words have come. */
export function deskView(head: Head, locale: string, host: WorkHost): DeskView | undefined {
  const { root, kit, ownWords, changed: again } = host;
  const language = languageOf(locale, 'timeline-for-desk');
  const found = messagesOf(language, 'timeline-for-desk', again);
  // A clock is said as the badge says it.
  const clockWords = messagesOf(languageOf(locale, 'sla-badge'), 'sla-badge', again);
  if (!found || !clockWords) return undefined;
  addStyles(root, styles);
  addStyles(root, foldStyles);
  addStyles(root, linkStyles);
  const own = ownWords();
  const messages = withOwnWords(found as unknown as TimelineForDeskMessages, language, own);
  const levelOf = (axis: 'impact' | 'urgency', id: string) =>
    head.incident[axis] === id ? head[axis] : nameFromId(id);
  const reasons = reasonsOf.get(root) ?? new ClockReasons(again);
  reasonsOf.set(root, reasons);
  const windows = windowsOf.get(host) ?? new ClockWindows(() => void host.readHead());
  windowsOf.set(host, windows);
  const similar = similarTo.get(host) ?? new SimilarFound(host);
  similarTo.set(host, similar);
  const articles =
    articlesTo.get(host) ?? new LaterPart(() => import('./articles/articles-beside.ts'), again);
  articlesTo.set(host, articles);
  const folds = foldsOf(root, head);
  const ofFolds = { folds, messages, changed: again };
  followAddress(host);
  const links = { host, messages: messages.entryLink };
  // What is being drawn is drawn then.
  queueMicrotask(() => {
    const story = root.querySelector<HTMLElement>('.story');
    if (story) followFocus(story);
  });
  const header = deskHeader(
    {
      messages,
      clockWords,
      locale,
      root,
      own,
      reasons: reasons.of(kit, head.incident.incident),
      changed: again,
    },
    windows,
  );
  return {
    linked: (entry, time) => entryLinkTemplate(entry, time, links),
    entries: (entries, draw, feed) => foldsTemplate(entries, draw, feed, ofFolds),
    folded: (entries, feed) => folds.linesOf(entries, feed),
    foldLine: (fold) => foldLineTemplate(fold, ofFolds),
    unfold: (seq) => folds.unfold(seq),
    ...deskEntries(messages, locale, levelOf),
    ...header,
    below: (now, at) => [
      header.below(now, at),
      similar.template(now.incident, locale),
      articles.get()?.articlesBeside(host, now.incident, locale),
    ],
  };
}
