import { languageOf, messagesOf } from '../../base/messages.ts';
import type { ElementMessages, ElementName } from '../../locales/language.ts';
import type { ListHost } from '../list-view.ts';

/** How long words that were asked for are waited for, milliseconds: nothing is done when nobody expects it any more. */
const wordsMs = 5_000;

/**
 * What a part says that is loaded when it is used.
 * @throws when it could not be loaded
 */
export async function wordsOf<Name extends ElementName>(
  host: ListHost,
  file: Name,
): Promise<ElementMessages[Name]> {
  const until = Date.now() + wordsMs;
  while (Date.now() < until) {
    const come = Promise.withResolvers<void>();
    const words = messagesOf(languageOf(host.locale(), file), file, come.resolve);
    if (words) return words as ElementMessages[Name];
    // Also told when others have come.
    setTimeout(come.resolve, wordsMs);
    await come.promise;
  }
  throw new Error(`There are no words of ${file}.`);
}
