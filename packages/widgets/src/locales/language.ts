import type {
  ErrorCode,
  ErrorValues,
  FieldCode,
  FieldError,
  FieldValues,
} from '@incident-kit/server/domain';
import type { KitErrorCode, KitRequestError } from '../client/errors.ts';
import type { en } from './en/index.ts';

/** What each element says. English is the measure: a language has each of its messages. */
export type ElementMessages = {
  [Name in keyof typeof en]: Awaited<ReturnType<(typeof en)[Name]>>['messages'];
};

export type ElementName = keyof ElementMessages;

/** A refusal as an element has it, for a language to say. */
export type SaidError = Pick<KitRequestError, 'code' | 'message' | 'fields' | 'details'>;

/** What a sentence about an error is made of. A value may be missing: the server may be an older one. */
export interface ErrorFacts<Code extends KitErrorCode> {
  values: Code extends ErrorCode ? Partial<ErrorValues[Code]> : Record<string, unknown>;
  fields: FieldError[];
}

/** A language's sentence: as it is, or made of what the server tells. */
export type Sentence<Facts> = string | ((facts: Facts) => string);

/**
 * A sentence for each code of an error, for the person in front of the page, and in `fields` one for
 * each code of what is wrong with a field. The server's own sentence stands for a code that the language
 * does not know.
 */
export type ErrorMessages = { [Code in KitErrorCode]: Sentence<ErrorFacts<Code>> } & {
  fields: { [Code in FieldCode]: Sentence<Partial<FieldValues[Code]>> };
};

/** What a language consists of, each in a file of its name. */
export interface MessageFiles extends ElementMessages {
  errors: ErrorMessages;
}

export type MessageFile = keyof MessageFiles;

/**
 * A language: what loads each of its files. One file an element, since a module is the smallest thing
 * that a page can load, and a status page full of badges must not carry the report form's messages.
 */
export type Language = {
  [File in MessageFile]: () => Promise<{ messages: MessageFiles[File] }>;
};

/** Any of these messages, as deep as they go. */
export type MessageOverrides<T> = {
  [Key in keyof T]?: T[Key] extends string
    ? string
    : T[Key] extends (...values: never[]) => unknown
      ? T[Key]
      : MessageOverrides<T[Key]>;
};

/** What all copies of the kit on a page know of its languages. */
export interface PageLanguages {
  /** What the page says in place of the elements' own messages, in any language or in that one. */
  messages?: PageMessages | ((language: string) => PageMessages);
  /** The languages that the page has added, by their tags in lower case. */
  languages?: Record<string, Partial<Language>>;
}

/** What a page says in place of the elements' own messages. */
export type PageMessages = {
  [Name in ElementName]?: MessageOverrides<ElementMessages[Name]>;
} & { errors?: ErrorOverrides };

/** Some of the sentences for errors. */
export type ErrorOverrides = Partial<Omit<ErrorMessages, 'fields'>> & {
  fields?: Partial<ErrorMessages['fields']>;
};
