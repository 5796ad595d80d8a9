import { AssemblyError, type Stack } from './stacks.ts'

export const region = 'ap-south-1'
export const accountId = '000000000000'

const noValue = Symbol('AWS::NoValue')

const pseudoParameters = (stack: Stack): Record<string, unknown> => ({
  'AWS::Region': region,
  'AWS::AccountId': accountId,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': stack.name,
  'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stack.name}/local`,
  'AWS::NotificationARNs': [],
  'AWS::NoValue': noValue,
})

/** The value of a resource: what `Ref` gives, or the named attribute. `undefined` where there is none. */
export type LookUp = (stack: Stack, logicalId: string, attribute: string | undefined) => unknown

export type Resolve = (value: unknown, stack: Stack, path: string) => unknown

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const intrinsicOf = (value: Record<string, unknown>): [name: string, argument: unknown] | undefined => {
  const [entry, ...others] = Object.entries(value)
  if (!entry || others.length > 0) return undefined
  const [name, argument] = entry
  const refersByName = (name === 'Ref' || name === 'Condition') && typeof argument === 'string'
  return refersByName || name.startsWith('Fn::') ? entry : undefined
}

/**
 * Makes the function that puts values in the place of CloudFormation's intrinsic functions, across stacks.
 * `given` has the values of parameters that a deployment is given, by their names. The function throws an AssemblyError that names the place of what cannot be resolved.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export const createResolver = (
  stacks: Stack[],
  lookUp: LookUp,
  given: Record<string, string> = {},
): Resolve => {
  const resourceValue = (stack: Stack, logicalId: string, attribute: string | undefined, path: string) => {
    const told = attribute === undefined ? `Ref ${logicalId}` : `GetAtt ${logicalId}.${attribute}`
    const resource = stack.Resources[logicalId]
    if (!resource) throw new AssemblyError(`${path}: ${told}: ${stack.name} has no resource ${logicalId}`)
    const value = lookUp(stack, logicalId, attribute)
    if (value === undefined) {
      throw new AssemblyError(`${path}: ${told} (${resource.Type}) has no value in the local cloud`)
    }
    return value
  }

  const ref = (name: string, stack: Stack, path: string) => {
    const pseudo = pseudoParameters(stack)
    if (name in pseudo) return pseudo[name]
    const parameter = stack.Parameters[name]
    if (!parameter) return resourceValue(stack, name, undefined, path)
    const value = given[name] ?? parameter.Default
    if (value === undefined) throw new AssemblyError(`${path}: the parameter ${name} has no value`)
    return value
  }

  const getAtt = (argument: unknown, stack: Stack, path: string) => {
    const [logicalId, ...attribute] = Array.isArray(argument) ? argument : String(argument).split('.')
    return resourceValue(stack, String(logicalId), attribute.map(String).join('.'), path)
  }

  const imported = (name: unknown, path: string) => {
    for (const stack of stacks) {
      for (const [outputId, output] of Object.entries(stack.Outputs)) {
        const where = `${stack.name}/Outputs.${outputId}`
        if (output.Export && resolve(output.Export.Name, stack, where) === name) {
          return resolve(output.Value, stack, where)
        }
      }
    }
    throw new AssemblyError(`${path}: no stack exports ${String(name)}`)
  }

  const substitute = (argument: unknown, stack: Stack, path: string) => {
    const [text, named] = Array.isArray(argument) ? argument : [argument, {}]
    const variables = isRecord(named) ? named : {}
    return String(text).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`
      if (name in variables) return String(resolve(variables[name], stack, path))
      return String(name.includes('.') ? getAtt(name, stack, path) : ref(name, stack, path))
    })
  }

  const holds = (name: unknown, stack: Stack, path: string): boolean => {
    if (!(String(name) in stack.Conditions)) throw new AssemblyError(`${path}: no condition ${String(name)}`)
    return resolve(stack.Conditions[String(name)], stack, `${stack.name}/Conditions.${String(name)}`) === true
  }

  const listOf = (argument: unknown, stack: Stack, path: string): unknown[] => {
    const list = resolve(argument, stack, path)
    if (!Array.isArray(list)) throw new AssemblyError(`${path}: expected a list`)
    return list
  }

  const select = (argument: unknown, stack: Stack, path: string) => {
    const [index, choices] = listOf(argument, stack, path)
    const chosen = Array.isArray(choices) ? choices[Number(index)] : undefined
    if (chosen === undefined) throw new AssemblyError(`${path}: Fn::Select finds nothing at ${String(index)}`)
    return chosen
  }

  const findInMap = (argument: unknown, stack: Stack, path: string) => {
    const [map, first, second] = listOf(argument, stack, path).map(String)
    const value = stack.Mappings[map ?? '']?.[first ?? '']?.[second ?? '']
    if (value === undefined) throw new AssemblyError(`${path}: no mapping ${map}.${first}.${second}`)
    return value
  }

  const intrinsics: Record<string, (argument: unknown, stack: Stack, path: string) => unknown> = {
    Ref: (argument, stack, path) => ref(String(argument), stack, path),
    Condition: holds,
    'Fn::GetAtt': getAtt,
    'Fn::Sub': substitute,
    'Fn::ImportValue': (argument, stack, path) => imported(resolve(argument, stack, path), path),
    'Fn::Select': select,
    'Fn::FindInMap': findInMap,
    'Fn::Join': (argument, stack, path) => {
      const [separator, parts] = listOf(argument, stack, path)
      return (parts as unknown[]).join(String(separator))
    },
    'Fn::Split': (argument, stack, path) => {
      const [separator, text] = listOf(argument, stack, path)
      return String(text).split(String(separator))
    },
    'Fn::If': (argument, stack, path) => {
      const [condition, yes, no] = argument as unknown[]
      return resolve(holds(condition, stack, path) ? yes : no, stack, path)
    },
    'Fn::Equals': (argument, stack, path) => {
      const [left, right] = listOf(argument, stack, path)
      return left === right
    },
    'Fn::And': (argument, stack, path) => listOf(argument, stack, path).every((part) => part === true),
    'Fn::Or': (argument, stack, path) => listOf(argument, stack, path).some((part) => part === true),
    'Fn::Not': (argument, stack, path) => listOf(argument, stack, path)[0] !== true,
    'Fn::GetAZs': () => ['a', 'b', 'c'].map((zone) => `${region}${zone}`),
    'Fn::Base64': (argument, stack, path) =>
      Buffer.from(String(resolve(argument, stack, path))).toString('base64'),
  }

  const resolve: Resolve = (value, stack, path) => {
    if (Array.isArray(value)) {
      return value
        .map((item, index) => resolve(item, stack, `${path}[${index}]`))
        .filter((item) => item !== noValue)
    }
    if (!isRecord(value)) return value
    const found = intrinsicOf(value)
    if (found) {
      const evaluate = intrinsics[found[0]]
      if (!evaluate) throw new AssemblyError(`${path}: the local cloud does not know ${found[0]}`)
      return evaluate(found[1], stack, path)
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, item]) => [key, resolve(item, stack, `${path}.${key}`)] as const)
        .filter(([, item]) => item !== noValue),
    )
  }
  return resolve
}
