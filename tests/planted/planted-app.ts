import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { fingerprint } from '../../local/start/fingerprint.ts'
import { root } from '../../local/start/synth.ts'

/** What a synthesis reads. */
const sources = [
  'bin',
  'lib',
  'contracts',
  'functions',
  'state-machines',
  'migrations',
  'web/dist',
  'cdk.json',
]

/** Puts one text in the place of another. Throws where there is nothing to replace: what is planted would be missing. */
const replaced = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`nothing says ${from} any more: plant it elsewhere`)
  return text.replace(from, () => to)
}

/** A machine whose one task is `functions/planted/steps/go-on.ts`. */
const machine = JSON.stringify({
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: `\${GoOn}`,
      TimeoutSeconds: 10,
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
      End: true,
    },
  },
})

/** Where each planted file of this folder stands. Both are as deep, so that one path of an import fits both. */
const copied = {
  'service.ts': 'lib/services/planted.ts',
  'functions/go-on.ts': 'functions/planted/steps/go-on.ts',
  'functions/acme.ts': 'functions/planted/webhooks/acme.ts',
  'things.sql': 'migrations/9000_planted.sql',
}
const written = {
  // The name of a machine of creative's.
  'state-machines/planted/generate-pictures.asl.json': machine,
  'state-machines/planted/wait.asl.json': machine,
}

/** Adds the service `planted`, which is on no list, as the recipes say. */
const plant = (tree: string) => {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  const edit = (path: string, from: string, to: string) =>
    write(path, replaced(readFileSync(join(tree, path), 'utf8'), from, to))
  for (const [from, to] of Object.entries(copied)) {
    write(to, readFileSync(join(import.meta.dirname, from), 'utf8'))
  }
  for (const [path, text] of Object.entries(written)) write(path, text)
  edit('lib/services/index.ts', 'import ', "import { planted } from './planted.ts'\nimport ")
  edit('lib/services/index.ts', 'const services = [', 'const services = [planted, ')
  edit(
    'contracts/webhooks.ts',
    'webhooks: readonly Webhook[] = [',
    "webhooks: readonly Webhook[] = [{ service: 'planted', vendor: 'acme', methods: ['GET', 'POST'] }, ",
  )
}

const assemblyDir = join(root, '.build', 'planted')

/**
 * Synthesises Dhol with one service more for stage `local`, unless that is up to date, and gives the folder of what would
 * be deployed. The service has two machines, the step of both, and the webhook of a vendor.
 */
export async function synthesisePlanted(): Promise<string> {
  const patterns = [...sources, 'tests/planted'].flatMap((path) => [path, `${path}/**`])
  const digest = fingerprint(root, patterns)
  const stamp = join(assemblyDir, 'inputs.digest')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return assemblyDir

  rmSync(assemblyDir, { recursive: true, force: true })
  const tree = mkdtempSync(join(tmpdir(), 'dhol-planted-'))
  for (const path of sources) cpSync(join(root, path), join(tree, path), { recursive: true })
  for (const path of ['node_modules', 'package.json']) symlinkSync(join(root, path), join(tree, path))
  plant(tree)
  const env = {
    ...process.env,
    CDK_OUTDIR: assemblyDir,
    CDK_CONTEXT_JSON: JSON.stringify({ stage: 'local' }),
  }
  await promisify(execFile)(process.execPath, ['bin/app.ts'], { cwd: tree, env, maxBuffer: 64 * 1024 * 1024 })
  rmSync(tree, { recursive: true })
  writeFileSync(stamp, digest)
  return assemblyDir
}
