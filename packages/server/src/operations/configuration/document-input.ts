import { z } from 'zod';
import { calendarsSchema } from '../../domain/calendar/calendars.ts';
import { catalogueSchema } from '../../domain/catalogue.ts';
import { channelsSchema } from '../../domain/channels/channels.ts';
import { type DocumentKind, documentKinds } from '../../domain/configuration/documents.ts';
import { cannedAnswersSchema } from '../../domain/desk/canned-answers.ts';
import { savedViewsSchema } from '../../domain/desk/saved-views.ts';
import { escalationPoliciesSchema } from '../../domain/escalation/policies.ts';
import { matrixSchema } from '../../domain/matrix/matrix.ts';
import { objectivesSchema } from '../../domain/objectives/objectives.ts';
import { schedulesSchema } from '../../domain/oncall/schedules.ts';
import { routingRulesSchema } from '../../domain/routing/rules.ts';
import { alertRulesSchema } from '../../domain/signal/alert-rules.ts';
import { slaPoliciesSchema } from '../../domain/sla/policies.ts';
import { teamsSchema } from '../../domain/teams/teams.ts';
import { workflowSchema } from '../../domain/workflow/workflow.ts';
import { optionalReason } from '../input.ts';

const kinds = documentKinds.map((kind) => `“${kind}”`).join(', ');

export const documentKind = z.enum(documentKinds, `Name one of the documents: ${kinds}.`);

export const documentVersion = z
  .int('Versions are whole numbers.')
  .min(1, 'Versions are counted from 1.')
  // What PostgreSQL takes for a number of this kind.
  .max(2 ** 31 - 1, 'There are not that many versions.');

/** The version that a draft was edited from: also what the kit comes with, see `installedKinds`. */
const editedVersion = documentVersion.or(z.literal(0));

function draft<Kind extends DocumentKind, Schema extends z.ZodType>(
  kind: Kind,
  document: Schema,
  basedOn: z.ZodType<number> = documentVersion,
) {
  return z.strictObject({
    kind: z.literal(kind),
    /** The version that was edited. */
    basedOn,
    document,
    reason: optionalReason,
  });
}

/** What `matrix.publish` takes: the version that was edited, and the matrix that it became. */
export const publishMatrixInput = z.strictObject({
  basedOn: documentVersion,
  matrix: matrixSchema,
  reason: optionalReason,
});

/** What `configuration.publish` takes. One by one, so that clients know the type of each. */
export const publishDocumentInput = z.discriminatedUnion(
  'kind',
  [
    draft('matrix', matrixSchema),
    draft('sla-policies', slaPoliciesSchema),
    draft('calendars', calendarsSchema),
    draft('workflow', workflowSchema),
    draft('catalogue', catalogueSchema),
    draft('teams', teamsSchema),
    draft('escalation-policies', escalationPoliciesSchema),
    draft('routing-rules', routingRulesSchema),
    draft('views', savedViewsSchema, editedVersion),
    draft('canned-answers', cannedAnswersSchema, editedVersion),
    draft('schedules', schedulesSchema, editedVersion),
    draft('channels', channelsSchema, editedVersion),
    draft('signals', alertRulesSchema, editedVersion),
    draft('objectives', objectivesSchema, editedVersion),
  ],
  `Name one of the documents: ${kinds}.`,
);
