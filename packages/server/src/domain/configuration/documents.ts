import type { z } from 'zod';
import { type Calendars, calendarsSchema } from '../calendar/calendars.ts';
import { type Catalogue, catalogueSchema } from '../catalogue.ts';
import { type Channels, channelsSchema } from '../channels/channels.ts';
import { type CannedAnswers, cannedAnswersSchema } from '../desk/canned-answers.ts';
import { type SavedViews, savedViewsSchema } from '../desk/saved-views.ts';
import { type EscalationPolicies, escalationPoliciesSchema } from '../escalation/policies.ts';
import { matrixSchema, type PriorityMatrix } from '../matrix/matrix.ts';
import { type Objectives, objectivesSchema } from '../objectives/objectives.ts';
import { type Schedules, schedulesSchema } from '../oncall/schedules.ts';
import { type RoutingRules, routingRulesSchema } from '../routing/rules.ts';
import { type AlertRules, alertRulesSchema } from '../signal/alert-rules.ts';
import { type SlaPolicies, slaPoliciesSchema } from '../sla/policies.ts';
import { type Teams, teamsSchema } from '../teams/teams.ts';
import { type Workflow, workflowSchema } from '../workflow/workflow.ts';

/** What a desk configures: each a document of which every version is kept. */
export interface Documents {
  matrix: PriorityMatrix;
  'sla-policies': SlaPolicies;
  calendars: Calendars;
  workflow: Workflow;
  catalogue: Catalogue;
  teams: Teams;
  'escalation-policies': EscalationPolicies;
  'routing-rules': RoutingRules;
  views: SavedViews;
  'canned-answers': CannedAnswers;
  schedules: Schedules;
  channels: Channels;
  signals: AlertRules;
  objectives: Objectives;
}

export type DocumentKind = keyof Documents;

/** The shape of each. What refers to something else is checked besides, in `checkDocuments`. */
export const documentSchemas: { [Kind in DocumentKind]: z.ZodType<Documents[Kind]> } = {
  matrix: matrixSchema,
  'sla-policies': slaPoliciesSchema,
  calendars: calendarsSchema,
  workflow: workflowSchema,
  catalogue: catalogueSchema,
  teams: teamsSchema,
  'escalation-policies': escalationPoliciesSchema,
  'routing-rules': routingRulesSchema,
  views: savedViewsSchema,
  'canned-answers': cannedAnswersSchema,
  schedules: schedulesSchema,
  channels: channelsSchema,
  signals: alertRulesSchema,
  objectives: objectivesSchema,
};

export const documentKinds = Object.keys(documentSchemas) as DocumentKind[];

/**
 * Documents of which a kit has none until one is published: until then what it comes with is in force, as
 * version 0, which is in no log. So a version before, which knows nothing of them, is not told of any.
 */
const uninstalledKinds: ReadonlySet<DocumentKind> = new Set([
  'views',
  'canned-answers',
  'schedules',
  'channels',
  'signals',
  'objectives',
]);

/** Documents of which the first version is put into an empty database. */
export const installedKinds = documentKinds.filter((kind) => !uninstalledKinds.has(kind));

/** A published document. Versions count from 1 and are never changed; 0 see `installedKinds`. */
export interface DocumentVersion<Kind extends DocumentKind = DocumentKind> {
  kind: Kind;
  version: number;
  document: Documents[Kind];
  /** Epoch milliseconds. */
  publishedAt: number;
  /** Who published it; null for what the kit came with. */
  publishedBy: string | null;
  reason: string | null;
}

/** Everything that is in force at one moment. */
export type Rules = { readonly [Kind in DocumentKind]: DocumentVersion<Kind> };
