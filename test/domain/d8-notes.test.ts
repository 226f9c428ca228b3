import { describe, expect, it } from 'vitest'
import type { Program } from '../../src/6-plan/plan-input.ts'
import { holdingNotices, type StaffLookup } from '../../src/7-review/holding-notices.ts'
import { reportMerge } from '../../src/7-review/report-merge.ts'
import { carryOut, type HoldingView } from '../../src/model/carry-out.ts'
import type { Holding } from '../../src/model/holding.ts'
import { staffLookup, staffNames } from '../../src/run/staff-lookup.ts'
import { inputOf, recordId, rulesOf, type Scene } from '../5-merge/scene.ts'
import { planInputOf, planOf, plannedOf } from '../6-plan/planned.ts'

describe('notes, correspondence and history', () => {
  const note = { kind: 'note', origin: 'Empfang', name: 'Team', title: 'Rückruf', text: 'wegen Kurszeit', followUpOn: '2026-12-24', informStaff: 'Kursleitung' } as const
  const scene: Scene = { people: [{ id: 'desk', holds: [note] }, { id: 'on', origin: 'online' }] }

  it('D8.1 D8.3 a note keeps all six parts in a merge, and clearing its follow-up keeps the other five', () => {
    const before = planInputOf(scene).holdings
    const view: HoldingView = new Map(before.map((holding): [string, Holding] => [holding.id, holding]))
    for (const operation of plannedOf(scene).operations) carryOut(view, operation)
    expect([...view.values()]).toMatchObject([{ ...note, owner: 's:on' }])
    carryOut(view, { type: 'clear_followup', holding: 's:desk:note:0', owner: 's:on', followUpOnBefore: '2026-12-24' })
    expect([...view.values()]).toMatchObject([{ ...note, owner: 's:on', followUpOn: null }])
  })
  it('D8.4 correspondence stands in the way, or stays readable in the archive where the profile says so', () => {
    const letters: Scene = { people: [{ id: 'desk', holds: [{ kind: 'communication' }] }, { id: 'on', origin: 'online' }] }
    expect(plannedOf(letters).merge.outcome).toBe('skipped')
    const archived = plannedOf({ ...letters, profile: 'course-school' })
    expect(archived.merge.refusals).toEqual([])
    const input = inputOf(letters)
    const report = reportMerge(archived, { recordOf: (id) => input.recordOf(recordId(id)), evidence: (source, survivor) => ({ source, survivor, weightMilliBits: 0, comparisons: [], sentences: [] }), ruleset: rulesOf('course-school') }, [])
    expect(report.holdings).toMatchObject([{ kind: 'communication', action: 'archive', owner: 's:desk' }])
    expect(archived.operations[0]).toMatchObject({ type: 'archive_customer', record: 's:desk' })
  })
  it('D8.2 an open follow-up keeps its day and assignee, and one that nobody gets is warned of', () => {
    const words = (change: object, isStaff?: StaffLookup): readonly string[] => {
      const each: Scene = { people: [{ id: 'desk', holds: [{ ...note, ...change }] }, { id: 'on', origin: 'online' }] }
      const input = inputOf(each)
      return reportMerge(plannedOf(each), { recordOf: input.recordOf, evidence: (source, survivor) => ({ source, survivor, weightMilliBits: 0, comparisons: [], sentences: [] }), ruleset: input.ruleset, ...(isStaff === undefined ? {} : { isStaff }) }, []).notices.map((notice) => notice.de)
    }
    expect(words({})).toEqual(['Wiedervorlage „Rückruf“ am 24.12.2026 bleibt offen, für Kursleitung.'])
    expect(words({ informStaff: null })).toEqual(['Wiedervorlage „Rückruf“ am 24.12.2026: Es steht nicht da, wer informiert wird; bitte eintragen.'])
    const people = inputOf({ people: [{ id: 'a', flags: { staff: true }, fields: { givenName: 'Käthe', familyName: 'Weißhaupt' } }] }).recordOf('s:a')
    expect(words({ informStaff: 'Weisshaupt' }, staffLookup(staffNames([people])))).toEqual(['Wiedervorlage „Rückruf“ am 24.12.2026 bleibt offen, für Weisshaupt.'])
    expect(words({ informStaff: 'Niemand' }, staffLookup(staffNames([people])))[0]).toContain('Unter den Mitarbeitenden steht niemand dieses Namens')
    expect(words({ followUpOn: null })).toEqual([])
  })
  it('D8.9 whoever voted on both accounts may have been given two vouchers: they are listed', () => {
    const vote = (choice: string, voucher: string | null) => ({ kind: 'surveyVote', survey: 'Sommerkurse', choice, voucher }) as const
    const notices = (mine: string | null, theirs: string | null): readonly string[] => {
      const each: Scene = { people: [{ id: 'desk', holds: [vote('Samstag', mine)] }, { id: 'on', origin: 'online', holds: [vote('Sonntag', theirs)] }] }
      return holdingNotices(plannedOf(each), () => null).map((notice) => notice.en)
    }
    expect(notices('S-1', 'S-2')).toEqual(['In the survey “Sommerkurse” several of these accounts voted; all votes stay counted as they were cast. 2 vouchers were given for it: S-1, S-2.'])
    expect(notices(null, null)).toEqual(['In the survey “Sommerkurse” several of these accounts voted; all votes stay counted as they were cast.'])
  })
  it('D8.5 documents go along with name and hash; the same file on both is there once', () => {
    const file = (name: string, contentHash: string) => ({ kind: 'document', name, contentHash }) as const
    const { operations, merge } = plannedOf({ people: [{ id: 'desk', holds: [file('Ausweis.pdf', 'h1'), file('Vertrag.pdf', 'h2')] }, { id: 'on', origin: 'online', holds: [file('Scan 1.pdf', 'h1')] }] })
    expect(merge.outcome).toBe('automatic')
    expect(operations.filter((operation) => operation.type === 'move_holding')).toMatchObject([{ holding: 's:desk:document:1', kind: 'document', to: 's:on' }])
  })
  it('D8.7 D8.8 a vote is never changed, moved or deleted, whether the survey is open or closed: what each survey counted stays', () => {
    const vote = (survey: string, choice: string) => ({ kind: 'surveyVote', survey, choice }) as const
    for (const profile of ['default', 'smile', 'momence', 'online-record-stays', 'billing-holder', 'rental', 'course-school']) {
      const votes: Scene = { people: [{ id: 'desk', holds: [vote('Sommerkurse', 'Samstag'), vote('Farbe 2024', 'blau')] }, { id: 'on', origin: 'online', holds: [vote('Sommerkurse', 'Sonntag')] }], profile }
      const { document, before } = { document: planOf(votes), before: planInputOf(votes).holdings }
      const operations = document.merges.flatMap((each) => each.operations)
      expect(operations.filter((operation) => 'holding' in operation), profile).toEqual([])
      const view: HoldingView = new Map(before.map((holding): [string, Holding] => [holding.id, holding]))
      for (const operation of operations) carryOut(view, operation)
      expect([...view.values()], profile).toEqual(before)
    }
  })
  it('D8.10 the merge is written down with the survivor: when, who came, and its id', () => {
    const { merge, operations } = plannedOf(scene)
    const written = operations.find((operation) => operation.type === 'add_note')
    expect(written).toMatchObject({ record: 's:on', de: `23.11.2026: s:desk wurde in diesen Kunden übernommen (${merge.id}).`, en: `23 Nov 2026: s:desk was merged into this customer (${merge.id}).` })
  })
  it('D8.11 no task sends anything: the message button is only named to be left alone, and every other task that could notify says not to', () => {
    const programs: readonly Program[] = ['momence', 'smile', 'portal', 'rentingforce', 'kutego', null]
    const full: Scene = { people: [{ id: 'a:desk', holds: [{ kind: 'package' }, { kind: 'subscription' }, { kind: 'credit' }] }, { id: 'on', origin: 'online' }] }
    const together: Scene = { ...full, people: [{ ...full.people[0]!, id: 'desk' }, full.people[1]!] }
    const tasks = programs.flatMap((program) => [full, together].flatMap((each) => planOf(each, { programOf: () => program }).merges.flatMap((planned) => planned.operations.filter((operation) => operation.type === 'staff_task').map((task) => (task.type === 'staff_task' ? { ...task, program } : null)!))))
    const [naming, entering] = [tasks.filter((each) => each.program === 'rentingforce' && each.de.includes('Nachricht“')), tasks.filter((each) => each.task === 'free_re_entry')]
    expect([naming.length, entering.length].every((count) => count > 0)).toBe(true)
    for (const task of naming) expect(task.de).toContain('„Nachricht“ nicht benutzen')
    for (const task of entering) expect(task.de).toMatch(/Keine Nachricht an den Kunden|Häkchen bei der Benachrichtigung entfernen/)
    expect(tasks.filter((task) => /schicken|senden an|verschicken/.test(task.de))).toEqual([])
  })
})
