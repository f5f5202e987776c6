import { consentWayNames, moneyText, type Price, type Quote, quotedLine, quoteStateNames } from '@sims/contracts/web'
import { dayAndTime, PhaseTag, PriceQuote, useLocale, useNames, useNow } from '@sims/ui'
import styles from './price.module.css'
import { Section } from './Section.tsx'
import { useRecordText } from './texts.ts'

/** the colour of a phase that means as much */
const tones = { open: 'new', agreed: 'settled', declined: 'cancelled', withdrawn: 'cancelled' } as const

/** What a request costs: the last quote with what was said to it, those before it folded. */
export function PriceSection({ price }: { price: Price }) {
  const t = useRecordText()
  const nameOf = useNames()
  const stands = price.state !== 'none' && price.state !== 'waived'
  const last = stands ? price.quotes[0] : undefined
  const before = stands ? price.quotes.slice(1) : price.quotes
  return (
    <Section
      title={t('price')}
      extra={last && <PhaseTag phase={tones[last.state]}>{nameOf(quoteStateNames[last.state])}</PhaseTag>}
    >
      {!last && <p className={styles.none}>{t(price.state === 'waived' ? 'waived' : 'notQuoted')}</p>}
      {price.state === 'none' && <Range price={price} />}
      {last && <Lines quote={last} />}
      {price.charged !== null && (
        <p className={styles.charged}>
          <span>{t('charged')}</span>
          <strong>{moneyText(price.charged)}</strong>
        </p>
      )}
      {before.length > 0 && (
        <details className={styles.before}>
          <summary>{t('earlierQuotes', { count: before.length })}</summary>
          {before.map((quote) => (
            <Lines key={quote.id} quote={quote} />
          ))}
        </details>
      )}
    </Section>
  )
}

function Range({ price: { from, to } }: { price: Price }) {
  const t = useRecordText()
  if (from === null) return null
  const range = to === null ? moneyText(from) : `${moneyText(from)}–${moneyText(to)}`
  return <p className={styles.who}>{t('priceRange', { range })}</p>
}

function Lines({ quote }: { quote: Quote }) {
  const t = useRecordText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const at = (instant: string) => dayAndTime(new Date(instant), now, locale)
  const way = quote.way ? nameOf(consentWayNames[quote.way]) : ''
  const quoted = t('quotedBy', { name: quote.quotedBy ?? '', time: at(quote.quotedAt) })
  const decided =
    quote.decidedAt &&
    (quote.decidedBy
      ? t('decidedByStaff', { name: quote.decidedBy, time: at(quote.decidedAt), way })
      : t('decidedInApp', { time: at(quote.decidedAt) }))
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
