import { describe, expect, test } from 'vitest'
import { events, eventsOf } from '../../contracts/events.ts'
import { schedules, subscriptions } from '../../contracts/triggers.ts'
import { webhooks } from '../../contracts/webhooks.ts'
import { changedTree, deployedServices, readTree } from './tree.ts'
import {
  eventsHaveOnePublisher,
  tasksHaveSteps,
  triggersHaveHandlers,
  webhooksHaveHandlers,
} from './trigger-conventions.ts'

const files = readTree()
const { edited, withFiles } = changedTree(files)
const services = deployedServices()
const triggers = [...schedules, ...subscriptions]
const machine = 'state-machines/creative/generate-pictures.asl.json'

describe('a task of a machine is a step, ends in time and is tried again', () => {
  test('in Dhol', () => expect(tasksHaveSteps(files)).toEqual([]))
  test.each([
    [
      'no such step',
      edited(machine, `"\${FailGeneration}"`, `"\${LoseGeneration}"`),
      /there is no .*lose-generation.ts/,
    ],
    ['no timeout', edited(machine, '"TimeoutSeconds": 190,', ''), /RenderPictures needs TimeoutSeconds/],
    [
      'no retries',
      edited(machine, /"Retry": \[\s*\{\s*"ErrorEquals": \["States.ALL"\][^\]]*\],/, ''),
      /needs Retry/,
    ],
    ['no machine', withFiles({ 'functions/creative/steps/planted.ts': '' }), /step of no machine/],
  ])('a breach is found: %s', (_what, tree, says) => {
    expect(tasksHaveSteps(tree)).toContainEqual(expect.stringMatching(says))
  })
})

describe('schedules and subscriptions have their functions', () => {
  test('in Dhol', () => expect(triggersHaveHandlers(files, triggers)).toEqual([]))
  test('breaches are found', () => {
    const named = [...triggers, { handler: 'creative/schedules/planted' }]
    expect(triggersHaveHandlers(files, named)).toEqual([expect.stringMatching(/is missing/)])
    const tree = withFiles({ 'functions/auth/subscribers/planted.ts': '' })
    expect(triggersHaveHandlers(tree, triggers)).toEqual([expect.stringMatching(/never runs/)])
  })
})

describe('webhooks have their functions', () => {
  const acme = { service: 'auth', vendor: 'acme' }
  const file = 'functions/auth/webhooks/acme.ts'
  test('in Dhol', () => expect(webhooksHaveHandlers(files, webhooks)).toEqual([]))
  test('nor is one that is planted whole a breach', () => {
    const tree = withFiles({ [file]: '' })
    expect(webhooksHaveHandlers(tree, [...webhooks, acme])).toEqual([])
  })
  test.each([
    ['no file', files, [acme], /acme.ts is missing/],
    ['no contract', withFiles({ [file]: '' }), [], /acme.ts is called by nobody/],
    ['two at one address', withFiles({ [file]: '' }), [acme, acme], /two webhooks at one address/],
    [
      'no address',
      withFiles({ 'functions/auth/webhooks/Acme.ts': '' }),
      [{ ...acme, vendor: 'Acme' }],
      /lower case/,
    ],
  ])('a breach is found: %s', (_what, tree, more, says) => {
    expect(webhooksHaveHandlers(tree, [...webhooks, ...more])).toEqual([expect.stringMatching(says)])
  })
})

describe('an event has one publisher', () => {
  const check = (planted: Record<string, object>, known: object = events) =>
    eventsHaveOnePublisher(planted, known, services)
  test('in Dhol', () => expect(check(eventsOf)).toEqual([]))
  test.each([
    ['two publishers', { ...eventsOf, system: eventsOf.creative }, events, /published by another service/],
    ['no such service', { ...eventsOf, planted: {} }, events, /there is no functions.planted/],
    ['not gathered', eventsOf, eventsOf.auth, /leaves out generation.finished of creative/],
  ])('a breach is found: %s', (_what, planted, known, says) => {
    expect(check(planted, known)).toEqual([expect.stringMatching(says)])
  })
})
