/** What is left where a template was not filled in: `$X`, `*x*`, `{X}`, `{{ x }}`. */
const placeholder = /^\$\{?\w+\}?$|^\*[^*]*\*$|^\{[^{}]*\}$|\{\{/u;

/** What a database cannot keep, and nobody can see. */
const unwritable = /[\p{Cc}\p{Cs}]/u;
const longest = 500;

/** A key that says nothing would make one alert of all that have it, so it is to name none. */
export function isUsableKey(key: string): boolean {
  const said = key.trim();
  const isWritable = !unwritable.test(key) && key.length <= longest;
  return said !== '' && isWritable && !placeholder.test(said);
}
