import type { Mail } from '../constructs/mail.ts'
import type { Resources } from '../resources.ts'
import type { Capability } from './grant.ts'

const mailOf = ({ mail }: Resources): Mail => {
  if (!mail) throw new Error('mail, and links to the page, are for functions of the work stack')
  return mail
}

/**
 * From the stage's one address: the domain may have others that people trust. The resource is any identity, since SES
 * asks for more than the sender's: for one of the address beside that of the domain, and in the sandbox for those of the
 * recipients.
 * Source: https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
export const sendMail: Capability = (resources) => {
  const { from, address, appOrigin, identitiesArn } = mailOf(resources)
  return {
    environment: { MAIL_FROM: from, APP_ORIGIN: appOrigin },
    allow: [
      {
        actions: ['ses:SendEmail'],
        resource: identitiesArn,
        conditions: { StringEquals: { 'ses:FromAddress': address } },
        wildcard: 'SES asks for identities of the recipients too; the condition names the one sender.',
      },
    ],
  }
}

export const linkToPage: Capability = (resources) => ({
  environment: { APP_ORIGIN: mailOf(resources).appOrigin },
  allow: [],
})
