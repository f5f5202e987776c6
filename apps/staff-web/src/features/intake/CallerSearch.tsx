import type { Customer } from '@sims/contracts/web'
import { residencyKindNames } from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Select } from 'antd'
import { useState } from 'react'
import { useApi } from '../../shared/api.ts'
import { useDebounced } from '../../shared/use-debounced.ts'
import type { Caller } from './caller.ts'
import styles from './intake.module.css'
import { useText } from './texts.ts'

const newCaller = 'new'
const shortest = 2
/** of the list, in pixels; said outright, because a list opened while the dialog still grows would keep its width */
const listWidth = 504

/** Finds the caller while typing; Enter takes the first that fits, and who is not found becomes a new customer. */
export function CallerSearch({ choose }: { choose: (caller: Caller) => void }) {
  const t = useText()
  const nameOf = useNames()
  const [words, setWords] = useState('')
  const q = useDebounced(words.trim())
  const asked = q.length >= shortest
  const found = useApi('listCustomers', { query: { q, limit: 8 } }, { enabled: asked })
  // until the answer belongs to what is typed there is nothing to take, or Enter would take the wrong one
  const ready = asked && q === words.trim() && found.data !== undefined
  const customers: Customer[] = ready ? found.data.items : []
  const about = (customer: Customer) =>
    customer.residencies
      .map((home) => `${home.communityName} ${home.premisesName} ${nameOf(residencyKindNames[home.kind])}`)
      .join('；') || t('noResidency')
  return (
    <Select
      id="caller"
      autoFocus
      className={styles.wide}
      popupMatchSelectWidth={listWidth}
      placeholder={t('callerHint')}
      aria-label={t('caller')}
      suffixIcon={null}
      // what was typed is answered at once, however the focus came here
      open={words.trim() !== '' || undefined}
      showSearch={{ filterOption: false, searchValue: words, onSearch: setWords }}
      loading={asked && !ready}
      notFoundContent={words.trim().length < shortest ? t('typeMore') : t('searching')}
      value={null}
      onChange={(key: string | null) => {
        const customer = customers.find((one) => one.id === key)
        if (customer) choose({ kind: 'known', customer })
        else if (key === newCaller) choose({ kind: 'new', words: q })
      }}
      options={
        ready
          ? [
              ...customers.map((customer) => ({
                value: customer.id,
                label: customer.name,
                phone: customer.phone,
                about: about(customer),
              })),
              { value: newCaller, label: t('unknown', { words: q }), phone: null, about: t('unknownHint') },
            ]
          : []
      }
      optionRender={({ data }) => (
        <span className={styles.option}>
          <strong>{data.label}</strong>
          {data.phone && <span>{data.phone}</span>}
          <small>{data.about}</small>
        </span>
      )}
    />
  )
}
