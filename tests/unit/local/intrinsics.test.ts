import { describe, expect, test } from 'vitest'
import { createResolver, type LookUp } from '../../../local/assembly/intrinsics.ts'
import { AssemblyError, type Stack } from '../../../local/assembly/stacks.ts'

const stack = (name: string, parts: Partial<Stack>): Stack => ({
  name,
  Parameters: {},
  Mappings: {},
  Conditions: {},
  Resources: {},
  Outputs: {},
  assetDirs: new Map(),
  ...parts,
})

const data = stack('Data', {
  Resources: { Table: { Type: 'Test::Table', Properties: {} } },
  Outputs: { Exported: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: 'Data:TableArn' } } },
})
const api = stack('Api', {
  Parameters: {
    Size: { Default: 'small' },
    Domain: { Default: undefined },
    Colour: { Default: undefined },
  },
  Mappings: { Sizes: { small: { memory: 512 } } },
  Conditions: {
    IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'ap-south-1'] },
    IsBoth: { 'Fn::And': [{ Condition: 'IsHere' }, { 'Fn::Not': [{ Condition: 'IsHere' }] }] },
  },
  Resources: { Bus: { Type: 'Test::Bus', Properties: {} } },
})

const lookUp: LookUp = (_stack, logicalId, attribute) => {
  if (logicalId === 'Table') return attribute === 'Arn' ? 'arn:table' : undefined
  return attribute === undefined ? 'the-bus' : undefined
}
const resolve = createResolver([data, api], lookUp, { Domain: 'dhol.test' })
const inApi = (value: unknown) => resolve(value, api, 'Api/Function.Environment')

describe('intrinsic functions', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref', { Ref: 'Bus' }, 'the-bus'],
    ['a parameter', { Ref: 'Size' }, 'small'],
    ['a parameter that is given', { Ref: 'Domain' }, 'dhol.test'],
    ['a pseudo parameter', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['Join of references', { 'Fn::Join': ['/', ['a', { Ref: 'Bus' }]] }, 'a/the-bus'],
    ['Select of Split', { 'Fn::Select': [2, { 'Fn::Split': ['/', 'https://host/path'] }] }, 'host'],
    ['Sub', { 'Fn::Sub': `\${Bus} in \${AWS::Region}, \${!Literal}` }, `the-bus in ap-south-1, \${Literal}`],
    ['Sub with its own names', { 'Fn::Sub': [`\${Name}!`, { Name: { Ref: 'Bus' } }] }, 'the-bus!'],
    ['an export of another stack', { 'Fn::ImportValue': 'Data:TableArn' }, 'arn:table'],
    ['If', { 'Fn::If': ['IsHere', 'yes', 'no'] }, 'yes'],
    ['conditions of conditions', { 'Fn::If': ['IsBoth', 'yes', 'no'] }, 'no'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Size' }, 'memory'] }, 512],
    ['NoValue', { kept: 1, dropped: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
    [
      'what is none',
      { Effect: 'Allow', Condition: { Bool: {} } },
      { Effect: 'Allow', Condition: { Bool: {} } },
    ],
  ])('%s', (_name, value, expected) => {
    expect(inApi(value)).toEqual(expected)
  })

  test.each<[string, unknown, RegExp]>([
    ['a missing resource', { URL: { Ref: 'Gone' } }, /Api\/Function\.Environment\.URL: Ref Gone/],
    ['a parameter that is not given', { Ref: 'Colour' }, /the parameter Colour has no value/],
    ['an unknown attribute', { 'Fn::GetAtt': ['Bus', 'Colour'] }, /GetAtt Bus\.Colour \(Test::Bus\)/],
    ['a missing export', { 'Fn::ImportValue': 'Data:Gone' }, /no stack exports Data:Gone/],
    ['an unknown function', { 'Fn::Cidr': [] }, /does not know Fn::Cidr/],
  ])('%s is an error that names the place', (_name, value, message) => {
    expect(() => inApi(value)).toThrow(AssemblyError)
    expect(() => inApi(value)).toThrow(message)
  })
})
