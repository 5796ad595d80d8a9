import type { Caller } from '../model.ts'

/**
 * The one place where a service asks whether its caller may do what it is about to do, with the action and the
 * resource that IAM would be asked about.
 *
 * It lets everything pass: the policies of `caller.roleArn` are not evaluated yet, so a grant that is missing
 * from the template is first noticed in AWS.
 */
export const authorize = (_caller: Caller, _action: `${string}:${string}`, _resource: string): void => {}
