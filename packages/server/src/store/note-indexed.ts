/** Enough that somebody who started the server is told what it does, and how far it is. */
const noteEvery = 20_000;

/** Tells a sentence now and then, while words are made anew. */
export function notingIndexed(note: (sentence: string) => void): (incidents: number) => void {
  let next = noteEvery;
  return (incidents) => {
    if (incidents < next) return;
    next = incidents + noteEvery;
    note(`The words of ${incidents.toLocaleString('en')} incidents have been indexed anew so far.`);
  };
}
