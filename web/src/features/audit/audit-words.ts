import { useTranslation } from 'react-i18next'
import {
  type AuditAction,
  auditActions,
  type NounWords,
  workspaceActions,
} from '../../../../contracts/audit-actions.ts'
import { roles, tiers } from '../../../../contracts/roles.ts'
import { useExactFormat } from '../../app/words/exact-format.ts'
import { useFormat } from '../../app/words/format.ts'

const nouns = [...new Set(workspaceActions.map((name) => name.split('.')[0] as keyof NounWords))]

const isKnownAction = (action: string): action is AuditAction => isOneOf(auditActions, action)

const isOneOf = <T extends string>(all: readonly T[], value: string): value is T =>
  (all as readonly string[]).includes(value)

/** For a name that has no words yet: `second_factor.codes_renewed` and `codesLeft` can be read all the same. */
export const asWords = (name: string) => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[._]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** What the audit says in names and numbers, in words. */
export const useAuditWords = () => {
  const { t } = useTranslation()
  const format = useFormat()
  const exact = useExactFormat()

  const action = (name: string) => (isKnownAction(name) ? t(`settings.action.${name}`) : asWords(name))
  const field = (name: string) => t(`settings.field.${name as 'name'}`, { defaultValue: asWords(name) })

  const text = (of: string, value: string) => {
    if (of === 'role' && isOneOf(roles, value)) return t(`role.${value}`)
    if (of === 'tier' && isOneOf(tiers, value)) return t(`tier.${value}`)
    return instant.test(value) ? exact.moment(value) : value
  }

  const value = (of: string, given: unknown): string => {
    if (given === null || given === undefined || given === '') return t('settings.common.none')
    if (typeof given === 'boolean') return t(given ? 'settings.common.yes' : 'settings.common.no')
    if (typeof given === 'number') return of.endsWith('Paise') ? exact.rupees(given) : format.number(given)
    if (Array.isArray(given)) return given.map((each) => value(of, each)).join(', ')
    if (typeof given !== 'object') return text(of, String(given))
    return Object.entries(given)
      .map(([name, inner]) => `${field(name)}: ${value(name, inner)}`)
      .join(', ')
  }

  /** For a select: under each noun all of its actions, and each of them. */
  const choices = nouns.map((noun) => {
    const thing = t(`settings.noun.${noun}`)
    return {
      group: thing,
      items: [
        { value: noun as string, label: t('settings.audit.allOf', { thing }) },
        ...workspaceActions
          .filter((name) => name.startsWith(`${noun}.`))
          .map((name) => ({ value: name as string, label: action(name) })),
      ],
    }
  })

  return { action, field, value, choices }
}
