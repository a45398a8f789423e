import { expect, test } from 'vitest';
import { z } from 'zod';
import { inputsOf } from '../../support/ways-in/inputs.ts';
import { callOf, procedures, some } from '../../support/ways-in/ways-in.ts';
import { amir, base, headersOf, testKit } from '../support/kit.ts';

interface Shape {
  type?: string;
  properties?: Record<string, Shape>;
  anyOf?: Shape[];
  oneOf?: Shape[];
}

/** Whole numbers that an input has, wherever it may be one of several. */
function wholeNumbersIn({ properties = {}, anyOf = [], oneOf = [] }: Shape): string[] {
  const own = Object.entries(properties).filter(([, { type }]) => type === 'integer');
  return [...own.map(([name]) => name), ...[...anyOf, ...oneOf].flatMap(wholeNumbersIn)];
}

// A version of the matrix beyond what PostgreSQL keeps one in was an error on our side there.
test('API-2 OPS-7: a number that no column holds is refused, or answered as one that is not there', async () => {
  const { kit, clock } = testKit();
  const headers = await headersOf(amir, clock.now);
  const failed: string[] = [];
  const asked = new Set<string>();
  for (const procedure of procedures) {
    if (!procedure.input) continue;
    const inputs = some(inputsOf(procedure.input, ['INC-1']), 3, 1);
    const json = z.toJSONSchema(procedure.input, { io: 'input', unrepresentable: 'any' }) as Shape;
    for (const name of new Set(wholeNumbersIn(json))) {
      for (const value of [2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1]) {
        for (const input of inputs) {
          const call = callOf(base, procedure, { ...(input as object), [name]: value }, headers);
          const { status } = await kit.fetch(call);
          if (status >= 500) failed.push(`${procedure.path} ${name} ${value}: ${status}`);
          asked.add(`${procedure.path} ${name}`);
        }
      }
    }
  }
  expect(failed).toEqual([]);
  expect(asked).toContain('matrix.publish basedOn');
  expect(asked.size).toBeGreaterThan(8);
});
