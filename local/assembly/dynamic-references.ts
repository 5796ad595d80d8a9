import type { Distribution, LocalSecret } from './model.ts'
import { AssemblyError } from './stacks.ts'

/** `{{resolve:secretsmanager:<ARN>:SecretString:<key>:<stage>:<version>}}` */
const reference = /\{\{resolve:secretsmanager:([^{}]+?):SecretString:([^:{}]+):[^:{}]*:[^:{}]*\}\}/g

/** What `references.ts` writes for an attribute of a custom resource. */
const made = /\{\{made:([^{}]+)\}\}/g

const valueAt = (key: string, json: string | undefined): unknown => JSON.parse(json ?? '{}')[key]

/** Where values are found: a secret's by its name, an attribute of a custom resource by `<stack>.<logical id>.<name>`. */
export type Sources = {
  secrets: LocalSecret[]
  readSecret: (name: string) => string | undefined
  attributes: Map<string, string>
}

/**
 * Puts values in the place of dynamic references, as a deployment does, and of the attributes of custom resources. The
 * function that is made throws an AssemblyError for a reference to what there is not.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
export const createRevealer =
  ({ secrets, readSecret, attributes }: Sources) =>
  (texts: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        name,
        text
          .replaceAll(reference, (_, arn: string, key: string) => {
            const secret = secrets.find((one) => one.arn === arn)
            const value = secret && valueAt(key, readSecret(secret.name))
            if (typeof value !== 'string') throw new AssemblyError(`${name}: no secret has ${arn}, ${key}`)
            return value
          })
          .replaceAll(made, (_, attribute: string) => {
            const value = attributes.get(attribute)
            if (value === undefined) throw new AssemblyError(`${name}: nobody has made ${attribute}`)
            return value
          }),
      ]),
    )

/** The same for the headers that a distribution adds for the API. */
export const withRevealedHeaders = (
  distribution: Distribution,
  reveal: (headers: Record<string, string>) => Record<string, string>,
): Distribution => ({
  ...distribution,
  behaviours: distribution.behaviours.map((behaviour) =>
    behaviour.origin.kind === 'httpApi'
      ? { ...behaviour, origin: { ...behaviour.origin, headers: reveal(behaviour.origin.headers) } }
      : behaviour,
  ),
})
