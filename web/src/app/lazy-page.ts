import { type ComponentType, lazy } from 'react'
import { loadTexts } from './words/i18n.ts'
import type { Part } from './words/parts.ts'

/** A page that is loaded when it is first shown, together with the texts of its parts. */
export const lazyPage = <P extends object>(load: () => Promise<ComponentType<P>>, ...parts: Part[]) =>
  lazy(async () => {
    const [page] = await Promise.all([load(), loadTexts(...parts)])
    return { default: page }
  })
