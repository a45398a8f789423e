import { configured, page } from './client/settings.ts';
import type { Language, PageLanguages, PageMessages } from './locales/language.ts';

const own = page as PageLanguages;

/**
 * Says what the elements of this page say in place of their own messages: any of them, for every
 * language, or as a function of the language ("en", "de"). May be called before or after the elements
 * are on the page, and again; the last call counts. One element's own are its `messages` property.
 */
export function setMessages(messages: PageMessages | ((language: string) => PageMessages)): void {
  own.messages = messages;
  dispatchEvent(new Event(configured));
}

/**
 * Adds a language that the kit does not have, or files of one that it has in part.
 *
 * @param tag - As in the `lang` attribute, e.g. "de" or "pt-BR".
 * @param language - What loads its files; an element without one stays English.
 */
export function addLanguage(tag: string, language: Partial<Language>): void {
  own.languages = { ...own.languages, [tag.toLowerCase()]: language };
  dispatchEvent(new Event(configured));
}

export type {
  ElementMessages,
  ErrorFacts,
  ErrorMessages,
  Language,
  MessageOverrides,
  PageMessages,
  Sentence,
} from './locales/language.ts';
