import { type Authority, filePath, proxyScopeNames, thumbnailPath } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Button, Popconfirm } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-router'
import { useApi, useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import styles from '../../shared/record/frame.module.css'
import { Section } from '../../shared/record/Section.tsx'
import own from './customers.module.css'
import { useProxyText } from './proxy-texts.ts'

const NameProxy = lazy(() => import('./NameProxy.tsx'))

/** Who may act for a customer, or is a firm's contact person, and for whom the customer may act. */
export function Proxies({ customerId, firm }: { customerId: string; firm: boolean }) {
  const t = useProxyText()
  const proxies = useApi('listProxies', { params: { id: customerId } })
  const [naming, setNaming] = useState(false)
  const { given = [], held = [] } = proxies.data ?? {}
  return (
    <Section
      title={t(firm ? 'contacts' : 'proxies')}
      extra={
        <Button type="link" size="small" onClick={() => setNaming(true)}>
          {t(firm ? 'addContact' : 'add')}
        </Button>
      }
    >
      {proxies.isSuccess && given.length + held.length === 0 && (
        <p className={styles.quiet}>{t(firm ? 'noContact' : 'none')}</p>
      )}
      <ul className={own.list}>
        {given.map((proxy) => (
          <Line key={proxy.id} proxy={proxy} to={proxy.agent} />
        ))}
        {held.map((proxy) => (
          <Line key={proxy.id} proxy={proxy} to={proxy.principal} held />
        ))}
      </ul>
      {naming && (
        <Suspense fallback={null}>
          <NameProxy customerId={customerId} firm={firm} close={() => setNaming(false)} />
        </Suspense>
      )}
    </Section>
  )
}

function Line({ proxy, to, held = false }: { proxy: Authority; to: { id: string; name: string }; held?: boolean }) {
  const t = useProxyText()
  const nameOf = useNames()
  const revoke = useCommand('revokeProxy', ['listProxies'])
  const scope = proxy.scope.map((one) => nameOf(proxyScopeNames[one])).join('、')
  return (
    <li>
      <span className={own.request}>
        {held && t('actsFor')} <Link to={`/customers/${to.id}`}>{to.name}</Link>
        <small>
          {scope} · {t(proxy.consent === 'paper' ? 'onPaper' : 'inApp')}
          {proxy.until && ` · ${t('until', { day: proxy.until })}`}
        </small>
        <FormError error={revoke.error} fields={[]} />
      </span>
      <span className={own.papers}>
        {proxy.photos.map((id) => (
          <a key={id} href={filePath(id)} target="_blank" rel="noreferrer" title={t('paper')}>
            <img src={thumbnailPath(id)} alt={t('paper')} />
          </a>
        ))}
      </span>
      <Popconfirm
        title={t('revoke')}
        description={t('revokeHint')}
        okText={t('revoke')}
        cancelText={t('cancel')}
        onConfirm={() => void revoke.run({ params: { id: proxy.id }, body: {} }).catch(() => null)}
      >
        <Button size="small" loading={revoke.isPending}>
          {t('revoke')}
        </Button>
      </Popconfirm>
    </li>
  )
}
