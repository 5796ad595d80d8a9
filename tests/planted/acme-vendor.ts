import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { newId } from '../../functions/platform/crypto/ids.ts'
import type { Cloud } from '../../local/cloud.ts'
import { openSuperuser, type Superuser } from '../support/cloud/superuser.ts'

export const path = '/webhooks/acme'

export const sign = (body: string | Buffer, secret = 'acme-secret') =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

type Sent = { body: string | Buffer; signature?: string | undefined; headers?: Record<string, string> }

/** The vendor of the planted service: sends events, hears what follows each, and looks at what came of them. */
export function acmeVendor(cloud: () => Cloud) {
  const state = {
    /** Of this test alone. */
    workspaceId: '',
    /** What followed the events of this test. */
    told: [] as string[],
    /** How whoever hears of them answers. */
    answersWith: 200,
  }
  let superuser: Superuser
  let tell: string
  const listener = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    state.told.push(text)
    response.writeHead(state.answersWith).end()
  })
  beforeAll(async () => {
    superuser = openSuperuser(cloud().databaseUrl)
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    tell = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    listener.close()
    await superuser?.end()
  })
  beforeEach(() => {
    Object.assign(state, { workspaceId: newId('wsp'), told: [], answersWith: 200 })
  })

  const note = (text: string, id: string | undefined, more: object = {}) => ({
    ...(id && { id }),
    type: 'thing.noted',
    payload: { workspaceIds: [state.workspaceId], note: text, tell, ...more },
  })
  const post = async ({ body, signature = sign(body), headers }: Sent) => {
    const response = await fetch(`${cloud().origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-acme-signature': signature, ...headers },
      body: Buffer.from(body),
    })
    return { status: response.status, text: await response.text() }
  }
  const notes = async (workspace = state.workspaceId) => {
    const rows = await superuser.rows('select note from planted.things where workspace_id = $1', [workspace])
    return rows.map((row) => row.note).sort()
  }
  return {
    state,
    superuser: () => superuser,
    note,
    post,
    deliver: (...events: object[]) => post({ body: JSON.stringify({ events }) }),
    notes,
    seen: (id: string) =>
      superuser.rows('select vendor, followed from webhooks.seen where key = $1', [
        `${id}@${state.workspaceId}`,
      ]),
  }
}
