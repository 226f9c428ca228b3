import { dateWords } from '../model/date-words.ts'
import type { Holding } from '../model/holding.ts'
import { holdingName } from '../model/holding-name.ts'
import type { Operation, OperationOf } from '../model/operation.ts'
import { notRestored } from '../model/not-restored.ts'
import type { PlannedMerge } from '../model/plan.ts'
import type { RecordId, SourceRecord } from '../model/record.ts'
import type { Words } from '../model/words.ts'
import { money } from './holding-words.ts'

/** What the customer will notice of a merge: where to sign in, where mail goes, what shows up in the account, when it is billed. */
export function noticesOf({ merge, operations, holdings }: PlannedMerge, recordOf: (id: RecordId) => SourceRecord): readonly Words[] {
  if (operations.length === 0) return []
  const loginMoves = operations.filter((each): each is OperationOf<'move_login'> => each.type === 'move_login')
  const moved = new Set(loginMoves.map((each) => each.from))
  const kept = new Set(operations.flatMap((each) => (each.type === 'keep_lost_customer' ? [each.record] : [])))
  const lost = merge.sources.filter((source) => !moved.has(source) && !kept.has(source) && recordOf(source).logins.length > 0)
  return [
    ...loginMoves.flatMap(loginWords),
    ...lost.map((source): Words => ({ de: `Der Zugang von ${source} gilt danach nicht mehr.`, en: `The login of ${source} stops working.` })),
    ...operations.flatMap((operation) => operationNotice(operation, holdings)),
  ]
}

function loginWords(move: OperationOf<'move_login'>): readonly Words[] {
  return [
    { de: `Die Anmeldung geht weiter mit dem Zugang von ${move.from}; er führt danach zu ${move.to}.`, en: `Signing in goes on with the login of ${move.from}; it then leads to ${move.to}.` },
    ...(move.replaced.length === 0 ? [] : [{ de: `Der bisherige Zugang von ${move.to} gilt danach nicht mehr.`, en: `The present login of ${move.to} stops working.` }]),
  ]
}

function operationNotice(operation: Operation, holdings: readonly Holding[]): readonly Words[] {
  switch (operation.type) {
    case 'set_field': return fieldNotice(operation)
    case 'keep_lost_customer': return [notRestored(operation.lastKnown, operation.survivor)]
    case 'transfer_credit': {
      const amount = money(operation.amount)
      return [{ de: `${amount.de} Guthaben stehen im bleibenden Konto und werden bei der nächsten Buchung verrechnet.`, en: `${amount.en} of credit stand in the account that stays and are used at the next booking.` }]
    }
    case 'transfer_class_credit': return [{ de: `${operation.units} × ${operation.creditType} stehen im bleibenden Konto.`, en: `${operation.units} × ${operation.creditType} stand in the account that stays.` }]
    case 'move_package': {
      const name = nameOf(operation.holding, holdings)
      return [{ de: `Das Paket „${name}“ steht im bleibenden Konto; es ist schon bezahlt.`, en: `The package “${name}” stands in the account that stays; it is paid already.` }]
    }
    case 'move_subscription': {
      const [name, price] = [nameOf(operation.holding, holdings), money(operation.price)]
      const date = operation.renewsOn === null ? null : dateWords(operation.renewsOn)
      return [{ de: `Das Abo „${name}“ läuft zu ${price.de} weiter${date === null ? '' : ` und verlängert sich am ${date.de}`}.`, en: `The subscription “${name}” goes on at ${price.en}${date === null ? '' : ` and renews on ${date.en}`}.` }]
    }
    case 'end_subscription': {
      const name = nameOf(operation.holding, holdings)
      if (operation.on === null) return [{ de: `Das Abo „${name}“ läuft weiter.`, en: `The subscription “${name}” goes on.` }]
      const date = operation.on === 'now' ? { de: 'sofort', en: 'at once' } : { de: `am ${dateWords(operation.on).de}`, en: `on ${dateWords(operation.on).en}` }
      return [{ de: `Das Abo „${name}“ endet ${date.de}.`, en: `The subscription “${name}” ends ${date.en}.` }]
    }
    case 'set_renewal': {
      const [name, price] = [nameOf(operation.holding, holdings), money(operation.priceAfter)]
      return [{ de: `Das Abo „${name}“ kostet künftig ${price.de}.`, en: `The subscription “${name}” costs ${price.en} from then on.` }]
    }
    case 'staff_task': return operation.task === 'ask_customer_for_card' ? [{ de: 'Die Zahlungsart muss neu hinterlegt werden; das Team bittet darum.', en: 'The payment method must be added again; the staff asks for it.' }] : []
    case 'archive_customer': case 'move_login': case 'correct_transfer': case 'move_participant': case 'move_holding': case 'propose_credit_note': case 'propose_payout':
    case 'clear_followup': case 'retire_customer': case 'restore_customer': case 'add_alias': case 'repoint_alias': case 'add_note': case 'give_back': return []
  }
}

function fieldNotice({ field, after }: OperationOf<'set_field'>): readonly Words[] {
  if (field === 'email' && after !== null) return [{ de: `Nachrichten gehen künftig an ${after}.`, en: `Messages go to ${after} from then on.` }]
  if (field === 'marketingConsent') return [consentNotice(after)]
  return []
}

function consentNotice(after: string | null): Words {
  if (after === 'yes') return { de: 'Der Kunde bekommt künftig Werbung: Dazu hat er eingewilligt.', en: 'The customer gets advertising from then on: the customer agreed to it.' }
  if (after === 'no') return { de: 'Der Kunde bekommt künftig keine Werbung: Er hat widersprochen.', en: 'The customer gets no advertising from then on: the customer objected.' }
  return { de: 'Eine Werbeeinwilligung liegt künftig nicht vor.', en: 'There is no marketing consent from then on.' }
}

function nameOf(id: string, holdings: readonly Holding[]): string {
  const holding = holdings.find((each) => each.id === id)
  return holding === undefined ? id : holdingName(holding) ?? id
}
