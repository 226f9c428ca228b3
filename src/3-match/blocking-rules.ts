import type { MatchSpace } from './match-space.ts'

/** What a blocking key is made of. A record without one of the parts has no key under that rule. */
export type KeyPart =
  | 'email' | 'emailLocal' | 'emailStart' | 'phone' | 'phoneTail' | 'phoneStart' | 'phoneEnd' | 'given' | 'family' | 'givenSound' | 'familySound' | 'givenStart' | 'familyStart' | 'givenInitial'
  | 'namePair' | 'date' | 'year' | 'yearMonth' | 'monthDay' | 'street' | 'streetSound' | 'house' | 'postcode' | 'city' | 'company' | 'companyStart' | `other:${number}`

/** Records that agree on all parts of a rule are a candidate pair. */
export interface BlockingRule {
  /** The parts joined by " + ": stable, and what explanations print. */
  readonly name: string
  readonly parts: readonly KeyPart[]
}

/** The rules in the order in which they are tried: the most telling and cheapest first. */
const RULES: readonly (readonly KeyPart[])[] = [
  ['email'],
  ['emailLocal'],
  ['phone'],
  ['street', 'house', 'postcode'],
  ['given', 'family', 'date'],
  ['familySound', 'date'],
  ['givenSound', 'date'],
  ['namePair', 'year'],
  ['namePair', 'postcode'],
  ['namePair', 'city'],
  ['namePair', 'street'],
  ['given', 'family'],
  ['phoneTail'],
  ['company'],
  ['postcode', 'date'],
  ['city', 'date'],
  ['familySound', 'house', 'postcode'],
  ['givenSound', 'house', 'postcode'],
  ['familySound', 'house', 'city'],
  ['givenSound', 'house', 'city'],
  ['familySound', 'postcode'],
  ['givenSound', 'postcode'],
  ['familySound', 'city'],
  ['emailStart', 'date'],
  ['companyStart', 'city'],
  ['companyStart', 'postcode'],
]

/** Wider rules, tried in files below `MOST_RECORDS_FOR_WIDE_RULES`: in larger ones they find thousands of strangers for each match. */
const WIDE_RULES: readonly (readonly KeyPart[])[] = [
  ['street', 'date'],
  ['house', 'date'],
  ['date'],
  ['familySound', 'monthDay'],
  ['givenSound', 'monthDay'],
  ['familySound', 'yearMonth'],
  ['givenSound', 'yearMonth'],
  ['familySound', 'street'],
  ['givenSound', 'street'],
  ['streetSound', 'house'],
  ['street', 'postcode'],
  ['familyStart', 'givenStart'],
  ['namePair'],
  ['familySound', 'givenInitial', 'year'],
  ['givenSound', 'city'],
  ['emailStart', 'familySound'],
  ['emailStart', 'givenSound'],
  ['familySound'],
  ['postcode', 'familyStart'],
  ['postcode', 'givenStart'],
  ['city', 'familyStart'],
  ['city', 'givenStart'],
  ['phoneStart'],
  ['phoneEnd', 'givenStart'],
  ['phoneEnd', 'familyStart'],
  ['house', 'postcode'],
  ['house', 'city'],
  ['year', 'familyStart'],
  ['year', 'givenStart'],
  ['monthDay', 'postcode'],
  ['yearMonth', 'postcode'],
  ['postcode'],
  ['street'],
  ['city'],
]

/** Source: at 100,000 German customers a few of the wide rules still pay, at 1,000,000 none does. */
const MOST_RECORDS_FOR_WIDE_RULES = 300_000

/** Rules for each `other` column. */
const RULES_WITH_OTHER: readonly (readonly KeyPart[])[] = [[], ['familySound'], ['givenSound'], ['date'], ['year', 'givenInitial']]

/** An `other` column with fewer values than this splits records too coarsely to be a key of its own. */
const FEWEST_VALUES_OF_A_KEY = 20

/** How records of a block that is too large are told apart, step by step. */
export const REKEY_PARTS: readonly KeyPart[] = ['givenStart', 'yearMonth', 'postcode', 'house', 'familyStart', 'monthDay', 'city']

/** The largest block whose pairs are all candidates. Source: 20, 60 and 200 gave the same accuracy on labelled files. */
export const BLOCK_CAP = 60

/** The rules that the fields of a match allow. */
export function blockingRules(space: MatchSpace): readonly BlockingRule[] {
  const tried = space.count < MOST_RECORDS_FOR_WIDE_RULES ? [...RULES, ...WIDE_RULES] : RULES
  const named = tried.filter((parts) => parts.every((part) => isAvailable(space, part)))
  const withOthers = space.others.flatMap((other, index) => {
    if (other.features.hash.length - 1 < FEWEST_VALUES_OF_A_KEY) return []
    return RULES_WITH_OTHER.filter((parts) => parts.every((part) => isAvailable(space, part))).map((parts): readonly KeyPart[] => [`other:${index}`, ...parts])
  })
  return [...named, ...withOthers].map((parts) => ({ name: parts.map((part) => partName(space, part)).join(' + '), parts }))
}

function partName(space: MatchSpace, part: KeyPart): string {
  if (!part.startsWith('other:')) return part
  return space.comparisons[space.comparisons.length - space.others.length + Number(part.slice(6))]!.name
}

function isAvailable(space: MatchSpace, part: KeyPart): boolean {
  const { at } = space
  switch (part) {
    case 'email': case 'emailLocal': case 'emailStart':
      return at.email >= 0
    case 'phone': case 'phoneTail': case 'phoneStart': case 'phoneEnd':
      return at.phone >= 0
    case 'given': case 'givenSound': case 'givenStart': case 'givenInitial':
      return at.given >= 0
    case 'family': case 'familySound': case 'familyStart':
      return at.family >= 0
    case 'namePair':
      return at.given >= 0 && at.family >= 0
    case 'date': case 'year': case 'yearMonth': case 'monthDay':
      return at.date >= 0
    case 'street': case 'streetSound':
      return at.street >= 0
    case 'house':
      return space.house.values.length > 0 && space.house.features.hash.length > 1
    case 'postcode':
      return at.postcode >= 0
    case 'city':
      return at.city >= 0
    case 'company': case 'companyStart':
      return at.company >= 0
    default:
      return true
  }
}
