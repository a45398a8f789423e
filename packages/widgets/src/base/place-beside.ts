/**
 * Puts a popover that is already open below what it belongs to, or above where there is no room below;
 * at its start, or at its end. Placed through the CSSOM: a strict content security policy allows no
 * style attribute.
 */
export function placeBeside(
  box: HTMLElement,
  anchor: HTMLElement,
  edge: 'start' | 'end' = 'start',
): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const isAtRight = (getComputedStyle(anchor).direction === 'rtl') === (edge === 'start');
  const wanted = isAtRight ? at.right - width : at.left;
  const left = Math.max(8, Math.min(wanted, clientWidth - width - 8));
  const fitsBelow = at.bottom + 4 + height <= clientHeight;
  box.style.setProperty('left', `${left}px`);
  box.style.setProperty('top', `${fitsBelow ? at.bottom + 4 : Math.max(8, at.top - 4 - height)}px`);
}
