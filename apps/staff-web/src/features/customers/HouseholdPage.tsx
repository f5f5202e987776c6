import type { Household, Residency } from '@sims/contracts/web'
import { ErrorNotice, Loading } from '@sims/ui'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useApi } from '../../shared/api.ts'
import { BackIcon } from '../../shared/icons.tsx'
import { Care } from './Care.tsx'
import { HouseholdPerson } from './HouseholdPerson.tsx'
import styles from './household.module.css'
import { useHouseholdText } from './household-texts.ts'
import { Roll } from './Roll.tsx'

const AnswerDialog = lazy(() => import('./AnswerDialog.tsx'))
const EndDialog = lazy(() => import('./EndDialog.tsx'))
const MoveOutDialog = lazy(() => import('./MoveOutDialog.tsx'))

/** Premises with everybody tied to them: verified, ended, moved out here. */
export function HouseholdPage() {
  const t = useHouseholdText()
  const { id = '' } = useParams()
  const household = useApi('getHousehold', { params: { id } })
  return (
    <div className={styles.page}>
      {household.isPending && <Loading />}
      <ErrorNotice error={household.error} retry={() => void household.refetch()} />
      {household.data && (
        <>
          <header className={styles.head}>
            <div className={styles.title}>
              <Link className={styles.back} to="/customers" aria-label={t('back')} title={t('back')}>
                <BackIcon />
              </Link>
              <h1>
                {household.data.premises.communityName} {household.data.premises.fullName}
              </h1>
            </div>
            <p>{t('lead')}</p>
          </header>
          <People household={household.data} />
          <Care premisesId={id} />
          <Roll premisesId={id} roll={household.data.roll} />
        </>
      )}
    </div>
  )
}

type Opened = { dialog: 'verify' | 'refuse' | 'end'; residency: Residency } | { dialog: 'moveOut' }

function People({ household }: { household: Household }) {
  const t = useHouseholdText()
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  const isOpen = (one: Residency) => one.state === 'claimed' || one.state === 'verified'
  const present = household.residencies.filter(isOpen)
  const former = household.residencies.filter((one) => !isOpen(one))
  return (
    <>
      <section className={styles.card}>
        <div className={styles.cardHead}>
          <h2>{t('people')}</h2>
          {present.length > 0 && <Button onClick={() => setOpened({ dialog: 'moveOut' })}>{t('moveOut')}</Button>}
        </div>
        {present.length === 0 && <p className={styles.hint}>{t('nobody')}</p>}
        <ul className={styles.people}>
          {present.map((residency) => (
            <HouseholdPerson
              key={residency.id}
              residency={residency}
              act={(dialog) => setOpened({ dialog, residency })}
            />
          ))}
        </ul>
      </section>
      {former.length > 0 && (
        <section className={styles.card}>
          <h2>{t('former')}</h2>
          <ul className={styles.people}>
            {former.map((residency) => (
              <HouseholdPerson key={residency.id} residency={residency} />
            ))}
          </ul>
        </section>
      )}
      <Suspense fallback={null}>
        {opened?.dialog === 'moveOut' && <MoveOutDialog premisesId={household.premises.id} close={close} />}
        {opened?.dialog === 'end' && <EndDialog residency={opened.residency} close={close} />}
        {(opened?.dialog === 'verify' || opened?.dialog === 'refuse') && (
          <AnswerDialog residency={opened.residency} verified={opened.dialog === 'verify'} close={close} />
        )}
      </Suspense>
    </>
  )
}
