/** How households are made up: whole numbers are households in a hundred, what is left of them are firms; the rest are chances. */
export interface HouseholdShares {
  readonly alone: number
  readonly couple: number
  /** Parents, or every fifth time a mother, with one to three children. */
  readonly family: number
  /** A father, every second time a mother, and a grown son. */
  readonly grownSon: number
  readonly sharedFlat: number
  /** A couple, or a family, keeps a mailbox together. */
  readonly mailboxOfCouple: number
  readonly mailboxOfFamily: number
  /** The first birth is one of twins. */
  readonly twins: number
  /** A grown son at home bears the given name of his father. */
  readonly namedAfterFather: number
  /** Whether a child may be drawn the name of a parent. */
  readonly namesakesByChance: boolean
}

/**
 * As households are, for measuring. Of a hundred households in Germany 41 are of one person, 34 of two, 25 of more (microcensus),
 * and every fourth grown child under thirty lives with its parents. Eighteen births in a thousand are of twins. To call a son by his
 * father's name has long been rare, one in twenty is assumed; how many share a mailbox nobody counts, so a fifth and a third are.
 */
export const LIFELIKE: HouseholdShares = { alone: 41, couple: 28, family: 20, grownSon: 5, sharedFlat: 4, mailboxOfCouple: 0.2, mailboxOfFamily: 0.33, twins: 0.018, namedAfterFather: 0.05, namesakesByChance: false }

/** With so many twins, namesakes and shared mailboxes that a sample of a few thousand holds every case. */
export const EVERY_CASE: HouseholdShares = { alone: 34, couple: 20, family: 32, grownSon: 7, sharedFlat: 5, mailboxOfCouple: 0.3, mailboxOfFamily: 0.4, twins: 0.08, namedAfterFather: 0.35, namesakesByChance: true }
