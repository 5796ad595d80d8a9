// `npm run first-owner -- --stage dev --email asha@example.in`: makes an account with a workspace, on a stage where
// nobody could get a mail yet, and prints the link at which its owner chooses a password.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import * as z from 'zod'
import { functionName } from '../lib/names.ts'
import { region, stageOf } from '../lib/stage.ts'

const usage = 'Use: npm run first-owner -- --stage dev --email asha@example.in [--name Asha]'
const operatorFile = join(import.meta.dirname, '../.local/operator.env')

const answers = z.union([
  z.object({ url: z.string() }),
  z.object({ refused: z.string() }),
  z.object({ errorMessage: z.string() }).transform(({ errorMessage }) => ({ refused: errorMessage })),
])

const readOptions = () => {
  const text = { type: 'string' } as const
  const { stage, email, name } = parseArgs({ options: { stage: text, email: text, name: text } }).values
  if (!stage || !email) throw new Error(usage)
  return { stage: stageOf(stage), owner: { email, name } }
}

const firstOwner = async () => {
  const { stage, owner } = readOptions()
  // What is set already stays.
  if (stage.name === 'local' && existsSync(operatorFile)) process.loadEnvFile(operatorFile)
  const command = new InvokeCommand({
    FunctionName: functionName(stage, 'auth/by-hand/first-owner'),
    Payload: Buffer.from(JSON.stringify(owner)),
  })
  const { Payload = Buffer.from('null') } = await new LambdaClient({ region }).send(command)
  const answer = answers.parse(JSON.parse(Buffer.from(Payload).toString()))
  if ('refused' in answer) throw new Error(answer.refused)
  console.log(`Open this within a day and choose a password. It works once.\n\n  ${answer.url}\n`)
}

firstOwner().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
