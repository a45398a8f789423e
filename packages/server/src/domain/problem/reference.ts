const pattern = /^PRB-([1-9]\d{0,8})$/;

/** How people name a problem: `PRB-7`. */
export function toProblemReference(number: number): string {
  return `PRB-${number}`;
}

/** The number in a reference; null when it is not one. */
export function fromProblemReference(reference: string): number | null {
  const digits = pattern.exec(reference)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The stream of the log that holds a problem's events. */
export function problemStream(number: number): string {
  return `problem/${number}`;
}
