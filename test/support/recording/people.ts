import type { Sender } from './wire.ts';

export const visitor: Sender = { label: 'a visitor' };
export const rosa: Sender = {
  label: 'rosa',
  role: 'reporter',
  sub: 'rosa',
  name: 'Rosa Alvarez',
  email: 'rosa@example.com',
};
export const vera: Sender = {
  label: 'vera',
  role: 'reporter',
  sub: 'vera',
  name: 'Vera Important',
  groups: ['vip', 'sales'],
};
export const tom: Sender = { label: 'tom', role: 'reporter', sub: 'tom', name: 'Tom Reporter' };
export const grace: Sender = { label: 'grace', role: 'agent', sub: 'grace', name: 'Grace Okafor' };
export const nils: Sender = { label: 'nils', role: 'agent', sub: 'nils', name: 'Nils Berg' };
export const mia: Sender = { label: 'mia', role: 'manager', sub: 'mia', name: 'Mia Lind' };
export const amir: Sender = { label: 'amir', role: 'admin', sub: 'amir', name: 'Amir Haddad' };

/** Somebody who follows an anonymous report by its receipt. */
export const holderOf = (receipt: string): Sender => ({
  label: 'the holder of a receipt',
  authorization: `Bearer ${receipt}`,
  site: null,
});
