import { type Answer, type Place, RESIDENCY_KINDS, type ResidencyKind, residencyKindNames } from '@sims/contracts/web'
import { dayAndTime, ErrorNotice, useLocale, useNames, useNow } from '@sims/ui'
import { Button, Form, InputNumber, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useApi, useCommand } from '../../shared/api.ts'
import { CopyButton } from '../../shared/CopyButton.tsx'
import { PrintIcon } from '../../shared/icons.tsx'
import { newId } from '../../shared/id.ts'
import { PlacePicker } from '../../shared/pickers/PlacePicker.tsx'
import { useSession } from '../../shared/session.ts'
import { useSharedText } from '../../shared/texts.ts'
import styles from './customers.module.css'
import { useText } from './texts.ts'

interface Values {
  premisesId: string
  residencyKind: ResidencyKind
  days: number
  uses: number
}

/** A QR code with which occupants register for their premises: to be printed, shown once. */
export default function Invitation({ close }: { close: () => void }) {
  const t = useText()
  const nameOf = useNames()
  const [form] = Form.useForm<Values>()
  const [place, setPlace] = useState<Place>()
  const [made, setMade] = useState<(Answer<'createInvitation'> & { kind: ResidencyKind }) | null>(null)
  const create = useCommand('createInvitation')
  const submit = async (values: Values) => {
    const answer = await create.run({ body: { id: newId(), ...values } }).catch(() => null)
    if (answer) setMade({ ...answer, kind: values.residencyKind })
  }
  const required = [{ required: true, message: t('required') }]
  return (
    <Modal
      open
      title={t('inviteTitle')}
      width={520}
      okText={t('make')}
      cancelText={t('cancel')}
      confirmLoading={create.isPending}
      mask={{ closable: false }}
      onOk={form.submit}
      onCancel={close}
      {...(made ? { footer: null } : {})}
    >
      {made && place ? (
        <Sheet made={made} place={place} again={() => setMade(null)} />
      ) : (
        <>
          <p className={styles.hint}>{t('inviteHint')}</p>
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{ residencyKind: 'owner', days: 30, uses: 1 }}
            onFinish={submit}
          >
            <Form.Item name="premisesId" label={t('premises')} rules={required}>
              <PremisesField chosen={setPlace} />
            </Form.Item>
            <Form.Item name="residencyKind" label={t('relation')} rules={required}>
              <Radio.Group
                options={RESIDENCY_KINDS.map((value) => ({ value, label: nameOf(residencyKindNames[value]) }))}
              />
            </Form.Item>
            <div className={styles.pair}>
              <Form.Item name="days" label={t('days')} rules={required}>
                <InputNumber min={1} max={365} precision={0} />
              </Form.Item>
              <Form.Item name="uses" label={t('uses')} rules={required}>
                <InputNumber min={1} max={20} precision={0} />
              </Form.Item>
            </div>
          </Form>
          <ErrorNotice error={create.error} />
        </>
      )}
    </Modal>
  )
}

interface PremisesFieldProps {
  /** given by the form */
  onChange?: (id: string | undefined) => void
  chosen: (place: Place | undefined) => void
}

function PremisesField({ onChange, chosen }: PremisesFieldProps) {
  return (
    <PlacePicker
      premisesOnly
      onChange={(id, place) => {
        onChange?.(id)
        chosen(place)
      }}
    />
  )
}

interface SheetProps {
  made: Answer<'createInvitation'> & { kind: ResidencyKind }
  place: Place
  again: () => void
}

function Sheet({ made, place, again }: SheetProps) {
  const t = useText()
  const shared = useSharedText()
  const nameOf = useNames()
  const locale = useLocale()
  const now = useNow()
  const { organization } = useSession()
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  const community = communities.data?.items.find(({ id }) => id === place.communityId)?.name ?? ''
  const premises = `${community} ${place.fullName}`
  const relation = nameOf(residencyKindNames[made.kind])
  return (
    <div className={`print-sheet ${styles.sheet}`}>
      <h3>{organization.name}</h3>
      <p>{t('scan')}</p>
      <img className={styles.qr} src={`data:image/svg+xml,${encodeURIComponent(made.qrSvg)}`} alt={made.url} />
      <p>
        <strong>{t('inviteFor', { premises, relation })}</strong>
      </p>
      <p className={styles.hint}>{t('validUntil', { time: dayAndTime(new Date(made.expiresAt), now, locale) })}</p>
      <p className={`screen-only ${styles.hint}`}>{t('linkOnce')}</p>
      <div className={`screen-only ${styles.buttons}`}>
        <CopyButton text={made.url} />
        <Button type="primary" icon={<PrintIcon size={16} />} onClick={() => window.print()}>
          {shared('print')}
        </Button>
        <Button onClick={again}>{t('another')}</Button>
      </div>
    </div>
  )
}
