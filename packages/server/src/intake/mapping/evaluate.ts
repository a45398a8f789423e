/**
 * Runs mappings in a process of its own, which whoever started it ends when one takes too long or too much: a mapping
 * is a program, and this one does nothing else.
 */
import jsonata from 'jsonata';
import type { MappingAnswer, MappingQuestion } from './question.ts';

/** How deep functions may call each other, and how many items a list may have. */
const deepest = 300;
const longestList = 20_000;
/** Whoever asked ends this process before that, milliseconds, unless they have ended themselves. */
const longestMs = 2_000;
/** Characters of what a mapping makes, as JSON. */
const longest = 1_000_000;

process.on('message', async ({ mapping, input }: MappingQuestion) => {
  // Whoever asked may have ended meanwhile; then so does this process.
  process.send?.(await answer(mapping, input), undefined, undefined, () => undefined);
});
process.on('disconnect', () => process.exit());

async function answer(mapping: string, input: string): Promise<MappingAnswer> {
  try {
    const program = jsonata(mapping, {
      ...{ stack: deepest, sequence: longestList, timeout: longestMs },
    });
    const made = JSON.stringify(await program.evaluate(JSON.parse(input)));
    if (made !== undefined && made.length > longest) return { problem: 'It makes too much.' };
    return { made: made ?? 'null' };
  } catch (error) {
    const { message } = (error ?? {}) as { message?: unknown };
    return { problem: typeof message === 'string' ? message : 'It cannot be run.' };
  }
}
