// `npm run cost -- -c stage=prod`: what a stage costs in a month in which nobody uses it, from the template itself.
import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { billOf, type Resource, totalOf } from './cost/bill.ts'
import { asOf } from './cost/prices.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { context: { type: 'string', short: 'c', default: 'stage=dev' } } })
const [, stage = ''] = /^stage=(\w+)$/.exec(values.context) ?? []

const folder = mkdtempSync(join(tmpdir(), 'dhol-cost-'))
execFileSync(process.execPath, ['bin/app.ts'], {
  cwd: root,
  env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify({ stage }) },
  stdio: ['ignore', 'ignore', 'inherit'],
})
const resources = globSync('*.template.json', { cwd: folder }).flatMap((file): Resource[] =>
  Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')).Resources).map(([id, resource]) => {
    const { Type: type, Properties: properties = {} } = resource as { Type: string; Properties?: object }
    return { id, type, properties }
  }),
)
rmSync(folder, { recursive: true })

const lines = billOf(resources)
const rows = lines.map(({ what, quantity, price: { usd: each, per, source, assumed }, usd }) => [
  what,
  quantity.toLocaleString('en', { maximumFractionDigits: 3 }),
  `${each} a ${per}${assumed ? ' *' : ''}`,
  usd.toFixed(2),
  source,
])
const table = [
  ['', 'quantity', 'USD', 'USD a month', 'source'],
  ...rows,
  ['in all, idle', '', '', totalOf(lines).toFixed(2), ''],
]
const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
console.log(`Stage ${stage} in Mumbai, prices of ${asOf}, nothing of it free\n`)
for (const [what = '', quantity = '', price = '', usd = '', source = ''] of table) {
  const [a = 0, b = 0, c = 0, d = 0] = widths
  console.log(
    `${what.padEnd(a)}  ${quantity.padStart(b)}  ${price.padEnd(c)}  ${usd.padStart(d)}  ${source}`.trimEnd(),
  )
}
for (const { what, price } of lines) if ('assumed' in price) console.log(`\n* ${what}: ${price.assumed}`)
