import { ErrorNotice, Loading } from '@sims/ui'
import { useApi } from '../../shared/api.ts'
import { Defaults } from './Defaults.tsx'
import { GatewayCard } from './GatewayCard.tsx'
import styles from './messages.module.css'
import { Tabs } from './Tabs.tsx'
import { useText } from './texts.ts'

/** The gateways by which text messages and WeChat messages leave, and when, for the system administrator. */
export function Gateways() {
  const t = useText()
  const gateways = useApi('listGateways')
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('channels')}</h1>
        <p>{t('gatewaysLead')}</p>
      </header>
      <Tabs />
      {gateways.isPending && <Loading />}
      <ErrorNotice error={gateways.error} retry={() => void gateways.refetch()} />
      {gateways.data?.items.map((gateway) => (
        <GatewayCard key={gateway.channel} gateway={gateway} />
      ))}
      <Defaults />
    </div>
  )
}
