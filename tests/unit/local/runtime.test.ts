import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { createRuntime, type Runtime } from '../../../local/runtime/runtime.ts'

const bundle = `
let calls = 0
const says = {
  env: () => Object.keys(process.env).sort(),
  calls: () => ({ pid: process.pid, calls: ++calls }),
  context: (event, context) => ({ id: context.awsRequestId, left: context.getRemainingTimeInMillis() }),
  never: () => new Promise(() => setInterval(() => undefined, 1000)),
  spin: () => { for (;;); },
  kill: () => process.kill(process.pid, 'SIGKILL'),
  exit: () => process.exit(3),
  large: () => 'x'.repeat(7_000_000),
  fail: () => { throw Object.assign(new Error('no'), { name: 'ProviderUnavailable' }) },
  log: () => { console.log('{"message":"hello"}') },
}
export const handler = async (event, context) => says[event.does](event, context)
`

const dir = mkdtempSync(join(tmpdir(), 'dhol-runtime-'))
afterAll(() => rmSync(dir, { recursive: true }))

let runtime: Runtime
afterEach(() => runtime.stop())

const lines: string[] = []

const start = (code = bundle, options: { idleMs?: number; concurrency?: number } = {}) => {
  writeFileSync(join(dir, 'index.mjs'), code)
  runtime = createRuntime({
    onInvoke: () => undefined,
    functions: [
      {
        name: 'fn',
        arn: 'arn:fn',
        roleArn: '',
        source: '',
        codeDir: dir,
        handler: 'index.handler',
        timeoutSeconds: 1,
        memoryMb: 128,
        environment: {},
      },
    ],
    environmentOf: () => ({ STAGE: 'local' }),
    compileCacheDir: join(dir, 'cache'),
    onLine: (_name, line) => lines.push(line),
    onFailure: () => undefined,
    ...options,
  })
  return (does: string) => runtime.invoke('arn:fn', { does }, 'wait')
}

test('a warm process is used again and hears only its own environment', async () => {
  const invoke = start()
  expect(await invoke('env')).toEqual({ ok: true, payload: ['STAGE'] })
  const first = await invoke('calls')
  expect(await invoke('calls')).toMatchObject({ ok: true, payload: { calls: 2 } })
  expect(runtime.processes()).toMatchObject([{ function: 'fn', busy: false }])
  expect(first).toMatchObject({ payload: { pid: runtime.processes()[0]?.pid } })
})

test('the context knows the time that is left', async () => {
  const result = await start()('context')
  expect(result).toMatchObject({ ok: true, payload: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } })
  expect(result.ok && (result.payload as { left: number }).left).toBeGreaterThan(500)
})

test.each(['never', 'spin'])(
  'a function that does not end is stopped after its timeout: %s',
  async (does) => {
    expect(await start()(does)).toMatchObject({
      ok: false,
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/),
    })
  },
)

test.each([
  ['kill', 'Runtime.ExitError', /Runtime exited with error: signal: killed$/],
  ['exit', 'Runtime.ExitError', /Runtime exited with error: exit status 3$/],
  ['fail', 'ProviderUnavailable', /^no$/],
  ['large', 'Function.ResponseSizeTooLarge', /exceeded maximum allowed payload size/],
])('%s ends as on Lambda, and the next invocation works', async (does, errorType, message) => {
  const invoke = start()
  expect(await invoke(does)).toMatchObject({
    ok: false,
    errorType,
    errorMessage: expect.stringMatching(message),
  })
  expect(await invoke('calls')).toMatchObject({ ok: true })
})

test.each([
  ["import 'not-there'\nexport const handler = () => 1", 'Runtime.ImportModuleError'],
  ['export const handler = (', 'Runtime.UserCodeSyntaxError'],
  ['export const other = () => 1', 'Runtime.HandlerNotFound'],
  ["throw new RangeError('early')", 'RangeError'],
])('a bundle that does not load: %j', async (code, errorType) => {
  expect(await start(code)('calls')).toMatchObject({ ok: false, errorType })
})

test('one invocation per process; beyond the limit they wait', async () => {
  const invoke = start(bundle, { concurrency: 2 })
  const results = await Promise.all(['calls', 'calls', 'calls', 'calls'].map(invoke))
  const pids = new Set(results.map((result) => result.ok && (result.payload as { pid: number }).pid))
  expect(results.every(({ ok }) => ok)).toBe(true)
  expect(pids.size).toBe(2)
})

test('an idle process ends, and recycling takes the new code', async () => {
  const invoke = start(bundle, { idleMs: 20 })
  await invoke('calls')
  await expect.poll(() => runtime.processes()).toEqual([])
  await invoke('calls')
  writeFileSync(join(dir, 'index.mjs'), "export const handler = () => 'new'")
  runtime.recycle()
  expect(await invoke('calls')).toEqual({ ok: true, payload: 'new' })
})

test('what a function writes is heard line by line', async () => {
  await start()('log')
  await expect.poll(() => lines).toContain('{"message":"hello"}')
})
