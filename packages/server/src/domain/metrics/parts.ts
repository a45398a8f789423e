/** The values of figures divided into parts. */
export interface Parts {
  /** The part of each. */
  of: Uint32Array;
  /** Where each part begins where those of a part stand side by side, and at last where the last ends. */
  starts: Uint32Array;
  /** Whether they do already. */
  isOrdered: boolean;
}

/** By a number below `count` of each. */
export function divide(of: Uint32Array, count: number): Parts {
  const starts = new Uint32Array(count + 1);
  countParts(of, starts);
  for (let part = 0; part < count; part += 1) {
    starts[part + 1] = (starts[part + 1] as number) + (starts[part] as number);
  }
  return { of, starts, isOrdered: false };
}

/** By where each part begins, and at last where the last ends. */
export function divideAt(starts: Uint32Array): Parts {
  const of = new Uint32Array(starts.at(-1) ?? 0);
  for (let part = 0; part + 1 < starts.length; part += 1) {
    of.fill(part, starts[part], starts[part + 1]);
  }
  return { of, starts, isOrdered: true };
}

/** How many a part has. */
export function sizeOf({ starts }: Parts, part: number): number {
  return (starts[part + 1] as number) - (starts[part] as number);
}

let room = new Float64Array(0);

/** What is made of the values of each part. They are there until it is made. */
export function mapParts<Made>(
  { of, starts, isOrdered }: Parts,
  values: Float64Array,
  make: (values: Float64Array) => Made,
): Made[] {
  if (room.length < values.length && !isOrdered) {
    room = new Float64Array(Math.ceil(1.5 * values.length));
  }
  if (!isOrdered) order(of, values, starts.slice(), room);
  const ordered = isOrdered ? values : room;
  return Array.from({ length: starts.length - 1 }, (_, part) =>
    make(ordered.subarray(starts[part], starts[part + 1])),
  );
}

/** Counts each part one place later than its own. */
function countParts(of: Uint32Array, counts: Uint32Array): void {
  for (let index = 0; index < of.length; index += 1) {
    const after = (of[index] as number) + 1;
    counts[after] = (counts[after] as number) + 1;
  }
}

function order(
  of: Uint32Array,
  values: Float64Array,
  next: Uint32Array,
  ordered: Float64Array,
): void {
  for (let index = 0; index < of.length; index += 1) {
    const part = of[index] as number;
    const place = next[part] as number;
    ordered[place] = values[index] as number;
    next[part] = place + 1;
  }
}
