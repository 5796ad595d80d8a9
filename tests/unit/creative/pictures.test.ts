import { describe, expect, test } from 'vitest'
import {
  openStates,
  type PictureRow,
  priorStates,
  progressOf,
  toPicture,
} from '../../../functions/creative/pictures/pictures.ts'

const row: PictureRow = {
  id: 'pic_01kb0000000000000000000000',
  aspectRatio: '4:5',
  status: 'rendering',
  storageKey: 'unguessable',
  prompt: 'a drum',
  altText: 'A drum',
  model: null,
  asset: null,
  startedAt: '2026-11-22T10:00:00.000Z',
  expectedSeconds: 10,
}
const at = (seconds: number) => Date.parse('2026-11-22T10:00:00.000Z') + seconds * 1000

describe('progress', () => {
  test.each([
    [0, 0],
    [2.5, 25],
    [9.9, 99],
    [10, 99],
    [600, 99],
    [-5, 0],
  ])('%d s of an expected 10 s are %d %%', (seconds, percent) => {
    expect(progressOf(row, at(seconds))).toBe(percent)
  })

  test('is whole once the picture is drawn, and nothing before it is begun', () => {
    expect(progressOf({ ...row, status: 'checking' }, at(1))).toBe(100)
    expect(progressOf({ ...row, status: 'ready' }, at(1))).toBe(100)
    expect(progressOf({ ...row, status: 'queued', startedAt: null }, at(1))).toBe(0)
  })
})

test('a ready picture shows where its files are, and not its storage key as such', () => {
  const asset = { file: 'picture.png', width: 896, height: 1152, contentType: 'image/png' }
  const picture = toPicture({ ...row, status: 'ready', asset }, at(20))
  expect(picture.asset).toEqual({
    url: '/assets/unguessable/picture.png',
    thumbnailUrl: '/assets/unguessable/thumbnail.webp',
    width: 896,
    height: 1152,
    contentType: 'image/png',
  })
  expect(picture).not.toHaveProperty('storageKey')
})

describe('the table of legal prior states', () => {
  test('lets a step that runs twice pass, and an ended picture stay ended', () => {
    expect(priorStates.rendering).toContain('rendering')
    for (const prior of Object.values(priorStates)) expect(prior).not.toContain('ready')
    for (const prior of Object.values(priorStates)) expect(prior).not.toContain('cancelled')
  })

  test('lets every open picture fail or be cancelled, so that none is left open for ever', () => {
    expect(priorStates.failed).toEqual(openStates)
    expect(priorStates.cancelled).toEqual(openStates)
  })
})
