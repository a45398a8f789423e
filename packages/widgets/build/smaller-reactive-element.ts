import type { Replacements } from './smaller-lit.ts';

/**
 * Lit's element without decorators, reflected and default values, converters, accessors of one's own,
 * and what says in development that a Lit is on the page.
 */
export const reactiveElement: Replacements = {
  release: '2.1.2',
  statements: [
    'Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;',
    'y.elementStyles=[],y.shadowRootOptions={mode:"open"},y[d("elementProperties")]=new Map,y[d("finalized")]=new Map,p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2");',
  ],
  members: {
    addInitializer: `static elementProperties = new Map();
  static finalized = true;`,
    removeController: '',
    // `KitBase` makes it.
    createRenderRoot: '',
    // Every heir has one.
    willUpdate: '',
    shouldUpdate: '',
    firstUpdated: '',
    scheduleUpdate: '',
    getUpdateComplete: '',
    // Writes a property into its attribute.
    _$ET: '',
    // Notes that a property has changed; `requestUpdate` does it here.
    C: '',
    // Each instance gets its own.
    enableUpdating: '',
    observedAttributes: `static get observedAttributes() {
    this.finalize();
    return [...this._$Eh.keys()];
  }`,
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
    // Begins a class's own list of properties; `finalize` does it here.
    _$Ei: '',
    finalize: `static finalize() {
    if (Object.hasOwn(this, 'finalized')) return;
    this.finalized = true;
    const parent = Object.getPrototypeOf(this);
    parent.finalize();
    this.elementProperties = new Map(parent.elementProperties);
    if (Object.hasOwn(this, 'properties')) {
      for (const name in this.properties) this.createProperty(name, this.properties[name]);
    }
    this._$Eh = new Map();
    for (const [name, { attribute }] of this.elementProperties) {
      if (attribute !== false) this._$Eh.set(attribute ?? name.toLowerCase(), name);
    }
    this.elementStyles = [this.styles ?? []].flat();
  }`,
    finalizeStyles: '',
    // The name of a property's attribute.
    _$Eu: '',
    // What was set before the element was one is set again when it first draws.
    constructor: `constructor() {
    super();
    this._$ES = new Promise((resolve) => (this.enableUpdating = resolve));
    this._$AL = new Map();
    this._$Ep = new Map();
    for (const name of this.constructor.elementProperties.keys()) {
      if (!Object.hasOwn(this, name)) continue;
      this._$Ep.set(name, this[name]);
      delete this[name];
    }
    this.requestUpdate();
  }`,
    _$Ev: '',
    _$E_: '',
    addController: `addController(controller) { (this._$EO ??= []).push(controller); }`,
    // The only moment that a controller is told of: a provider's says that it is there, to whoever asked before.
    connectedCallback: `connectedCallback() {
    this.renderRoot ??= this.createRenderRoot();
    this.enableUpdating();
    this._$EO?.forEach((controller) => controller.hostConnected());
  }`,
    disconnectedCallback: 'disconnectedCallback() {}',
    // Takes an attribute into its property.
    attributeChangedCallback: `attributeChangedCallback(attribute, before, value) {
    const { _$Eh: names, elementProperties } = this.constructor;
    const name = names.get(attribute);
    if (name) this[name] = elementProperties.get(name).type === Boolean ? value !== null : value;
  }`,
    _$AK: '',
    requestUpdate: `requestUpdate(name, before) {
    if (name) {
      if (Object.is(this[name], before)) return;
      if (!this._$AL.has(name)) this._$AL.set(name, this.hasUpdated ? before : undefined);
    }
    if (!this.isUpdatePending) this._$ES = this._$EP();
  }`,
    // Updates when what was last asked for has been done.
    _$EP: `async _$EP() {
    this.isUpdatePending = true;
    try {
      await this._$ES;
    } catch (error) {
      Promise.reject(error);
    }
    this.performUpdate();
    return !this.isUpdatePending;
  }`,
    performUpdate: `performUpdate() {
    if (!this.isUpdatePending) return;
    for (const [name, value] of this._$Ep) this[name] = value;
    this._$Ep.clear();
    const changed = this._$AL;
    try {
      this.willUpdate(changed);
      this.update(changed);
    } catch (error) {
      this._$EM();
      throw error;
    }
    this.hasUpdated = true;
    this.updated(changed);
  }`,
    // After an update.
    _$AE: '',
    updateComplete: 'get updateComplete() { return this._$ES; }',
    update: 'update() { this._$EM(); }',
  },
};
