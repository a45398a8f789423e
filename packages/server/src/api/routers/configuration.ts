import { limits } from '../../domain/limits.ts';
import {
  checkDocument,
  checkDocumentInput,
} from '../../operations/configuration/check-document.ts';
import {
  compareVersions,
  compareVersionsInput,
} from '../../operations/configuration/compare-versions.ts';
import { publishDocumentInput } from '../../operations/configuration/document-input.ts';
import {
  importHolidays,
  importHolidaysInput,
} from '../../operations/configuration/import-holidays.ts';
import {
  listDocumentVersions,
  listDocumentVersionsInput,
} from '../../operations/configuration/list-document-versions.ts';
import { publishDocument } from '../../operations/configuration/publish-document.ts';
import { readDocument, readDocumentInput } from '../../operations/configuration/read-document.ts';
import {
  readDocumentVersion,
  readDocumentVersionInput,
} from '../../operations/configuration/read-document-version.ts';
import { askWhatIf, whatIfInput } from '../../operations/configuration/what-if.ts';
import { procedure, router } from '../trpc.ts';

export const configuration = router({
  get: procedure('configuration:read')
    .input(readDocumentInput)
    .query(({ ctx, input }) => readDocument(ctx, input)),
  versions: procedure('configuration:read')
    .input(listDocumentVersionsInput)
    .query(({ ctx, input }) => listDocumentVersions(ctx, input)),
  version: procedure('configuration:read')
    .input(readDocumentVersionInput)
    .query(({ ctx, input }) => readDocumentVersion(ctx, input)),
  compare: procedure('configuration:read')
    .input(compareVersionsInput)
    .query(({ ctx, input }) => compareVersions(ctx, input)),
  // A mutation, although it changes nothing: a draft is too long for an address.
  check: procedure('configuration:read', limits.batch / 4)
    .input(checkDocumentInput)
    .mutation(({ ctx, input }) => checkDocument(ctx, input)),
  publish: procedure('configuration:publish', limits.batch / 4)
    .input(publishDocumentInput)
    .mutation(({ ctx, input }) => publishDocument(ctx, input)),
  // For those who may put them into a calendar: the server fetches what they name.
  importHolidays: procedure('configuration:publish', limits.batch)
    .input(importHolidaysInput)
    .mutation(({ input }) => importHolidays(input)),
  // A mutation for the same reason as `check`.
  whatIf: procedure('configuration:read', limits.batch)
    .input(whatIfInput)
    .mutation(({ ctx, input }) => askWhatIf(ctx, input)),
});
