import type { HostRole } from '@incident-kit/server/domain';

/** Somebody with an account at Veldmoor, the company of the demo. */
export interface Person {
  /** The host's own identifier; the kit sees it as `sub`. */
  id: string;
  name: string;
  email: string;
  role: HostRole;
}

function person(name: string, role: HostRole): Person {
  const id = name
    .normalize('NFD')
    .replace(/[^a-z ]/gi, '')
    .toLowerCase()
    .replaceAll(' ', '.');
  return { id, name, email: `${id}@veldmoor.example`, role };
}

export const rosa = person('Rosa Alvarez', 'reporter');
export const jonas = person('Jonas Lindqvist', 'reporter');
export const mei = person('Mei Tanaka', 'reporter');
export const oluwaseun = person('Oluwaseun Bello', 'reporter');
export const hannah = person('Hannah Weiss', 'reporter');
export const grace = person('Grace Okafor', 'agent');
export const tomas = person('Tomás Pereira', 'agent');
export const amir = person('Amir Haddad', 'admin');
