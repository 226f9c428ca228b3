import { describe, expect, it } from 'vitest'
import { recogniseRoles } from '../../src/2-normalise/recognise-roles.ts'

describe('recogniseRoles', () => {
  const check = (columns: Readonly<Record<string, readonly string[]>>, expected: Readonly<Record<string, string>>): void => {
    const found = recogniseRoles(Object.entries(columns).map(([name, values]) => ({ name, values })))
    expect(Object.fromEntries(found.map((column) => [column.name, column.role]))).toEqual(expected)
  }
  const names = ['Anna', 'Ben', 'Clara', 'David', 'Eva']

  it('leaves the answers of labelled files alone', () => check({ id: ['1', '2'], cluster: ['7', '7'], entity_id: ['7', '7'] }, { id: 'id', cluster: 'ignored', entity_id: 'ignored' }))
  it('takes no id that repeats', () => check({ id: ['1', '1'], Vorname: ['Anna', 'Ben'] }, { id: 'other', Vorname: 'givenName' }))
  it('takes one id only', () => check({ Kundennummer: ['1', '2'], id: ['8', '9'] }, { Kundennummer: 'id', id: 'other' }))
  it('does not believe a header against its content', () => {
    check({ day: ['long text', 'more text', 'x', 'y', 'z'] }, { day: 'other' })
    check({ email: ['0171 1234567', '0171 1234568', '0171 1234569', '0171 1234560', '0171 1234561'] }, { email: 'phone' })
  })
  it('knows headers in German and English', () => {
    const headers: Readonly<Record<string, string>> = {
      first_name: 'givenName', Vorname: 'givenName', given_name: 'givenName', PRIMARY_NAME_FIRST: 'givenName', firstName: 'givenName',
      surname: 'familyName', Nachname: 'familyName', last_name: 'familyName', PRIMARY_NAME_LAST: 'familyName', Familienname: 'familyName',
      full_name: 'fullName', Name: 'fullName', PRIMARY_NAME_FULL: 'fullName', Titel: 'title', Anrede: 'title',
      suburb: 'city', Ort: 'city', ADDR_CITY: 'city', address_1: 'street', Straße: 'street', ADDR_LINE1: 'street', ADDR_FULL: 'street', Adresse: 'street',
      company: 'company', Firma: 'company', PLZ: 'postcode', zip: 'postcode', postcode_fake: 'postcode', ADDR_POSTAL_CODE: 'postcode', street_number: 'houseNumber', 'Haus-Nr.': 'houseNumber',
      state: 'other', occupation: 'other', birth_place: 'other', soc_sec_id: 'other', gender: 'other', address_2: 'other',
    }
    for (const [header, role] of Object.entries(headers)) check({ [header]: names }, { [header]: role })
    for (const header of ['dob', 'date_of_birth', 'Geburtsdatum', 'DATE_OF_BIRTH', 'birthday', 'geb.']) check({ [header]: ['1980-01-02', '1981-02-03'] }, { [header]: 'birthDate' })
    for (const header of ['phone_number', 'Telefon', 'Mobil', 'PHONE_NUMBER', 'Handynummer', 'tel.']) check({ [header]: ['0171 1234567'] }, { [header]: 'phone' })
    for (const header of ['E-Mail', 'email', 'EMAIL_ADDRESS', 'e_mail_adresse', 'Mail']) check({ [header]: ['a@b.de'] }, { [header]: 'email' })
    check({ by: ['1980'], bm: ['5'], bd: ['17'] }, { by: 'birthYear', bm: 'birthMonth', bd: 'birthDay' })
  })
  it('takes "Name" beside "Vorname" for the family name', () => {
    check({ Name: names, Vorname: names }, { Name: 'familyName', Vorname: 'givenName' })
    check({ Name: names, Vorname: names, Nachname: names }, { Name: 'fullName', Vorname: 'givenName', Nachname: 'familyName' })
  })
  it('recognises unnamed columns by their content', () => {
    check({ c1: ['a@b.de', 'c@d.de', 'e@f.de', 'g@h.de', 'i@j.de'], c2: ['1950-01-02', '1981-02-03', '1990-05-05', '2001-01-01', '1977-07-07'] }, { c1: 'email', c2: 'birthDate' })
    // Dates within a few years are when something was booked, not when somebody was born.
    check({ c2: ['2023-01-02', '2024-02-03', '2024-05-05', '2023-01-01', '2024-07-07'] }, { c2: 'other' })
  })
  it('leaves out what says nothing about a person', () => {
    check({ created_at: ['2020-01-01', '2021-01-01'], Bemerkung: ['x', 'y'], empty: ['', ''], same: ['a', 'a'] }, { created_at: 'ignored', Bemerkung: 'ignored', empty: 'ignored', same: 'ignored' })
  })
})
