import type { actorKinds } from '../../contracts/audit.ts'
import type { AuditAction } from '../../contracts/audit-actions.ts'
import { newId } from '../platform/crypto/ids.ts'
import type { Tx } from '../platform/data/db.ts'
import type { Member, Person, RequestInfo } from '../platform/http/actor.ts'
import { noteRecorded } from '../platform/http/audited.ts'
import { insertEntry } from './entries.sql.ts'
import { redact } from './redact.ts'

/** Who did it, where, and through which request. */
export type By = {
  kind: (typeof actorKinds)[number]
  id: string | null
  name: string
  /** Null for what concerns a person and no workspace. */
  workspaceId: string | null
  requestId: string | null
  address: string | null
}

/** The caller of a request, about the workspace that they act in. */
export const byCaller = ({ kind, id, name, workspaceId }: Member | Person, request: RequestInfo): By => ({
  kind,
  id,
  name,
  workspaceId: workspaceId ?? null,
  requestId: request.id,
  address: request.address,
})

/** A person about themselves: their password, sessions, second factor. */
export const byPerson = ({ id, name }: { id: string; name: string }, request: RequestInfo): By => ({
  kind: 'person',
  id,
  name,
  workspaceId: null,
  requestId: request.id,
  address: request.address,
})

export type Change = {
  action: AuditAction
  /** Id of what was changed. */
  subject: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  why?: string
}

/** Writes what was changed, in the transaction that changes it. Values under secret-sounding names are left out. */
export const record = (
  tx: Tx,
  { id: actorId, name: actorName, ...by }: By,
  { action, subject, before, after, why }: Change,
  at: Date,
) => {
  noteRecorded(tx, action)
  return insertEntry(tx, {
    ...by,
    id: newId('aud'),
    at,
    actorId,
    actorName,
    action,
    subject,
    before: before ? redact(before) : null,
    after: after ? redact(after) : null,
    why: why ?? null,
  })
}
