import { useTranslation } from 'react-i18next'
import { type Fate, fates } from '../../../../contracts/auth/account-deletion.ts'

/** What becomes of each workspace when one's account is deleted, by its name. */
export const Fates = ({ workspaces }: { workspaces: Fate[] }) => {
  const { t } = useTranslation()
  const isKept = workspaces.some(({ fate }) => fate === 'needs_owner')
  return (isKept ? (['needs_owner'] as const) : fates).map((fate) => {
    const names = workspaces.filter((each) => each.fate === fate)
    if (names.length === 0) return null
    return (
      <div key={fate}>
        <p>{t(`settings.deleteAccount.fate.${fate}`)}</p>
        <ul>
          {names.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      </div>
    )
  })
}
