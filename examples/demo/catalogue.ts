import { type Catalogue, catalogueSchema } from '@incident-kit/server/domain';

/** What people at Veldmoor report about. */
export const catalogue: Catalogue = catalogueSchema.parse({
  services: [
    { id: 'web-shop', name: 'Web shop' },
    { id: 'order-tracking', name: 'Order tracking' },
    { id: 'partner-api', name: 'Partner API' },
    { id: 'sign-in', name: 'Accounts and sign-in' },
    { id: 'email', name: 'Email and calendar' },
    { id: 'network', name: 'Office network and Wi-Fi' },
    { id: 'warehouse', name: 'Warehouse scanners' },
    { id: 'finance', name: 'Expenses and payslips' },
    { id: 'laptop', name: 'Laptop or phone' },
  ],
  categories: [
    { id: 'outage', name: 'It does not work at all' },
    { id: 'degraded', name: 'It is slow or unreliable' },
    { id: 'access', name: 'I cannot get in' },
    { id: 'security', name: 'Something looks suspicious' },
    { id: 'question', name: 'I do not know how' },
  ],
});

/** The services that the public status page speaks of. */
export const publicServices = [
  'web-shop',
  'order-tracking',
  'partner-api',
  'sign-in',
  'email',
  'network',
];
