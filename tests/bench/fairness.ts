import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Generation } from '../../contracts/creative.ts'
import { root } from '../../local/start/synth.ts'
import { type Member, newMember } from '../support/people/client.ts'
import { median } from './median.ts'
import { memoryOfTree } from './processes.ts'

/** As long as a quick model takes for a picture. */
const drawMs = 3000
const generations = 40

/** How long somebody waits for a picture while another workspace has asked for forty, against when nobody else asks. */
export async function measureFairness() {
  const dataDir = mkdtempSync(join(tmpdir(), 'dhol-bench-'))
  const cloud = fork(join(root, 'tests/support/cloud/cloud-process.ts'), [dataDir, String(drawMs), '8'])
  try {
    const [place] = await once(cloud, 'message')
    const [hog, bystander] = [await newMember(place), await newMember(place)]
    await timeOf(bystander)
    const alone = median([await timeOf(bystander), await timeOf(bystander), await timeOf(bystander)])
    const asked = await Promise.all(Array.from({ length: generations }, () => hog.generate('all at once')))
    const statuses = [...new Set(asked.map(({ status }) => status))].join(', ')
    const beside = median([await timeOf(bystander), await timeOf(bystander), await timeOf(bystander)])
    const { body } = await hog.call<{ items: Generation[] }>('/v1/generations?limit=40')
    const drawn = body.items.filter(({ finishedAt }) => finishedAt).length
    return [
      { what: `${generations} generations are answered by`, value: statuses },
      { what: 'a picture of somebody else, when nobody else asks', value: `${Math.round(alone)} ms` },
      { what: 'the same beside them', value: `${(beside / alone).toFixed(2)} ×` },
      { what: 'of the forty drawn by then', value: String(drawn) },
      {
        what: 'memory, all processes',
        value: `${Math.round(memoryOfTree(cloud.pid ?? 0) / 1024 / 1024)} MB`,
      },
    ]
  } finally {
    cloud.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Milliseconds from the row to its end, by the clock of Dhol. */
async function timeOf({ generate, ended }: Member): Promise<number> {
  const { body } = await generate('one picture')
  const { createdAt, finishedAt } = await ended(body.id, 120_000)
  return Date.parse(finishedAt ?? '') - Date.parse(createdAt)
}
