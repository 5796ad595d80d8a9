import type { Decision, Role } from '../model.ts'

/** One action on one resource, as a policy allows it to a role. Both may have wildcards. */
export type Grant = { roleArn: string; action: string; resource: string }

/** A role's allowing statements, taken apart. */
export const grantsOf = ({ arn, policies }: Role): Grant[] =>
  policies
    .flatMap(({ document }) => document.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource = [] }) =>
      Action.flatMap((action) => Resource.map((resource) => ({ roleArn: arn, action, resource }))),
    )

/** The grants that none of the decisions rests on. Those that were refused count for nothing. */
export const unusedGrants = (grants: Grant[], decisions: Decision[]): Grant[] => {
  const allowed = decisions.filter(({ isAllowed }) => isAllowed)
  return grants.filter(({ roleArn, action, resource }) => {
    const [isAction, isResource] = [matcher(action, 'i'), matcher(resource)]
    return !allowed.some(
      (used) =>
        'roleArn' in used.principal &&
        used.principal.roleArn === roleArn &&
        isAction(used.action) &&
        isResource(used.resource),
    )
  })
}

/** `*` is any text, `?` any one character. */
const matcher = (pattern: string, flags = '') => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`, `s${flags}`)
  return (text: string) => expression.test(text)
}
