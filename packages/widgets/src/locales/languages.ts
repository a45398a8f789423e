import { en } from './en/index.ts';
import type { Language, MessageFile } from './language.ts';

/** The languages by their tags, in lower case. One more is a folder and a line here. */
const others: Record<string, Language> = {};

const all: Record<string, Partial<Language>> = { en, ...others };

/** The tags of the languages that there are. */
export const languages: string[] = Object.keys(all);

/**
 * Loads one file of one of these languages. In what is built for `/kit/`, build/kit-languages.ts takes the
 * place of this module.
 */
export function loadMessages(
  language: string,
  file: MessageFile,
): Promise<{ messages: unknown }> | undefined {
  return all[language]?.[file]?.();
}
