import type { Capability } from './grant.ts'

/** From the stage's one address: the domain may have others that people trust. */
export const sendMail: Capability = ({ mail }) => ({
  environment: { MAIL_FROM: mail.from, APP_ORIGIN: mail.appOrigin },
  allow: [
    {
      actions: ['ses:SendEmail'],
      resource: mail.identityArn,
      conditions: { StringEquals: { 'ses:FromAddress': mail.address } },
    },
  ],
})
