import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Members of a module's classes, by their names, with what stands in their place in a page; nothing for
 * those that no element of the kit uses. A bundler cannot leave them out: any member of a class might
 * be asked for.
 */
type Members = Record<string, string>;

/** Left out: decorators, reflected and default values, converters, accessors of one's own. */
const reactiveElement: Members = {
  addInitializer: '',
  removeController: '',
  // `KitBase` makes it.
  createRenderRoot: '',
  shouldUpdate: '',
  firstUpdated: '',
  // Writes a property into its attribute.
  _$ET: '',
  // Notes that a property has changed; `requestUpdate` does it here.
  C: '',
  createProperty: `static createProperty(name, options) {
    const key = Symbol();
    this.elementProperties.set(name, options);
    Object.defineProperty(this.prototype, name, {
      get() { return this[key]; },
      set(value) {
        const before = this[key];
        this[key] = value;
        this.requestUpdate(name, before);
      },
      configurable: true,
      enumerable: true,
    });
  }`,
  getPropertyDescriptor: '',
  getPropertyOptions: '',
  // Begins a class's own list of properties with those of its parent.
  _$Ei: `static _$Ei() {
    if (Object.hasOwn(this, 'elementProperties')) return;
    const parent = Object.getPrototypeOf(this);
    parent.finalize();
    this.elementProperties = new Map(parent.elementProperties);
  }`,
  finalize: `static finalize() {
    if (Object.hasOwn(this, 'finalized')) return;
    this.finalized = true;
    this._$Ei();
    if (Object.hasOwn(this, 'properties')) {
      for (const name in this.properties) this.createProperty(name, this.properties[name]);
    }
    this._$Eh = new Map();
    for (const [name, options] of this.elementProperties) {
      const attribute = this._$Eu(name, options);
      if (attribute) this._$Eh.set(attribute, name);
    }
    this.elementStyles = this.finalizeStyles(this.styles);
  }`,
  finalizeStyles: `static finalizeStyles(styles) { return [styles ?? []].flat(); }`,
  // The name of a property's attribute.
  _$Eu: `static _$Eu(name, { attribute }) { return attribute ?? name.toLowerCase(); }`,
  // Begins an element's life.
  _$Ev: `_$Ev() {
    this._$ES = new Promise((resolve) => (this.enableUpdating = resolve));
    this._$AL = new Map();
    this._$E_();
    this.requestUpdate();
  }`,
  // Takes an attribute into its property.
  _$AK: `_$AK(attribute, value) {
    const { _$Eh: names, elementProperties } = this.constructor;
    const name = names.get(attribute);
    if (name) this[name] = elementProperties.get(name).type === Boolean ? value !== null : value;
  }`,
  requestUpdate: `requestUpdate(name, before) {
    if (name) {
      if (Object.is(this[name], before)) return;
      if (!this._$AL.has(name)) this._$AL.set(name, this.hasUpdated ? before : undefined);
    }
    if (!this.isUpdatePending) this._$ES = this._$EP();
  }`,
  performUpdate: `performUpdate() {
    if (!this.isUpdatePending) return;
    if (!this.hasUpdated) {
      this.renderRoot ??= this.createRenderRoot();
      for (const [name, value] of this._$Ep ?? []) this[name] = value;
      this._$Ep = undefined;
    }
    const changed = this._$AL;
    try {
      this.willUpdate(changed);
      this._$EO?.forEach((controller) => controller.hostUpdate?.());
      this.update(changed);
    } catch (error) {
      this._$EM();
      throw error;
    }
    this._$AE(changed);
  }`,
  // After an update.
  _$AE: `_$AE(changed) {
    this._$EO?.forEach((controller) => controller.hostUpdated?.());
    this.hasUpdated = true;
    this.updated(changed);
  }`,
  update: `update() { this._$EM(); }`,
};

/** Left out: what asynchronous directives need, and what the parts tell of themselves. */
const templates: Members = {
  _$AU: '',
  setConnected: '',
  startNode: '',
  endNode: '',
  tagName: '',
  // Parses what a template is made of. Where the page's Trusted Types refuse that, or let pass a string without
  // what marks a template's places, no template is tried again: there must not be half a form.
  createElement: `static createElement(html) {
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
};

/**
 * Lit ends where it may not make its policy, so another Lit on the page could keep the kit's from starting.
 * The kit's has a name of its own, and Lit's where the page knows only that; without either, a page that
 * does not enforce Trusted Types takes strings.
 */
const litPolicy = /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:\w=>\w\}\):void 0/;
const kitPolicy = `;function makePolicy() {
  for (const name of ['incident-kit', 'lit-html']) {
    try {
      return trustedTypes.createPolicy(name, { createHTML: (html) => html });
    } catch {}
  }
}`;

/**
 * The modules, each with the release whose members these are: in another, names that are not documented
 * may mean others.
 */
const modules: Record<string, { release: string; members: Members }> = {
  'reactive-element/reactive-element.js': { release: '2.1.2', members: reactiveElement },
  'lit-html/lit-html.js': { release: '3.3.3', members: templates },
};

interface Member {
  type: string;
  start: number;
  end: number;
  key: { name?: string };
}

/**
 * Puts smaller members in the place of Lit's, in what is built for /kit/: a tenth of a status page's
 * bytes. What is built for bundlers has Lit as it is. A build fails when Lit is of another release or
 * has no such member.
 */
export function smallerLit(): Plugin {
  return {
    name: 'incident-kit:smaller-lit',
    enforce: 'pre',
    transform: {
      filter: { id: /\/(reactive-element\/reactive-element|lit-html\/lit-html)\.js$/ },
      handler(code, id) {
        const { release, members } = modules[id.split('/').slice(-2).join('/')] ?? {};
        if (!members) return;
        const { version } = JSON.parse(readFileSync(join(dirname(id), 'package.json'), 'utf8'));
        if (version !== release) this.error(`These are members of Lit ${release}, not ${version}.`);
        const found = membersOf(this.parse(code));
        let less = code;
        for (const { key, start, end } of found.reverse()) {
          const { name = '' } = key;
          if (!Object.hasOwn(members, name)) continue;
          less = less.slice(0, start) + members[name] + less.slice(end);
        }
        for (const name of Object.keys(members)) {
          if (!found.some(({ key }) => key.name === name)) this.error(`Lit has no ${name}.`);
        }
        if (id.endsWith('lit-html.js')) {
          if (!litPolicy.test(less)) this.error('Lit makes its policy otherwise.');
          less = less.replace(litPolicy, 'makePolicy()') + kitPolicy;
        }
        return { code: less, map: null };
      },
    },
  };
}

/** The methods of the classes of a module, in their order. */
function membersOf(node: unknown): Member[] {
  if (Array.isArray(node)) return node.flatMap(membersOf);
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'MethodDefinition') return [node as Member];
  return Object.values(node).flatMap(membersOf);
}
