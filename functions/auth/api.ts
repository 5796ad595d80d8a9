import { accountEndpoints } from '../../contracts/auth/account.ts'
import { accountDeletionEndpoints } from '../../contracts/auth/account-deletion.ts'
import { apiKeyEndpoints } from '../../contracts/auth/api-keys.ts'
import { authEndpoints } from '../../contracts/auth/auth.ts'
import { invitationEndpoints } from '../../contracts/auth/invitations.ts'
import { reviewEndpoints } from '../../contracts/auth/review.ts'
import { signingKeyEndpoints } from '../../contracts/auth/signing-keys.ts'
import { workspaceEndpoints } from '../../contracts/auth/workspaces.ts'
import { hashSecret } from '../platform/crypto/ids.ts'
import { createApi } from '../platform/http/api.ts'
import { createGate } from '../platform/http/gate.ts'
import { findEmailOfLink } from './accounts/links.sql.ts'
import { traced } from './accounts/traced.ts'
import { findUser } from './accounts/users.sql.ts'
import { changeEmail } from './api/accounts/change-email.ts'
import { changePassword } from './api/accounts/change-password.ts'
import { confirmEmail } from './api/accounts/confirm-email.ts'
import { deleteAccount } from './api/accounts/delete-account.ts'
import { finishReview } from './api/accounts/finish-review.ts'
import { forgotPassword } from './api/accounts/forgot-password.ts'
import { getDeletion } from './api/accounts/get-deletion.ts'
import { getMe } from './api/accounts/get-me.ts'
import { getReview } from './api/accounts/get-review.ts'
import { giveBackAddress } from './api/accounts/give-back-address.ts'
import { register } from './api/accounts/register.ts'
import { resetPassword } from './api/accounts/reset-password.ts'
import { takeBackAccount } from './api/accounts/take-back-account.ts'
import { verifyEmail } from './api/accounts/verify-email.ts'
import { confirmSecondFactor } from './api/second-factor/confirm-second-factor.ts'
import { removeSecondFactor } from './api/second-factor/remove-second-factor.ts'
import { renewRecoveryCodes } from './api/second-factor/renew-recovery-codes.ts'
import { startSecondFactor } from './api/second-factor/start-second-factor.ts'
import { endAllSessions } from './api/sessions/end-all-sessions.ts'
import { endSession } from './api/sessions/end-session.ts'
import { getKeys } from './api/sessions/get-keys.ts'
import { listSessions } from './api/sessions/list-sessions.ts'
import { logOut } from './api/sessions/log-out.ts'
import { login } from './api/sessions/login.ts'
import { refreshSession } from './api/sessions/refresh-session.ts'
import { stepUp } from './api/sessions/step-up.ts'
import { acceptInvitation } from './api/workspaces/accept-invitation.ts'
import { changeMember } from './api/workspaces/change-member.ts'
import { createApiKey } from './api/workspaces/create-api-key.ts'
import { createWorkspace } from './api/workspaces/create-workspace.ts'
import { deleteWorkspace } from './api/workspaces/delete-workspace.ts'
import { inviteMember } from './api/workspaces/invite-member.ts'
import { leaveWorkspace } from './api/workspaces/leave-workspace.ts'
import { listApiKeys } from './api/workspaces/list-api-keys.ts'
import { listDeletedWorkspaces } from './api/workspaces/list-deleted-workspaces.ts'
import { listInvitations } from './api/workspaces/list-invitations.ts'
import { listMembers } from './api/workspaces/list-members.ts'
import { readInvitation } from './api/workspaces/read-invitation.ts'
import { registerInvited } from './api/workspaces/register-invited.ts'
import { removeMember } from './api/workspaces/remove-member.ts'
import { renameWorkspace } from './api/workspaces/rename-workspace.ts'
import { restoreWorkspace } from './api/workspaces/restore-workspace.ts'
import { revokeApiKey } from './api/workspaces/revoke-api-key.ts'
import { withdrawInvitation } from './api/workspaces/withdraw-invitation.ts'
import { type AuthContext, createContext } from './context.ts'

const context = createContext()
const gate = createGate(context.env, context.db, context.clock)

const ofActor = async ({ actor }: { actor: { id: string } }, { db }: AuthContext) =>
  (await findUser(db, actor.id))?.email
const ofLink = ({ body }: { body: { token: string } }, { db }: AuthContext) =>
  findEmailOfLink(db, hashSecret(body.token))

export const handler = createApi(
  context,
  {
    ...authEndpoints,
    ...signingKeyEndpoints,
    ...accountEndpoints,
    ...reviewEndpoints,
    ...accountDeletionEndpoints,
    ...workspaceEndpoints,
    ...invitationEndpoints,
    ...apiKeyEndpoints,
  },
  {
    register,
    verifyEmail,
    login: traced(login, async ({ body }) => body.email),
    refreshSession,
    logOut,
    forgotPassword,
    resetPassword: traced(resetPassword, ofLink),
    takeBackAccount: traced(takeBackAccount, ofLink),
    giveBackAddress,
    getKeys,
    getMe,
    stepUp: traced(stepUp, ofActor),
    changePassword,
    changeEmail,
    confirmEmail,
    listSessions,
    endSession,
    endAllSessions,
    getReview,
    finishReview,
    getDeletion,
    deleteAccount,
    startSecondFactor,
    confirmSecondFactor: traced(confirmSecondFactor, ofActor),
    renewRecoveryCodes,
    removeSecondFactor,
    createWorkspace,
    renameWorkspace,
    leaveWorkspace,
    deleteWorkspace,
    listDeletedWorkspaces,
    restoreWorkspace,
    listMembers,
    changeMember,
    removeMember,
    inviteMember,
    listInvitations,
    withdrawInvitation,
    readInvitation,
    acceptInvitation,
    registerInvited,
    createApiKey,
    listApiKeys,
    revokeApiKey,
  },
  gate,
)
