import { LEVEL_ELSE, LEVEL_EXACT, LEVEL_KIN, LEVEL_LIKE, LEVEL_ONE_EDIT, LEVEL_WEAK } from './specification.ts'

/**
 * The level of two dates, each written as year × 10000 + month × 100 + day. 4 day and month swapped or one edit;
 * 6 the same day and month of another year; 3 the year and one part, or the year where one side knows no more;
 * 2 the year alone, or two years apart and one part.
 */
export function dateLevel(left: number, right: number, firstOfJanuaryIsVague: boolean): number {
  if (left === right) return LEVEL_EXACT
  const leftYear = Math.floor(left / 10_000)
  const rightYear = Math.floor(right / 10_000)
  const yearsApart = Math.abs(leftYear - rightYear)
  if (isVague(left, firstOfJanuaryIsVague) || isVague(right, firstOfJanuaryIsVague)) {
    if (yearsApart === 0) return LEVEL_LIKE
    return yearsApart <= 2 ? LEVEL_WEAK : LEVEL_ELSE
  }
  const leftRest = left - leftYear * 10_000
  const rightRest = right - rightYear * 10_000
  const leftMonth = Math.floor(leftRest / 100)
  const rightMonth = Math.floor(rightRest / 100)
  const leftDay = leftRest % 100
  const rightDay = rightRest % 100
  if (yearsApart === 0 && leftMonth === rightDay && leftDay === rightMonth) return LEVEL_ONE_EDIT
  if (isOneDigitEdit(left, right)) return LEVEL_ONE_EDIT
  if (leftRest === rightRest) return LEVEL_KIN
  const onePart = leftMonth === rightMonth || leftDay === rightDay
  if (yearsApart === 0) return onePart ? LEVEL_LIKE : LEVEL_WEAK
  return yearsApart <= 2 && onePart ? LEVEL_WEAK : LEVEL_ELSE
}

function isVague(date: number, firstOfJanuaryIsVague: boolean): boolean {
  const rest = date % 10_000
  return rest === 0 || (firstOfJanuaryIsVague && rest === 101)
}

/** One wrong digit among the eight, or two neighbours in each other's place. */
function isOneDigitEdit(left: number, right: number): boolean {
  let a = left
  let b = right
  let differing = 0
  let differenceSum = 0
  let firstPlace = -1
  let lastPlace = -1
  let firstDifference = 0
  for (let place = 0; place < 8; place++) {
    const difference = (a % 10) - (b % 10)
    if (difference !== 0) {
      if (differing === 0) {
        firstPlace = place
        firstDifference = a % 10
      } else if (differing === 1 && firstDifference !== b % 10) return false
      lastPlace = place
      differing++
      differenceSum += difference
    }
    a = Math.floor(a / 10)
    b = Math.floor(b / 10)
  }
  return differing === 1 || (differing === 2 && differenceSum === 0 && lastPlace === firstPlace + 1)
}
