import { expect } from '@open-wc/testing';
import { type Found, SearchField } from '../../packages/widgets/src/base/search-field.ts';
import { until } from './support/until.ts';

interface Search {
  text: string;
  answer(): void;
}

/** A field whose answers come when the test says so. */
function fieldWithSlowAnswers(): [SearchField, Search[]] {
  const searches: Search[] = [];
  const find = (text: string) => {
    const { promise, resolve } = Promise.withResolvers<Found[]>();
    const answer = () => resolve([{ value: text || 'anybody', label: text || 'Anybody' }]);
    searches.push({ text, answer });
    return promise;
  };
  return [new SearchField(find, () => {}), searches];
}

describe('a field in which something is searched for', () => {
  // Enter took the first of everybody when the answer of the empty field came after somebody had begun to type.
  it('gives Enter nothing that was found for other words, however late that comes', async () => {
    for (const lateBy of ['before it is searched', 'while it is searched', 'after it was taken']) {
      const [field, searches] = fieldWithSlowAnswers();
      const taken: string[] = [];
      void field.search();
      field.write('tom');
      if (lateBy === 'before it is searched') {
        searches[0]?.answer();
        await Promise.resolve();
      }
      field.take(() => taken.push(field.value));
      await until(() => searches.length === 2);
      if (lateBy === 'while it is searched') {
        searches[0]?.answer();
        await new Promise(requestAnimationFrame);
      }
      expect(taken, lateBy).to.deep.equal([]);
      searches[1]?.answer();
      await until(() => taken.length > 0);
      searches[0]?.answer();
      await new Promise(requestAnimationFrame);
      expect(taken, lateBy).to.deep.equal(['tom']);
      expect(field.value, lateBy).to.equal('tom');
    }
  });
});
