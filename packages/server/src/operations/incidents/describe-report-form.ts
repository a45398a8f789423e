import { elementsOf } from '../../access/site-elements.ts';
import { offeredTo } from '../../access/site-form.ts';
import type { AttachmentLimits } from '../../domain/attachments/attachment.ts';
import type { CatalogueEntry } from '../../domain/catalogue.ts';
import type { ElementProperties } from '../../domain/element-defaults.ts';
import { limits } from '../../domain/limits.ts';
import type { Level } from '../../domain/matrix/matrix.ts';
import { audienceOf } from '../../domain/views/audience.ts';
import { answeredAt } from '../../domain/views/positions.ts';
import type { OperationContext } from '../context.ts';
import { learningOf } from '../learning/learn-where-asked.ts';

/** What a report form needs to know before anybody types. */
export interface ReportFormAnswer {
  services: CatalogueEntry[];
  categories: CatalogueEntry[];
  /** The most pressing first, with the wording of the form. */
  impacts: Level[];
  urgencies: Level[];
  /** Lengths in UTF-16 code units, as `maxlength` counts. */
  limits: Pick<typeof limits, 'title' | 'description' | 'contactName' | 'contactEmail'>;
  /** Whether to ask how the person can be reached: nobody signed them in. */
  asksContact: boolean;
  signedInAs: string | null;
  /** What may be attached; left out where nothing may. */
  attachments?: AttachmentLimits;
  defaults: { service: string | null };
  /** Whether what it may be about can be suggested, see `forms.suggest`; left out where it cannot. */
  suggests?: true;
  /** What the site says of elements, by the names of their properties; left out where it says nothing. */
  elements?: ElementProperties;
  /** Sent with the report: when the form was given out. */
  stamp: string;
  seq: number;
  now: number;
}

export async function describeReportForm(context: OperationContext): Promise<ReportFormAnswer> {
  const { caller } = context;
  return context.store.read(async (snapshot) => {
    const rules = await snapshot.documents.rules();
    const { matrix, catalogue } = rules;
    const now = context.now();
    const { title, description, contactName, contactEmail } = limits;
    return {
      // Who looks after a service is nobody's business but the desk's.
      services: offeredTo(caller, 'services', catalogue.document.services).map(({ id, name }) => ({
        id,
        name,
      })),
      categories: offeredTo(caller, 'categories', catalogue.document.categories),
      impacts: matrix.document.impacts,
      urgencies: matrix.document.urgencies,
      limits: { title, description, contactName, contactEmail },
      asksContact: caller.role === 'anonymous',
      signedInAs: caller.name,
      ...context.attachments.offeredTo(caller),
      defaults: { service: caller.site?.defaults.service ?? null },
      ...(learningOf(rules, 'category') !== 'off' &&
        context.learning.isReady && { suggests: true as const }),
      ...elementsOf(caller.site),
      stamp: context.intake.stamps.issue(now),
      // Nobody but the desk can follow what the form is made of.
      seq: answeredAt(audienceOf(caller.role), await snapshot.log.lastSeq(), []),
      now,
    };
  });
}
