// `npm run iam`: which grants no test has used, which calls were refused, which `*` has no reason.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAssembly } from '../local/assembly/index.ts'
import type { Grant } from '../local/assembly/model.ts'
import type { Note } from '../local/aws/iam/decisions.ts'
import { grantsOf, unusedGrants } from '../local/aws/iam/grants.ts'

const root = join(import.meta.dirname, '..')
const decisionsDir = join(root, '.build', 'iam')

type Exception = { action?: RegExp; resource?: RegExp; reason: string }

/** Grants that no call of ours uses: AWS itself does. */
const neverUsedHere: Exception[] = [
  { action: /^logs:/, reason: 'Lambda and Step Functions write the logs themselves' },
  { action: /^xray:/, reason: 'Lambda and Step Functions send the traces themselves' },
  { action: /^ec2:/, reason: 'Lambda makes the network interfaces of functions in the VPC' },
]

const mayBeWide: Exception[] = [
  { resource: /^arn:aws:logs:.*:log-group:[^*]+:\*$/, reason: 'a log has a stream for each process' },
  { action: /^(logs|xray|ec2):/, resource: /^\*$/, reason: 'these actions know no resource' },
  { resource: /^arn:aws:s3:::[^*]+\/assets\/\*$/, reason: 'one object per picture; the names are random' },
  { resource: /:execution:[^*]+:\*$/, reason: 'one execution per generation, named by its id' },
  { action: /^ses:/, resource: /:identity\/\*$/, reason: 'bound by the sender; SES asks for recipients too' },
  { resource: /\/@connections\/\*$/, reason: 'one connection per open page; API Gateway names them' },
]

const fits =
  ({ action, resource }: Grant) =>
  (exception: Exception) =>
    (exception.action?.test(action) ?? true) && (exception.resource?.test(resource) ?? true)

/** Takes the exceptions out, and tells how many grants each of them has excused. */
const sift = (grants: Grant[], exceptions: Exception[]) => {
  const reasonOf = (grant: Grant) => exceptions.find(fits(grant))?.reason
  return {
    left: grants.filter((grant) => reasonOf(grant) === undefined),
    excused: [...Map.groupBy(grants, reasonOf)].flatMap(([reason, { length }]) =>
      reason === undefined ? [] : [`${length} left out: ${reason}`],
    ),
  }
}

const short = (arn: string) => arn.replace('arn:aws:', '').replace(/^([a-z0-9-]+):ap-south-1:0+:/, '$1:')

const section = (title: string, rows: string[][], notes: string[] = []) => {
  console.log(`\n${title}: ${rows.length}`)
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows.sort((left, right) => left.join().localeCompare(right.join())))
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
  for (const note of notes) console.log(`  (${note})`)
}

const readNotes = (): Note[] =>
  globSync('*.jsonl', { cwd: decisionsDir })
    .flatMap((file) => readFileSync(join(decisionsDir, file), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line))

const notes = readNotes()
if (notes.length === 0) {
  console.error('No decision is written down yet: the tests and `npm start` do that. Run `npm test` first.')
  process.exit(1)
}
// Neither the port nor the database appears in a policy.
const assembly = readAssembly(join(root, '.build', 'assembly'), {
  port: 0,
  database: { host: 'localhost', port: 0 },
})

const nameOfRole = (roleArn: string): string => {
  const takers = [
    ...assembly.functions,
    ...assembly.machines,
    ...assembly.schedules.map(({ name, target }) => ({ name, roleArn: target.roleArn })),
  ]
  return takers.find((taker) => taker.roleArn === roleArn)?.name ?? short(roleArn)
}
/** A condition that a key must be there says no more than the one on its value. */
const toText = (conditions: Grant['conditions']) =>
  conditions
    .filter(({ operator }) => operator !== 'Null')
    .map(({ operator, key, value }) => `${key} ${operator.replace(/^.*:/, '')} ${value}`)
    .join(', ')
const toRow = ({ roleArn, action, resource, conditions }: Grant) => [
  nameOfRole(roleArn),
  action,
  short(resource),
  toText(conditions),
]

const grants = assembly.roles.flatMap(grantsOf)
const used = notes.flatMap((note) => ('used' in note ? note.used : []))
const unused = sift(unusedGrants(grants, used), neverUsedHere)
const wide = sift(
  grants.filter(({ resource }) => /[*?]/.test(resource)),
  mayBeWide,
)
const refused = new Map(
  notes
    .flatMap((note) => ('refused' in note ? note.refused : []))
    .map(({ principal, action, resource }) => {
      const name =
        'service' in principal ? `${principal.service} for ${short(principal.sourceArn)}` : principal.session
      return [`${name} ${action} ${resource}`, [name, action, short(resource)]]
    }),
)

console.log(`${assembly.roles.length} roles with ${grants.length} grants`)
section('Allowed, and used by no test', unused.left.map(toRow), unused.excused)
section('Refused', [...refused.values()])
section('On * without a reason', wide.left.map(toRow), wide.excused)
