import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, as this project's results have it: half a minute and more. */
const longest = [
  'test/server/sqlite/kills',
  'test/e2e/hosts/waits-without-end',
  'test/e2e/engines',
  'test/e2e/desk-by-keyboard',
  'test/e2e/baselines',
  'test/server/audit-cli',
  'test/server/postgres/chaos',
];

/**
 * Begins with what takes longest: at the end one worker would be busy with it alone. Without a cache, as in a
 * fresh clone, Vitest goes by the size of files, which says little here.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.includes(name));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
