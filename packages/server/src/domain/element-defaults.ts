import { z } from 'zod';
import { fieldError } from './errors.ts';
import { bounded } from './plain-text.ts';

/**
 * The attributes of each element for which a site may have defaults: how it looks and what it begins with. What it is
 * about and whom it asks (`incident`, `endpoint`, `site-key`) only its page can say.
 */
export const elementAttributes = {
  'alert-rules': ['heading', 'heading-level', 'readonly'],
  'alert-sources': ['heading', 'heading-level', 'readonly', 'source'],
  'incident-learning': ['heading', 'heading-level', 'href', 'readonly'],
  'incident-list': ['address', 'heading', 'heading-level', 'href', 'opens', 'view'],
  'incident-metrics': ['days', 'figure', 'heading', 'heading-level', 'href', 'service'],
  'incident-notifications': ['heading', 'heading-level', 'href'],
  'incident-report': [
    'heading',
    'heading-level',
    'service',
    'category',
    'impact',
    'urgency',
    'hide',
    'no-draft',
  ],
  'incident-review': ['heading', 'heading-level', 'readonly'],
  'incident-timeline': ['default-note', 'heading-level', 'readonly', 'review-href'],
  'knowledge-article': ['heading-level', 'readonly'],
  'knowledge-search': ['heading', 'heading-level', 'href', 'service'],
  'on-call': ['heading', 'heading-level', 'readonly', 'schedule'],
  'problem-list': ['heading', 'heading-level', 'href', 'readonly'],
  'problem-record': ['heading-level', 'href', 'readonly'],
  'process-map': ['by', 'days', 'heading', 'heading-level', 'href'],
  'sent-messages': ['heading', 'heading-level', 'readonly'],
  'service-objectives': ['heading', 'heading-level', 'href', 'readonly', 'service'],
  'signal-anomalies': ['heading', 'heading-level', 'href', 'readonly'],
  'sla-badge': ['target', 'variant'],
  'priority-matrix': ['heading', 'heading-level', 'href', 'readonly'],
} as const;

export type DefaultedElement = keyof typeof elementAttributes;

const values = z.record(
  z.string().max(40),
  z.union([bounded(z.string(), { max: 200 }), z.boolean()]),
);

/** What is said of elements where their page says nothing: `{ 'sla-badge': { variant: 'ring' } }`. */
export const elementDefaultsSchema = z
  .record(z.string().max(40), values)
  .superRefine((elements, context) => {
    for (const [element, said] of Object.entries(elements)) {
      const known: readonly string[] | undefined = Object.hasOwn(elementAttributes, element)
        ? elementAttributes[element as DefaultedElement]
        : undefined;
      const unknown = known ? Object.keys(said).filter((name) => !known.includes(name)) : [element];
      for (const id of unknown) {
        const message = known
          ? `<${element}> has no attribute “${id}” for which a site may have a default.`
          : `There is no element <${element}> with defaults.`;
        const { code, values } = fieldError([], message, 'not-offered', { id });
        const path = known ? [element, id] : [element];
        context.addIssue({ code: 'custom', path, message, params: { code, values } });
      }
    }
  });

export type ElementDefaults = z.infer<typeof elementDefaultsSchema>;

/** The same by the names that the elements' properties have: `heading-level` is `headingLevel`. */
export type ElementProperties = Record<string, Record<string, string | boolean>>;

/** Null for no defaults at all. */
export function toProperties(elements: ElementDefaults): ElementProperties | null {
  const entries = Object.entries(elements).filter(([, said]) => Object.keys(said).length > 0);
  if (entries.length === 0) return null;
  return Object.fromEntries(
    entries.map(([element, said]) => [
      element,
      Object.fromEntries(Object.entries(said).map(([name, value]) => [camelCase(name), value])),
    ]),
  );
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
