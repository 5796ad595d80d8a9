import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../app/me.ts'
import { Outcome } from './outcome.tsx'
import { keys } from './queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorOff } from './second-factor-off.tsx'
import { SecondFactorOn } from './second-factor-on.tsx'
import { SecondFactorSetUp } from './second-factor-set-up.tsx'
import { useStage } from './second-factor-stage.ts'

export type SecondFactorState = { on: boolean; required: boolean; recoveryCodesLeft: number }

/** The second factor from off to on and back. */
export const SecondFactor = ({ email, state }: { email: string; state: SecondFactorState }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [stage, setStage] = useStage()
  const [said, setSaid] = useState<string | null>(null)
  const rest = async (text: string) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: meQuery.queryKey }),
      client.invalidateQueries({ queryKey: keys.account }),
    ])
    setSaid(text)
    setStage({ name: 'rest' })
  }
  const showCodes = (saidAfter: string) => (codes: string[]) => setStage({ name: 'codes', codes, saidAfter })

  if (stage.name === 'codes') {
    const { codes, saidAfter } = stage
    return <RecoveryCodes email={email} codes={codes} onKept={() => rest(saidAfter)} />
  }
  if (stage.name === 'set-up') {
    return (
      <SecondFactorSetUp
        secret={stage.secret}
        onCancel={() => setStage({ name: 'rest' })}
        onConfirmed={showCodes(t('settings.secondFactor.turnedOn'))}
      />
    )
  }
  return (
    <>
      <Outcome text={said} />
      {state.on ? (
        <SecondFactorOn
          state={state}
          onRenewed={showCodes(t('settings.secondFactor.renewed'))}
          onRemoved={() => rest(t('settings.secondFactor.removed'))}
        />
      ) : (
        <SecondFactorOff onStarted={(secret) => setStage({ name: 'set-up', secret })} />
      )}
    </>
  )
}
