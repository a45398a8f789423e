import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/i);
const entry = z.strictObject({ id, name: z.string().trim().min(1).max(120) });

/** What a report can be about: the services that people use and the kinds of trouble they have. */
export const catalogueSchema = z.strictObject({
  services: z.array(entry).max(500),
  categories: z.array(entry).max(200),
});

export type CatalogueEntry = z.infer<typeof entry>;
export type Catalogue = z.infer<typeof catalogueSchema>;

/** What a kit starts with when nobody configured anything. */
export const defaultCatalogue: Catalogue = {
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
};
