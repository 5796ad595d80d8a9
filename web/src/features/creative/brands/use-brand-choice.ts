import { useState } from 'react'
import type { Brand } from '../../../../../contracts/brands.ts'
import { currentScope } from '../../../app/session/session.ts'
import { local } from '../../../app/session/storage.ts'

const storageKey = () => `dhol.brand.${currentScope()}`

export const rememberBrand = (id: string) => local.set(storageKey(), id)

/** The brand that one works for now, kept on this device. None is chosen where it has never been, or is gone. */
export const useBrandChoice = (brands: Brand[], preferredId?: string) => {
  const [chosenId, setChosenId] = useState(() => preferredId ?? local.get(storageKey()))
  const choose = (id: string) => {
    rememberBrand(id)
    setChosenId(id)
  }
  return { chosen: brands.find(({ id }) => id === chosenId), choose }
}
