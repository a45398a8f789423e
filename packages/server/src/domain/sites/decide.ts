import { KitError } from '../errors.ts';
import type { SiteChange, SiteConfigured, SiteSecretFact, SiteState } from './events.ts';

/** How the secrets of the settings file are called together. */
export const fileSecrets = 'file';

export function configured(
  state: SiteState,
  what: SiteChange,
  reason: string | null,
): SiteConfigured {
  return { type: 'site.configured', data: { what, ...state }, personal: { reason } };
}

/** @throws KitError `site-stale` when there is a newer version than the one that was edited, `nothing-changed` */
export function decideChange(
  state: SiteState,
  { site, basedOn }: { site: SiteState['site']; basedOn: number },
): SiteState {
  if (basedOn !== state.version) {
    throw new KitError(
      'site-stale',
      `${state.key} was changed meanwhile: you edited version ${basedOn}, it is at ${state.version}. Read it again.`,
      { details: { site: state.key, version: state.version, basedOn } },
    );
  }
  if (isSame(state.site, site)) {
    throw new KitError('nothing-changed', `${state.key} is like this already.`, {
      details: { what: 'site' },
    });
  }
  return { ...next(state), site };
}

/** @throws KitError `nothing-changed` */
export function decideSwitch(state: SiteState, isEnabled: boolean): SiteState {
  if (state.isEnabled === isEnabled) {
    const what = isEnabled ? 'site-enabled' : 'site-disabled';
    throw new KitError(
      'nothing-changed',
      `${state.key} is ${isEnabled ? 'enabled' : 'disabled'} already.`,
      { details: { what } },
    );
  }
  return { ...next(state), isEnabled };
}

/**
 * Makes room for a secret more. Two count at a time, so that whoever signs with the old one is not interrupted.
 * @param others when those that counted until now end; null for not yet
 * @param hasFileSecrets whether the settings file has some
 * @throws KitError `site-has-two-secrets`
 */
export function decideRotate(
  state: SiteState,
  { now, others, hasFileSecrets }: { now: number; others: number | null; hasFileSecrets: boolean },
): { state: SiteState; made: SiteSecretFact } {
  const { key, version } = state;
  const living = livingSecrets(state, now);
  const names = [
    ...living.map(({ id }) => id),
    ...(hasFileSecrets && counts(state.fileSecretsEndAt, now) ? [fileSecrets] : []),
  ];
  if (names.length > 1) {
    throw new KitError(
      'site-has-two-secrets',
      `${key} has two secrets already (${names.join(', ')}). End one of them first.`,
      { details: { site: key, secrets: names } },
    );
  }
  const made: SiteSecretFact = {
    id: `s${version + 1}`,
    slot: living[0]?.slot === 0 ? 1 : 0,
    madeAt: now,
    endsAt: null,
  };
  const ending = living.map((each) => ({ ...each, endsAt: earlier(each.endsAt, others) }));
  const fileSecretsEndAt = earlier(state.fileSecretsEndAt, others);
  return {
    state: { ...next(state), secrets: [made, ...ending], fileSecretsEndAt },
    made,
  };
}

/**
 * Says when a secret ends: now, later, or later than was said.
 * @throws KitError `secret-not-found`
 */
export function decideEndSecret(
  state: SiteState,
  { id, at, now, hasFileSecrets }: { id: string; at: number; now: number; hasFileSecrets: boolean },
): SiteState {
  const endsAt = Math.max(at, now);
  const living = livingSecrets(state, now);
  if (id === fileSecrets && hasFileSecrets && counts(state.fileSecretsEndAt, now)) {
    return { ...next(state), fileSecretsEndAt: endsAt };
  }
  if (!living.some((each) => each.id === id)) {
    throw new KitError(
      'secret-not-found',
      `${state.key} has no secret “${id}” that still counts. List them to see which there are.`,
      { details: { site: state.key, secret: id } },
    );
  }
  const secrets = living.map((each) => (each.id === id ? { ...each, endsAt } : each));
  return { ...next(state), secrets };
}

/** Those of its own secrets that count at an instant. */
export function livingSecrets({ secrets }: SiteState, now: number): SiteSecretFact[] {
  return secrets.filter(({ endsAt }) => counts(endsAt, now));
}

function counts(endsAt: number | null, now: number): boolean {
  return endsAt === null || endsAt > now;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function next(state: SiteState): SiteState {
  return { ...state, version: state.version + 1 };
}

/** Both as JSON has them: in the order of the schema, without what is undefined. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
