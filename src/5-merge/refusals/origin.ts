import { plainly, type RefusalCheck } from './pair-facts.ts'

/** ONLINE_NEVER_TARGET: an old record would be transferred onto an online one. Where the profile turns the direction, it was tried before. */
export const onlineNeverTarget: RefusalCheck = {
  asks: [],
  holds: (pair) => plainly(pair.survivor.record.origin === 'online' && pair.source.record.origin === 'staff'),
}

/** ORIGIN_UNKNOWN: the survivor, the login, the e-mail or a decision rests on an origin that nobody named. */
export const originUnknown: RefusalCheck = { asks: [], holds: (pair) => plainly(pair.originMissing) }
