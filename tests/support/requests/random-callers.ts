import { hashSecret, newSecret } from '../../../functions/platform/crypto/ids.ts'
import type { Superuser } from '../cloud/superuser.ts'
import { logIn } from '../people/client.ts'
import { makeTenant } from '../people/tenants.ts'
import { insertMember, insertPerson, newAddress, newId } from './endpoint-callers.ts'
import type { RandomRequest } from './random-requests.ts'
import { resolveIds } from './random-values.ts'

const people = ['owner', 'owner', 'admin', 'editor', 'approver', 'viewer'] as const
const programs = ['editor', 'viewer'] as const
const workspaces = 5

type Caller = { token: string; cookie: string }

const idPattern = /\b([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g

/** Ids that were seen, by their prefix: the latest few, so that most are of rows that are still there. */
function createIds(first: string[]) {
  const byPrefix = new Map<string, string[]>()
  const learn = (text: string) => {
    for (const [id, prefix = ''] of text.matchAll(idPattern)) {
      const known = byPrefix.get(prefix) ?? []
      if (!known.includes(id)) byPrefix.set(prefix, [...known, id].slice(-20))
    }
  }
  learn(first.join(' '))
  const find = (prefix: string, index: number) => {
    const known = byPrefix.get(prefix) ?? []
    return known[index % Math.max(1, known.length)]
  }
  return { learn, find }
}

/**
 * Many people and programs in a few workspaces, so that no limit stops them. Whoever ended their own session or was
 * removed by another is replaced. Foreign ids are the given ones, of a workspace where none of them is.
 */
export async function makeCast(superuser: Superuser, origin: string, foreignIds: string[]) {
  const foreign = createIds(foreignIds)

  const enterPerson = async (workspaceId: string, role: (typeof people)[number]): Promise<Caller> => {
    const person = await insertPerson(superuser, 'Asha')
    // Whoever they replace may have deleted it.
    await superuser.rows('update auth.workspaces set deleted_at = null where id = $1', [workspaceId])
    await insertMember(superuser, workspaceId, person.id, role)
    const { session, cookie } = await logIn(origin, person)
    return { token: session.accessToken, cookie }
  }

  const enterProgram = async (workspaceId: string, role: (typeof programs)[number]): Promise<Caller> => {
    const token = `dhol_${newSecret()}`
    const row = { id: newId('key'), workspace_id: workspaceId, name: 'Website', role, hint: '' }
    const more = { hash: hashSecret(token), created_by: 'Asha', created_at: new Date() }
    await superuser.insert('auth.api_keys', { ...row, ...more })
    return { token, cookie: '' }
  }

  const makeSlots = async () => {
    const tenant = await makeTenant(superuser, 'Chai Point')
    const { workspaceId } = tenant
    const { owner, ...others } = tenant
    const ids = createIds([owner.id, ...Object.values(others)])
    const slots = []
    // One after the other: log-ins at the same moment would each want a process of their own.
    for (const enter of [
      ...people.map((role) => () => enterPerson(workspaceId, role)),
      ...programs.map((role) => () => enterProgram(workspaceId, role)),
    ]) {
      slots.push({ ids, enter, caller: Promise.resolve(await enter()) })
    }
    return slots
  }
  const slots = (await Promise.all(Array.from({ length: workspaces }, makeSlots))).flat()

  const find = (ids: ReturnType<typeof createIds>) => (whose: string, prefix: string, index: number) => {
    const known = { own: ids, foreign, nobody: undefined }[whose]
    return known?.find(prefix, index) ?? `${prefix}_${newId('usr').slice(4)}`
  }

  return {
    /** The request with its ids and its caller's token, and what to do with its answer. */
    async prepare(planned: RandomRequest) {
      const slot = slots[planned.caller % slots.length]
      if (!slot) throw new RangeError('nobody is there to ask')
      const { caller, ids } = slot
      const { token, cookie } = await caller
      const { credential } = planned
      const given = { own: `Bearer ${token}`, none: undefined }
      const authorization = typeof credential === 'string' ? given[credential] : credential.header
      const cookies =
        typeof planned.cookie === 'string' ? { own: cookie, none: '' }[planned.cookie] : planned.cookie.header
      const request: RandomRequest = {
        ...planned,
        path: resolveIds(planned.path, find(ids)),
        body: planned.body && resolveIds(planned.body, find(ids)),
        headers: {
          ...planned.headers,
          'x-forwarded-for': newAddress(),
          ...(authorization && { authorization }),
          ...(cookies && { cookie: cookies }),
        },
      }
      const learn = ({ status, text }: { status: number; text: string }) => {
        if (status < 300) ids.learn(text)
        const isOver = status === 401 || text.includes('"no_workspace"')
        if (isOver && credential === 'own' && slot.caller === caller) slot.caller = slot.enter()
      }
      return { request, learn }
    },
  }
}
export type Cast = Awaited<ReturnType<typeof makeCast>>
