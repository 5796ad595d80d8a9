/** The region and the account that the local cloud plays. */
export const region = 'ap-south-1'
export const accountId = '000000000000'

export const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`

/** Last part of an ARN or of a path: the name of what it identifies. */
export const nameOf = (identifier: string) => identifier.split(/[:/]/).at(-1) ?? identifier
