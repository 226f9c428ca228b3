import type { OperationBody } from './operation.ts'

/**
 * What takes an operation back; null where nothing is to be taken back: an archive is kept, and a proposal that
 * nobody carried out has no effect. Carrying out an operation and then its reverse gives the view from before.
 */
export function reverseOf(body: OperationBody): OperationBody | null {
  switch (body.type) {
    case 'archive_customer': return null
    case 'set_field': return { ...body, before: body.after, after: body.before, from: null, rule: 'unmerge' }
    case 'move_login': return { ...body, from: body.to, to: body.from }
    case 'transfer_credit': case 'transfer_class_credit': case 'move_package': case 'move_subscription': case 'move_holding': return { ...body, from: body.to, to: body.from }
    case 'correct_transfer': return { ...body, amountBefore: body.amountAfter, amountAfter: body.amountBefore }
    case 'move_participant': return { ...body, from: body.to, to: body.from, combineWith: null }
    case 'end_subscription': return null
    case 'set_renewal': return { ...body, priceBefore: body.priceAfter, priceAfter: body.priceBefore, renewsOnBefore: body.renewsOnAfter, renewsOnAfter: body.renewsOnBefore }
    case 'propose_credit_note': case 'propose_payout': return null
    case 'clear_followup': return null
    case 'retire_customer': return { type: 'restore_customer', record: body.record, survivor: body.survivor }
    case 'restore_customer': return { type: 'retire_customer', record: body.record, survivor: body.survivor, on: 'now' }
    case 'add_alias': return { type: 'repoint_alias', record: body.record, before: body.survivor, after: body.record }
    case 'repoint_alias': return { ...body, before: body.after, after: body.before }
    case 'add_note': return { type: 'add_note', record: body.record, de: `Zurückgenommen: ${body.de}`, en: `Taken back: ${body.en}` }
    case 'staff_task': return { ...body, task: 'check_saved', de: `Falls schon erledigt, zurücknehmen: ${body.de}`, en: `If already done, take back: ${body.en}` }
  }
}
