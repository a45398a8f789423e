const pattern = /^INC-([1-9]\d{0,14})$/;

/** How people name an incident: `INC-42`. */
export function toReference(number: number): string {
  return `INC-${number}`;
}

/** The number in a reference; null when it is not one. */
export function fromReference(reference: string): number | null {
  const digits = pattern.exec(reference)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The stream of the log that holds an incident's events. */
export function incidentStream(number: number): string {
  return `incident/${number}`;
}

/** The incident whose stream it is; null when it is another kind of stream. */
export function numberOfStream(stream: string): number | null {
  const [kind, number] = stream.split('/');
  return kind === 'incident' && number ? Number(number) : null;
}
