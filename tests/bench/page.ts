import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../../local/start/synth.ts'

/** What index.html loads at once, as the page was built last: kB of scripts and style sheets, gzipped. */
export function measurePage() {
  const dist = join(root, 'web/dist')
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const files = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file = '']) => file)
  const kB = (ending: string) => {
    const chosen = files.filter((file) => file.endsWith(ending))
    const bytes = chosen.map((file) => gzipSync(readFileSync(join(dist, file))).length)
    return Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1000)
  }
  return [
    { what: 'entry chunk, gzip kB', value: kB('.js') },
    { what: 'style sheets of the entry, gzip kB', value: kB('.css') },
  ]
}
