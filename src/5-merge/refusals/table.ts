import type { RefusalCode } from '../../model/refusal.ts'
import { attendanceConflict } from './attendance-conflict.ts'
import { cardOwnershipUnclear } from './card.ts'
import { contractOnSource } from './contract.ts'
import { correspondenceOnSource } from './correspondence.ts'
import { creditAboveEvidence } from './credit.ts'
import { damageCase } from './damage-case.ts'
import { discountConflict } from './discount-conflict.ts'
import { groupConflict } from './group-conflict.ts'
import { groupTooLarge } from './group.ts'
import { holdingBlocks, holdingReview } from './holding-policy.ts'
import { holdingsUnknown } from './holdings-unknown.ts'
import { identityCheck } from './identity.ts'
import { invoiceBeyondEnd } from './invoice-beyond-end.ts'
import { halfLogin, twoLogins } from './login.ts'
import { openInstalments } from './open-instalments.ts'
import { openRental } from './open-rental.ts'
import { permissionConflict } from './permission-conflict.ts'
import { priceGroupConflict } from './price-group-conflict.ts'
import { storedValue } from './stored-value.ts'
import { voucherConflict } from './voucher-conflict.ts'
import { openBalance } from './open-balance.ts'
import { onlineNeverTarget, originUnknown } from './origin.ts'
import type { RefusalCheck } from './pair-facts.ts'
import { dataRequestPending, redacted, staffAccount } from './person.ts'
import { sanctionOnOneSide } from './sanction.ts'
import { changedInFlight, holdingQuarantined, idUncertain } from './state.ts'
import { slipOrTwins } from './slip-or-twins.ts'
import { bothSubscribed, doubleSubscription } from './subscription.ts'

/** Refusals that follow from what became of the other members or of the decision rules, not from the pair alone. */
const settledByTheMerge: RefusalCheck = { asks: [], holds: () => null }

/** How each refusal is asked. A new code is a new row here; the compiler says so. */
export const refusalChecks: Readonly<Record<RefusalCode, RefusalCheck>> = {
  SOURCE_HAS_CONTRACT: contractOnSource,
  SOURCE_HAS_CORRESPONDENCE: correspondenceOnSource,
  ONLINE_NEVER_TARGET: onlineNeverTarget,
  HOLDINGS_UNKNOWN: { asks: [], holds: (pair, rule) => holdingsUnknown(pair, rule, refusalChecks) },
  ORIGIN_UNKNOWN: originUnknown,
  TWO_LOGINS: twoLogins,
  HALF_LOGIN: halfLogin,
  BOTH_SUBSCRIBED: bothSubscribed,
  DOUBLE_SUBSCRIPTION: doubleSubscription,
  CARD_OWNERSHIP_UNCLEAR: cardOwnershipUnclear,
  CREDIT_ABOVE_EVIDENCE: creditAboveEvidence,
  OPEN_BALANCE: openBalance,
  OPEN_INSTALMENTS: openInstalments,
  OPEN_RENTAL: openRental,
  DAMAGE_CASE: damageCase,
  STORED_VALUE: storedValue,
  VOUCHER_CONFLICT: voucherConflict,
  DISCOUNT_CONFLICT: discountConflict,
  PRICE_GROUP_CONFLICT: priceGroupConflict,
  GROUP_CONFLICT: groupConflict,
  ATTENDANCE_CONFLICT: attendanceConflict,
  PERMISSION_CONFLICT: permissionConflict,
  INVOICE_BEYOND_END: invoiceBeyondEnd,
  ID_UNCERTAIN: idUncertain,
  CHANGED_IN_FLIGHT: changedInFlight,
  HOLDING_QUARANTINED: holdingQuarantined,
  SHARED_EMAIL_DIFFERENT_NAME: identityCheck('SHARED_EMAIL_DIFFERENT_NAME'),
  SLIP_OR_TWINS: slipOrTwins,
  BIRTHDATE_CONFLICT: identityCheck('BIRTHDATE_CONFLICT'),
  PARENT_CHILD: identityCheck('PARENT_CHILD'),
  COMPANY_CONTACT: identityCheck('COMPANY_CONTACT'),
  NOT_A_DUPLICATE: identityCheck('NOT_A_DUPLICATE'),
  STAFF_ACCOUNT: staffAccount,
  DATA_REQUEST_PENDING: dataRequestPending,
  REDACTED: redacted,
  SANCTION_ON_ONE_SIDE: sanctionOnOneSide,
  HOLDING_BLOCKS: holdingBlocks,
  HOLDING_REVIEW: holdingReview,
  FITS_SOMEBODY_ELSE: settledByTheMerge,
  LINK_LEFT_OUT: settledByTheMerge,
  DENIED_BY_RULE: settledByTheMerge,
  GROUP_TOO_LARGE: groupTooLarge,
}
