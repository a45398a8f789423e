import type { SaidError } from '../locales/language.ts';

/** What stands in the place of every element where the page's Trusted Types refuse their templates. */
const refusal: SaidError = {
  code: 'templates-refused',
  message: 'This cannot be shown here: the security settings of this page do not allow it yet.',
  fields: [],
  details: undefined,
};

let isTold = false;

/**
 * Says why nothing is drawn. Made without a template: that is what is refused.
 * @throws an error that is another; the refusal is named in build/smaller-lit.ts
 */
export function showRefusal(
  error: unknown,
  root: Node & ParentNode,
  explain: (refusal: SaidError) => string,
): void {
  if ((error as Error).message !== refusal.code) throw error;
  if (!isTold) {
    console.warn(
      'Incident Kit: Trusted Types keep the elements from being drawn. Add "incident-kit" to the list ' +
        'after trusted-types in the Content-Security-Policy of this page.',
    );
  }
  isTold = true;
  const [notice, text] = [document.createElement('div'), document.createElement('div')];
  notice.className = 'notice';
  notice.part.add('notice');
  text.textContent = explain(refusal);
  notice.append(text);
  notice.dataset.say = '';
  // The region from which it is said stays.
  root.replaceChildren(notice, ...root.querySelectorAll('[role=status]'));
}
