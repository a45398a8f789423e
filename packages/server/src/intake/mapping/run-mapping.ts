import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KitError } from '../../domain/errors.ts';
import { DeliveryUnreadable } from '../../operations/signals/source-kind.ts';
import type { MappingAnswer, MappingQuestion } from './question.ts';

/** How long one mapping may take, and how long its process may take to start, milliseconds. */
const longestMs = 1_000;
const startMs = 10_000;
const mostMegabytes = 64;
/** How many may wait for their turn. */
const mostWaiting = 50;
const nothing: MappingQuestion = { mapping: 'null', input: 'null' };
/** A process that nobody needs goes after that, milliseconds. */
const idleMs = 60_000;

/**
 * Runs JSONata in another process, one after the other: what does not end, or takes all memory, ends that process
 * alone.
 */
class MappingRunner {
  #child: ChildProcess | null = null;
  #isReady = false;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #idle: NodeJS.Timeout | undefined;

  /** @throws KitError `overloaded` */
  async run(question: MappingQuestion): Promise<MappingAnswer> {
    if (this.#waiting >= mostWaiting) {
      throw new KitError('overloaded', 'Too many mappings wait for their turn. Send it again.', {
        details: { retryAfter: 5 },
      });
    }
    this.#waiting += 1;
    clearTimeout(this.#idle);
    const turn = this.#last.then(() => this.#ask(question));
    this.#last = turn;
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#idle = setTimeout(() => this.#end(), idleMs).unref();
    }
  }

  async #ask(question: MappingQuestion): Promise<MappingAnswer> {
    const child = this.#child ?? this.#start();
    // How long it takes to start is not the first mapping's fault.
    if (!this.#isReady && (await answerOf(child, nothing, startMs)) === null) {
      this.#end();
      return { problem: 'The process that runs mappings did not start.' };
    }
    this.#isReady = true;
    const answer = await answerOf(child, question, longestMs);
    if (answer !== null) return answer;
    this.#end();
    return { problem: `It takes more than ${longestMs / 1000} s or ${mostMegabytes} MB.` };
  }

  #start(): ChildProcess {
    const here = import.meta.url;
    const program = fileURLToPath(new URL(`./evaluate${extname(fileURLToPath(here))}`, here));
    // It is given no secret of this process.
    const child = fork(program, {
      env: {},
      execArgv: [`--max-old-space-size=${mostMegabytes}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // It keeps nobody alive: what it is asked by is.
    child.unref();
    child.channel?.unref();
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.#child === child) this.#child = null;
    });
    this.#child = child;
    this.#isReady = false;
    return child;
  }

  #end(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
    this.#isReady = false;
  }
}

/** Null when it has ended, or took too long. */
function answerOf(
  child: ChildProcess,
  question: MappingQuestion,
  patienceMs: number,
): Promise<MappingAnswer | null> {
  return new Promise((resolve) => {
    const finish = (answer: MappingAnswer | null) => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(answer);
    };
    const onMessage = (answer: unknown) => finish(answer as MappingAnswer);
    const onExit = () => finish(null);
    const timer = setTimeout(() => finish(null), patienceMs);
    child.on('message', onMessage);
    child.once('exit', onExit);
    if (!child.connected) finish(null);
    else child.send(question, (error) => error && finish(null));
  });
}

const runner = new MappingRunner();

/**
 * What a mapping makes of a value.
 * @throws DeliveryUnreadable, KitError `overloaded`
 */
export async function runMapping(mapping: string, value: unknown): Promise<unknown> {
  const answer = await runner.run({ mapping, input: JSON.stringify(value) ?? 'null' });
  if ('problem' in answer) throw new DeliveryUnreadable(`The mapping: ${answer.problem}`);
  return JSON.parse(answer.made);
}
