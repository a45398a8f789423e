/** What people at Veldmoor report about. */
export const catalogue = {
  services: [
    { id: 'web-shop', name: 'Web shop', owner: 'platform', tier: 1, dependsOn: ['sign-in'] },
    {
      id: 'order-tracking',
      name: 'Order tracking',
      owner: 'platform',
      tier: 2,
      dependsOn: ['partner-api'],
    },
    { id: 'partner-api', name: 'Partner API', owner: 'platform', tier: 1 },
    { id: 'sign-in', name: 'Accounts and sign-in', owner: 'platform', tier: 1 },
    { id: 'email', name: 'Email and calendar', owner: 'service-desk', tier: 2 },
    { id: 'network', name: 'Office network and Wi-Fi', owner: 'workplace', tier: 1 },
    {
      id: 'warehouse',
      name: 'Warehouse scanners',
      owner: 'workplace',
      tier: 2,
      dependsOn: ['network'],
    },
    { id: 'finance', name: 'Expenses and payslips', owner: 'service-desk', tier: 3 },
    { id: 'laptop', name: 'Laptop or phone', owner: 'service-desk', tier: 3 },
  ],
  categories: [
    { id: 'outage', name: 'It does not work at all' },
    { id: 'degraded', name: 'It is slow or unreliable' },
    { id: 'access', name: 'I cannot get in' },
    { id: 'security', name: 'Something looks suspicious' },
    { id: 'question', name: 'I do not know how' },
  ],
};

/** The services that the public status page speaks of. */
export const publicServices = [
  'web-shop',
  'order-tracking',
  'partner-api',
  'sign-in',
  'email',
  'network',
];
