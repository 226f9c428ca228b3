/** What kind of thing keeps a row of the domain. */
export type KeptBy = 'rule' | 'check' | 'operation' | 'task' | 'report' | 'model' | 'ingest' | 'command' | 'output'

/** One thing that the programs of studios, gyms, schools and rental shops do or demand, what dublette makes of it, and where. */
export type DomainRow = {
  readonly id: string
  /** What dublette does, in a sentence that stands alone. */
  readonly says: string
  readonly by: KeptBy
  /** The file to open first. */
  readonly path: string
}

/** Sections of the domain in the order of their numbers, with how many rows each has. */
export const sections: readonly (readonly [number: number, title: string, rows: number])[] = [
  [1, 'Finding duplicates', 9], [2, 'Direction, survivor and fields', 12], [3, 'What stands in the way', 12], [4, 'Cards', 5], [5, 'Credit, packages, subscriptions', 18],
  [6, 'Contracts, endings, invoices', 19], [7, 'Logins, permissions, groups', 11], [8, 'Notes, correspondence, documents, votes', 11], [9, 'Deleting, exporting, taking back', 11], [10, 'Where the programs disagree', 6],
]

function row(id: string, by: KeptBy, path: string, says: string): DomainRow {
  return { id, says, by, path }
}

export const domainRows: readonly DomainRow[] = [
  row('D1.1', 'rule', 'rules/default.yaml', 'A customer on file who registers online once more is the pair looked for first: a rule of its own decides it.'),
  row('D1.2', 'model', 'docs/matching.md', 'Two records are found to be one person although their e-mail addresses differ, by name, telephone, birth date and address.'),
  row('D1.3', 'check', 'src/model/identity/shared-email.ts', 'One mailbox with two plainly different given names keeps two customers apart, however much else agrees.'),
  row('D1.4', 'operation', 'src/model/operation.ts', 'An account that a family shares on purpose stays as it is: no operation splits a customer or takes a shared address away.'),
  row('D1.5', 'check', 'src/5-merge/match-participants.ts', 'Participants are compared only within one merge; the same child on the accounts of two payers makes the payers no duplicates.'),
  row('D1.6', 'check', 'src/5-merge/merge-cluster.ts', 'A group of more than two has one survivor and a step for each source, and a group beyond the limit goes to a person with its size.'),
  row('D1.7', 'rule', 'rules/default.yaml', 'Equal customer numbers of two systems do not make two people one; the number of a retired record stays to be found.'),
  row('D1.8', 'ingest', 'src/1-ingest/reconcile.ts', 'An export from which more known records are missing than the limit allows stops the run: a filter was left on.'),
  row('D1.9', 'ingest', 'src/1-ingest/bind-columns.ts', 'Columns are found by their names in any order; a missing required one stops, unknown ones are kept under their own name.'),

  row('D2.1', 'rule', 'rules/smile.yaml', 'In smile the record that staff entered stays, otherwise the oldest, with its own id and customer number.'),
  row('D2.2', 'check', 'src/5-merge/refusals/origin.ts', 'Where the profile asks for it, an old record never goes onto an online customer: the direction is turned, or nothing happens.'),
  row('D2.3', 'rule', 'rules/smile.yaml', 'Which record stays and whose login stays are two decisions: the old record can stay with the login of the online one.'),
  row('D2.4', 'check', 'src/5-merge/refusals/login.ts', 'User name and password reference travel together or not at all; half a login is refused, and no password is ever read.'),
  row('D2.5', 'operation', 'src/6-plan/operations-of-merge.ts', 'A login that moves retires the record it leaves in the same merge, and the task leaves the deletion ticked.'),
  row('D2.6', 'operation', 'src/edge/store/apply-plan.ts', 'A merge is carried out whole or not at all: the source is retired, or nothing of it has changed.'),
  row('D2.7', 'operation', 'src/model/operation.ts', 'Every operation says that the customer is not notified; no other value can be written, and tasks say no to mailing access data.'),
  row('D2.8', 'report', 'src/ui/field-table.tsx', 'Each field shows what every record holds, the result and the rule behind it, and a reviewer may choose another value.'),
  row('D2.9', 'rule', 'rules/rental.yaml', 'What is there stays; another value takes its place only where a rule or a reviewer names it.'),
  row('D2.10', 'operation', 'src/6-plan/operations-of-merge.ts', 'A merge has two parts, the fields and everything that hangs on the source, and shows both.'),
  row('D2.11', 'check', 'src/7-review/approve-plan.ts', 'Every approved merge names who approved it, when and why; what the rules approved names the rules.'),
  row('D2.12', 'check', 'src/5-merge/refusals/login.ts', 'Two logins go to a person; of two old records the older stays, unless only the younger has what cannot move.'),

  row('D3.1', 'check', 'src/5-merge/refusals/correspondence.ts', 'Correspondence on the record that would go skips it, with how many and which.'),
  row('D3.2', 'check', 'src/5-merge/refusals/contract.ts', 'Contracts on the record that would go skip it, with how many and which.'),
  row('D3.3', 'output', 'src/8-apply/register-tables.ts', 'What was skipped is listed with what is to be cleared, and the next run merges it once that is done.'),
  row('D3.4', 'rule', 'rules/README.md', 'A contract of the survivor does no harm; a profile may have both sides looked at.'),
  row('D3.5', 'ingest', 'src/1-ingest/make-holding.ts', 'Correspondence is e-mails, text messages and letters alike; contracts and instalments are read apart, and each refuses for itself.'),
  row('D3.6', 'check', 'src/5-merge/refusals/holdings-unknown.ts', 'A kind that was not exported is unknown, not none, and a person decides where a rule asks about it; the number on a tab of the program tells how many there are, and is a control total where they were exported.'),
  row('D3.7', 'check', 'src/5-merge/refusals/open-rental.ts', 'Objects that are out on rent put the merge to a person.'),
  row('D3.8', 'check', 'src/5-merge/refusals/damage-case.ts', 'A damage case, settled or not, puts the merge to a person: liability must not change sides unseen.'),
  row('D3.9', 'check', 'src/5-merge/refusals/open-balance.ts', 'Open payments and balances put the merge to a person, with the amount and the case each belongs to.'),
  row('D3.10', 'check', 'src/5-merge/refusals/sanction.ts', 'Where one side may do less than the other, a person decides.'),
  row('D3.11', 'rule', 'rules/README.md', 'A profile says whether contracts that ended still count, or running ones alone.'),
  row('D3.12', 'check', 'src/5-merge/refusals/card.ts', 'With more than one card, or a card on each side, nothing is moved and a person decides.'),

  row('D4.1', 'task', 'src/6-plan/merge-steps.ts', 'Where the program adds the other account\'s card to the one that stays, the task says so before it is done.'),
  row('D4.2', 'task', 'src/6-plan/card-tasks.ts', 'Removing a card is a task with the menu words of the program.'),
  row('D4.3', 'task', 'src/6-plan/card-tasks.ts', 'Where nobody can say whose card is whose, charging stops, all cards are removed and the customer is asked.'),
  row('D4.4', 'task', 'src/6-plan/card-tasks.ts', 'The task to ask the customer brings the text to send; dublette itself sends nothing.'),
  row('D4.5', 'task', 'src/6-plan/card-tasks.ts', 'A renewal that falls due while no card is on file is warned of, with its day.'),

  row('D5.1', 'command', 'pipelines/repair.ts', 'Every entitlement keeps the record it came from, so that a wrong merge can be told apart again.'),
  row('D5.2', 'task', 'src/6-plan/repair/repair-steps.ts', 'Repair first takes the entitlements off the remaining account, then re-creates the customer, then enters them anew, each step after the one before.'),
  row('D5.3', 'operation', 'src/6-plan/holding-bodies.ts', 'What is entered again is free of charge, paid already, names its original sale and counts as no revenue.'),
  row('D5.4', 'model', 'src/model/calendar.ts', 'Subscriptions renew monthly or every two weeks, always counted from their first day.'),
  row('D5.5', 'task', 'src/6-plan/transfer-tasks.ts', 'A free re-entry is followed by the step that sets price and date, which stays open until it is confirmed.'),
  row('D5.6', 'task', 'src/6-plan/transfer-tasks.ts', 'The step holds renewal price and renewal date, old and new.'),
  row('D5.7', 'task', 'src/6-plan/transfer-tasks.ts', 'The step says to untick the notification before the free sale is confirmed.'),
  row('D5.8', 'task', 'src/6-plan/tasks-of-merge.ts', 'The last step opens the customer again and compares; until it is ticked, or an export shows it, the work counts as not done.'),
  row('D5.9', 'task', 'src/6-plan/repair/give-back-tasks.ts', 'Free of charge is the period that is paid already; later ones cost what was agreed.'),
  row('D5.10', 'task', 'src/6-plan/end/end-tasks.ts', 'Ending a membership lists the credits and bookings that end with it.'),
  row('D5.11', 'model', 'src/model/account.ts', 'Money credit and class credits are two ledgers that never mix.'),
  row('D5.12', 'check', 'src/5-merge/refusals/credit.ts', 'Credit moves by itself only on the weight the profile asks for, because the program spends it at the next booking.'),
  row('D5.13', 'model', 'src/model/money.ts', 'Amounts are whole cents; a reviewer may let a part of a credit move, and the rest stays where it was, counted and named in a task.'),
  row('D5.14', 'check', 'src/5-merge/refusals/discount-conflict.ts', 'Two different discounts are never added up, nor is the higher one taken: a person decides.'),
  row('D5.15', 'operation', 'src/model/operation.ts', 'No operation changes an invoice; the worst that happens to one is a proposed credit note.'),
  row('D5.16', 'check', 'src/5-merge/refusals/voucher-conflict.ts', 'A voucher moves with what is left on it; the same code on both sides is one voucher.'),
  row('D5.17', 'operation', 'src/6-plan/holding-bodies.ts', 'A merge carries the agreed price and never the present list price.'),
  row('D5.18', 'check', 'src/5-merge/refusals/subscription.ts', 'The same plan on both sides is named with what the next billing run would charge twice, and a person decides.'),

  row('D6.1', 'command', 'pipelines/end.ts', 'A membership ends at once only where that is asked for by name.'),
  row('D6.2', 'command', 'pipelines/end.ts', 'Otherwise it ends on its end date, usable until then, without further invoices.'),
  row('D6.3', 'command', 'pipelines/end.ts', 'An end before the period of notice needs the reason of a reviewer.'),
  row('D6.4', 'task', 'src/6-plan/end/end-tasks.ts', 'Ending at once is shown as the exception it is.'),
  row('D6.5', 'command', 'pipelines/end.ts', 'The end date can be changed later; each change is a correction of its own with the date before.'),
  row('D6.6', 'output', 'src/8-apply/correction-tables.ts', 'Pauses go along with their dates and are never turned into an end.'),
  row('D6.7', 'command', 'pipelines/end.ts', 'An ended contract is not a removed customer: access goes on until the customer is deactivated.'),
  row('D6.8', 'task', 'src/6-plan/transfer-tasks.ts', 'The record that goes is made inactive, now or on a day, not deleted, where contracts run.'),
  row('D6.9', 'check', 'src/5-merge/refusals/invoice-beyond-end.ts', 'Invoices for a time after the end are found and named.'),
  row('D6.10', 'task', 'src/6-plan/end/end-tasks.ts', 'Existing invoices are never deleted: each is listed and a credit note proposed.'),
  row('D6.11', 'task', 'src/6-plan/end/end-tasks.ts', 'What is to be taken back of an invoice is credited, not deleted, as German books ask.'),
  row('D6.12', 'check', 'src/5-merge/refusals/open-instalments.ts', 'Open instalments are obligations and put the merge to a person.'),
  row('D6.13', 'operation', 'src/6-plan/holding-bodies.ts', 'Offers, invoices and bookings go to the survivor or are listed where they stay.'),
  row('D6.14', 'task', 'src/6-plan/end/end-tasks.ts', 'Credit is paid out by the document the program has for it, not by changing a number.'),
  row('D6.15', 'command', 'pipelines/end.ts', 'A pay-out without its route of refund is refused.'),
  row('D6.16', 'task', 'src/6-plan/end/end-tasks.ts', 'A pay-out is closed when the document stands as paid and the credit is zero; until then it stays open.'),
  row('D6.17', 'model', 'docs/store.md', 'Proofs of refund are kept ten years, and retiring a customer does not remove them.'),
  row('D6.18', 'check', 'src/model/totals-of.ts', 'Open amounts are the same before and after, overall and for every case.'),
  row('D6.19', 'operation', 'src/model/operation.ts', 'No operation and no task deletes a rented object.'),

  row('D7.1', 'model', 'src/model/record.ts', 'A customer may hold several logins; all of them are listed and moved together.'),
  row('D7.2', 'ingest', 'src/1-ingest/make-record.ts', 'A login can be the evidence that a record came from an online registration, where the mapping says so.'),
  row('D7.3', 'task', 'src/model/reverse-operation.ts', 'Access comes back by an invitation that staff sends, never by a password and never by itself.'),
  row('D7.4', 'operation', 'src/6-plan/operations-of-merge.ts', 'User name and password change places in one operation that a reversal undoes in one.'),
  row('D7.5', 'check', 'src/5-merge/refusals/permission-conflict.ts', 'Permissions are compared with the defaults; where they differ the stricter stays or a person decides.'),
  row('D7.6', 'check', 'src/5-merge/golden-record.ts', 'A restriction survives every merge: a second account is how restrictions are dodged.'),
  row('D7.7', 'check', 'src/5-merge/refusals/group-conflict.ts', 'Groups unite only where none of them steers a price or a right.'),
  row('D7.8', 'report', 'src/7-review/holding-notices.ts', 'Where uniting groups starts or stops mailings, the report says so.'),
  row('D7.9', 'check', 'src/5-merge/refusals/price-group-conflict.ts', 'A reduced price stays with the record whose proof is there, otherwise a person decides.'),
  row('D7.10', 'operation', 'src/6-plan/operations-of-merge.ts', 'A group is assigned before anything is booked again; past bookings keep their price.'),
  row('D7.11', 'operation', 'src/6-plan/holding-bodies.ts', 'No price changes because a merge brings a group along.'),

  row('D8.1', 'operation', 'src/model/holding.ts', 'A note goes along with all six parts: origin, name, title, text, follow-up date and whom to inform.'),
  row('D8.2', 'report', 'src/7-review/holding-notices.ts', 'Open follow-ups keep date and assignee, and an assignee nobody knows is warned of.'),
  row('D8.3', 'operation', 'src/model/operation.ts', 'A follow-up is cleared by an operation of its own; no operation deletes a note.'),
  row('D8.4', 'rule', 'rules/course-school.yaml', 'Correspondence stands in the way, or stays readable in the archive where the profile says so.'),
  row('D8.5', 'operation', 'src/6-plan/holding-bodies.ts', 'Documents move with name and hash; the same file on both sides is one.'),
  row('D8.6', 'check', 'src/5-merge/refusals/attendance-conflict.ts', 'Attendance moves; the same course on the same day on both sides puts the merge to a person.'),
  row('D8.7', 'operation', 'src/6-plan/holding-bodies.ts', 'A vote is never changed, moved or deleted, so no count changes; where both voted, both stay as history.'),
  row('D8.8', 'operation', 'src/6-plan/holding-bodies.ts', 'A closed survey is not touched by a merge.'),
  row('D8.9', 'report', 'src/7-review/holding-notices.ts', 'Two answers to a survey that gives vouchers are listed, because they may mean two vouchers.'),
  row('D8.10', 'operation', 'src/6-plan/operations-of-merge.ts', 'History stays with its record and is found through it; the merge itself is written down as a note on the survivor.'),
  row('D8.11', 'task', 'src/6-plan/merge-steps.ts', 'The button that sends at once is used by no task, and the task says so.'),

  row('D9.1', 'operation', 'src/model/reverse-operation.ts', 'Every operation has its reverse, and what is needed for it is written before anything changes.'),
  row('D9.2', 'operation', 'src/model/operation.ts', 'Retiring is the default; no operation deletes a record, and no task deletes one before it was exported.'),
  row('D9.3', 'operation', 'src/edge/store/batch-statements.ts', 'Each source is archived with its holdings and their hash before anything of it changes; without the archive nothing is applied.'),
  row('D9.4', 'output', 'src/8-apply/register-tables.ts', 'Every id ever given out leads to the customer it now belongs to, also where he had to be created anew.'),
  row('D9.5', 'report', 'src/model/not-restored.ts', 'Taking back says what cannot be brought back.'),
  row('D9.6', 'check', 'pipelines/apply.ts', 'Nothing is deleted or changed before it was approved: apply takes an approved plan and nothing else.'),
  row('D9.7', 'operation', 'src/6-plan/retire-on.ts', 'A record can be made inactive on a later day, such as the end of its contract.'),
  row('D9.8', 'check', 'src/6-plan/limits.ts', 'Limits of a run stop what is too much at once before anything is planned for apply.'),
  row('D9.9', 'output', 'src/7-review/queue-rows.ts', 'What needs a decision comes as CSV and as a page that prints.'),
  row('D9.10', 'check', 'src/7-review/decision-problems.ts', 'Who proposes, who reviews and who applies are told apart and written down; where the profile asks for it, money needs two people.'),
  row('D9.11', 'task', 'src/6-plan/merge-steps.ts', 'Each correction that a program cannot make comes as steps in German and English with the words on its menus.'),

  row('D10.1', 'rule', 'rules/README.md', 'Who survives, whose login and whose e-mail stay are three rules, and seven profiles answer them for seven ways of working.'),
  row('D10.2', 'rule', 'rules/default.yaml', 'Contracts block by default; a profile lets them move after a person has looked, or at once where the program moves everything anyway.'),
  row('D10.3', 'task', 'src/6-plan/card-tasks.ts', 'dublette is silent; where a customer must be asked, staff gets the text.'),
  row('D10.4', 'operation', 'src/6-plan/operations-of-merge.ts', 'A record that goes is archived and leaves an alias; proofs outlive it.'),
  row('D10.5', 'rule', 'rules/README.md', 'How long each class of paper is kept is set in the rules, ten years unless they say otherwise.'),
  row('D10.6', 'report', 'src/5-merge/passing-under.ts', 'How many merges correspondence and contracts keep back is a number in the report, and a profile may archive instead of block.'),
]
