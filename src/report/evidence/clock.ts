import type { Told } from '../told.js'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The local time of day of a moment of a run, as programs write it: 20:25:49.377123. */
export function timeOfDay({ planned }: Told, at: number): string {
  const whole = Math.floor(planned.began + at)
  const time = new Date(whole)
  const micros = Math.floor((planned.began + at - whole) * 1000)
  const parts = [time.getHours(), time.getMinutes(), time.getSeconds()].map(part => String(part).padStart(2, '0'))
  return `${parts.join(':')}.${String(time.getMilliseconds()).padStart(3, '0')}${String(micros).padStart(3, '0')}`
}

/** The same with its day, as the journal of systemd has it: Nov 20 20:25:49.377123. */
export function timeOfYear(told: Told, at: number): string {
  const day = new Date(told.planned.began + at)
  return `${MONTHS[day.getMonth()]} ${String(day.getDate()).padStart(2, '0')} ${timeOfDay(told, at)}`
}
