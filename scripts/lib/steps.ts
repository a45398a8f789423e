/** How a script says what it is doing: one line a step, its name and the time that it took. */

const isTerminal = process.stdout.isTTY === true;

/** `0.4 s`, `12 s`, `3 min 05 s`. */
export function formatElapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${seconds.toFixed(0)} s`;
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
}

/**
 * Runs a step. On a terminal its line shows the time passing; elsewhere it is written when the step
 * begins and again when it ends, so that whoever reads a log sees where it stands. It ends with a
 * cross when it throws, or when `failed` says so of its result.
 */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  failed: (result: T) => boolean = () => false,
): Promise<T> {
  const start = performance.now();
  const elapsed = () => formatElapsed(performance.now() - start);
  let timer: NodeJS.Timeout | undefined;
  if (isTerminal) {
    const draw = () => process.stdout.write(`\r\x1b[K· ${name} … ${elapsed()}`);
    draw();
    timer = setInterval(draw, 500);
  } else {
    console.log(`· ${name} …`);
  }
  const end = (mark: string) => {
    clearInterval(timer);
    process.stdout.write(`${isTerminal ? '\r\x1b[K' : ''}${mark} ${name} (${elapsed()})\n`);
  };
  try {
    const result = await work();
    end(failed(result) ? '✗' : '✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
}

/** What went wrong, in one sentence for the person at the keyboard; no stack is printed for it. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

/** Runs a script's body: a ScriptError ends it with its sentence, anything else with its stack. */
export async function main(body: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    console.error(error instanceof ScriptError ? error.message : error);
    process.exitCode = 1;
  }
}
