import { css } from '@lit/reactive-element';
import { addStyles } from '../base/add-styles.ts';
import type { SlaReading } from '../base/sla-reading.ts';

const styles = css`
  :host {
    max-inline-size: 100%;
  }
  .ring path[pathLength] {
    stroke-width: 4;
    stroke-linecap: butt;
    stroke-dasharray: calc(var(--_share) * 100) 100;
  }
  .ring .track {
    stroke-dasharray: none !important;
    opacity: 0.25;
  }
  .bar {
    display: inline-grid;
    grid-template-columns: auto 1fr;
    inline-size: var(--sla-badge-bar-size, 14em);
    max-inline-size: 100%;
    row-gap: 0.3em;
  }
  .bar::before,
  .bar::after {
    content: '';
    grid-area: 2 / 1 / 3 / 3;
    border-block-start: 4px solid;
    border-radius: 2px;
  }
  .bar::before {
    opacity: 0.25;
  }
  .bar::after {
    inline-size: calc(var(--_share) * 100%);
  }
`;

/** Twelve o'clock and round; drawn with a length of 100 at any size. */
const circle = 'M12 4a8 8 0 1 1-.01 0';

/**
 * Makes a ring or a bar of a badge. A module of its own, because most badges are pills: it comes with
 * the first that is not.
 *
 * A ring that is empty gives way to the glyph of the state; the bar of what is overdue is full again,
 * and that of what has stopped is an empty track.
 *
 * @param line - The path of the badge's glyph.
 */
export function drawMeter(badge: HTMLElement, line: Element, { share, state }: SlaReading): void {
  addStyles(badge.getRootNode() as ShadowRoot, styles);
  badge.style.setProperty('--_share', `${state === 'breached' ? 1 : share}`);
  if (!share || !line.closest('.ring')) return;
  line.setAttribute('d', circle);
  line.setAttribute('pathLength', '100');
  if (line.previousSibling) return;
  const track = line.cloneNode() as Element;
  track.classList.add('track');
  line.before(track);
}
