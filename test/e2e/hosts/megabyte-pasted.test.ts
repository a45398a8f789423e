import { describe, expect } from 'vitest';
import { test } from '../support/world.ts';

describe('a host where somebody pastes a megabyte', () => {
  test('does not look for its direction line by line, and keeps each paragraph in its own', async ({
    world,
  }) => {
    const page = await world.open('<incident-report></incident-report>');
    const description = page.getByLabel('What happened?');
    await description.evaluate((field) => {
      const text = 'A line of a log file that somebody pastes.\n'.repeat(24_000);
      (field as HTMLTextAreaElement).value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    });
    await page.getByText('characters too many').first().waitFor();
    const look = await description.evaluate((field) => ({
      dir: field.getAttribute('dir'),
      bidi: getComputedStyle(field).unicodeBidi,
    }));
    expect(look).toEqual({ dir: null, bidi: 'plaintext' });
  });
});
