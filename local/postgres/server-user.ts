import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export type ServerUser = { uid: number; gid: number }

const find = (): ServerUser | undefined => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('postgres:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/**
 * Postgres refuses to run as root, so root starts it as the user `postgres`, who is made when missing.
 * Everyone else starts it as themselves: undefined.
 */
export const serverUser = (): ServerUser | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const found = find()
  if (found) return found
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe' })
  return find()
}
