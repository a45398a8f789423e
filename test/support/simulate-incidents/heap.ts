/** Things with a time each, of which the one whose time comes first can be had at once. */
export class Heap<Thing> {
  readonly #things: Thing[] = [];
  readonly #timeOf: (thing: Thing) => number;

  constructor(timeOf: (thing: Thing) => number) {
    this.#timeOf = timeOf;
  }

  get first(): Thing | undefined {
    return this.#things[0];
  }

  all(): readonly Thing[] {
    return this.#things;
  }

  add(thing: Thing): void {
    let index = this.#things.push(thing) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (this.#time(above) <= this.#time(index)) return;
      this.#swap(above, index);
      index = above;
    }
  }

  takeFirst(): void {
    const last = this.#things.pop();
    if (!last || this.#things.length === 0) return;
    this.#things[0] = last;
    this.sinkFirst();
  }

  /** After the time of the first has become a later one. */
  sinkFirst(): void {
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (this.#time(left) < this.#time(least)) least = left;
      if (this.#time(right) < this.#time(least)) least = right;
      if (least === index) return;
      this.#swap(least, index);
      index = least;
    }
  }

  #time(index: number): number {
    const thing = this.#things[index];
    return thing ? this.#timeOf(thing) : Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#things[a], this.#things[b]];
    if (first && second) [this.#things[a], this.#things[b]] = [second, first];
  }
}
