import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { knownPlace } from '../../../local/postgres/data-folder.ts'
import { eventually } from '../../support/eventually.ts'
import { outsider } from '../../support/people/client.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'dhol-trouble-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** A process and all that it and these have started. */
function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, parent] = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, 'utf8')) ?? []
        return [{ pid: Number(name), parent: Number(parent) }]
      } catch {
        return [] // it has ended meanwhile
      }
    })
  const childrenOf = (of: number): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap((child) => [child.pid, ...childrenOf(child.pid)])
  return [pid, ...childrenOf(pid)]
}

// Elsewhere there is no /proc to look for processes in.
test.skipIf(process.platform !== 'linux')(
  'a killed database ends the local cloud, in plain words',
  async () => {
    const child = fork(join(import.meta.dirname, '../../support/cloud/cloud-process.ts'), [dataDir], {
      silent: true,
    })
    const said = text(child.stderr as NodeJS.ReadableStream)
    const [{ origin }] = await once(child, 'message')
    // A function has a process beside those of the database.
    await outsider(origin).call('/v1/health')
    const family = familyOf(child.pid as number)
    expect(family.length).toBeGreaterThan(4)

    const ended = once(child, 'exit')
    const pidFile = join(knownPlace(join(dataDir, 'postgres')), 'cluster', 'postmaster.pid')
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL')
    expect(await ended).toEqual([1, null])
    expect(await said).toBe(
      '\nThe database ended by itself (SIGKILL).\nStart again: it takes up what was stored.\n',
    )
    await eventually(
      async () => family.filter((pid) => existsSync(`/proc/${pid}`)),
      (left) => left.length === 0,
    )
  },
)
