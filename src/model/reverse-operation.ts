import type { OperationBody } from './operation.ts'

/**
 * What takes an operation back; null where nothing is to be taken back: an archive is kept, and a proposal that
 * nobody carried out has no effect. An operation and then its reverse give owners and balances from before. That a
 * subscription ended at once or a follow-up was cleared is never planned for a merge, and is not taken back with one.
 */
export function reverseOf(body: OperationBody): OperationBody | null {
  switch (body.type) {
    case 'archive_customer': return null
    case 'set_field': return { ...body, before: body.after, after: body.before, from: null, rule: 'unmerge' }
    case 'move_login': return { ...body, from: body.to, to: body.from }
    // What stayed where it was needs no way back.
    case 'transfer_credit': case 'transfer_class_credit': { const { amountKept: _kept, ...moved } = body; return { ...moved, from: body.to, to: body.from } }
    case 'move_package': case 'move_subscription': case 'move_holding': return { ...body, from: body.to, to: body.from }
    case 'correct_transfer': return { ...body, amountBefore: body.amountAfter, amountAfter: body.amountBefore }
    case 'move_participant': return { ...body, from: body.to, to: body.from, combineWith: null }
    // What ended at once has ended; a day that was entered is entered again as it was.
    case 'end_subscription': return body.on === 'now' ? null : { ...body, on: body.endsOnBefore, endsOnBefore: body.on }
    case 'set_renewal': return { ...body, priceBefore: body.priceAfter, priceAfter: body.priceBefore, renewsOnBefore: body.renewsOnAfter, renewsOnAfter: body.renewsOnBefore }
    case 'propose_credit_note': case 'propose_payout': return null
    case 'clear_followup': return null
    case 'retire_customer': return { type: 'restore_customer', record: body.record, survivor: body.survivor }
    case 'restore_customer': return { type: 'retire_customer', record: body.record, survivor: body.survivor, on: 'now' }
    case 'add_alias': return { type: 'repoint_alias', record: body.record, before: body.survivor, after: body.record }
    case 'repoint_alias': return { ...body, before: body.after, after: body.before }
    case 'add_note': return { type: 'add_note', record: body.record, de: `Zurückgenommen: ${body.de}`, en: `Taken back: ${body.en}` }
    // A repair takes a merge back itself: what it undoes was done elsewhere.
    case 'keep_lost_customer': case 'give_back': return null
    case 'staff_task': return taskBack(body)
  }
}

/** What a person must take back. What was only looked at or asked needs nothing; a card that was removed is the customer's to add again. */
function taskBack(body: Extract<OperationBody, { readonly type: 'staff_task' }>): OperationBody | null {
  switch (body.task) {
    case 'merge_by_hand': case 'free_re_entry': case 'set_renewal_by_hand': case 'decide_double_subscription': case 'credit_invoice': case 're_create_customer': case 'enter_again': case 'remove_entitlement': case 'end_by_hand': case 'pay_out':
      return { ...body, task: 'check_saved', de: `Falls schon erledigt, zurücknehmen: ${body.de}`, en: `If already done, take back: ${body.en}` }
    case 'deactivate': return {
      ...body, task: 'check_saved',
      de: `Kunden ${body.record} in ${body.system} wieder aktivieren, falls er schon stillgelegt wurde; ein vorgemerktes Stilllegen herausnehmen. Keine Nachricht an den Kunden.`,
      en: `Activate customer ${body.record} in ${body.system} again if it was deactivated already; take a deactivation out that is set for a day. No message to the customer.`,
    }
    case 'remove_card': case 'remove_all_cards': case 'ask_customer_for_card': case 're_invite': case 'check_saved': case 'warn_no_card': case 'check_mailing_groups': case 'settle_with_customer': case 'restore_values': case 'check_bookings': return null
  }
}
