import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountKey, meQuery } from '../../app/session/me.ts'
import { Outcome } from '../../app/settings/outcome.tsx'

import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorOff } from './second-factor-off.tsx'
import { SecondFactorOn } from './second-factor-on.tsx'
import { SecondFactorSetUp } from './second-factor-set-up.tsx'
import { useStep } from './second-factor-step.ts'

export type SecondFactorState = { on: boolean; required: boolean; recoveryCodesLeft: number }

/** The second factor from off to on and back. */
export const SecondFactor = ({ email, state }: { email: string; state: SecondFactorState }) => {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [step, setStep] = useStep()
  const [said, setSaid] = useState<string | null>(null)
  const rest = async (text: string) => {
    await Promise.all([
      client.invalidateQueries({ queryKey: meQuery.queryKey }),
      client.invalidateQueries({ queryKey: accountKey }),
    ])
    setSaid(text)
    setStep({ name: 'rest' })
  }
  const showCodes = (saidAfter: string) => (codes: string[]) => setStep({ name: 'codes', codes, saidAfter })

  if (step.name === 'codes') {
    const { codes, saidAfter } = step
    return <RecoveryCodes email={email} codes={codes} onKept={() => rest(saidAfter)} />
  }
  if (step.name === 'set-up') {
    return (
      <SecondFactorSetUp
        secret={step.secret}
        onCancel={() => setStep({ name: 'rest' })}
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
        <SecondFactorOff onStarted={(secret) => setStep({ name: 'set-up', secret })} />
      )}
    </>
  )
}
