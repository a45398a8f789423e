/**
 * Takes the place of locales/languages.ts in what is built for /kit/. Bundlers must see each import();
 * the files of /kit/ have addresses that are known, and one address costs a page less than a table of
 * languages times elements.
 */
declare const INCIDENT_KIT_LANGUAGES: string[];

export const languages = INCIDENT_KIT_LANGUAGES;

export const loadMessages = (language: string, name: string): Promise<{ messages: unknown }> =>
  // From a chunk, which lies beside the folder of the languages.
  import(/* @vite-ignore */ `../locales/${language}/${name}.js`);
