import * as z from 'zod'
import { idOf } from '../../../contracts/common.ts'
import { readEnv } from '../../platform/env.ts'
import { step } from '../../platform/lambda.ts'
import { finishContext } from '../context.ts'
import { finishEnv } from '../env.ts'
import { finish } from '../finish.ts'

const finishInput = z.object({ workspaceId: idOf('wsp'), generationId: idOf('gen') })

export const handler = step(finishInput, finish, finishContext(readEnv(finishEnv)))
