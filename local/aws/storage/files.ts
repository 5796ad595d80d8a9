import { readFile, rename, writeFile } from 'node:fs/promises'
import { emptyAdvice } from '../../start/data-dir.ts'
import { StartError } from '../../start/start-error.ts'

/** Gives what `read` makes of the file, or undefined when there is none. Throws a StartError when it is damaged. */
export const readStored = async <T>(file: string, read: (bytes: Buffer) => T): Promise<T | undefined> => {
  try {
    return read(await readFile(file))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new StartError(`The file ${file} is damaged: ${cause}.`, emptyAdvice, { cause })
  }
}

/** Writes for the owner's eyes only, all of it or nothing. */
export const writeStored = async (file: string, content: string | Buffer): Promise<void> => {
  await writeFile(`${file}.new`, content, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
