import { z } from 'zod';
import { addWorkingTime } from '../domain/calendar/calendar.ts';
import type { Catalogue, CatalogueEntry } from '../domain/catalogue.ts';
import { KitError } from '../domain/errors.ts';
import { decideReport } from '../domain/incident/decide.ts';
import type { Contact } from '../domain/incident/events.ts';
import { incidentStream, toReference } from '../domain/incident/reference.ts';
import { limits } from '../domain/limits.ts';
import { type Priority, priorityOf } from '../domain/matrix/matrix.ts';
import type { TargetName } from '../domain/sla/targets.ts';
import { answerOnce, foreseeAnswer } from './answer-once.ts';
import { type OperationContext, stamp } from './context.ts';
import { currentMatrix } from './current-matrix.ts';
import { chosen, idempotencyKey, text } from './input.ts';

export const reportIncidentInput = z.strictObject({
  key: idempotencyKey,
  title: text('the title', limits.title),
  description: text('the description', { min: 0, max: limits.description.max }).default(''),
  service: chosen.optional(),
  category: chosen.optional(),
  impact: chosen,
  urgency: chosen,
  contact: z
    .strictObject({
      name: text('your name', { min: 0, max: limits.contactName.max }).optional(),
      email: z
        .email('This does not look like an email address.')
        .max(limits.contactEmail.max)
        .optional(),
    })
    .optional(),
});

export interface ReportIncidentAnswer {
  incident: string;
  /** Epoch milliseconds. */
  reportedAt: number;
  priority: Priority;
  /** When the desk means to have answered and solved it; null without a target. */
  due: Record<TargetName, number | null>;
  /** For visitors without a token: how they follow the incident. */
  receipt: { token: string; url: string } | null;
  /** Position of the report in the log. */
  seq: number;
}

/**
 * Logs an incident. The same key twice is one incident.
 * @throws KitError `invalid-input` for a service, category or level that is not (or no longer) offered
 */
export async function reportIncident(
  context: OperationContext,
  input: z.infer<typeof reportIncidentInput>,
): Promise<ReportIncidentAnswer> {
  assertOffered('service', input.service, context.catalogue);
  assertOffered('category', input.category, context.catalogue);
  const command = { name: 'report', key: input.key };
  return context.store.write(
    (transaction) =>
      answerOnce(context, transaction, command, async () => {
        const matrix = await currentMatrix(transaction);
        const number = await transaction.nextIncidentNumber();
        const decided = decideReport(
          number,
          {
            title: input.title,
            description: input.description,
            service: input.service ?? null,
            category: input.category ?? null,
            impact: input.impact,
            urgency: input.urgency,
            contact: contactOf(context, input.contact),
          },
          matrix,
        );
        const event = await transaction.append(incidentStream(number), 0, decided, stamp(context));
        const priority = priorityOf(matrix.matrix, input.impact, input.urgency);
        const due = (targetMs: number | null) =>
          targetMs === null ? null : addWorkingTime('24x7', event.at, targetMs);
        return {
          incident: toReference(number),
          reportedAt: event.at,
          priority,
          due: {
            response: due(priority.targets.response),
            resolution: due(priority.targets.resolution),
          },
          receipt: context.caller.role === 'anonymous' ? receiptFor(context, number) : null,
          seq: event.seq,
        };
      }),
    foreseeAnswer(context, command),
  );
}

function assertOffered(
  field: 'service' | 'category',
  id: string | undefined,
  catalogue: Catalogue,
): void {
  if (id === undefined) return;
  const offered: CatalogueEntry[] = field === 'service' ? catalogue.services : catalogue.categories;
  if (offered.some((entry) => entry.id === id)) return;
  const message = `Choose the ${field} again: “${id}” is not offered.`;
  throw new KitError('invalid-input', message, { fields: [{ path: [field], message }] });
}

/** What somebody typed, or else what their token says. */
function contactOf(
  { caller }: OperationContext,
  typed: { name?: string | undefined; email?: string | undefined } | undefined,
): Contact | null {
  const name = typed?.name || null;
  const email = typed?.email ?? caller.email;
  return name || email ? { name, email } : null;
}

function receiptFor(context: OperationContext, number: number): { token: string; url: string } {
  const token = context.receipts.issue(number);
  // In the fragment, which browsers send to nobody: no server log and no referrer ever holds it.
  return { token, url: `${context.publicUrl}/receipt#${token}` };
}
