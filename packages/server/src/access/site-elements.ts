import { type ElementProperties, toProperties } from '../domain/element-defaults.ts';
import type { Site } from './sites.ts';

const known = new WeakMap<Site, { properties: ElementProperties | null; json: string }>();

/** What answers say besides to pages whose site has defaults for elements: nothing where it has none. */
export function elementsOf(site: Site | null): { elements?: ElementProperties } {
  const properties = site && read(site).properties;
  return properties ? { elements: properties } : {};
}

/** The same as the end of a JSON object. */
export function elementsAsJson(site: Site | null): string {
  return site ? read(site).json : '';
}

function read(site: Site) {
  const found = known.get(site);
  if (found) return found;
  const properties = toProperties(withHidden(site));
  const json = properties ? `,"elements":${JSON.stringify(properties)}` : '';
  const made = { properties, json };
  known.set(site, made);
  return made;
}

/** What the form does not ask for is an attribute of its element. */
function withHidden({ elements, form }: Site): Site['elements'] {
  if (form.hide.length === 0) return elements;
  const report = elements['incident-report'];
  const hide = [report?.hide, ...form.hide].filter((each) => typeof each === 'string').join(' ');
  return { ...elements, 'incident-report': { ...report, hide } };
}
