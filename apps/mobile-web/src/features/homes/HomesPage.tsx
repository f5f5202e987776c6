import { type MyHomes, residencyKindNames, residencyOutcomeNames, residencyStateNames } from '@sims/contracts/web'
import { EmptyState, ErrorNotice, Loading, useNames } from '@sims/ui'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAnswer } from '../../shared/api.ts'
import { Button, buttonClass } from '../../shared/ui/Button.tsx'
import { Card } from '../../shared/ui/Card.tsx'
import { Page } from '../../shared/ui/Page.tsx'
import { AnswerSheet } from './AnswerSheet.tsx'
import { EndSheet } from './EndSheet.tsx'
import styles from './homes.module.css'
import { InviteSheet } from './InviteSheet.tsx'
import { isOpen } from './is-open.ts'
import { useText } from './texts.ts'

type Tie = MyHomes['ties'][number]
type Owned = MyHomes['owned'][number]
type Person = Owned['people'][number]

const isOwned = (tie: Tie, owned: Owned) =>
  tie.kind === 'owner' && tie.state === 'verified' && tie.premisesId === owned.premisesId

/** All premises of a resident: what they are there, who else belongs to those they own, and the way to further ones. */
export default function HomesPage() {
  const t = useText()
  const { data, error, refetch } = useAnswer('myHomes')
  return (
    <Page title={t('title')} back="/me">
      {!data && !error && <Loading />}
      {error && <ErrorNotice error={error} retry={refetch} />}
      {data && (
        <div className={styles.stack}>
          {data.ties.length === 0 && <EmptyState title={t('none')} hint={t('noneHint')} />}
          {data.ties.map((tie) => (
            <Home key={tie.id} tie={tie} owned={data.owned.find((one) => isOwned(tie, one))} />
          ))}
          <Link className={buttonClass({ wide: true })} to="/homes/claim">
            {t(data.ties.some(isOpen) ? 'claim' : 'claimFirst')}
          </Link>
        </div>
      )}
    </Page>
  )
}

function Home({ tie, owned }: { tie: Tie; owned: Owned | undefined }) {
  const t = useText()
  const nameOf = useNames()
  const [leaving, setLeaving] = useState(false)
  const [inviting, setInviting] = useState(false)
  const home = `${tie.communityName} ${tie.premisesName}`
  const word = tie.outcome ? residencyOutcomeNames[tie.outcome] : residencyStateNames[tie.state]
  const tone = { claimed: styles.warn, verified: styles.good, ended: styles.soft, refused: styles.warn }[tie.state]
  return (
    <Card title={home} side={<small className={tone}>{nameOf(word)}</small>}>
      <div className={styles.row}>
        <span className={styles.who}>
          <span>{nameOf(residencyKindNames[tie.kind])}</span>
          {(tie.endedOn ?? tie.until) && (
            <span className={styles.small}>{t('until', { day: tie.endedOn ?? tie.until ?? '' })}</span>
          )}
          {tie.note && <span className={styles.small}>{tie.note}</span>}
        </span>
        {isOpen(tie) && (
          <Button kind="quiet" onClick={() => setLeaving(true)}>
            {t('leave')}
          </Button>
        )}
      </div>
      {owned && (
        <>
          <People owned={owned} />
          <Button wide onClick={() => setInviting(true)}>
            {t('invite')}
          </Button>
        </>
      )}
      {leaving && (
        <EndSheet
          id={tie.id}
          title={t('leaveTitle', { home })}
          hint={t('leaveHint')}
          own
          close={() => setLeaving(false)}
        />
      )}
      {inviting && owned && <InviteSheet premisesId={owned.premisesId} home={home} close={() => setInviting(false)} />}
    </Card>
  )
}

function People({ owned }: { owned: Owned }) {
  const t = useText()
  const nameOf = useNames()
  const [opened, setOpened] = useState<{ act: 'agree' | 'refuse' | 'end'; person: Person }>()
  const close = () => setOpened(undefined)
  return (
    <>
      {owned.people.length === 0 && <p className={styles.soft}>{t('nobody')}</p>}
      <ul className={styles.people} aria-label={t('people')}>
        {owned.people.map((person) => {
          const waits = person.state === 'claimed'
          const relation = nameOf(residencyKindNames[person.kind])
          const open = (act: 'agree' | 'refuse' | 'end') => () => setOpened({ act, person })
          return (
            <li key={person.id} className={`${styles.person} ${waits ? styles.asking : ''}`}>
              <span className={styles.who}>
                <strong>{person.name}</strong>
                <span className={waits ? styles.warn : styles.small}>
                  {waits ? t('wants', { relation }) : relation}
                </span>
                <span className={styles.small}>
                  {[person.phone, person.until && t('until', { day: person.until })].filter(Boolean).join(' · ')}
                </span>
              </span>
              {person.kind !== 'owner' && (
                <span className={styles.acts}>
                  {waits ? (
                    <>
                      <Button onClick={open('refuse')}>{t('refuse')}</Button>
                      <Button kind="primary" onClick={open('agree')}>
                        {t('agree')}
                      </Button>
                    </>
                  ) : (
                    <Button kind="quiet" onClick={open('end')}>
                      {t('end')}
                    </Button>
                  )}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {opened?.act === 'end' && (
        <EndSheet
          id={opened.person.id}
          title={t('endTitle', { name: opened.person.name })}
          hint={t('endHint')}
          close={close}
        />
      )}
      {(opened?.act === 'agree' || opened?.act === 'refuse') && (
        <AnswerSheet person={opened.person} verified={opened.act === 'agree'} close={close} />
      )}
    </>
  )
}
