import type { Holding, HoldingKind, HoldingOf } from '../model/holding.ts'
import type { OperationBody } from '../model/operation.ts'
import type { RecordId } from '../model/record.ts'
import { sameness } from '../model/same-holding.ts'
import type { PlanInput } from './plan-input.ts'
import { renewalDate } from './renewal-date.ts'

/** What a holding finds where it goes: what is there already or comes before it, and everything the members of the merge have. */
export type Surroundings = { readonly there: readonly Holding[]; readonly all: readonly Holding[]; readonly input: PlanInput }

type Mover<K extends HoldingKind> = (holding: HoldingOf<K>, to: RecordId, around: Surroundings) => readonly OperationBody[]

/** How each kind moves; a new kind does not compile until it has a way. Prices are carried, never computed anew. */
const movers: { readonly [K in HoldingKind]: Mover<K> } = {
  credit: (holding, to, { input }) => {
    const { moved, kept } = split(holding, holding.balance.amountMinor, input)
    return moved === 0n ? [] : [{ type: 'transfer_credit', holding: holding.id, from: holding.owner, to, amount: { ...holding.balance, amountMinor: moved }, ...kept }]
  },
  classCredit: (holding, to, { input }) => {
    const { moved, kept } = split(holding, BigInt(holding.units), input)
    return moved === 0n ? [] : [{ type: 'transfer_class_credit', holding: holding.id, from: holding.owner, to, creditType: holding.creditType, units: Number(moved), expiresOn: holding.expiresOn, ...kept }]
  },
  package: (holding, to) => [{ type: 'move_package', holding: holding.id, from: holding.owner, to, unitsLeft: holding.unitsLeft, alreadyPaid: true, saleReference: holding.saleReference }],
  subscription: (holding, to, { input }) => [{ type: 'move_subscription', holding: holding.id, from: holding.owner, to, price: holding.price, renewsOn: renewalDate(holding, input.asOf) }],
  contract: moveOwner, instalment: moveOwner, invoice: moveOwner, offer: moveOwner, booking: moveOwner, attendance: moveOwner, rental: moveOwner, damageCase: moveOwner,
  document: moveOwner, note: moveOwner, communication: moveOwner, group: moveOwner, priceGroup: moveOwner, activity: moveOwner,
  // A vote counts as it was cast, for ever.
  surveyVote: () => [],
  // What its system cannot hand to another customer stays where it is, whoever approved the merge.
  voucher: (holding, to) => (holding.movable ? moveOwner(holding, to) : []),
  // A ban survives a merge; what is merely allowed, the settings or the survivor's own entries say.
  permission: (holding, to) => (holding.allowed ? [] : moveOwner(holding, to)),
  // Two discounts are never added up: one that runs there already stays the only one.
  discount: (holding, to, { there, input }) => (there.some((each) => each.kind === 'discount' && each.owner !== holding.owner && runs(each, input)) ? [] : moveOwner(holding, to)),
  // Two cards, or one on each side: whose is whose cannot be told, so none moves and people are asked (see the tasks).
  card: (holding, to, { all }) => (all.filter((each) => each.kind === 'card').length > 1 ? [] : moveOwner(holding, to)),
}

function runs({ validUntil }: HoldingOf<'discount'>, { asOf }: PlanInput): boolean {
  return validUntil === null || validUntil >= asOf
}

/** What moves of a balance, and what a reviewer lets stay. */
function split(holding: Holding, whole: bigint, input: PlanInput): { readonly moved: bigint; readonly kept: { readonly amountKept?: bigint } } {
  const moved = input.partOf?.(holding.id) ?? whole
  return { moved, kept: moved === whole ? {} : { amountKept: whole - moved } }
}

/** The operations by which a source's holding comes to the survivor under the profile's policy; none where it stays. */
export function holdingBodies(holding: Holding, to: RecordId, around: Surroundings): readonly OperationBody[] {
  const { policy } = around.input.ruleset.holdings[holding.kind]
  switch (policy) {
    // Kept and archived holdings stay with the retired record, whose archive the survivor's alias leads to.
    case 'keep': case 'archive': return []
    case 'combine': return hasEqual(holding, around) ? [] : move(holding, to, around)
    // A person has approved what was blocked or put to review.
    case 'move': case 'review': case 'block': return move(holding, to, around)
  }
}

function move(holding: Holding, to: RecordId, around: Surroundings): readonly OperationBody[] {
  return (movers[holding.kind] as Mover<HoldingKind>)(holding, to, around)
}

function moveOwner(holding: Holding, to: RecordId): readonly OperationBody[] {
  return [{ type: 'move_holding', holding: holding.id, kind: holding.kind, from: holding.owner, to }]
}

/** Whether the same thing is there already: the same voucher, the same file, the same group; a price group with its proof, if this one has it. */
function hasEqual(holding: Holding, { there, input }: Surroundings): boolean {
  const same = sameness(holding)
  const proves = (each: Holding): boolean => each.kind === 'priceGroup' && each.proven && (each.provenUntil === null || each.provenUntil >= input.asOf)
  return same !== null && there.some((each) => each.kind === holding.kind && sameness(each) === same && (proves(each) || !proves(holding)))
}
