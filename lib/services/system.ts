import { ownDatabase, useDatabase } from '../capabilities/database.ts'
import { readPublicKeys } from '../capabilities/keys.ts'
import { limitAddresses } from '../capabilities/limits.ts'
import { knowEdge } from '../capabilities/secrets.ts'
import { answerSeconds, type Service } from '../service.ts'

export const system: Service<'system'> = {
  functions: {
    'system/api': {
      usersLose: 'Health checks and the description of the API do not answer.',
      memoryMb: 512,
      timeoutSeconds: answerSeconds,
      may: [useDatabase, knowEdge, limitAddresses],
    },
    'system/on-deploy/migrate': {
      usersLose: 'Nothing yet: the deployment stops and the version before it keeps running.',
      memoryMb: 512,
      timeoutSeconds: 840,
      may: [ownDatabase],
    },
    'system/on-deploy/read-public-key': {
      usersLose: 'Nothing yet: the deployment stops and the version before it keeps running.',
      memoryMb: 512,
      timeoutSeconds: 60,
      may: [readPublicKeys],
    },
    'system/schedules/sweep-webhooks': {
      usersLose: 'Nothing that they see: ids of old events of vendors stay stored.',
      memoryMb: 512,
      timeoutSeconds: 55,
      may: [useDatabase],
    },
  },
}
