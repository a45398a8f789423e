import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ReportSigns } from '../../access/limits/intake.ts';
import { acceptedFrom } from '../../access/site-form.ts';
import { systemActor } from '../../domain/actor.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import { readClocks } from '../../domain/incident/clocks.ts';
import { assertOffered } from '../../domain/incident/decide/classification.ts';
import { withAttachments } from '../../domain/incident/decide/notes.ts';
import {
  type Learned,
  planReport,
  type Report,
  reportEvents,
} from '../../domain/incident/decide/report.ts';
import type { Contact } from '../../domain/incident/events.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { byLearnedField } from '../../domain/learning/learned-fields.ts';
import { limits } from '../../domain/limits.ts';
import { type Priority, priorityWithId } from '../../domain/matrix/matrix.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { publicPosition } from '../../domain/views/positions.ts';
import type { Transaction } from '../../store/port/store.ts';
import { takeUploads, uploadIds } from '../attachments/upload.ts';
import { type OperationContext, stamp } from '../context.ts';
import { prefetchReply, replyOnce } from '../idempotent-replies.ts';
import { chosen, idempotencyKey, text } from '../input.ts';
import { isThereBy, learningOf } from '../learning/learn-where-asked.ts';
import { appendToIncident } from './apply-due.ts';
import { defineCommand } from './define-command.ts';

const reportIncidentInput = z.strictObject({
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
  /** Uploads that come with it. */
  attachments: uploadIds,
  /** When the form was given out, as `forms.report` says it. */
  stamp: z.string().max(100).optional(),
  /** What a challenge was solved with, see `proof-of-work-required`. */
  proof: z.string().max(2_000).optional(),
  /** Nobody sees this field of the form; who fills it in has to work harder. */
  website: z.string().max(500).optional(),
});

type ReportInput = Omit<z.infer<typeof reportIncidentInput>, keyof ReportSigns | 'attachments'>;

export interface ReportIncidentAnswer {
  incident: string;
  /** Epoch milliseconds. */
  reportedAt: number;
  priority: Priority;
  /** When the desk means to have answered and solved it; null without a target. */
  due: Record<'response' | 'resolution', number | null>;
  /** For visitors without a token: how they follow the incident. */
  receipt: { token: string; url: string } | null;
  /** Position of the report. */
  seq: number;
}

// Not a change as the others: there is no incident yet, and the same key twice is one report.
export const reportIncident = defineCommand({
  summary:
    'Logs an incident, gives it its priority, and sends it to whom the routing rules name. The same key ' +
    'twice is one incident; a visitor’s is so together with what is said. Make keys of random bits: who ' +
    'sends the same key and the same words gets the same receipt.',
  permission: 'incident:report',
  input: reportIncidentInput,
  refusals: [
    'too-many-requests',
    'proof-of-work-required',
    'stamp-required',
    'upload-not-found',
    'upload-not-finished',
    'incident-full',
  ],
  // Sent again with another proof, or with its files sent anew, it is the same report.
  async execute(
    context,
    { stamp: givenOut, proof, website, attachments, ...input },
  ): Promise<ReportIncidentAnswer> {
    if (context.caller.role === 'anonymous') {
      await context.intake.admitReport(context, { stamp: givenOut, proof, website });
    }
    const command = {
      name: 'report',
      key: input.key,
      input,
      isReplyTo: (transaction: Transaction, { seq }: ReportIncidentAnswer) =>
        isReportedAt(transaction, seq, reportOf(context, input)),
    };
    const reply = await context.store.write(
      (transaction) =>
        replyOnce(context, transaction, command, async () => {
          const rules = await transaction.documents.rules();
          const { services, categories } = rules.catalogue.document;
          const { caller } = context;
          if (input.service !== undefined) {
            assertOffered('service', input.service, acceptedFrom(caller, 'services', services));
          }
          if (input.category !== undefined) {
            const accepted = acceptedFrom(caller, 'categories', categories);
            assertOffered('category', input.category, accepted);
          }
          const report = reportOf(context, input);
          const number = await transaction.incidents.nextNumber();
          const plan = planReport(number, report, rules, learnedOf(context, report, rules));
          // Asked before anything is appended: nothing has to be read back that is not written yet.
          const workload = plan.team && (await transaction.routing.workload(plan.team.id));
          const { reported, suggested, routed } = reportEvents(plan, workload, rules);
          const fresh = { number, version: 0 };
          const files = await takeUploads(context, transaction, attachments ?? [], null);
          const whole = withAttachments(reported, files);
          const logged = await appendToIncident(transaction, fresh, whole, stamp(context));
          const bySystem = { at: logged.at, actor: systemActor, actorName: null };
          let incident = logged;
          for (const event of [suggested.category, suggested.team, routed]) {
            if (event) incident = await appendToIncident(transaction, incident, event, bySystem);
          }
          const book = await transaction.documents.calendarBook([incident]);
          const { response, resolution } = readClocks(incident, book, logged.at);
          return {
            incident: toReference(number),
            reportedAt: logged.at,
            priority: priorityWithId(rules.matrix.document, incident.priority),
            due: { response: response.dueAt, resolution: resolution.dueAt },
            receipt: context.caller.role === 'anonymous' ? receiptFor(context, number) : null,
            seq: logged.seq,
          };
        }),
      prefetchReply(context, command),
    );
    // What is kept under the key is where the report is in the log. For others it is the first of its incident.
    const isForDesk = audienceOf(context.caller.role) === 'desk';
    return isForDesk ? reply : { ...reply, seq: publicPosition(1) };
  },
});

/** What was learned says of a report, where anybody wants to know. */
function learnedOf({ learning }: OperationContext, report: Report, rules: Rules): Learned {
  return byLearnedField((field) => {
    const how = learningOf(rules, field);
    if (how === 'off') return null;
    const learned = learning.predict(field, report, isThereBy(rules, field));
    return learned && { ...learned, isSet: learned.isSet && how === 'set' };
  });
}

/** Whether what was reported at a position of the log is a report, letter by letter. */
async function isReportedAt(transaction: Transaction, seq: number, report: Report) {
  const [event] = await transaction.log.at([seq]);
  if (event?.type !== 'incident.reported' || !event.personal) return false;
  const said = { ...report, ...event.personal };
  for (const field of ['impact', 'urgency', 'service', 'category'] as const) {
    Object.assign(said, { [field]: event.data[field] });
  }
  return isDeepStrictEqual(said, report);
}

function reportOf(context: OperationContext, input: ReportInput): Report {
  const { title, description, service = null, category = null, impact, urgency } = input;
  return {
    title,
    description,
    service,
    category,
    impact,
    urgency,
    contact: contactOf(context, input.contact),
    site: context.caller.site?.key ?? null,
    reporterGroups: [...context.caller.groups],
  };
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
