import type { Glyph } from './glyph-shape.ts';
import { circleAlertGlyph } from './glyphs/circle-alert.ts';
import { circleCheckGlyph } from './glyphs/circle-check.ts';
import { circleDashedGlyph } from './glyphs/circle-dashed.ts';
import { lockGlyph } from './glyphs/lock.ts';

/** How the states of a problem look. */
export const problemGlyphs: Record<'open' | 'known-error' | 'resolved' | 'closed', Glyph> = {
  open: circleDashedGlyph,
  'known-error': circleAlertGlyph,
  resolved: circleCheckGlyph,
  closed: lockGlyph,
};
