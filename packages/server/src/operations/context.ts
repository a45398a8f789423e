import type { Caller } from '../access/caller.ts';
import { actorOf } from '../access/caller.ts';
import type { Intake, Sender } from '../access/limits/intake.ts';
import type { Overload } from '../access/limits/overload.ts';
import type { Receipts } from '../access/receipts.ts';
import type { SignedLinks } from '../access/signed-links.ts';
import type { SiteDirectory } from '../access/site-directory.ts';
import type { ChannelSenders } from '../notify/channel.ts';
import type { Stamp } from '../store/port/log.ts';
import type { Store } from '../store/port/store.ts';
import type { Attachments } from './attachments/attachments.ts';
import type { BadgeCache } from './incidents/badge-cache.ts';
import type { ArticleSearch } from './knowledge/article-search.ts';
import type { IncidentLearning } from './learning/incident-learning.ts';
import type { Sources } from './signals/sources.ts';
import type { SimilarIncidents } from './similar/similar-incidents.ts';

/** What every operation is given: the world outside, and who asks. */
export interface OperationContext extends Sender {
  store: Store;
  caller: Caller;
  intake: Intake;
  overload: Pick<Overload, 'assertNotOverloaded'>;
  receipts: Receipts;
  links: SignedLinks;
  sites: SiteDirectory;
  badgeCache: BadgeCache;
  similar: SimilarIncidents;
  learning: IncidentLearning;
  knowledge: ArticleSearch;
  attachments: Attachments;
  /** The ways out of messages that the settings have. */
  senders: ChannelSenders;
  sources: Sources;
  /** Where the kit is reached from outside, without a slash at the end. */
  publicUrl: string;
  /** Epoch milliseconds. */
  now(): number;
}

/** Who acts, and when, for the events of one command. */
export function stamp(context: OperationContext): Stamp {
  const { caller } = context;
  return { at: context.now(), actor: actorOf(caller), actorName: caller.name };
}
