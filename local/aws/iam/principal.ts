import type { Caller, Principal } from '../../assembly/model.ts'
import { accountId, nameOf } from '../arn.ts'

/** A function calls in a session of its role that bears the function's name. */
export const sessionOf = ({ roleArn, functionName }: Caller): Principal => ({
  roleArn,
  session: functionName,
})

/** As IAM names who asks: the session of a role by its ARN, a service of AWS by its host name. */
export const nameOfPrincipal = (principal: Principal): string =>
  'service' in principal
    ? principal.service
    : `arn:aws:sts::${accountId}:assumed-role/${nameOf(principal.roleArn)}/${principal.session}`
