/** Places divided into parts, such that those of a part stand side by side. */
export interface Parts {
  /** The part of each place. */
  of: Uint32Array;
  /** The places, by their parts. */
  places: Uint32Array;
  /** Where each part begins in `places`, and at last where that ends. */
  starts: Uint32Array;
}

export function divide(of: Uint32Array, count: number): Parts {
  const starts = new Uint32Array(count + 1);
  for (let place = 0; place < of.length; place += 1) {
    const after = (of[place] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let part = 0; part < count; part += 1) {
    starts[part + 1] = (starts[part + 1] as number) + (starts[part] as number);
  }
  const next = starts.slice();
  const places = new Uint32Array(of.length);
  for (let place = 0; place < of.length; place += 1) {
    const part = of[place] as number;
    const at = next[part] as number;
    places[at] = place;
    next[part] = at + 1;
  }
  return { of, places, starts };
}

/** How many places a part has. */
export function sizeOf({ starts }: Parts, part: number): number {
  return (starts[part + 1] as number) - (starts[part] as number);
}

/** Of each part, the values of its places. */
export function valuesOf({ places, starts }: Parts, values: Float64Array): Float64Array[] {
  const ordered = new Float64Array(places.length);
  for (let index = 0; index < places.length; index += 1) {
    ordered[index] = values[places[index] as number] as number;
  }
  return Array.from({ length: starts.length - 1 }, (_, part) =>
    ordered.subarray(starts[part], starts[part + 1]),
  );
}
