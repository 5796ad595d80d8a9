import { globSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../state-machines')

export const machineFile = (path: string) => join(folder, `${path}.asl.json`)

/** Paths of all machines below `state-machines/`: `creative/generate-pictures`. */
export const machinePaths = (): string[] =>
  globSync('*/*.asl.json', { cwd: folder })
    .map((file) => file.replace(/\.asl\.json$/, ''))
    .sort()
