import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { ServerUser } from './server-user.ts'

/** Kept when the machine starts again, and open to every user. */
const publicFolder = '/var/tmp'

/** Whether a user other than its owner may enter a folder, and all above it. */
const isReachable = (path: string): boolean =>
  (statSync(path).mode & 0o001) !== 0 && (dirname(path) === path || isReachable(dirname(path)))

const pointerIn = (folder: string) => join(folder, 'elsewhere')

/**
 * The folder for the database. Root's Postgres runs as another user: where that user may not enter (a clone below
 * /root, say), the database lies in a public folder, and `folder` remembers where.
 */
export const placeOfData = (folder: string, user: ServerUser | undefined): string => {
  mkdirSync(folder, { recursive: true })
  if (!user) return folder
  if (dirname(folder).startsWith(`${tmpdir()}/`)) openToOthers(dirname(folder))
  openToOthers(folder)
  if (isReachable(folder)) return folder
  const pointer = pointerIn(folder)
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8')
  const place = mkdtempSync(join(publicFolder, 'dhol-data-'))
  openToOthers(place)
  writeFileSync(pointer, place)
  return place
}

/** Where the database is that `folder` stands for, without making one. */
export const knownPlace = (folder: string): string =>
  existsSync(pointerIn(folder)) ? readFileSync(pointerIn(folder), 'utf8') : folder

/** The server's own files, copied once to where its user may read them when it may not read them here. */
export const placeOfBinaries = (
  { initdb, postgres }: { initdb: string; postgres: string },
  version: string,
  user: ServerUser | undefined,
) => {
  if (!user || isReachable(postgres)) return { initdb, postgres }
  const copy = join(publicFolder, `dhol-postgres-${version}`)
  if (!existsSync(copy)) {
    const draft = mkdtempSync(`${copy}-`)
    cpSync(join(dirname(postgres), '..'), draft, { recursive: true, verbatimSymlinks: true })
    openToOthers(draft)
    if (existsSync(copy)) rmSync(draft, { recursive: true })
    else renameSync(draft, copy)
  }
  return { initdb: join(copy, 'bin', basename(initdb)), postgres: join(copy, 'bin', basename(postgres)) }
}

const openToOthers = (folder: string) => chmodSync(folder, 0o711)
