import * as z from 'zod'
import type { Catalogue } from './catalogue.ts'
import type { Assembly } from './model.ts'
import { customResourceName } from './references.ts'

/** Types whose resources are made by a function of this repository. */
const ownTypes = ['Custom::PublicKey']

export const readCustomResources = (catalogue: Catalogue): Assembly['customResources'] =>
  catalogue.ofType(ownTypes, z.object({ ServiceToken: z.string() })).map(({ it, properties }) => ({
    name: customResourceName(it),
    functionArn: properties.ServiceToken,
    properties: Object.fromEntries(
      Object.keys(it.resource.Properties).map((property) => [property, it.property(property)]),
    ),
  }))
