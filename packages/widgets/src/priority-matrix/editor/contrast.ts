/** A colour as linear red, green and blue, each from 0 to 1. */
type Linear = [number, number, number];
/** A colour as Oklab has it. */
type Oklab = [number, number, number];

/** Ground and text of the elements in both schemes (`base/host-styles.ts`), and how much of a cell is colour. */
const schemes = {
  light: { surface: [1, 0, 0], text: [0.25, -0.003, -0.02], wash: 0.17 },
  dark: { surface: [0.21, -0.001, -0.008], text: [0.94, -0.001, -0.005], wash: 0.34 },
} satisfies Record<string, { surface: Oklab; text: Oklab; wash: number }>;

/** How well a priority's colour can be told from what is around it. */
export interface ColorCheck {
  /** Contrast of text on a cell of that colour, at least 4.5 to be read (WCAG 1.4.3). */
  text: { light: number; dark: number };
  /** The scheme in whose ground the colour itself is lost: less than 3 (WCAG 1.4.11). */
  lostIn: 'light' | 'dark' | undefined;
}

/** @param color as `#rrggbb` */
export function checkColor(color: string): ColorCheck {
  const lab = toOklab(fromHex(color));
  const textOn = ({ surface, text, wash }: (typeof schemes)['light']) =>
    contrast(mix(lab, surface as Oklab, wash), text as Oklab);
  const isLost = (scheme: 'light' | 'dark') => contrast(lab, schemes[scheme].surface as Oklab) < 3;
  return {
    text: { light: textOn(schemes.light), dark: textOn(schemes.dark) },
    lostIn: (['light', 'dark'] as const).find(isLost),
  };
}

/** Whether two colours as `#rrggbb` can hardly be told apart. */
export function looksLike(one: string, other: string): boolean {
  const [a, b] = [toOklab(fromHex(one)), toOklab(fromHex(other))];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < 0.06;
}

function fromHex(color: string): Linear {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Linear;
}

function mix(color: Oklab, ground: Oklab, share: number): Oklab {
  return color.map((each, index) => each * share + (ground[index] ?? 0) * (1 - share)) as Oklab;
}

/** As WCAG 2 defines it, from 1 to 21. */
function contrast(one: Oklab, other: Oklab): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(lab: Oklab): number {
  const [red, green, blue] = toLinear(lab);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// The matrices of Björn Ottosson's Oklab, https://bottosson.github.io/posts/oklab/.
function toOklab([red, green, blue]: Linear): Oklab {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toLinear([lightness, a, b]: Oklab): Linear {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
