/** What is left of a template's `$X`, `${X}`, `$x.y$`, `*x*`, `{X}` or `{{ x }}`. */
const unfilled = /^\$\{?[\w.]+\}?\$?$|^\*[^*]*\*$|^\{[^{}]*\}$|\{\{/u;

/** Whether a field says nothing, or only what was to be put there. */
export function isUnfilled(text: string): boolean {
  const said = text.trim();
  return said === '' || unfilled.test(said);
}
