import { CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib'
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'

/** What mail to users needs: an address that SES may send from, and where its links lead. */
export class Mail extends Construct {
  /** `no-reply@example.in` */
  readonly address: string
  /** The same with a name before it. */
  readonly from: string
  /** Without a slash at its end. */
  readonly appOrigin: string
  readonly identityArn: string

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
        'The domain that mail comes from, such as example.in. Its owner puts the DKIM records into DNS.',
      allowedPattern: '([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])',
      constraintDescription: 'must be the name of a domain',
    })
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(mailDomain.valueAsString),
    })
    for (const [index, { name, value }] of identity.dkimRecords.entries()) {
      new CfnOutput(stack, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` })
    }
    this.address = `no-reply@${mailDomain.valueAsString}`
    this.from = `Dhol <${this.address}>`
    this.appOrigin = appOrigin.valueAsString
    this.identityArn = identity.emailIdentityArn
  }
}
