import type { LocalSecret } from './model.ts'
import { AssemblyError } from './stacks.ts'

/** `{{resolve:secretsmanager:<ARN>:SecretString:<key>:<stage>:<version>}}` */
const reference = /\{\{resolve:secretsmanager:([^{}]+?):SecretString:([^:{}]+):[^:{}]*:[^:{}]*\}\}/g

const valueAt = (key: string, json: string | undefined): unknown => JSON.parse(json ?? '{}')[key]

/**
 * Puts the values of secrets in the place of dynamic references, as a deployment does. `read` gives a secret's value by
 * its name. The function that is made throws an AssemblyError for a reference to what there is not.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
export const createRevealer =
  (secrets: LocalSecret[], read: (name: string) => string | undefined) =>
  (texts: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        name,
        text.replaceAll(reference, (_, arn: string, key: string) => {
          const secret = secrets.find((one) => one.arn === arn)
          const value = secret && valueAt(key, read(secret.name))
          if (typeof value !== 'string') throw new AssemblyError(`${name}: no secret has ${arn}, ${key}`)
          return value
        }),
      ]),
    )
