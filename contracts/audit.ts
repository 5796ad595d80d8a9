import * as z from 'zod'
import { idOf, instant, pageOf, pageQuery, text } from './common.ts'
import { endpoint, tagged } from './endpoint.ts'

/** Who did it: a person or a program with a key, a rule of the user's, the model, a vendor, or Dhol itself. */
export const actorKinds = ['person', 'key', 'rule', 'ai', 'meta', 'razorpay', 'system'] as const

const auditEntry = z.object({
  id: idOf('aud'),
  at: instant,
  actor: z.object({ kind: z.enum(actorKinds), id: z.string().nullable(), name: z.string() }),
  /** One of `auditActions`, or one that a newer version wrote. */
  action: z.string(),
  /** Id of what it was done to. */
  subject: z.string(),
  /** What changed, by the names of fields; secrets are left out. */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  why: z.string().nullable(),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof auditEntry>

/** Rows of one export. */
export const mostExported = 10_000

const filters = {
  actorId: text().max(40).optional(),
  /** All actions of a noun (`member`), or one (`member.removed`). */
  action: text()
    .regex(/^[a-z_]+(\.[a-z_]+)?$/, 'Name a thing, like member, or an action, like member.removed')
    .optional(),
  subject: text().max(100).optional(),
  from: instant.optional(),
  until: instant.optional(),
}

const tag = { name: 'audit', description: 'Who changed what in the workspace.' }

export const auditEndpoints = tagged(tag, {
  listAuditEntries: endpoint({
    service: 'audit',
    method: 'GET',
    path: '/v1/audit',
    auth: 'member',
    summary: 'Lists who changed what in the workspace, newest first.',
    query: pageQuery('aud').extend(filters),
    status: 200,
    response: pageOf(auditEntry),
  }),
  listOwnActivity: endpoint({
    service: 'audit',
    method: 'GET',
    path: '/v1/audit/own',
    auth: 'person',
    summary:
      'Lists what was done to the account of the caller: log-ins, password, second factor. Newest first.',
    query: pageQuery('aud'),
    status: 200,
    response: pageOf(auditEntry),
  }),
  exportAuditEntries: endpoint({
    service: 'audit',
    method: 'GET',
    path: '/v1/audit/export',
    auth: 'member',
    summary:
      'The same as a table for a spreadsheet, up to 10,000 rows, newest first. The last row says so where there is more.',
    query: z.strictObject(filters),
    status: 200,
    response: z.string(),
    file: { type: 'text/csv', name: 'dhol-changes.csv' },
  }),
})
