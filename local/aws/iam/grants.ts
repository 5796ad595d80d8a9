import type { ConditionExplain, RequestAnalysis } from '@cloud-copilot/iam-simulate'
import type { Grant, Role } from '../../assembly/model.ts'

/** A role's allowing statements, taken apart. */
export const grantsOf = ({ arn, policies }: Role): Grant[] =>
  policies
    .flatMap(({ document }) => document.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource = [], Condition = {} }) => {
      const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => ({ operator, key, values: [values].flat() })),
      )
      return takeApart(arn, Action, Resource, conditions)
    })

/** Those grants of the calling role that a call rests on, as IAM accounts for its being allowed. */
export const grantsBehind = (roleArn: string, analysis: RequestAnalysis | undefined): Grant[] =>
  (analysis?.identityAnalysis?.allowStatements ?? []).flatMap(({ explain }) =>
    takeApart(
      roleArn,
      [explain.actions ?? []].flat().flatMap(({ action, matches }) => (matches ? action : [])),
      [explain.resources ?? []].flat().flatMap(({ resource, matches }) => (matches ? resource : [])),
      (explain.conditions ?? []).map((condition) => ({
        operator: condition.operator,
        key: condition.conditionKeyValue,
        values: valuesBehind(condition),
      })),
    ),
  )

/** The grants that are not among those used. */
export const unusedGrants = (grants: Grant[], used: Grant[]): Grant[] => {
  const known = new Set(used.map((grant) => JSON.stringify(grant)))
  return grants.filter((grant) => !known.has(JSON.stringify(grant)))
}

/** The values by which a condition held. All of them where it held by none, as for a key that the request lacks. */
const valuesBehind = ({ operator, values }: ConditionExplain) => {
  const all = [values].flat()
  // Of a set each value is said to match when the whole condition does.
  const behind = operator.startsWith('For')
    ? all.filter(({ matchingValues }) => matchingValues)
    : all.filter(({ matches }) => matches)
  return (behind.length > 0 ? behind : all).map(({ value }) => value)
}

type Alternatives = { operator: string; key: string; values: string[] }

/** A grant for each action on each resource under each choice of the conditions' values. */
const takeApart = (roleArn: string, actions: string[], resources: string[], conditions: Alternatives[]) => {
  const choices = conditions.reduce<Grant['conditions'][]>(
    (chosen, { operator, key, values }) =>
      chosen.flatMap((before) => values.map((value) => [...before, { operator, key, value }])),
    [[]],
  )
  return actions.flatMap((action) =>
    resources.flatMap((resource) =>
      choices.map((choice) => ({ roleArn, action, resource, conditions: choice })),
    ),
  )
}
