import { describe, expect, it } from 'vitest'
import { openByCase } from '../../src/model/totals-of.ts'
import { eur, type Scene } from '../5-merge/scene.ts'
import { planInputOf, planOf } from '../6-plan/planned.ts'
import type { Program } from '../../src/6-plan/plan-input.ts'

const invoice = (caseReference: string | null, cents: number) => ({ kind: 'invoice', caseReference, open: eur(cents), total: eur(cents) }) as const

describe('cases and what is open in them', () => {
  it('D6.18 every case owes after the merge what it owed before, and so does the whole', () => {
    const scene: Scene = { people: [{ id: '12', origin: 'staff', fields: { customerNumber: '12' }, holds: [invoice('V-1', 4500), invoice('V-2', 100)] }, { id: '7', fields: { customerNumber: '7' }, holds: [invoice('V-1', -500), invoice(null, 60)] }], profile: 'rental' }
    const { plan, merges } = planOf(scene)
    expect(merges[0]!.merge).toMatchObject({ survivor: 's:7', outcome: 'review' })
    expect(merges[0]!.operations.filter((operation) => operation.type === 'move_holding')).toHaveLength(2)
    expect(openByCase(planInputOf(scene).holdings)).toEqual({ ' EUR': 60n, 'V-1 EUR': 4000n, 'V-2 EUR': 100n })
    expect(plan.before.openBalance).toEqual({ EUR: 4160n })
    expect(plan.after.openBalance).toEqual(plan.before.openBalance)
  })

  it('D6.13 open offers, bookings and invoices go to the one who stays, and the task for the desk counts them', () => {
    const scene: Scene = { people: [{ id: 'a:desk', holds: [{ kind: 'offer', number: 'A-45', state: 'open' }, { kind: 'booking', title: 'Aquafit' }, invoice(null, 0)] }, { id: 'on', origin: 'online' }] }
    const { operations } = planOf(scene).merges[0]!
    expect(operations.flatMap((operation) => (operation.type === 'move_holding' ? [operation.kind] : [])).toSorted()).toEqual(['booking', 'invoice', 'offer'])
    expect(operations.find((operation) => operation.type === 'staff_task' && operation.de.includes('Außerdem geht'))).toMatchObject({ de: expect.stringMatching(/1 Rechnung, 1 Angebot, 1 Buchung/) as string, en: expect.stringMatching(/1 invoice, 1 offer, 1 booking/) as string })
  })

  it('D6.19 no task of any program deletes a rented object, an invoice or a note, and where it speaks of deleting it forbids it or asks for the deletion that smile makes itself', () => {
    const programs: readonly Program[] = ['momence', 'smile', 'portal', 'rentingforce', 'kutego', null]
    const everything: Scene = { people: [{ id: 'desk', holds: [{ kind: 'invoice' }, { kind: 'note' }, { kind: 'subscription' }, { kind: 'package' }, { kind: 'credit' }, { kind: 'card' }, { kind: 'rental' }] }, { id: 'on', origin: 'online', logins: [{ userName: 'a', passwordReference: 'r' }], holds: [{ kind: 'card', lastFour: '2' }] }] }
    const texts = programs.flatMap((program) => ['default', 'smile', 'rental'].flatMap((profile) => planOf({ ...everything, profile }, { programOf: () => program }).merges.flatMap((each) => each.operations.flatMap((operation) => (operation.type === 'staff_task' ? [{ program, de: operation.de, en: operation.en }] : [])))))
    expect(texts.length).toBeGreaterThan(30)
    expect(texts.filter((text) => text.program === 'rentingforce').map((text) => text.de).join(' ')).toContain('weder den gelben Kalender (er würde den Preis neu laden) noch das X im roten Kreis benutzen')
    const allowed = [/weder den gelben Kalender \(.*?\) noch das X im roten Kreis benutzen/g, /use neither the yellow calendar \(.*?\) nor the X in the red circle/g, /nicht löschen/gi, /nichts löschen/gi, /keine Notiz löschen/gi, /„Datensatz des Kunden, dessen Daten übernommen wurden, löschen“/g, /Daten des neuen Kunden löschen: „ja“/g, /do not delete/gi, /delete nothing/gi, /delete no note/gi, /"Datensatz des Kunden, dessen Daten übernommen wurden, löschen"/g, /delete the new customer's data: "ja"/g]
    for (const { program, de, en } of texts) {
      const rest = allowed.reduce((text, pattern) => text.replaceAll(pattern, ''), `${de} ${en}`)
      expect(rest, String(program)).not.toMatch(/lösch|delet|X in/i)
    }
  })
})
