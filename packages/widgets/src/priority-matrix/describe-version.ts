import type { MatrixVersion } from '@incident-kit/server/domain';
import { formatInstant } from '../base/intl.ts';
import type { PriorityMatrixMessages } from '../locales/en/priority-matrix.ts';

/** Which version it is, of when, and whose. */
export function describeVersion(
  { version, publishedBy, publishedAt }: MatrixVersion,
  messages: PriorityMatrixMessages,
  locale: string | undefined,
): string {
  const when = formatInstant(locale, publishedAt);
  return publishedBy
    ? messages.versionBy(version, publishedBy, when)
    : messages.versionAt(version, when);
}
