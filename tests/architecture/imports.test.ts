import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import manifest from '../../package.json' with { type: 'json' }
import { root, sources } from './tree.ts'

/** One breach of each rule: the file that is planted, and what it imports. */
const breaches: [rule: string, file: string, imports: string][] = [
  ['contracts-only-zod', 'contracts/planted.ts', 'node:fs'],
  ['contracts-only-zod', 'contracts/planted-too.ts', '../functions/platform/crypto/ids.ts'],
  ['functions-know-no-outside', 'functions/platform/planted.ts', '../../lib/names.ts'],
  ['functions-know-no-outside', 'functions/auth/planted.ts', 'aws-cdk-lib'],
  ['cdk-sees-contracts-and-environments', 'lib/planted.ts', '../functions/creative/pictures/pictures.ts'],
  ['services-of-audit', 'functions/audit/planted-service.ts', '../auth/accounts/passwords.ts'],
  ['services-of-auth', 'functions/auth/planted-service.ts', '../realtime/index.ts'],
  ['services-of-creative', 'functions/creative/planted-service.ts', '../realtime/broadcast.ts'],
  ['services-of-realtime', 'functions/realtime/planted-service.ts', '../creative/pictures/pictures.ts'],
  // A service that no list names, made by its first file.
  ['services-of-billing', 'functions/billing/planted.ts', '../auth/second-factor/recovery-codes.ts'],
  ['services-of-system', 'functions/system/planted-service.ts', '../auth/accounts/passwords.ts'],
  ['rules-and-sql-are-plain', 'functions/creative/planted-rule.ts', './steps/fail-generation.ts'],
  ['rules-and-sql-are-plain', 'functions/creative/planted-chain.ts', '@middy/core'],
  ['rules-and-sql-are-plain', 'functions/auth/sessions/planted.ts', '@middy/core'],
  ['sql-knows-no-context', 'functions/creative/planted.sql.ts', './context.ts'],
  ['pg-only-in-db', 'functions/creative/planted-pg.ts', 'pg'],
  ['sdks-only-at-the-edge', 'functions/creative/planted-aws.ts', '@aws-sdk/client-s3'],
  ['sdks-only-at-the-edge', 'functions/creative/planted-google.ts', '@google/genai/web'],
  ['platform-knows-no-service', 'functions/providers/planted.ts', '../creative/pictures/pictures.ts'],
  [
    'platform-knows-no-contract-of-a-service',
    'functions/platform/planted-problem.ts',
    '../../contracts/creative.ts',
  ],
  [
    'platform-knows-no-contract-of-a-service',
    'functions/platform/planted-new.ts',
    '../../contracts/planted.ts',
  ],
  ['providers-know-no-contract', 'functions/providers/planted-ratio.ts', '../../contracts/creative.ts'],
  ['web-sees-contracts-only', 'web/src/app/planted.ts', '../../../functions/creative/pictures/pictures.ts'],
  ['web-features-apart', 'web/src/features/auth/planted.ts', '../creative/formats.ts'],
  ['local-reads-the-assembly-only', 'local/planted.ts', '../lib/names.ts'],
  ['no-cycles', 'lib/planted-circle.ts', './planted-circle.ts'],
  ['no-unresolved', 'lib/planted-gap.ts', './nowhere.ts'],
]

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
})

let tree: string
let summary: z.infer<typeof report>['summary']

/** Runs `npm run check:imports` on a copy of the tree in which every rule is broken. */
beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'dhol-imports-'))
  for (const path of globSync(sources, { cwd: root })) cpSync(join(root, path), join(tree, path))
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const [, file, imports] of breaches) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), `import * as planted from '${imports}'\nexport const use = planted\n`)
  }
  const [command = '', ...args] = manifest.scripts['check:imports'].split(' ')
  const more = ['--preserve-symlinks', '--output-type', 'json']
  const { stdout } = spawnSync(join('node_modules/.bin', command), [...args, ...more], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  summary = report.parse(JSON.parse(stdout)).summary
}, 60_000)
afterAll(() => rmSync(tree, { recursive: true, force: true }))

test('the check looks at the whole tree', () => {
  expect(summary.totalCruised).toBeGreaterThan(300)
})

test('each rule finds its breach, and nothing else in Dhol breaks one', () => {
  const found = summary.violations.map(({ rule, from }) => `${rule.name} ${from}`)
  expect([...new Set(found)].sort()).toEqual(breaches.map(([rule, file]) => `${rule} ${file}`).sort())
})

test('there is a breach for each rule', () => {
  const rules = summary.ruleSetUsed.forbidden.map(({ name }) => name)
  expect([...new Set(breaches.map(([rule]) => rule))].sort()).toEqual(rules.sort())
})
