import { Aws, CfnCondition, CfnOutput, CfnParameter, Fn, Stack } from 'aws-cdk-lib'
import { CfnEmailIdentity } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'

/**
 * What mail to users needs: an address that SES may send from, and where its links lead. It stands in the stack of the
 * functions that use it: a parameter whose value another stack imports could never be changed.
 */
export class Mail extends Construct {
  /** `no-reply@example.in` */
  readonly address: string
  /** The same with a name before it; no value at all on a stage without a domain. */
  readonly from: string
  /** Without a slash at its end. */
  readonly appOrigin: string
  /** Every identity of the account, as a policy names them. */
  readonly identitiesArn: string

  constructor(scope: Construct, id: string) {
    super(scope, id)
    // In the stack itself, so that each goes by its plain name in `--parameters`.
    const stack = Stack.of(this)
    const appOrigin = new CfnParameter(stack, 'AppOrigin', {
      description: 'Where users open Dhol, such as https://app.example.in: links in mail lead there.',
      allowedPattern: 'https://[a-z0-9.-]+(:[0-9]+)?',
      constraintDescription: 'must begin with https:// and have no path',
    })
    const mailDomain = new CfnParameter(stack, 'MailDomain', {
      description:
        'The domain that mail comes from, such as example.in. Its owner puts the DKIM records into DNS. Without one no mail is sent.',
      default: '',
      allowedPattern: '(([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9]))?',
      constraintDescription: 'must be the name of a domain, or empty',
    })
    const hasDomain = new CfnCondition(stack, 'HasMailDomain', {
      expression: Fn.conditionNot(Fn.conditionEquals(mailDomain.valueAsString, '')),
    })
    const identity = new CfnEmailIdentity(this, 'Identity', { emailIdentity: mailDomain.valueAsString })
    identity.cfnOptions.condition = hasDomain
    const records = [
      [identity.attrDkimDnsTokenName1, identity.attrDkimDnsTokenValue1],
      [identity.attrDkimDnsTokenName2, identity.attrDkimDnsTokenValue2],
      [identity.attrDkimDnsTokenName3, identity.attrDkimDnsTokenValue3],
    ]
    for (const [index, [name, value]] of records.entries()) {
      const condition = hasDomain
      new CfnOutput(stack, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}`, condition })
    }
    this.address = `no-reply@${mailDomain.valueAsString}`
    this.from = Fn.conditionIf(hasDomain.logicalId, `Dhol <${this.address}>`, Aws.NO_VALUE).toString()
    this.appOrigin = appOrigin.valueAsString
    this.identitiesArn = stack.formatArn({ service: 'ses', resource: 'identity', resourceName: '*' })
  }
}
