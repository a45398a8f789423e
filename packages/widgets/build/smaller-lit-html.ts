import type { Replacements } from './smaller-lit.ts';
import { templateHtml } from './template-html.ts';

/**
 * Lit's templates without what no template of the kit has: SVG and MathML of their own, values within a
 * textarea, a style or a comment, single quotes, compiled templates, listeners with options, asynchronous
 * directives. Of the names that were minified, these are meant:
 *
 * e policy · h end of an attribute's name · o mark · n data of a mark · r mark between tags · l document ·
 * c makes a mark · E noChange · A nothing · P tree walker · S Template · M resolves a directive ·
 * R TemplateInstance · k ChildPart · H AttributePart · I PropertyPart · L BooleanAttributePart · z EventPart
 */
export const litHtml: Replacements = {
  release: '3.3.3',
  statements: ['B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");'],
  declarations: {
    // Lit ends where it may not make its policy, so another Lit on the page could keep the kit's from
    // starting. The kit's has a name of its own, and Lit's where the page knows only that; without either,
    // a page that does not enforce Trusted Types takes strings.
    e: `(() => {
    for (const name of ['incident-kit', 'lit-html']) {
      try {
        return trustedTypes.createPolicy(name, { createHTML: (html) => html });
      } catch {}
    }
  })()`,
    N: `(strings) => (${templateHtml})(strings, h, o, r)`,
    // Draws.
    D: `(value, container, options) => {
    container._$litPart$ ??= new k(container.appendChild(c()), null, undefined, options);
    container._$litPart$._$AI(value);
  }`,
  },
  members: {
    _$AU: '',
    setConnected: '',
    startNode: '',
    endNode: '',
    tagName: '',
    'S.constructor': `constructor({ strings }) {
    this.parts = [];
    const [html, names] = N(strings);
    this.el = S.createElement(e ? e.createHTML(html) : html);
    P.currentNode = this.el.content;
    for (let node, index = 0; this.parts.length < strings.length - 1 && (node = P.nextNode()); index++) {
      if (node.data === n) this.parts.push({ type: 2, index });
      for (const attribute of node.getAttributeNames?.() ?? []) {
        const isElementPart = attribute.startsWith(o);
        if (!isElementPart && !attribute.endsWith(h)) continue;
        if (isElementPart) this.parts.push({ type: 6, index });
        else {
          const [, sign, name] = /([.?@]?)(.*)/.exec(names.shift());
          const ctor = { '.': I, '?': L, '@': z }[sign] ?? H;
          const parts = node.getAttribute(attribute).split(o);
          this.parts.push({ type: 1, index, name, strings: parts, ctor });
        }
        node.removeAttribute(attribute);
      }
    }
  }`,
    // Parses what a template is made of. Where the page's Trusted Types refuse that, or let pass a string
    // without what marks a template's places, no template is tried again: there must not be half a form.
    'S.createElement': `static createElement(html) {
    const places = (text) => String(text).split('lit$').length;
    const template = document.createElement('template');
    try {
      if (this.refused) throw 0;
      template.innerHTML = html;
      if (places(template.innerHTML) < places(html)) throw 0;
    } catch {
      this.refused = true;
      throw Error('templates-refused');
    }
    return template;
  }`,
    'k.constructor': `constructor(start, end, parent, options) {
    this.type = 2;
    this._$AH = A;
    this._$AA = start;
    this._$AB = end;
    this._$AM = parent;
    this.options = options;
  }`,
    'k.$': `$(result) {
    const template = this._$AC(result);
    if (this._$AH?._$AD === template) return this._$AH.p(result.values);
    const instance = new R(template, this);
    const fragment = instance.u();
    instance.p(result.values);
    this.T(fragment);
    this._$AH = instance;
  }`,
    'R.u': `u() {
    const { el, parts } = this._$AD;
    const fragment = document.importNode(el.content, true);
    P.currentNode = fragment;
    let node;
    let at = -1;
    for (const { type, index, ctor, name, strings } of parts) {
      for (; at < index; at++) node = P.nextNode();
      this._$AV.push(
        type === 2
          ? new k(node, node.nextSibling, this, this._$AM.options)
          : type === 1
            ? new ctor(node, name, strings, this, this._$AM.options)
            : new Z(node, this, this._$AM.options),
      );
    }
    P.currentNode = document;
    return fragment;
  }`,
    'I.constructor': '',
    'L.constructor': '',
    'z.constructor': '',
    // Listens from the first time on, for whatever listener is there when something happens.
    'z._$AI': `_$AI(listener) {
    if (this._$AH === A) this.element.addEventListener(this.name, this);
    this._$AH = listener === A ? null : listener;
  }`,
    'z.handleEvent': `handleEvent(event) {
    this._$AH?.call(this.options.host, event);
  }`,
  },
};
