import { useDatabase } from '../capabilities/database.ts'
import { verifyTokens } from '../capabilities/keys.ts'
import { limitRequests } from '../capabilities/limits.ts'
import { knowEdge } from '../capabilities/secrets.ts'
import { answerSeconds, type Service } from '../service.ts'

export const audit: Service<'audit'> = {
  functions: {
    'audit/api': {
      usersLose: 'The record of who did what cannot be read or exported; it goes on being written.',
      memoryMb: 512,
      timeoutSeconds: answerSeconds,
      may: [useDatabase, verifyTokens, knowEdge, limitRequests],
    },
  },
}
