import { accountEndpoints } from '../../contracts/account.ts'
import { apiKeyEndpoints } from '../../contracts/api-keys.ts'
import { authEndpoints } from '../../contracts/auth.ts'
import { invitationEndpoints } from '../../contracts/invitations.ts'
import { workspaceEndpoints } from '../../contracts/workspaces.ts'
import { createGate } from '../platform/gate.ts'
import { createApi } from '../platform/http.ts'
import { acceptInvitation } from './api/accept-invitation.ts'
import { changeEmail } from './api/change-email.ts'
import { changeMember } from './api/change-member.ts'
import { changePassword } from './api/change-password.ts'
import { confirmSecondFactor } from './api/confirm-second-factor.ts'
import { createApiKey } from './api/create-api-key.ts'
import { createWorkspace } from './api/create-workspace.ts'
import { endAllSessions } from './api/end-all-sessions.ts'
import { endSession } from './api/end-session.ts'
import { forgotPassword } from './api/forgot-password.ts'
import { getKeys } from './api/get-keys.ts'
import { getMe } from './api/get-me.ts'
import { inviteMember } from './api/invite-member.ts'
import { leaveWorkspace } from './api/leave-workspace.ts'
import { listApiKeys } from './api/list-api-keys.ts'
import { listInvitations } from './api/list-invitations.ts'
import { listMembers } from './api/list-members.ts'
import { listSessions } from './api/list-sessions.ts'
import { logOut } from './api/log-out.ts'
import { login } from './api/login.ts'
import { readInvitation } from './api/read-invitation.ts'
import { refreshSession } from './api/refresh-session.ts'
import { register } from './api/register.ts'
import { registerInvited } from './api/register-invited.ts'
import { removeMember } from './api/remove-member.ts'
import { removeSecondFactor } from './api/remove-second-factor.ts'
import { renameWorkspace } from './api/rename-workspace.ts'
import { renewRecoveryCodes } from './api/renew-recovery-codes.ts'
import { resetPassword } from './api/reset-password.ts'
import { revokeApiKey } from './api/revoke-api-key.ts'
import { startSecondFactor } from './api/start-second-factor.ts'
import { stepUp } from './api/step-up.ts'
import { verifyEmail } from './api/verify-email.ts'
import { withdrawInvitation } from './api/withdraw-invitation.ts'
import { createContext } from './context.ts'

const context = createContext()
const gate = createGate(context.env, context.db, context.clock)

export const handler = createApi(
  context,
  {
    ...authEndpoints,
    ...accountEndpoints,
    ...workspaceEndpoints,
    ...invitationEndpoints,
    ...apiKeyEndpoints,
  },
  {
    register,
    verifyEmail,
    login,
    refreshSession,
    logOut,
    forgotPassword,
    resetPassword,
    getKeys,
    getMe,
    stepUp,
    changePassword,
    changeEmail,
    listSessions,
    endSession,
    endAllSessions,
    startSecondFactor,
    confirmSecondFactor,
    renewRecoveryCodes,
    removeSecondFactor,
    createWorkspace,
    renameWorkspace,
    leaveWorkspace,
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
