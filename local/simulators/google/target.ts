import * as answers from './answers.ts'

/** A model's method, as its address names it. */
export type Target = {
  mode: 'developer' | 'platform'
  version: string
  model: string
  method: string
  /** The whole resource in platform mode. */
  resource: string
}

const versions = ['v1', 'v1beta', 'v1beta1', 'v1alpha']
const platformPath = /^projects\/[^/]+\/locations\/[^/]+\/publishers\/google\/models\/([^/:]+):(\w+)$/
const developerPath = /^models\/([^/:]+):(\w+)$/

/** Reads `v1beta/models/x:generateContent` or `v1beta1/projects/…/models/x:predict`; undefined for anything else. */
export const readTarget = (version: string, path: string): Target | undefined => {
  if (!versions.includes(version)) return undefined
  const [, model = '', method = ''] = path.match(platformPath) ?? path.match(developerPath) ?? []
  if (!model) return undefined
  const mode = path.startsWith('projects/') ? 'platform' : 'developer'
  return { mode, version, model, method, resource: path.replace(/:\w+$/, '') }
}

export const notFound = ({ mode, version, model, method, resource }: Target): answers.Answer =>
  mode === 'platform'
    ? answers.publisherModelNotFound(resource)
    : answers.modelNotFound(model, version, method)
