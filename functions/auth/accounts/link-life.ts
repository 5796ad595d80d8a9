import type { NewLink } from './links.sql.ts'

const hour = 60 * 60_000
const day = 24 * hour

/** How long the link of a mail works, from when the mail is sent. What undoes a move works for some days. */
export const linkLifeMs: Record<NewLink['kind'], number> = {
  register: day,
  reset: hour,
  change_email: hour,
  take_back: 7 * day,
  give_back: 7 * day,
}
