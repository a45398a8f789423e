/** A glyph of the set: the `d` of one path in a box of 24 by 24. */
export type Glyph = string;
