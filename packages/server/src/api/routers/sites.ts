import { type OperationContext, stamp } from '../../operations/context.ts';
import {
  addSite,
  changeSite,
  endSecret,
  rotateSecret,
  type SiteAdministration,
  switchSite,
} from '../../operations/sites/change-sites.ts';
import { listSites, readSite } from '../../operations/sites/read-sites.ts';
import {
  addSiteInput,
  changeSiteInput,
  endSecretInput,
  namedSiteInput,
  rotateSecretInput,
  switchSiteInput,
} from '../../operations/sites/site-input.ts';
import { procedure, router } from '../trpc.ts';

/** Sites that embed the elements, for administrators. Answers hold no secret, but for one that was just made. */
export const sites = router({
  list: procedure('site:manage').query(({ ctx }) => listSites(ctx)),
  get: procedure('site:manage')
    .input(namedSiteInput)
    .query(({ ctx, input }) => readSite(ctx, input)),
  add: procedure('site:manage')
    .input(addSiteInput)
    .mutation(({ ctx, input }) => addSite(administration(ctx), input)),
  change: procedure('site:manage')
    .input(changeSiteInput)
    .mutation(({ ctx, input }) => changeSite(administration(ctx), input)),
  rotate: procedure('site:manage')
    .input(rotateSecretInput)
    .mutation(({ ctx, input }) => rotateSecret(administration(ctx), input)),
  endSecret: procedure('site:manage')
    .input(endSecretInput)
    .mutation(({ ctx, input }) => endSecret(administration(ctx), input)),
  disable: procedure('site:manage')
    .input(switchSiteInput)
    .mutation(({ ctx, input }) => switchSite(administration(ctx), false, input)),
  enable: procedure('site:manage')
    .input(switchSiteInput)
    .mutation(({ ctx, input }) => switchSite(administration(ctx), true, input)),
});

function administration(context: OperationContext): SiteAdministration {
  const { store, sites: directory, now } = context;
  return { store, sites: directory, now, stamp: () => stamp(context) };
}
