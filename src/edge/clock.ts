import { Temporal } from 'temporal-polyfill'
import type { CalendarDate } from '../model/calendar.ts'

/** Today in a time zone: read once a run, then handed on as an input. */
export function today(timeZone: string): CalendarDate {
  return Temporal.Now.plainDateISO(timeZone).toString()
}

/** The present instant in UTC, to the second: `2026-11-23T15:20:11Z`. Stands in manifests, decisions and logs only. */
export function instant(): string {
  return Temporal.Now.instant().round('second').toString()
}

/** Milliseconds that only go forward, for durations. */
export function stopwatch(): () => number {
  const start = process.hrtime.bigint()
  return () => Number((process.hrtime.bigint() - start) / 1_000_000n)
}
