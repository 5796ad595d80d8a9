import { createHash } from 'node:crypto'

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Chance that comes out alike in every run with the same seed. */
export const createSeed = (seed = 'dhol') => {
  let made = 0
  /** 32 bytes, the same for the same text. */
  const bytesFor = (text: string) => createHash('sha256').update(`${seed}\n${text}`).digest()
  return {
    bytesFor,
    /** The next id, of up to 32 characters: the first, the second … are the same in every run. */
    nextId(length: number, characters = base62) {
      made += 1
      const bytes = bytesFor(`id ${made}`).subarray(0, length)
      return Array.from(bytes, (byte) => characters[byte % characters.length]).join('')
    },
    /** Begins with the first id again. */
    restart() {
      made = 0
    },
  }
}

export type Seed = ReturnType<typeof createSeed>
