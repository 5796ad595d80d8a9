import { sweepDatabase, useDatabase } from '../capabilities/database.ts'
import { keepFailedEvents, publishEvents } from '../capabilities/events.ts'
import { sealSecrets, signTokens } from '../capabilities/keys.ts'
import { limitRequests } from '../capabilities/limits.ts'
import { linkToPage, sendMail } from '../capabilities/mail.ts'
import { knowEdge } from '../capabilities/secrets.ts'
import { answerSeconds, type Service } from '../service.ts'
import { limitAccounts, throttleLogins } from './auth.capabilities.ts'

export const auth: Service<'auth'> = {
  functions: {
    'auth/api': {
      usersLose: 'Nobody can register or log in; whoever is logged in can work for up to an hour.',
      memoryMb: 1769, // bcrypt at cost 12 takes 0.25 s of a whole processor
      timeoutSeconds: answerSeconds,
      may: [
        useDatabase,
        signTokens,
        sealSecrets,
        knowEdge,
        limitRequests,
        limitAccounts,
        throttleLogins,
        publishEvents,
      ],
    },
    'auth/subscribers/send-link': {
      usersLose: 'No mail comes to confirm an address or to choose a new password: nobody new gets in.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, sendMail, keepFailedEvents],
    },
    'auth/subscribers/send-invitation': {
      usersLose: 'Invited colleagues get no mail and cannot join.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, sendMail, keepFailedEvents],
    },
    'auth/subscribers/send-security-notice': {
      usersLose:
        'Users are not told of a new password, address or second factor, of what was deleted, nor of a stolen session.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, sendMail, keepFailedEvents],
    },
    'auth/subscribers/note-guesses': {
      usersLose: 'Nobody sees in their activity that somebody guesses at their password.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, keepFailedEvents],
    },
    'auth/by-hand/first-owner': {
      usersLose: 'Nothing: whoever runs Dhol cannot make an account without a mail.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [useDatabase, linkToPage],
    },
    'auth/schedules/sweep-identity': {
      usersLose: 'Nothing that they see: links and tokens that have expired stay stored.',
      memoryMb: 512,
      timeoutSeconds: 55,
      may: [useDatabase],
    },
    'auth/schedules/remove-deleted': {
      usersLose:
        'Nothing that they see: deleted workspaces and accounts stay stored longer than was said, and the address of an account is not free.',
      memoryMb: 512,
      timeoutSeconds: 300,
      may: [sweepDatabase, publishEvents],
    },
  },
}
