// `npm run test:service <name>`: the tests of one service, from its rules to its pages.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { basename } from 'node:path'

const roots = ['tests/unit', 'tests/integration', 'tests/workflows', 'tests/e2e', 'web/src/features']
const [name = ''] = process.argv.slice(2)
const folders = name === '' ? [] : roots.map((root) => `${root}/${name}/`).filter((path) => existsSync(path))

if (folders.length === 0) {
  const names = new Set(roots.flatMap((root) => globSync(`${root}/*/`)).map((path) => basename(path)))
  console.error(`npm run test:service <name>, with one of: ${[...names].sort().join(', ')}`)
  process.exit(1)
}
process.exit(spawnSync('vitest', ['run', ...folders], { stdio: 'inherit' }).status ?? 1)
