import type { Capability } from './capabilities.ts'

export type FunctionSettings = {
  /** What a user loses while the function fails: the text of its alarm. */
  usersLose: string
  /** 1769 MB is one whole processor. Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
  memoryMb: number
  timeoutSeconds: number
  /**
   * Errors in five minutes from which its alarm rings; 1 where nothing is said. Steps that ask Google throw whenever it is
   * busy, and the machine tries again: a few of those are no trouble.
   */
  alarmFrom?: number
  /** Beyond its own log and traces. `lib/capabilities.ts` says what each of these means. */
  may: Capability[]
}

/** The HTTP API waits 29 s; a database that slept needs about 15 s of that. */
const answerSeconds = 29

/** Every function by its path below `functions/`: what it is for its users, how large it is, what it may touch. */
export const functions: Record<string, FunctionSettings> = {
  'system/api': {
    usersLose: 'Health checks and the description of the API do not answer.',
    memoryMb: 512,
    timeoutSeconds: answerSeconds,
    may: ['useDatabase', 'knowEdge', 'limitAddresses'],
  },
  'system/on-deploy/migrate': {
    usersLose: 'Nothing yet: the deployment stops and the version before it keeps running.',
    memoryMb: 512,
    timeoutSeconds: 840,
    may: ['ownDatabase'],
  },

  'audit/api': {
    usersLose: 'The record of who did what cannot be read or exported; it goes on being written.',
    memoryMb: 512,
    timeoutSeconds: answerSeconds,
    may: ['useDatabase', 'verifyTokens', 'knowEdge', 'limitRequests'],
  },

  'auth/api': {
    usersLose: 'Nobody can register or log in; whoever is logged in can work for up to an hour.',
    memoryMb: 1769, // bcrypt at cost 12 takes 0.25 s of a whole processor
    timeoutSeconds: answerSeconds,
    may: [
      'useIdentityDatabase',
      'signTokens',
      'sealSecrets',
      'knowEdge',
      'limitRequests',
      'limitMails',
      'throttleLogins',
      'publishAccountEvents',
    ],
  },
  'auth/subscribers/send-link': {
    usersLose: 'No mail comes to confirm an address or to choose a new password: nobody new gets in.',
    memoryMb: 512,
    timeoutSeconds: 30,
    may: ['useIdentityDatabase', 'sendMail', 'keepFailedEvents'],
  },
  'auth/subscribers/send-invitation': {
    usersLose: 'Invited colleagues get no mail and cannot join.',
    memoryMb: 512,
    timeoutSeconds: 30,
    may: ['useIdentityDatabase', 'sendMail', 'keepFailedEvents'],
  },
  'auth/subscribers/send-security-notice': {
    usersLose: 'Users are not told of a new password, address or second factor, nor of a stolen session.',
    memoryMb: 512,
    timeoutSeconds: 30,
    may: ['useIdentityDatabase', 'sendMail', 'keepFailedEvents'],
  },
  'auth/schedules/sweep-identity': {
    usersLose: 'Nothing that they see: links and tokens that have expired stay stored.',
    memoryMb: 512,
    timeoutSeconds: 55,
    may: ['useIdentityDatabase'],
  },

  'creative/api': {
    usersLose: 'Brands and generations cannot be made or seen; generations that run go on.',
    memoryMb: 1024,
    timeoutSeconds: answerSeconds,
    may: [
      'useDatabase',
      'verifyTokens',
      'knowEdge',
      'limitRequests',
      'runGenerations',
      'publishGenerationEvents',
      'pushNews',
    ],
  },
  'creative/steps/plan-prompts': {
    usersLose: 'New generations fail before their first picture.',
    alarmFrom: 10,
    memoryMb: 512,
    timeoutSeconds: 120,
    may: ['useDatabase', 'askGoogle', 'pushNews'],
  },
  'creative/steps/render-image': {
    usersLose: 'Pictures are not drawn: generations end without them.',
    alarmFrom: 10,
    memoryMb: 1769, // sharp decodes and scales pictures of up to 4 megapixels
    timeoutSeconds: 180,
    may: ['useDatabase', 'storeAssets', 'askGoogle', 'pushNews'],
  },
  'creative/steps/fail-image': {
    usersLose: 'A picture that could not be drawn keeps looking as if it were being drawn.',
    memoryMb: 512,
    timeoutSeconds: 30,
    may: ['useDatabase', 'pushNews'],
  },
  'creative/steps/finish-generation': {
    usersLose: 'Generations whose pictures are ready keep showing as running until the sweep ends them.',
    memoryMb: 512,
    timeoutSeconds: 30,
    may: ['useDatabase', 'publishGenerationEvents'],
  },
  'creative/steps/fail-generation': {
    usersLose: 'Generations that failed keep showing as running until the sweep ends them.',
    memoryMb: 512,
    timeoutSeconds: 30,
    may: ['useDatabase', 'publishGenerationEvents'],
  },
  'creative/schedules/sweep-generations': {
    usersLose: 'Generations that were lost half-way stay "running" for ever.',
    memoryMb: 512,
    timeoutSeconds: 55,
    may: ['useSystemDatabase', 'recoverGenerations', 'publishGenerationEvents', 'pushNews'],
  },

  'realtime/api': {
    usersLose: 'Pages open no new socket and fall back to asking every few seconds.',
    memoryMb: 512,
    timeoutSeconds: answerSeconds,
    may: ['useDatabase', 'verifyTokens', 'knowEdge', 'limitRequests', 'writeTickets'],
  },
  'realtime/sockets/connect': {
    usersLose: 'Pages open no new socket and fall back to asking every few seconds.',
    memoryMb: 512,
    timeoutSeconds: 10,
    may: ['openSockets'],
  },
  'realtime/sockets/disconnect': {
    usersLose: 'Nothing that they see: rows of closed sockets stay until they expire.',
    memoryMb: 512,
    timeoutSeconds: 10,
    may: ['forgetSockets'],
  },
  'realtime/subscribers/announce-finished-generation': {
    usersLose: 'An open page learns late, by its own asking, that a generation has ended.',
    memoryMb: 512,
    timeoutSeconds: 30,
    may: ['pushNews', 'keepFailedEvents'],
  },
  'realtime/subscribers/close-sockets': {
    usersLose: 'A page that was signed out elsewhere keeps hearing of new pictures for up to two hours.',
    memoryMb: 512,
    timeoutSeconds: 30,
    // One error is a socket that was still opening: the event comes again.
    alarmFrom: 3,
    may: ['closeSockets', 'keepFailedEvents'],
  },
}

/** What users lose while executions of a machine fail, by its path below `state-machines/`. */
export const machines: Record<string, { usersLose: string }> = {
  'creative/generate-images': {
    usersLose: 'Generations end without their pictures and are only closed by the sweep.',
  },
}
