import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../functions/platform/data/db.ts'
import { awaken } from '../../../functions/system/awaken.ts'
import { testCloud } from '../../support/cloud/cloud.ts'
import { loginOf } from '../../support/cloud/database-logins.ts'

const cloud = testCloud()

/** What PostgreSQL sends to whoever it does not let in. */
const refusalOf = (code: string) => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mthe database system is starting up\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}
const startingUp = (socket: Socket) => socket.once('data', () => socket.end(refusalOf('57P03')))
const hangingUp = (socket: Socket) => socket.destroy()

/** Stands before the database and treats the first to come as it is told; all others it lets through. */
async function openDoor(treatments: ((socket: Socket) => unknown)[]) {
  const { hostname, port, pathname } = new URL(cloud().databaseUrl)
  const { username: user, password } = loginOf(cloud(), 'system')
  let calls = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    const treat = treatments[calls++]
    if (treat) return void treat(socket)
    const upstream = connect(Number(port), hostname)
    upstream.on('error', () => undefined)
    socket.pipe(upstream).pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const config = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, user, password }
  const db = openDatabase(async () => ({ ...config, database: pathname.slice(1) }), { prepared: true })
  onTestFinished(async () => {
    await db.end().catch(() => undefined)
    server.close()
  })
  return { db, calls: () => calls }
}

test('a database that wakes up is asked until it answers', async () => {
  const { db, calls } = await openDoor([hangingUp, startingUp])
  await awaken(db, Date.now)
  expect(calls()).toBe(3)
})

test('one that does not wake up within three minutes is given up, with what it said last', async () => {
  const { db, calls } = await openDoor([startingUp, startingUp, startingUp, startingUp])
  let now = Date.now()
  const clock = () => (now += 89_000)
  await expect(awaken(db, clock)).rejects.toMatchObject({
    name: 'DatabaseUnavailable',
    cause: { message: 'the database system is starting up' },
  })
  expect(calls()).toBe(3)
})

test('what it refuses for another reason is told at once', async () => {
  const { db, calls } = await openDoor([
    (socket) => socket.once('data', () => socket.end(refusalOf('3D000'))),
  ])
  await expect(awaken(db, Date.now)).rejects.toMatchObject({ code: '3D000' })
  expect(calls()).toBe(1)
})
