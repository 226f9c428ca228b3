import type { HoldingOf } from '../model/holding.ts'
import type { OperationBody } from '../model/operation.ts'
import type { SourceRecord } from '../model/record.ts'
import type { PlanInput } from './plan-input.ts'
import { taskFor, type TaskBody } from './task-body.ts'

/** Groups that steer mailings come along: somebody looks whether the customer wants what begins with them. */
export function mailingTask(survivor: SourceRecord, bodies: readonly OperationBody[], input: PlanInput): readonly TaskBody[] {
  const moved = new Map(bodies.flatMap((body) => (body.type === 'move_holding' && body.kind === 'group' ? [[body.holding, body.from] as const] : [])))
  const groups = [...moved].flatMap(([id, owner]) => input.holdingsOf(owner).filter((holding): holding is HoldingOf<'group'> => holding.kind === 'group' && holding.id === id && holding.steers === 'mailing'))
  if (groups.length === 0) return []
  const names = [...new Set(groups.map((group) => group.name))].toSorted()
  const menu = input.programOf(survivor.system) === 'kutego' ? { de: ' („Kundengruppen“; Mitteilungen stehen unter „Mitteilungen“)', en: ' ("Kundengruppen"; mailings are under "Mitteilungen")' } : { de: '', en: '' }
  return [taskFor('check_mailing_groups', survivor.id, {
    de: `Bei ${survivor.id} kommen Gruppen dazu, die Mitteilungen steuern: ${names.join(', ')}${menu.de}. Prüfen, ob der Kunde diese Mitteilungen bekommen will, sonst die Gruppe wieder entfernen. Keine Nachricht an den Kunden.`,
    en: `Groups that steer mailings come to ${survivor.id}: ${names.join(', ')}${menu.en}. Check whether the customer wants these mailings, otherwise take the group away again. No message to the customer.`,
  })]
}
