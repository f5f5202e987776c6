import { consentWayNames, moneyText, type Price, type Quote, quotedLine, quoteStateNames } from '@sims/contracts/web'
import { dayAndTime, PhaseTag, PriceQuote, useLocale, useNames, useNow } from '@sims/ui'
import type { ReactNode } from 'react'
import { Card } from '../ui/Card.tsx'
import styles from './PriceCard.module.css'
import { useText } from './texts.ts'

interface PriceCardProps {
  price: Price
  /** field staff read of it as those who ask, residents as those who are asked */
  reader: 'resident' | 'staff'
  /** the buttons of whoever may decide now */
  children?: ReactNode
}

/** the colour of a phase that means as much */
const tones = { open: 'new', agreed: 'settled', declined: 'cancelled', withdrawn: 'cancelled' } as const

/** What a request costs: the last quote with what was said to it, those before it folded. */
export function PriceCard({ price, reader, children }: PriceCardProps) {
  const t = useText()
  const nameOf = useNames()
  const stands = price.state !== 'none' && price.state !== 'waived'
  const last = stands ? price.quotes[0] : undefined
  const before = stands ? price.quotes.slice(1) : price.quotes
  return (
    <Card
      title={t('title')}
      side={
        last && (
          <PhaseTag phase={tones[last.state]}>
            {reader === 'staff' || last.state === 'withdrawn' ? nameOf(quoteStateNames[last.state]) : t(last.state)}
          </PhaseTag>
        )
      }
    >
      {price.state === 'none' && (
        <p>
          {t(reader === 'staff' ? 'notYetWorker' : 'notYet')} <Range price={price} />
        </p>
      )}
      {price.state === 'waived' && <p>{t('waived')}</p>}
      {last && <Lines quote={last} />}
      {last?.state === 'open' && <p className={styles.hint}>{t(reader === 'staff' ? 'waiting' : 'promise')}</p>}
      {price.charged !== null && (
        <p className={styles.charged}>
          <span>{t('charged')}</span>
          <strong>{moneyText(price.charged)}</strong>
        </p>
      )}
      {children && <div className={styles.buttons}>{children}</div>}
      {before.length > 0 && (
        <details className={styles.before}>
          <summary>{t('earlier', { count: before.length })}</summary>
          {before.map((quote) => (
            <Lines key={quote.id} quote={quote} />
          ))}
        </details>
      )}
    </Card>
  )
}

function Range({ price: { from, to } }: { price: Price }) {
  const t = useText()
  if (from === null) return null
  return to === null
    ? t('rangeFrom', { from: moneyText(from) })
    : t('range', { from: moneyText(from), to: moneyText(to) })
}

function Lines({ quote }: { quote: Quote }) {
  const t = useText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const at = (instant: string) => dayAndTime(new Date(instant), now, locale)
  const way = quote.way ? nameOf(consentWayNames[quote.way]) : ''
  const quoted = t('quotedBy', { name: quote.quotedBy ?? '', time: at(quote.quotedAt) })
  const decided =
    quote.decidedAt &&
    (quote.decidedBy
      ? t('byStaff', { name: quote.decidedBy, time: at(quote.decidedAt), way })
      : t('byApp', { time: at(quote.decidedAt) }))
  return (
    <PriceQuote
      lines={quote.items.map((item) => quotedLine(item, nameOf))}
      totalLabel={t('total')}
      total={moneyText(quote.amount)}
      void={quote.state === 'withdrawn'}
      note={quote.note}
      story={decided ? [quoted, decided] : [quoted]}
      said={quote.said}
    />
  )
}
