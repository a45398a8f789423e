import { expect, test } from 'vitest';
import { searchTermsOf } from '../../../packages/server/src/domain/search/search-terms.ts';
import { grace, report, rosa, testKit } from '../support/kit.ts';

/** As many different words as there is room for. */
const words = Array.from({ length: 2_000 }, (_, at) => (at + 1_296).toString(36)).join(' ');
const description = words.slice(0, 10_000);
/** A sentence of nothing but different letters, in a script that puts no spaces between words. */
const letters = Array.from({ length: 9_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(
  '',
);

test('LIM-7: of 10 kB of different words 600 are kept to be found by', () => {
  expect(searchTermsOf(description)).toHaveLength(600);
  expect(searchTermsOf(letters)).toHaveLength(600);
  expect(searchTermsOf(`The same ${'the same '.repeat(1_000)}`)).toEqual(['the', 'same']);
});

test('LIM-7: it is found by its title and by what is said first', async () => {
  const { as } = testKit();
  const sent = [
    report({ title: 'Thermostat frozen', description }),
    report({ title: '温度计冻结', description: letters }),
  ];
  for (const each of sent) await as(rosa).incidents.report.mutate(each);
  const found = async (text: string) => {
    const { incidents } = await as(grace).incidents.list.query({ text });
    return incidents.map(({ incident }) => incident);
  };
  expect(await found('thermostat')).toEqual(['INC-1']);
  expect(await found(description.slice(0, 7))).toEqual(['INC-1']);
  expect(await found('计冻')).toEqual(['INC-2']);
  expect(await found(letters.slice(100, 104))).toEqual(['INC-2']);
});
