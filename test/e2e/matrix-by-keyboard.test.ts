import { describe, expect } from 'vitest';
import { amir } from '../../examples/demo/people.ts';
import { test } from './support/world.ts';

describe('a matrix at the keyboard', () => {
  test('is walked, set, painted, undone, redone and published with keys, and no pointer', async ({
    world,
  }) => {
    const page = await world.open('<priority-matrix></priority-matrix>', 'amir');
    const matrix = page.locator('priority-matrix');
    const { keyboard } = page;
    const cell = (place: string) => matrix.locator(`[data-place="${place}"]`);
    /** The cell that has the focus. */
    const isAt = (place: string) =>
      expect
        .poll(
          () =>
            matrix.evaluate((each) => each.shadowRoot?.activeElement?.getAttribute('data-place')),
          { timeout: 20_000 },
        )
        .toBe(place);
    /** The priorities of the cells, row by row. */
    const reads = (...rows: string[]) =>
      expect
        .poll(() => matrix.locator('[role=grid] .cell .id').allTextContents(), { timeout: 20_000 })
        .toEqual(rows.flatMap((row) => row.split(' ')));
    await cell('high/high').waitFor();

    // From wherever the page begins: one stop of Tab is the grid.
    await expect
      .poll(
        async () => {
          await keyboard.press('Tab');
          return matrix.evaluate((each) =>
            each.shadowRoot?.activeElement?.getAttribute('data-place'),
          );
        },
        { timeout: 20_000 },
      )
      .toBe('high/high');
    await matrix.getByRole('button', { name: 'Undo' }).waitFor();
    await reads('P1 P2 P3', 'P2 P3 P4', 'P3 P4 P4');

    // Arrows, to the edge and no further; Home and End.
    for (const key of [
      'ArrowRight',
      'ArrowDown',
      'ArrowLeft',
      'ArrowLeft',
      'ArrowDown',
      'ArrowDown',
    ])
      await keyboard.press(key);
    await isAt('low/high');
    await keyboard.press('End');
    await isAt('low/low');
    await keyboard.press('Control+Home');
    await isAt('high/high');

    // A digit, and a priority's name by its letters.
    await keyboard.press('ArrowRight');
    await keyboard.press('1');
    await reads('P1 P1 P3', 'P2 P3 P4', 'P3 P4 P4');
    await keyboard.press('ArrowRight');
    await keyboard.press('h');
    await reads('P1 P1 P2', 'P2 P3 P4', 'P3 P4 P4');

    // Painted over four cells, taken back and done again, each in one step.
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+ArrowDown');
    await keyboard.press('Shift+ArrowLeft');
    await isAt('low/medium');
    await matrix.getByText('4 cells are selected').first().waitFor();
    await keyboard.press('3');
    await reads('P1 P1 P2', 'P2 P3 P3', 'P3 P3 P3');
    await keyboard.press('Control+z');
    await reads('P1 P1 P2', 'P2 P3 P4', 'P3 P4 P4');
    await keyboard.press('Control+z');
    await reads('P1 P1 P3', 'P2 P3 P4', 'P3 P4 P4');
    await keyboard.press('Control+y');
    await keyboard.press('Control+Shift+z');
    await reads('P1 P1 P2', 'P2 P3 P3', 'P3 P3 P3');

    // Escape lets the selection go, the list of one cell opens and is left.
    await keyboard.press('Escape');
    await keyboard.press('Enter');
    const chosen = matrix.getByRole('option', { selected: true });
    await expect
      .poll(() => chosen.evaluate((each) => each.matches(':focus')), { timeout: 20_000 })
      .toBe(true);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await reads('P1 P1 P2', 'P2 P3 P3', 'P3 P4 P3');
    await isAt('low/medium');
    await keyboard.press('Control+z');

    // And on to where it is published.
    const why = matrix.getByLabel('Why? (optional)');
    await why.waitFor();
    await expect
      .poll(
        async () => {
          await keyboard.press('Tab');
          return why.evaluate((each) => each.matches(':focus'));
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    await keyboard.type('Less is left lying');
    await keyboard.press('Enter');
    await matrix.getByText('Version 2 is in force.').first().waitFor();
    await isAt('low/medium');
    const { current } = await world.kit.as(amir).matrix.current.query();
    expect(current).toMatchObject({
      version: 2,
      reason: 'Less is left lying',
      matrix: {
        cells: {
          high: { high: 'P1', medium: 'P1', low: 'P2' },
          medium: { high: 'P2', medium: 'P3', low: 'P3' },
          low: { high: 'P3', medium: 'P3', low: 'P3' },
        },
      },
    });
  });
});
