/** What is left where a template was not filled in: `$X`, `*x*`, `{X}`, `{{ x }}`. */
const placeholder = /^\$\{?\w+\}?$|^\*[^*]*\*$|^\{[^{}]*\}$|\{\{/u;

/** A key that says nothing would make one alert of all that have it, so it is to name none. */
export function isUsableKey(key: string): boolean {
  const said = key.trim();
  return said !== '' && !placeholder.test(said);
}
