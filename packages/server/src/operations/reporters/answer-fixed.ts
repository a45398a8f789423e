import type { Caller } from '../../access/caller.ts';
import type { SignedLinks } from '../../access/signed-links.ts';
import type { SiteDirectory } from '../../access/site-directory.ts';
import { fieldError, KitError } from '../../domain/errors.ts';
import { toReference } from '../../domain/incident/reference.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { isOpen } from '../../domain/incident/status.ts';
import type { Store } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { progress } from '../incidents/commands/progress.ts';
import { reporterCaller } from './reporter-caller.ts';
import { type Asked, askedBehind, type FixedAnswer } from './reporter-links.ts';

/** What it takes to look at a link of a mail, and to do what it says. */
export interface Answering {
  store: Store;
  links: SignedLinks;
  sites: Pick<SiteDirectory, 'get'>;
  now(): number;
  contextFor(caller: Caller): OperationContext;
}

/** A link as its page shows it. */
export interface FixedAsked {
  incident: string;
  /**
   * `asked`: nobody has answered. `confirmed`: it was closed as the reporter says that it is fixed; `over`: it was closed
   * otherwise. `under-way`: it is worked on again. `asked-again`: it was resolved again since, which has links of its own.
   */
  state: 'asked' | 'confirmed' | 'over' | 'under-way' | 'asked-again';
}

/** What a link is about. It is only looked at: programs that scan mails open every link. Null for a link that has ended. */
export async function readFixedAsked(
  { store, links, now }: Pick<Answering, 'store' | 'links' | 'now'>,
  answer: FixedAnswer,
  token: string,
): Promise<FixedAsked | null> {
  const asked = askedBehind(links, answer, { token, now: now() });
  const incident = asked && (await store.read((snapshot) => snapshot.incidents.get(asked.number)));
  if (!incident) return null;
  return { incident: toReference(incident.number), state: stateOf(incident, asked, now()) };
}

/**
 * Gives the reporter's word: their confirmation, or that it is not fixed. Given before, it is given.
 * @param text what is still wrong; may be empty
 * @throws KitError `invalid-input`, those of `confirm`
 */
export async function answerFixed(
  answering: Answering,
  answer: FixedAnswer,
  { token, text }: { token: string; text: string },
): Promise<FixedAsked | null> {
  const { store, sites, contextFor } = answering;
  const found = await readFixedAsked(answering, answer, token);
  if (found?.state !== 'asked') return found;
  const asked = askedBehind(answering.links, answer, { token, now: answering.now() });
  const incident = await store.read((snapshot) => snapshot.incidents.get(asked?.number ?? 0));
  if (!incident) return null;
  const input = inputOf(found.incident, answer, text);
  const context = contextFor(reporterCaller(incident, sites));
  try {
    await progress.confirm.execute(context, input);
  } catch (error) {
    if (!(error instanceof KitError) || !overtaken.has(error.code)) throw error;
  }
  return readFixedAsked(answering, answer, token);
}

/** Somebody else was faster, or time was: the page says how it stands. */
const overtaken: ReadonlySet<string> = new Set(['not-resolved', 'already-closed']);

function inputOf(incident: string, answer: FixedAnswer, text: string) {
  const said = answer === 'fixed' ? { fixed: true } : { fixed: false, text: text || notFixed };
  const input = progress.confirm.input.safeParse({ incident, ...said });
  if (input.success) return input.data;
  const message = input.error.issues[0]?.message ?? 'It cannot be read.';
  throw new KitError('invalid-input', message, {
    fields: [fieldError(['text'], message, 'invalid')],
  });
}

const notFixed = 'It is not fixed.';

function stateOf(
  { status, closed, closes, resolved }: Incident,
  asked: Asked,
  now: number,
): FixedAsked['state'] {
  if (closed) return closed.why === 'confirmed' ? 'confirmed' : 'over';
  if (isOpen(status)) return 'under-way';
  if (resolved?.at !== asked.at) return 'asked-again';
  // Silence has closed it already, whenever that is written down.
  return closes && closes.at <= now ? 'over' : 'asked';
}
