import { defaultCalendars } from '../calendar/calendars.ts';
import { defaultCatalogue } from '../catalogue.ts';
import { defaultChannels } from '../channels/channels.ts';
import { defaultCannedAnswers } from '../desk/canned-answers.ts';
import { defaultSavedViews } from '../desk/saved-views.ts';
import { defaultEscalationPolicies } from '../escalation/policies.ts';
import { defaultMatrix } from '../matrix/default-matrix.ts';
import { defaultObjectives } from '../objectives/objectives.ts';
import { defaultSchedules } from '../oncall/schedules.ts';
import { defaultRoutingRules } from '../routing/rules.ts';
import { defaultAlertRules } from '../signal/alert-rules.ts';
import { defaultSlaPolicies } from '../sla/policies.ts';
import { defaultTeams } from '../teams/teams.ts';
import { defaultWorkflow } from '../workflow/default-workflow.ts';
import {
  type DocumentKind,
  type Documents,
  type DocumentVersion,
  installedKinds,
} from './documents.ts';

/** What a kit starts with when nobody configured anything. */
export const defaultDocuments: Documents = {
  matrix: defaultMatrix,
  'sla-policies': defaultSlaPolicies,
  calendars: defaultCalendars,
  workflow: defaultWorkflow,
  catalogue: defaultCatalogue,
  teams: defaultTeams,
  'escalation-policies': defaultEscalationPolicies,
  'routing-rules': defaultRoutingRules,
  views: defaultSavedViews,
  'canned-answers': defaultCannedAnswers,
  schedules: defaultSchedules,
  channels: defaultChannels,
  signals: defaultAlertRules,
  objectives: defaultObjectives,
};

/** What is in force where nothing was published; null for a kind of which each database has a first version. */
export function versionBeforeFirst<Kind extends DocumentKind>(
  kind: Kind,
): DocumentVersion<Kind> | null {
  if (installedKinds.includes(kind)) return null;
  const document = defaultDocuments[kind];
  return { kind, version: 0, document, publishedAt: 0, publishedBy: null, reason: null };
}
