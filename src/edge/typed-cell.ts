import { civilOf } from '../model/calendar.ts'
import type { DateForm, DecimalForm } from '../1-ingest/mapping.ts'

/** The forms in which typed values of a workbook or JSON file are written for stage 1. */
export type CellForms = { readonly dateForms: readonly DateForm[]; readonly decimal: DecimalForm | null }

const millisecondsADay = 86_400_000

/** A typed value as text in the mapping's forms, so that it is read like the cell of a CSV file. */
export function cellText(value: unknown, forms: CellForms): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') return forms.decimal === 'comma' ? String(value).replace('.', ',') : String(value)
  if (value instanceof Date) return dateText(value, forms.dateForms[0] ?? 'YYYY-MM-DD')
  if (Array.isArray(value)) return value.map((each) => cellText(each, forms)).join('|')
  return JSON.stringify(value)
}

/** The day of a workbook's date, whose clock is UTC. */
function dateText(date: Date, form: DateForm): string {
  const { year, month, day } = civilOf(Math.floor(date.getTime() / millisecondsADay))
  const two = (n: number): string => String(n).padStart(2, '0')
  return form.replace('YYYY', String(year).padStart(4, '0')).replace('YY', two(year % 100)).replace('MM', two(month)).replace('DD', two(day))
}
