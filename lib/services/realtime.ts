import { useDatabase } from '../capabilities/database.ts'
import { keepFailedEvents } from '../capabilities/events.ts'
import { verifyTokens } from '../capabilities/keys.ts'
import { limitRequests } from '../capabilities/limits.ts'
import { knowEdge } from '../capabilities/secrets.ts'
import { pushNews } from '../capabilities/sockets.ts'
import { answerSeconds, type Service } from '../service.ts'
import { closeSockets, forgetSockets, openSockets, writeTickets } from './realtime.capabilities.ts'

export const realtime: Service<'realtime'> = {
  functions: {
    'realtime/api': {
      usersLose: 'Pages open no new socket and fall back to asking every few seconds.',
      memoryMb: 512,
      timeoutSeconds: answerSeconds,
      may: [useDatabase, verifyTokens, knowEdge, limitRequests, writeTickets],
    },
    'realtime/sockets/connect': {
      usersLose: 'Pages open no new socket and fall back to asking every few seconds.',
      memoryMb: 512,
      timeoutSeconds: 10,
      may: [openSockets],
    },
    'realtime/sockets/disconnect': {
      usersLose: 'Nothing that they see: rows of closed sockets stay until they expire.',
      memoryMb: 512,
      timeoutSeconds: 10,
      may: [forgetSockets],
    },
    'realtime/subscribers/announce-finished-generation': {
      usersLose: 'An open page learns late, by its own asking, that a generation has ended.',
      memoryMb: 512,
      timeoutSeconds: 30,
      may: [pushNews, keepFailedEvents],
    },
    'realtime/subscribers/close-sockets': {
      usersLose: 'A page that was signed out elsewhere keeps hearing of new pictures for up to two hours.',
      memoryMb: 512,
      timeoutSeconds: 30,
      // One error is a socket that was still opening: the event comes again.
      alarmFrom: 3,
      may: [closeSockets, keepFailedEvents],
    },
  },
}
