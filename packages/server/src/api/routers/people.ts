import { searchPeople, searchPeopleInput } from '../../operations/people/search-people.ts';
import { eraseAddress, eraseAddressInput } from '../../operations/privacy/erase-address.ts';
import { erasePerson, erasePersonInput } from '../../operations/privacy/erase-person.ts';
import { procedure, router } from '../trpc.ts';

export const people = router({
  search: procedure('people:search')
    .input(searchPeopleInput)
    .query(({ ctx, input }) => searchPeople(ctx, input)),
  erase: procedure('personal:erase')
    .input(erasePersonInput)
    .mutation(({ ctx, input }) => erasePerson(ctx, input)),
  eraseAddress: procedure('personal:erase')
    .input(eraseAddressInput)
    .mutation(({ ctx, input }) => eraseAddress(ctx, input)),
});
