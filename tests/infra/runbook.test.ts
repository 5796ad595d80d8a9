import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runbookAnchor } from '../../lib/monitoring.ts'
import { ofType, resourcesOf } from './synth.ts'

test('every alarm has its heading in docs/runbook.md, and every heading its alarm', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name ?? '')
  const named = ofType(await resourcesOf('prod'), 'AWS::CloudWatch::Alarm').map(({ properties }) => ({
    name: properties.AlarmName.replace('dhol-prod ', ''),
    anchor: properties.AlarmDescription.replace(/^.*#/, ''),
  }))
  expect(named.map(({ name }) => name).sort()).toEqual(headings.sort())
  for (const { name, anchor } of named) expect(anchor).toBe(runbookAnchor(name))
}, 240_000)
