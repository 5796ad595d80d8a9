import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { beforeAll, describe, expect, test } from 'vitest'
import { Mail } from '../../lib/constructs/mail.ts'
import { ourFunctions, type Resource, resourcesOf } from './synth.ts'

describe('the domain of a stage', () => {
  const stack = new Stack(new App(), 'Work')
  new Mail(stack, 'Mail')
  const template = Template.fromStack(stack)

  test.each(['', 'example.in', 'mail.example.co.in', 'xn--bcher-kva.example'])('may be %j', (domain) => {
    expect(domain).toMatch(new RegExp(`^(?:${template.toJSON().Parameters.MailDomain.AllowedPattern})$`))
  })
  test.each(['example', 'asha@example.in', 'https://example.in', '-a.in', '.in'])('is not %j', (domain) => {
    expect(domain).not.toMatch(new RegExp(`^(?:${template.toJSON().Parameters.MailDomain.AllowedPattern})$`))
  })

  test('is optional: without one there is no identity and no record to put into DNS', () => {
    const { Parameters, Conditions, Outputs } = template.toJSON()
    expect(Parameters.MailDomain.Default).toBe('')
    expect(Conditions.HasMailDomain).toEqual({
      'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'MailDomain' }, ''] }],
    })
    const [identity] = Object.values(template.findResources('AWS::SES::EmailIdentity'))
    expect(identity?.Condition).toBe('HasMailDomain')
    const records = Object.entries<{ Condition: string }>(Outputs).filter(([id]) => id.startsWith('Dkim'))
    expect(records.map(([, { Condition }]) => Condition)).toEqual(Array(3).fill('HasMailDomain'))
  })
})

describe('in prod', () => {
  let resources: Resource[]
  beforeAll(async () => {
    resources = await resourcesOf('prod')
  }, 240_000)
  const functionsWith = (variable: string) =>
    ourFunctions(resources).filter(({ properties }) => variable in properties.Environment.Variables)

  test('no parameter of mail is imported from another stack: one that is could never be changed', () => {
    expect(functionsWith('APP_ORIGIN').length).toBeGreaterThan(functionsWith('MAIL_FROM').length)
    for (const { properties } of functionsWith('APP_ORIGIN')) {
      const { APP_ORIGIN, MAIL_FROM } = properties.Environment.Variables
      expect(APP_ORIGIN).toEqual({ Ref: 'AppOrigin' })
      if (MAIL_FROM)
        expect(MAIL_FROM['Fn::If']).toEqual(['HasMailDomain', expect.anything(), { Ref: 'AWS::NoValue' }])
    }
  })

  test('nothing but the account itself calls a function that is called by hand', () => {
    const [owner] = ourFunctions(resources).filter(({ properties }) =>
      properties.Description.includes('/by-hand/'),
    )
    expect(owner).toBeDefined()
    const callers = resources.filter(
      ({ type, properties }) =>
        type !== 'AWS::CloudWatch::Alarm' && JSON.stringify(properties).includes(String(owner?.id)),
    )
    expect(callers.map(({ type }) => type)).toEqual([])
  })
})
