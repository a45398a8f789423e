import { erasePerson, erasePersonInput } from '../../operations/privacy/erase-person.ts';
import { procedure, router } from '../trpc.ts';

export const people = router({
  erase: procedure('personal:erase')
    .input(erasePersonInput)
    .mutation(({ ctx, input }) => erasePerson(ctx, input)),
});
