import { describe, expect, it } from 'vitest'
import type { Program } from '../../src/6-plan/plan-input.ts'
import { reportMerge } from '../../src/7-review/report-merge.ts'
import { carryOut, type HoldingView } from '../../src/model/carry-out.ts'
import type { Holding } from '../../src/model/holding.ts'
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
  it('D8.10 the merge is written down with the survivor: when, who came, and its id', () => {
    const { merge, operations } = plannedOf(scene)
    const written = operations.find((operation) => operation.type === 'add_note')
    expect(written).toMatchObject({ record: 's:on', de: `2026-11-23: s:desk wurde in diesen Kunden übernommen (${merge.id}).`, en: `2026-11-23: s:desk was merged into this customer (${merge.id}).` })
  })
  it('D8.11 no task sends anything: the message button is only named to be left alone, and every other task that could notify says not to', () => {
    const programs: readonly Program[] = ['momence', 'smile', 'portal', 'rentingforce', 'kutego', null]
    const full: Scene = { people: [{ id: 'a:desk', holds: [{ kind: 'package' }, { kind: 'subscription' }, { kind: 'credit' }] }, { id: 'on', origin: 'online' }] }
    const together: Scene = { ...full, people: [{ ...full.people[0]!, id: 'desk' }, full.people[1]!] }
    const tasks = programs.flatMap((program) => [full, together].flatMap((each) => planOf(each, { programOf: () => program }).merges.flatMap((planned) => planned.operations.filter((operation) => operation.type === 'staff_task').map((task) => (task.type === 'staff_task' ? { ...task, program } : null)!))))
    for (const task of tasks.filter((each) => each.program === 'rentingforce' && each.de.includes('Nachricht“'))) expect(task.de).toContain('„Nachricht“ nicht benutzen')
    for (const task of tasks.filter((each) => each.task === 'free_re_entry')) expect(task.de).toMatch(/Keine Nachricht an den Kunden|Häkchen bei der Benachrichtigung entfernen/)
    expect(tasks.filter((task) => /schicken|senden an|verschicken/.test(task.de))).toEqual([])
  })
})
