import { log } from './migrations/0001-log.ts';
import { headTime } from './migrations/0002-head-time.ts';
import { rules } from './migrations/0003-rules.ts';
import { audit } from './migrations/0004-audit.ts';
import { terms } from './migrations/0005-terms.ts';
import { oldestVersion } from './migrations/0006-oldest-version.ts';
import { replies } from './migrations/0007-replies.ts';
import { sites as siteTables } from './migrations/0008-sites.ts';
import { attachments as attachmentsMigration } from './migrations/0009-attachments.ts';
import { rateLimits } from './migrations/0010-rate-limits.ts';
import { firstDue } from './migrations/0011-first-due.ts';
import { publicPositions } from './migrations/0012-public-positions.ts';
import { personalItems } from './migrations/0013-personal-items.ts';
import { byUpdate } from './migrations/0014-by-update.ts';
import { openLevels as openLevelsMigration } from './migrations/0015-open-levels.ts';
import { signals as signalsMigration } from './migrations/0016-signals.ts';
import { rememberedDeliveries } from './migrations/0017-remembered-deliveries.ts';
import { messages } from './migrations/0018-messages.ts';
import { alertIncidents as alertIncidentsMigration } from './migrations/0019-alert-incidents.ts';
import { silentAlerts } from './migrations/0020-silent-alerts.ts';
import { chatPosts } from './migrations/0021-chat-posts.ts';
import { anomalies } from './migrations/0022-anomalies.ts';
import { notificationsBySeq } from './migrations/0023-notifications-by-seq.ts';
import { storms } from './migrations/0024-storms.ts';
import { subscribers } from './migrations/0025-subscribers.ts';
import { incidentFacts as incidentFactsMigration } from './migrations/0026-incident-facts.ts';
import { importedIncidents as importedIncidentsMigration } from './migrations/0027-imported-incidents.ts';
import { shiftCalendars } from './migrations/0028-shift-calendars.ts';
import { chatPostsByMessage } from './migrations/0029-chat-posts-by-message.ts';
import { textsBesideTheLog } from './migrations/0030-texts-beside-the-log.ts';
import { incidentMoves } from './migrations/0031-incident-moves.ts';
import { objectives } from './migrations/0032-objectives.ts';
import { factsBesideTheLog } from './migrations/0033-facts-beside-the-log.ts';
import { problems } from './migrations/0034-problems.ts';
import { articles as articlesMigration } from './migrations/0035-articles.ts';
import { noStatusIndex } from './migrations/0036-no-status-index.ts';
import { importedAssignees } from './migrations/0037-imported-assignees.ts';
import { awaitedTargets } from './migrations/0038-awaited-targets.ts';
import { type EngineName, type KitMigration, newestOf } from './migrations/migration.ts';
import { affected } from './projections/affected.ts';
import { alertIncidents } from './projections/alert-incidents.ts';
import { articleUses } from './projections/article-uses.ts';
import { articleVotes } from './projections/article-votes.ts';
import { articleAuthors, articles } from './projections/articles.ts';
import { attachments } from './projections/attachments.ts';
import { chainTeams } from './projections/chain-teams.ts';
import { documents } from './projections/documents.ts';
import { importedIncidents } from './projections/imported-incidents.ts';
import { incidentFacts } from './projections/incident-facts.ts';
import { incidentTexts } from './projections/incident-texts.ts';
import { incidents } from './projections/incidents.ts';
import { notifications } from './projections/notifications.ts';
import { openLevels } from './projections/open-levels.ts';
import { problemIncidents } from './projections/problem-incidents.ts';
import { problemRecords } from './projections/problem-records.ts';
import type { Projection } from './projections/projection.ts';
import { reporterReplies } from './projections/reporter-replies.ts';
import { reviewOwners } from './projections/review-owners.ts';
import { rotations } from './projections/rotations.ts';
import { sites } from './projections/sites.ts';
import { waits } from './projections/waits.ts';

/** The read models. Whatever is appended is shown to each of them, but for those that are made later. */
export const projections: readonly Projection[] = [
  documents,
  incidents,
  incidentTexts,
  affected,
  notifications,
  rotations,
  reporterReplies,
  chainTeams,
  openLevels,
  attachments,
  alertIncidents,
  waits,
  incidentFacts,
  importedIncidents,
  problemRecords,
  problemIncidents,
  reviewOwners,
  sites,
  articles,
  articleAuthors,
  articleVotes,
  articleUses,
];

/** What has made the tables, in the order of their names. Each runs once in the life of a database. */
export const migrationsFor = (engine: EngineName): Record<string, KitMigration> => ({
  '0001-log': log,
  '0002-head-time': headTime,
  '0003-rules': rules(engine),
  '0004-audit': audit(engine),
  '0005-terms': terms,
  '0006-oldest-version': oldestVersion,
  '0007-replies': replies(engine),
  '0008-sites': siteTables,
  '0009-attachments': attachmentsMigration,
  '0010-rate-limits': rateLimits(engine),
  '0011-first-due': firstDue,
  '0012-public-positions': publicPositions,
  '0013-personal-items': personalItems,
  '0014-by-update': byUpdate,
  '0015-open-levels': openLevelsMigration(engine),
  '0016-signals': signalsMigration(engine),
  '0017-remembered-deliveries': rememberedDeliveries(engine),
  '0018-messages': messages(engine),
  '0019-alert-incidents': alertIncidentsMigration(engine),
  '0020-silent-alerts': silentAlerts(engine),
  '0021-chat-posts': chatPosts(engine),
  '0022-anomalies': anomalies(engine),
  '0023-notifications-by-seq': notificationsBySeq,
  '0024-storms': storms(engine),
  '0025-subscribers': subscribers(engine),
  '0026-incident-facts': incidentFactsMigration(engine),
  '0027-imported-incidents': importedIncidentsMigration(engine),
  '0028-shift-calendars': shiftCalendars(engine),
  '0029-chat-posts-by-message': chatPostsByMessage,
  '0030-texts-beside-the-log': textsBesideTheLog(engine),
  '0031-incident-moves': incidentMoves(engine),
  '0032-objectives': objectives(engine),
  '0033-facts-beside-the-log': factsBesideTheLog(engine),
  '0034-problems': problems(engine),
  '0035-articles': articlesMigration(engine),
  '0036-no-status-index': noStatusIndex,
  '0037-imported-assignees': importedAssignees(engine),
  '0038-awaited-targets': awaitedTargets(engine),
});

/** Which form of the tables this version knows: the number of its newest migration. */
export const tablesVersion = newestOf(migrationsFor('sqlite'));
