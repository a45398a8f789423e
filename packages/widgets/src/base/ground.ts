/** Elements on the page, each with the box inside it that has its colours. */
const boxes = new Map<Element, HTMLElement>();

let observer: MutationObserver | undefined;
let frame = 0;

/**
 * Keeps the colour scheme of a box that of the ground its element stands on: many a dark page sets no
 * `color-scheme`, or another than it paints. Looks at once, so that the first drawing is right, and
 * before the next one when something around has changed: an attribute, a style sheet that has come,
 * the system's scheme, a colour that takes its time.
 */
export function followGround(host: Element, box: HTMLElement): void {
  if (!observer) {
    observer = new MutationObserver(lookAgain);
    addEventListener('load', lookAgain, true);
    addEventListener('transitionend', lookAgain);
    matchMedia('(prefers-color-scheme: dark)').onchange = lookAgain;
  }
  boxes.set(host, box);
  look(box, host);
}

export function leaveGround(host: Element): void {
  boxes.delete(host);
}

function lookAgain(): void {
  if (frame) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    boxes.forEach(look);
  });
}

/**
 * The nearest background that hides most of what is behind it says which scheme, unless the page set
 * one nearer. Without a background that can be known, an image, it is what the page's text can be
 * read on.
 */
function look(box: HTMLElement, host: Element): void {
  let scheme: string | undefined;
  let inner = '';
  for (let node: Element | undefined = host; node; ) {
    observer?.observe(node, { attributes: true });
    const { colorScheme, backgroundImage, backgroundColor } = getComputedStyle(node);
    if (inner && inner !== colorScheme) scheme ??= '';
    inner = colorScheme;
    // Of a gradient, the first colour.
    const [light, alpha] = lightness(`${backgroundImage} ${backgroundColor}`);
    if (alpha >= 0.5) scheme ??= light < 0.48 ? 'dark' : 'light';
    node = node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as ShadowRoot).host;
  }
  box.style.colorScheme =
    scheme ?? (lightness(getComputedStyle(host).color)[0] > 0.6 ? 'dark' : '');
}

/**
 * How light the first colour in a computed value is, from 0 to 1 (the grey that is equally far from
 * black and white is 0.48), and how opaque.
 */
function lightness(value: string): [light: number, alpha: number] {
  const color = /\b[clor][a-z]+\([^()]+/.exec(value)?.[0] ?? '';
  // Not the figures in a name such as display-p3.
  const figures = color.match(/(?<![\w.-])-?[\d.]+/g) ?? [];
  const [a = 0, b = 0, c = 0, alpha = 1] = figures.map(Number);
  const luma = 0.21 * a + 0.72 * b + 0.07 * c;
  const scales: Record<string, number> = { r: luma / 255, c: luma, l: a / 100, o: a - 0.1 };
  return [scales[color[0] ?? ''] ?? 0, color ? alpha : 0];
}
