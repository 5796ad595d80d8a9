/** Everything that is done to a workspace and written down there, as `noun.verb`. */
export const workspaceActions = [
  'workspace.made',
  'workspace.renamed',
  'workspace.deleted',
  'workspace.restored',
  'member.joined',
  'member.changed',
  'member.removed',
  'member.left',
  'invitation.made',
  'invitation.withdrawn',
  'api_key.made',
  'api_key.revoked',
  'brand.made',
  'brand.changed',
  'brand.archived',
  'brand.restored',
  'brand.deleted',
  'generation.made',
  'generation.cancelled',
  'generation.retried',
  'generation.deleted',
  'picture.deleted',
  'deletion.undone',
] as const

/** What is done to an account: it belongs to no workspace, and its person alone sees it. */
export const accountActions = [
  'session.opened',
  'session.ended',
  'session.all_ended',
  'session.revoked',
  'session.guessed',
  'user.password_changed',
  'user.password_reset',
  'user.email_changed',
  'user.key_made',
  'user.manager_named',
  'account.deleted',
  'account.restored',
  'second_factor.on',
  'second_factor.off',
  'second_factor.codes_renewed',
  'second_factor.recovery_code_used',
] as const

export const auditActions = [...workspaceActions, ...accountActions] as const

export type WorkspaceAction = (typeof workspaceActions)[number]
export type AccountAction = (typeof accountActions)[number]
export type AuditAction = WorkspaceAction | AccountAction

type Noun<A extends AuditAction> = A extends `${infer N}.${string}` ? N : never
type Verb<A extends AuditAction, N extends string> = A extends `${N}.${infer V}` ? V : never

/** What a language must say of the workspace's audit: a word for each noun. */
export type NounWords = { readonly [N in Noun<WorkspaceAction>]: string }
/** And for each action. One that is missing, or belongs to no action, does not compile. */
export type ActionWords<A extends AuditAction> = {
  readonly [N in Noun<A>]: { readonly [V in Verb<A, N>]: string }
}
