import type { ErrorCode, ErrorValues } from './errors/error-values.ts';
import type { FieldError, NoValues } from './errors/field-values.ts';

export type * from './errors/error-values.ts';
export * from './errors/field-values.ts';

interface Options<Code extends ErrorCode> {
  /** The fields that the refusal is about. */
  fields?: FieldError[];
  details?: ErrorValues[Code];
  cause?: unknown;
}

/** Values that a code always has cannot be left out. */
type Rest<Code extends ErrorCode> = NoValues extends ErrorValues[Code]
  ? [options?: Options<Code>]
  : [options: Options<Code> & { details: ErrorValues[Code] }];

/**
 * A refusal. Throwing one inside an operation rolls back everything that the operation wrote. The message
 * is one sentence meant for the person in front of the screen and says what to do next where there is
 * something to do.
 */
export class KitError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'KitError';
  readonly code: Code;
  /** The fields that the refusal is about; empty when it is not about a field. */
  readonly fields: FieldError[];
  /** The values of the code; what a program needs to recover is among them. */
  readonly details: ErrorValues[Code] | undefined;

  constructor(code: Code, message: string, ...[options = {}]: Rest<Code>) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? [];
    this.details = options.details;
  }
}
