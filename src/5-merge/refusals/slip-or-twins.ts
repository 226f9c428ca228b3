import { isSlipOrTwins } from '../../model/identity/shared-email.ts'
import { plainly, type RefusalCheck } from './pair-facts.ts'

/** SLIP_OR_TWINS: what SHARED_EMAIL_DIFFERENT_NAME would deny, were it not for the birth date. Held against everybody who would be together already. */
export const slipOrTwins: RefusalCheck = {
  asks: [],
  holds: ({ source, survivor, before, verdict }) =>
    plainly(verdict(source.record.id, survivor.record.id) !== 'always' && before.some(({ record }) => isSlipOrTwins(source.record.fields, record.fields))),
}
