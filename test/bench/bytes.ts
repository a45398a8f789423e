/**
 * What a page with nothing but one element loads of the kit: which files, seen in a real browser on a
 * page of another origin, and what they weigh.
 */
import { budgets } from './support/bytes.ts';
import { weighPages } from './support/pages.ts';

const cells = (values: (string | number)[]) =>
  values
    .map((value, index) => {
      const text = typeof value === 'number' ? value.toLocaleString('en') : value;
      return index === 0 ? text.padEnd(22) : text.padStart(10);
    })
    .join('');
console.log(cells(['a page with only', 'minified', 'gzip', 'brotli', 'budget', 'files']));
for (const [name, { minified, gzip, brotli, files }] of await weighPages()) {
  console.log(cells([name, minified, gzip, brotli, budgets[name] ?? '', files.length]));
}
