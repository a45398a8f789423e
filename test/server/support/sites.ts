export const secret = 'a secret that is longer than 32 bytes';

export const intranet = {
  key: 'pk_intranet',
  name: 'Intranet',
  origins: ['https://intranet.example'],
  secret,
  highestRole: 'admin' as const,
  anonymous: { report: true, badges: true, attachments: true },
};
