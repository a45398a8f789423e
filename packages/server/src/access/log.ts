import type { Logger } from 'pino';
import type { Redactor } from './redactor.ts';

const levels = ['fatal', 'error', 'warn', 'info', 'debug'] as const;

export type Level = (typeof levels)[number];

/** Where the server says what happens. No line of it has a secret. */
export class Log {
  readonly #logger: Logger;
  readonly #redactor: Redactor;

  constructor(logger: Logger, redactor: Redactor) {
    this.#logger = logger;
    this.#redactor = redactor;
  }

  fatal(facts: object, sentence: string): void {
    this.write('fatal', facts, sentence);
  }

  error(facts: object, sentence: string): void {
    this.write('error', facts, sentence);
  }

  warn(facts: object, sentence: string): void {
    this.write('warn', facts, sentence);
  }

  info(facts: object, sentence: string): void {
    this.write('info', facts, sentence);
  }

  write(level: Level, facts: object, sentence: string): void {
    if (!this.#logger.isLevelEnabled(level)) return;
    this.#logger[level](this.#redactor.value(facts) as object, this.#redactor.text(sentence));
  }

  isLevelEnabled(level: Level): boolean {
    return this.#logger.isLevelEnabled(level);
  }
}
