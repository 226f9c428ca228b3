import { describe, expect, it } from 'vitest'
import { normaliseAttribute } from '../../src/2-normalise/normalise-attribute.ts'
import { dateEvidence, dateFromParts, dateOrderOf, normaliseDate, type DateOrder } from '../../src/2-normalise/normalise-date.ts'
import { normaliseEmail } from '../../src/2-normalise/normalise-email.ts'
import { generationOf, normaliseCompany, normaliseName, splitFullName } from '../../src/2-normalise/normalise-name.ts'
import { normalisePhone } from '../../src/2-normalise/normalise-phone.ts'
import { normalisePostcode, splitAddress } from '../../src/2-normalise/normalise-address.ts'
import { saysNothing } from '../../src/model/fold-text.ts'

describe('names', () => {
  const check = (raw: string, expected: string | null): void => expect(normaliseName(raw), raw).toBe(expected)
  it('have no value where nothing is written', () => {
    check('', null)
    check(' - ', null)
    check('...', null)
  })
  it('are folded, without titles and signs', () => {
    check('MÜLLER', 'mueller')
    check('Mu\u0308ller', 'mueller')
    check('Dr. med. Anna-Maria', 'anna maria')
    check("O'Brien", 'obrien')
    check('Weiß', 'weiss')
    check('José', 'jose')
    check('Łukasz', 'lukasz')
  })
  it('keep a title that is the whole name', () => check('Baron', 'baron'))
  it('do not follow the Turkish alphabet', () => check('ILIAS', 'ilias'))

  const split = (raw: string, given: string | null, family: string | null): void => expect(splitFullName(raw), raw).toEqual({ given, family })
  it('are taken apart', () => {
    split('', null, null)
    split('Schmidt', null, 'schmidt')
    split('Anna Maria Schmidt', 'anna maria', 'schmidt')
    split('Schmidt, Anna', 'anna', 'schmidt')
    split('Herr Dr. Jan van der Berg', 'jan', 'van der berg')
    split('Robert Turton, 1st Bt', 'robert', 'turton')
    for (const raw of ['Karl Huber jun.', 'Karl Huber, sen.', 'Huber, Karl jun', 'Karl Huber Jun.', 'Karl Huber III', 'Huber, Karl, Jr.']) split(raw, 'karl', 'huber')
    split('Amartya Kumar Sen', 'amartya kumar', 'sen')
    split('Sen, Amartya', 'amartya', 'sen')
  })
  it('of companies lose their legal form', () => {
    expect(normaliseCompany('Acme Sport GmbH & Co. KG')).toBe('acme sport')
    expect(normaliseCompany('AG')).toBe('ag')
  })
})

describe('e-mails', () => {
  const check = (raw: string, expected: string | null): void => expect(normaliseEmail(raw), raw).toBe(expected)
  it('refuse what is none', () => {
    check('@', null)
    check('??', null)
    check('@web.de', null)
  })
  it('agree on one spelling', () => {
    check(' Anna.Schmidt@WEB.de ', 'anna.schmidt@web.de')
    check('a.n.n.a+gym@googlemail.com', 'anna@gmail.com')
    check('anna+gym@web.de', 'anna@web.de')
    check('anna@gmial.com', 'anna@gmail.com')
    check('anna@t-onlin.de', 'anna@t-online.de')
    check('müller@web.de', 'mueller@web.de')
  })
  it('keep domains that only look like mistakes', () => {
    check('anna@mail.com', 'anna@mail.com')
    check('anna@gmx.at', 'anna@gmx.at')
  })
})

describe('phone numbers', () => {
  const check = (raw: string, expected: string | null): void => expect(normalisePhone(raw), raw).toBe(expected)
  it('refuse what is too short', () => {
    check('110', null)
    check('privat', null)
  })
  it('agree on one spelling', () => {
    for (const raw of ['0171 1234567', '+49 171 1234567', '0049 (0) 171/123 45 67', '+49 (0)171-1234567', '491711234567', '0171/1234567 ext. 2']) check(raw, '1711234567')
    check('+61 8 7603 2667', '876032667')
    check('08 76032667', '876032667')
    check('(718) 717-9004', '7187179004')
    check('+1 718 717 9004', '7187179004')
    check('+351 912 345 678', '912345678')
  })
})

describe('dates', () => {
  const check = (raw: string, expected: string | null, order: DateOrder = 'dayFirst'): void => expect(normaliseDate(raw, order), raw).toBe(expected)
  it('refuse what is none', () => {
    check('gestern', null)
    check('12', null)
    check('', null)
  })
  it('are read in every form', () => {
    check('1980-05-17', '19800517')
    check('1980-05-17T00:00:00', '19800517')
    check('19800517', '19800517')
    check('17.5.1980', '19800517')
    check('05/06/1980', '19800605')
    check('05/06/1980', '19800506', 'monthFirst')
    check('05/17/1980', '19800517', 'dayFirst')
    check('17-May-90', '19900517')
    check('17. Mai 1990', '19900517')
    check('March 3, 1931', '19310303')
    check('25-Jun-08', '20080625')
    check('1980', '19800000')
  })
  it('keep impossible days, which are slips of the pen', () => check('19030003', '19030003'))
  it('read dots day first even where slashes are month first', () => check('05.06.1980', '19800605', 'monthFirst'))
  it('show their order by the certain ones', () => {
    expect(dateOrderOf(dateEvidence(['1/2/1980', '1/27/1980']))).toBe('monthFirst')
    expect(dateOrderOf(dateEvidence(['27/1/1980', '1/2/1980']))).toBe('dayFirst')
    expect(dateOrderOf(dateEvidence(['1/2/1980']))).toBe('dayFirst')
  })
  it('come from three columns', () => {
    expect(dateFromParts('1980', '5', '7')).toBe('19800507')
    expect(dateFromParts('1980', 'Mai', null)).toBe('19800500')
    expect(dateFromParts(null, '5', '7')).toBeNull()
  })
})

describe('addresses', () => {
  const check = (raw: string, street: string | null, house: string | null): void => expect(splitAddress(raw), raw).toMatchObject({ street, house })
  it('have the house number apart, behind or in front', () => {
    check('Hauptstraße 12 a', 'hauptstr', '12a')
    check('Haupt Str. 12a', 'hauptstr', '12a')
    check('12 Main Street', 'main st', '12')
    check('Main St 12', 'main st', '12')
    check('Straße des 17. Juni 135', 'str des 17 juni', '135')
    check('52nd Avenue', '52nd ave', null)
    check('', null, null)
  })
  it('are taken apart at commas', () => {
    expect(splitAddress('4 Hillview Rise, 667979 Singapore')).toEqual({ street: 'hillview rise', house: '4', postcode: '667979', city: 'singapore' })
  })
  it('take a state for no city', () => expect(splitAddress('6371 E Foothill Dr Orroville, CA 95915')).toMatchObject({ postcode: '95915', city: null }))

  it('have a plain postcode', () => {
    expect(normalisePostcode('D-20095')).toBe('20095')
    expect(normalisePostcode('20095-1234')).toBe('20095')
    expect(normalisePostcode('BA14 0PG')).toBe('ba140pg')
    expect(normalisePostcode('20095 Hamburg')).toBe('20095')
    expect(normalisePostcode('04109')).toBe('04109')
  })
})

describe('attributes', () => {
  it('are folded, and the sexes written one way under their header', () => {
    expect(normaliseAttribute('Rock-Climbing', 'hobby')).toBe('rock climbing')
    expect(normaliseAttribute('M', 'hobby')).toBe('m')
    expect([normaliseAttribute('M', 'GENDER'), normaliseAttribute('männlich', 'Geschlecht'), normaliseAttribute('Male', 'sex')]).toEqual(['m', 'm', 'm'])
    expect(normaliseAttribute('Unknown', 'GENDER')).toBe(null)
  })
})

describe('what says nothing', () => {
  it('is told from a name', () => {
    for (const raw of ['n/a', '-', 'NULL', ' unbekannt ', 'k.A.']) expect(saysNothing(raw), raw).toBe(true)
    for (const raw of ['Na', 'Nill', 'Test']) expect(saysNothing(raw), raw).toBe(false)
  })
})

it.each([
  ['Karl jun.', 1, 'junior'], ['KARL SEN', 1, 'senior'], ['Huber, Karl Jr.', 2, 'junior'], ['Huber sen., Karl', 2, 'senior'], ['Karl Huber (III.)', 2, 'iii'], ['jun.', 0, 'junior'], ['Müller  Snr', 1, 'senior'],
  ['Karl', 1, null], ['Sen', 1, null], ['Amartya Sen', 2, null], ['Sen, Amartya', 2, null], ['Min-Jun', 1, null], ['Karl jun. Huber', 2, null], ['Karl Jansen', 1, null], ['Sr. 2', 0, null], ['', 0, null],
] as const)('what %j says of a generation, behind %d other words at least: %s', (raw, fewestOthers, generation) => {
  expect(generationOf(raw, fewestOthers)).toBe(generation)
})
