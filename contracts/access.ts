import type { MemberEndpointName } from './index.ts'
import { managers, type Role, roles } from './roles.ts'

/** Minutes for which a step-up counts. */
export const stepUpMinutes = 10

const everyone = roles
const makers = ['owner', 'admin', 'editor'] as const

/**
 * Which role may call which endpoint: the one table. The API checks it before a handler runs, the OpenAPI description
 * prints it, the page shows no button that it refuses. What is not here needs no role: it is open to anybody, or
 * concerns the caller alone whatever they are in the workspace.
 */
export const access = {
  listMembers: everyone,
  changeMember: managers,
  removeMember: managers,
  leaveWorkspace: everyone,
  renameWorkspace: managers,
  deleteWorkspace: ['owner'],
  inviteMember: managers,
  listInvitations: managers,
  withdrawInvitation: managers,
  createApiKey: managers,
  listApiKeys: managers,
  revokeApiKey: managers,

  listAuditEntries: managers,
  exportAuditEntries: managers,

  createBrand: makers,
  listBrands: everyone,
  getBrandContents: everyone,
  updateBrand: makers,
  archiveBrand: makers,
  restoreBrand: makers,
  createGeneration: makers,
  listGenerations: everyone,
  getGeneration: everyone,
  cancelGeneration: makers,
  retryGeneration: makers,
  deleteBrand: makers,
  deleteGeneration: makers,
  deletePicture: makers,
  listDeletions: makers,
  restoreDeletion: makers,

  createTicket: everyone,
} as const satisfies Record<MemberEndpointName, readonly Role[]>

/** Who may call an endpoint; undefined for one that needs no role. */
export const rolesOf = (name: string): readonly Role[] | undefined =>
  Object.hasOwn(access, name) ? access[name as keyof typeof access] : undefined

/** Whether a role may call an endpoint that needs one. */
export const mayCall = (role: Role, name: MemberEndpointName): boolean =>
  (access[name] as readonly Role[]).includes(role)
