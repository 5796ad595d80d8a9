import { restorableUntil } from '../../../contracts/restorable.ts'

/** Until when what was deleted then can be restored, for reading, in the time of India. */
export const untilIn = (language: 'en-IN' | 'hi-IN', deletedAt: string): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Kolkata',
  }).format(new Date(restorableUntil(deletedAt)))
