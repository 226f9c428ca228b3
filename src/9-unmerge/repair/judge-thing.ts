import type { Holding } from '../../model/holding.ts'
import { canonicalJson } from '../../model/json.ts'
import type { Thing } from '../../model/merged-elsewhere.ts'

/** Whether somebody holds a thing again, with all that was to be entered; numbers and ids that a program gives anew do not count. */
export function judgeThing(thing: Thing, held: readonly Holding[]): 'done' | 'NOT_ENTERED' | 'PARTS_DIFFER' {
  const alike = held.filter((holding): holding is Thing => holding.kind === thing.kind && known(holding as Thing) === known(thing))
  if (alike.length === 0) return 'NOT_ENTERED'
  return alike.some((each) => partsOf(each) === partsOf(thing)) ? 'done' : 'PARTS_DIFFER'
}

/** By what a person finds it. */
function known(thing: Thing): string {
  switch (thing.kind) {
    case 'contract': return thing.title
    case 'instalment': return canonicalJson([thing.title, thing.dueOn])
    case 'offer': return thing.title ?? thing.number
    case 'booking': return canonicalJson([thing.title, thing.startsOn])
    case 'rental': return thing.object
    case 'damageCase': case 'invoice': return thing.number
    case 'voucher': return thing.code
    case 'document': case 'group': case 'priceGroup': return thing.name
    case 'note': return canonicalJson([thing.title, thing.text])
    case 'permission': return thing.action
    case 'discount': return thing.reduction
  }
}

/** What must be as it was. */
function partsOf(thing: Thing): string {
  switch (thing.kind) {
    case 'contract': return canonicalJson([thing.startsOn, thing.endsOn])
    case 'instalment': return canonicalJson(thing.open)
    case 'offer': return canonicalJson([thing.total, thing.validUntil])
    case 'booking': return canonicalJson([thing.state, thing.price])
    case 'voucher': return canonicalJson([thing.value, thing.expiresOn])
    case 'document': return thing.contentHash ?? ''
    case 'note': return canonicalJson([thing.origin, thing.name, thing.followUpOn, thing.informStaff])
    case 'priceGroup': return canonicalJson([thing.proven, thing.provenUntil])
    case 'permission': return String(thing.allowed)
    case 'discount': return canonicalJson([thing.name, thing.validUntil])
    case 'rental': case 'damageCase': case 'invoice': case 'group': return ''
  }
}
