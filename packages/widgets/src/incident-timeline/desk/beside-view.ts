import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../../base/glyph.ts';
import { eyeGlyph } from '../../base/glyphs/eye.ts';
import { pencilGlyph } from '../../base/glyphs/pencil.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';
import type { Colleague } from './presence.ts';

/** Who else is here and who of them writes, and how much happened since one began to write. */
export function besideTemplate(
  others: readonly Colleague[],
  news: number,
  messages: TimelineDeskMessages,
): TemplateResult | typeof nothing {
  const names = (doing: Colleague['doing']) =>
    others.filter((each) => each.doing === doing).map(({ name }) => name ?? messages.colleague);
  const [writing, viewing] = [names('writing'), names('viewing')];
  if (!others.length && !news) return nothing;
  return html`
    <div class="beside hint" part="presence">
      ${writing.length ? html`<p data-say>${glyph(pencilGlyph)}<bdi>${messages.writing(writing)}</bdi></p>` : nothing}
      ${viewing.length ? html`<p data-say>${glyph(eyeGlyph)}<bdi>${messages.here(viewing)}</bdi></p>` : nothing}
      ${news ? html`<p class="news" data-say><bdi>${messages.sinceBegun(news)}</bdi></p>` : nothing}
    </div>
  `;
}
