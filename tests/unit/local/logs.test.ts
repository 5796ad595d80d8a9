import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createLogs } from '../../../local/runtime/logs.ts'
import { explain } from '../../../local/start/explain.ts'
import type { StartError } from '../../../local/start/start-error.ts'

const dir = mkdtempSync(join(tmpdir(), 'dhol-logs-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Every write to it fails with ENOSPC: https://man7.org/linux/man-pages/man4/full.4.html */
const full = '/dev/full'

test.skipIf(!existsSync(full))(
  'a line that finds the disk full is told of, and ends nothing by itself',
  () => {
    symlinkSync(full, join(dir, 'auth.jsonl'))
    const lost: StartError[] = []
    const logs = createLogs(dir, 'quiet', (why) => lost.push(why))
    expect(logs.functionLine('auth', '{"requestId":"a"}', 'a')).toEqual({ requestId: 'a' })
    logs.functionLine('other', '{"requestId":"b"}', 'b')
    logs.close()
    expect(lost.map((why) => explain(why, dir))).toEqual([
      'The disk of the data folder takes nothing more: no space left on device.\nMake room there, then start again: what was stored before is kept.',
    ])
    expect(readFileSync(join(dir, 'other.jsonl'), 'utf8')).toBe('{"requestId":"b"}\n')
  },
)
