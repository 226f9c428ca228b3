import type { Holding, HoldingKind, HoldingOf } from '../model/holding.ts'
import type { OperationBody } from '../model/operation.ts'
import type { RecordId } from '../model/record.ts'
import { sameness } from '../model/same-holding.ts'
import type { PlanInput } from './plan-input.ts'
import { renewalDate } from './renewal-date.ts'

type Mover<K extends HoldingKind> = (holding: HoldingOf<K>, to: RecordId, input: PlanInput) => readonly OperationBody[]

/** How each kind moves; a new kind does not compile until it has a way. Prices are carried, never computed anew. */
const movers: { readonly [K in HoldingKind]: Mover<K> } = {
  credit: (holding, to, input) => {
    const { moved, kept } = split(holding, holding.balance.amountMinor, input)
    return moved === 0n ? [] : [{ type: 'transfer_credit', holding: holding.id, from: holding.owner, to, amount: { ...holding.balance, amountMinor: moved }, ...kept }]
  },
  classCredit: (holding, to, input) => {
    const { moved, kept } = split(holding, BigInt(holding.units), input)
    return moved === 0n ? [] : [{ type: 'transfer_class_credit', holding: holding.id, from: holding.owner, to, creditType: holding.creditType, units: Number(moved), expiresOn: holding.expiresOn, ...kept }]
  },
  package: (holding, to) => [{ type: 'move_package', holding: holding.id, from: holding.owner, to, unitsLeft: holding.unitsLeft, alreadyPaid: true, saleReference: holding.saleReference }],
  subscription: (holding, to, input) => [{ type: 'move_subscription', holding: holding.id, from: holding.owner, to, price: holding.price, renewsOn: renewalDate(holding, input.asOf) }],
  contract: moveOwner, instalment: moveOwner, invoice: moveOwner, offer: moveOwner, booking: moveOwner, attendance: moveOwner, rental: moveOwner, damageCase: moveOwner,
  document: moveOwner, note: moveOwner, communication: moveOwner, surveyVote: moveOwner, group: moveOwner, priceGroup: moveOwner, activity: moveOwner,
  // What its system cannot hand to another customer stays where it is, whoever approved the merge.
  voucher: (holding, to) => (holding.movable ? moveOwner(holding, to) : []),
  // A ban survives a merge; what is merely allowed, the settings or the survivor's own entries say.
  permission: (holding, to) => (holding.allowed ? [] : moveOwner(holding, to)),
  // Two discounts are never added up: the survivor's own stays.
  discount: (holding, to, input) => (input.holdingsOf(to).some((each) => each.kind === 'discount') ? [] : moveOwner(holding, to)),
  // Two cards, or one on each side: whose is whose cannot be told, so none moves and people are asked (see the tasks).
  card: (holding, to, input) => (cardsOf(holding.owner, input) + cardsOf(to, input) > 1 ? [] : moveOwner(holding, to)),
}

/** What moves of a balance, and what a reviewer lets stay. */
function split(holding: Holding, whole: bigint, input: PlanInput): { readonly moved: bigint; readonly kept: { readonly amountKept?: bigint } } {
  const moved = input.partOf?.(holding.id) ?? whole
  return { moved, kept: moved === whole ? {} : { amountKept: whole - moved } }
}

/** The operations by which a source's holding comes to the survivor under the profile's policy; none where it stays. */
export function holdingBodies(holding: Holding, to: RecordId, input: PlanInput): readonly OperationBody[] {
  const { policy } = input.ruleset.holdings[holding.kind]
  switch (policy) {
    // Kept and archived holdings stay with the retired record, whose archive the survivor's alias leads to.
    case 'keep': case 'archive': return []
    case 'combine': return hasEqual(holding, input.holdingsOf(to)) ? [] : move(holding, to, input)
    // A person has approved what was blocked or put to review.
    case 'move': case 'review': case 'block': return move(holding, to, input)
  }
}

function move(holding: Holding, to: RecordId, input: PlanInput): readonly OperationBody[] {
  return (movers[holding.kind] as Mover<HoldingKind>)(holding, to, input)
}

function moveOwner(holding: Holding, to: RecordId): readonly OperationBody[] {
  return [{ type: 'move_holding', holding: holding.id, kind: holding.kind, from: holding.owner, to }]
}

function cardsOf(record: RecordId, input: PlanInput): number {
  return input.holdingsOf(record).filter((holding) => holding.kind === 'card').length
}

/** Whether the survivor already holds the same thing: the same voucher, the same file, the same group. */
function hasEqual(holding: Holding, present: readonly Holding[]): boolean {
  const same = sameness(holding)
  return same !== null && present.some((each) => each.kind === holding.kind && sameness(each) === same)
}
