import * as z from 'zod'
import { auditEndpoints } from '../../contracts/audit.ts'
import { accountEndpoints } from '../../contracts/auth/account.ts'
import { apiKeyEndpoints } from '../../contracts/auth/api-keys.ts'
import { authEndpoints, membership, user } from '../../contracts/auth/auth.ts'
import { invitationEndpoints } from '../../contracts/auth/invitations.ts'
import { workspaceEndpoints } from '../../contracts/auth/workspaces.ts'
import { brand } from '../../contracts/brands.ts'
import { done, errorBody } from '../../contracts/common.ts'
import { aspectRatio, generation, picture, problem } from '../../contracts/creative.ts'
import { role } from '../../contracts/roles.ts'

type Json = Record<string, unknown>
type ObjectSchema = { properties: Record<string, Json>; required: string[] }
type Direction = 'input' | 'output'

/** What the description writes once and names wherever it is used. */
const named = {
  Field: errorBody.shape.error.shape.fields.unwrap().element,
  Done: done,
  User: user,
  Role: role,
  Membership: membership,
  Session: authEndpoints.login.response,
  OpenSession: accountEndpoints.listSessions.response.shape.items.element,
  RecoveryCodes: accountEndpoints.renewRecoveryCodes.response,
  Member: workspaceEndpoints.listMembers.response.shape.items.element,
  Invitation: invitationEndpoints.inviteMember.response,
  ApiKey: apiKeyEndpoints.listApiKeys.response.shape.items.element,
  AuditEntry: auditEndpoints.listAuditEntries.response.shape.items.element,
  AspectRatio: aspectRatio,
  Brand: brand,
  Generation: generation,
  Picture: picture,
  Problem: problem,
}

const names = z.registry<{ id: string }>()
for (const [id, schema] of Object.entries(named)) names.add(schema, { id })

/** Of what is sent, by the name of the field. */
const examples: Record<string, string> = {
  name: 'Asha',
  email: 'asha@example.in',
  password: 'bun maska at seven',
  code: '123456',
  token: 'what-follows-token=-in-the-link',
  brief: 'Monsoon offer on masala chai',
  sells: 'Masala chai and bun maska',
  audience: 'Students in Pune',
  tone: 'Warm, a little cheeky',
  subject: 'usr_01k9x6v4j8e5rt2m3qwpzn7c0d',
  action: 'member.removed',
}

/** A reader sees `gen_01k9…` where a page would make up something that only fits the pattern. */
function exampleOf({ pattern, format }: z.core.JSONSchema.BaseSchema, field: unknown): string | undefined {
  if (format === 'date-time') return '2026-11-23T09:30:00Z'
  const prefix = /^\^([a-z]{3}_)\[0-7\]/.exec(pattern ?? '')?.[1]
  if (prefix) return `${prefix}01k9x6v4j8e5rt2m3qwpzn7c0d`
  if (pattern?.startsWith('^#')) return '#b3124f'
  return typeof field === 'string' ? examples[field] : undefined
}

const tidy =
  (io: Direction) =>
  ({ jsonSchema, path }: { jsonSchema: z.core.JSONSchema.BaseSchema; path: (string | number)[] }) => {
    // A client that refuses what it does not know would break with the next field.
    if (io === 'output') delete jsonSchema.additionalProperties
    // The format says it in a word.
    if (jsonSchema.format) delete jsonSchema.pattern
    // What zod says of every integer.
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    if (jsonSchema.type !== 'string' || jsonSchema.enum || jsonSchema.const) return
    const example = exampleOf(jsonSchema, io === 'input' ? path.at(-1) : undefined)
    if (example) jsonSchema.examples = [example]
  }

/** Writes zod's schemas as JSON Schema 2020-12, which OpenAPI 3.1 speaks, and gathers those that have a name. */
export function collectSchemas() {
  const components: Record<string, Json> = {}
  const schemaOf = (schema: z.core.$ZodType, io: Direction): Json => {
    const written = z.toJSONSchema(schema, {
      io,
      metadata: names,
      unrepresentable: 'any',
      override: tidy(io),
    })
    const pointed = JSON.stringify(written).replaceAll('"#/$defs/', '"#/components/schemas/')
    const { $schema: _, $defs, ...rest } = JSON.parse(pointed)
    Object.assign(components, $defs)
    return rest
  }
  /** The fields of a path or a query, and which of them must be there. */
  const fieldsOf = (schema: z.ZodObject | undefined): ObjectSchema => {
    const { properties = {}, required = [] } = schema ? schemaOf(schema, 'input') : {}
    return { properties, required } as ObjectSchema
  }
  return { schemaOf, fieldsOf, components }
}
export type Schemas = ReturnType<typeof collectSchemas>
