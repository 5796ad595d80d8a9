import { StartError } from './start-error.ts'

/** Of a disk that takes nothing more, or fails: https://man7.org/linux/man-pages/man2/write.2.html#ERRORS */
const codes = /\b(ENOSPC|EDQUOT|EFBIG|EIO|EROFS)\b: ([^,]+)/
/** The same in the words of PostgreSQL, which speaks English here. */
const complaint =
  /(?:ERROR|FATAL|PANIC|error|LOG): +could not .*: (No space left on device|Disk quota exceeded|File too large|Input\/output error|Read-only file system)/

const onFullDisk = 'Make room there, then start again: what was stored before is kept.'

/** What a failure says of a disk that cannot be written; undefined where it says nothing of that. */
export function diskTrouble(failure: unknown): StartError | undefined {
  const text = String(failure)
  const reason = codes.exec(text)?.[2] ?? complaint.exec(text)?.[1]?.toLowerCase()
  if (!reason) return undefined
  return new StartError(`The disk of the data folder takes nothing more: ${reason}.`, onFullDisk, {
    cause: failure,
  })
}

export type Trouble = ReturnType<typeof createTrouble>

/** Hears of what the local cloud cannot go on with. What is told first is the reason; the rest follows from it. */
export const createTrouble = () => {
  const first = Promise.withResolvers<StartError>()
  let reason: StartError | undefined
  return {
    tell: (error: StartError) => {
      reason ??= error
      first.resolve(error)
    },
    /** Undefined while all is well. */
    reason: () => reason,
    first: first.promise,
  }
}
