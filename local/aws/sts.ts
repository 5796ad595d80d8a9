import { accountId } from './arn.ts'
import { AwsError } from './errors.ts'
import { nameOfPrincipal, sessionOf } from './iam/principal.ts'
import type { Service } from './types.ts'

/** STS, as far as telling a caller who it is goes. That needs no permission in AWS either. */
export const sts: Service = {
  permissionsFor: () => 'nothing',
  async answer({ body, caller }) {
    const action = new URLSearchParams(body.toString()).get('Action')
    if (action !== 'GetCallerIdentity')
      throw new AwsError('InvalidAction', `sts has no operation "${action}" in the local cloud`)
    return {
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body:
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        `<Arn>${nameOfPrincipal(sessionOf(caller))}</Arn><UserId>${caller.accessKeyId}:${caller.functionName}</UserId>` +
        `<Account>${accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    }
  },
}
