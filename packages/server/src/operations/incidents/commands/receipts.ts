import { decideRevokeReceipts } from '../../../domain/incident/decide/receipts.ts';
import { changeInput, optionalReason } from '../../input.ts';
import { defineChange } from '../define-command.ts';

/** The secret links of anonymous reporters. */
export const receipts = {
  revokeReceipts: defineChange({
    summary:
      'Ends the receipt of the incident’s reporter for good: the link that they were given opens it no more, and ' +
      'says so. There is no other, so they can ask the desk only, or report anew.',
    permission: 'incident:revoke-receipts',
    offeredAs: ['revoke-receipts'],
    input: changeInput.extend({ reason: optionalReason }),
    refusals: ['nothing-changed'],
    decide: ({ incident }, { reason }) => decideRevokeReceipts(incident, reason),
  }),
};
