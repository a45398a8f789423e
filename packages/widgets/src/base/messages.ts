import { Retry } from '../client/retry.ts';
import { page } from '../client/settings.ts';
import type { ElementName, MessageFile, PageLanguages, PageMessages } from '../locales/language.ts';
import { languages, loadMessages } from '../locales/languages.ts';

type Messages = Record<string, unknown>;

const own = page as PageLanguages;

/** What has come, by language and file; undefined while it is under way. */
const loaded = new Map<string, Messages | undefined>();
/** Called when something has come, or is to be tried again. */
const waiting = new Set<() => void>();
const retry = new Retry(tell);

function tell(): void {
  const all = [...waiting];
  waiting.clear();
  for (const each of all) each();
}

/**
 * The language for a locale among those that have messages for the element: "de" for "de-AT", and
 * English where there is none.
 */
export function languageOf(locale: string, name: ElementName): string {
  let tag = locale.toLowerCase();
  while (tag && !loaderOf(tag, name)) tag = tag.replace(/-?[^-]*$/, '');
  return tag || 'en';
}

function loaderOf(language: string, file: MessageFile) {
  return (
    own.languages?.[language]?.[file] ??
    (languages.includes(language) ? () => loadMessages(language, file) : undefined)
  );
}

/**
 * What a language says, as the page has it (`setMessages`). Undefined until it has come: then, and
 * when it could not be loaded and is to be tried again, `again` is called once.
 */
export function messagesOf(
  language: string,
  file: MessageFile,
  again: () => void,
): Messages | undefined {
  const key = `${language}/${file}`;
  if (!loaded.has(key)) {
    loaded.set(key, undefined);
    Promise.resolve(loaderOf(language, file)?.()).then(
      (module) => {
        loaded.set(key, (module?.messages ?? {}) as Messages);
        retry.reset();
        tell();
      },
      () => {
        loaded.delete(key);
        retry.later();
      },
    );
  }
  const messages = loaded.get(key);
  if (!messages) {
    waiting.add(again);
    return undefined;
  }
  return override(messages, pageMessages(language)[file]);
}

/** What the page says in that language in place of the kit's own messages. */
export function pageMessages(language: string): PageMessages {
  const { messages } = own;
  return (typeof messages === 'function' ? messages(language) : messages) ?? {};
}

/** Messages with some of them replaced. What is not of the same kind is a page's mistake. */
export function override(messages: Messages, said: unknown): Messages {
  // Every update asks, and nearly no page says anything: nothing is copied then.
  if (!said) return messages;
  const all = { ...messages };
  for (const key in said as Messages) {
    const [was, is] = [messages[key], (said as Messages)[key]];
    if (!is || typeof is !== typeof was) continue;
    all[key] = typeof was === 'object' ? override(was as Messages, is) : is;
  }
  return all;
}
