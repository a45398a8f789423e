import type { TemplateResult } from 'lit';
import type { KitRequestError } from '../client/errors.ts';
import { circleAlertGlyph } from './glyphs/circle-alert.ts';
import { cloudOffGlyph } from './glyphs/cloud-off.ts';
import { lockGlyph } from './glyphs/lock.ts';
import { notice } from './notice.ts';

/** What stands in for an element that could not be read: why, and the button that tries again. */
export function failureNotice(
  { code, definite }: KitRequestError,
  /** Why, as a sentence. */
  reason: string,
  messages: { failed: string; retry: string },
  onRetry: () => void,
): TemplateResult {
  if (code === 'sign-in-required' || code === 'not-allowed') return notice('', lockGlyph, reason);
  return notice(
    definite ? '' : 'warning',
    definite ? circleAlertGlyph : cloudOffGlyph,
    definite ? reason : `${messages.failed} ${reason}`,
    { label: messages.retry, onClick: onRetry },
  );
}
