import { z } from 'zod';
import { id, name } from './ids.ts';

const service = z.strictObject({
  id,
  name,
  /** The team that looks after it, to which its incidents go when no routing rule says otherwise. */
  owner: id.nullable().default(null),
  /** How much depends on it: 1 is the most important. */
  tier: z.int().min(1).max(4).nullable().default(null),
  /** The services that it cannot do without. */
  dependsOn: z.array(id).max(50).default([]),
});

const category = z.strictObject({ id, name });

/** What a report can be about: the services that people use and the kinds of trouble they have. */
export const catalogueSchema = z.strictObject({
  services: z.array(service).max(500),
  categories: z.array(category).max(200),
});

export type Service = z.infer<typeof service>;
export type CatalogueEntry = z.infer<typeof category>;
export type Catalogue = z.infer<typeof catalogueSchema>;

/** What a kit starts with when nobody configured anything. */
export const defaultCatalogue: Catalogue = catalogueSchema.parse({
  services: [
    { id: 'email', name: 'Email and calendar' },
    { id: 'network', name: 'Network and Wi-Fi' },
    { id: 'laptop', name: 'Laptop or phone' },
    { id: 'accounts', name: 'Accounts and access' },
    { id: 'applications', name: 'Business applications' },
  ],
  categories: [
    { id: 'outage', name: 'It does not work at all' },
    { id: 'degraded', name: 'It is slow or unreliable' },
    { id: 'access', name: 'I cannot get in' },
    { id: 'security', name: 'Something looks suspicious' },
    { id: 'question', name: 'I do not know how' },
  ],
});
