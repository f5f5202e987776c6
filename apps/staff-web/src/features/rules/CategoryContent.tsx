import {
  ACCEPTANCES,
  CHANNELS,
  CONCERNED,
  type CategoryContent as Content,
  channelNames,
  DISPATCH_MODES,
  FOLLOW_UPS,
  PARTS,
  PERMIT_KINDS,
  PHOTO_RULES,
  PLACES_OF_CATEGORY,
  permitKindNames,
  REQUEST_KINDS,
  requestKindNames,
  SKILLS,
} from '@sims/contracts/web'
import { useNames } from '@sims/ui'
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { skillNames } from '../../shared/skills.ts'
import { useSharedText } from '../../shared/texts.ts'
import { CategoryRead } from './CategoryRead.tsx'
import { Checklist } from './Checklist.tsx'
import styles from './category.module.css'
import { ICONS, iconName } from './category-words.ts'
import type { ContentProps } from './kinds.tsx'
import { Targets } from './Targets.tsx'
import { useText } from './texts.ts'

const LEVELS = [1, 2, 3] as const
/** Stored in fen, written in yuan. */
const yuan = {
  getValueProps: (fen: number | null) => ({ value: fen === null ? null : fen / 100 }),
  normalize: (amount: number | null) => (amount === null ? null : Math.round(amount * 100)),
}

/** Stored as a share, written in per cent. */
const percent = {
  getValueProps: (share: number | null) => ({ value: share === null ? null : Math.round(share * 100) }),
  normalize: (amount: number | null) => (amount === null ? null : amount / 100),
}

/** A category with its whole policy, in the order in which somebody thinks of it. */
export function CategoryContent(props: ContentProps<Content>) {
  return props.onChange ? <CategoryForm {...props} onChange={props.onChange} /> : <CategoryRead {...props} />
}

function CategoryForm({ content, onChange, faults }: Required<ContentProps<Content>>) {
  const t = useText()
  const shared = useSharedText()
  const nameOf = useNames()
  const faultOf = (path: string) => {
    const fault = faults.find((one) => one.path === path || one.path === `content.${path}`)
    return fault ? { help: fault.message, validateStatus: 'error' as const } : {}
  }
  const both = (field: 'names' | 'guidance' | 'safetyNotes', rows = 1) =>
    (['zh-CN', 'en'] as const).map((locale, index) => (
      <Form.Item
        key={locale}
        className={index === 0 ? styles.first : undefined}
        name={[field, locale]}
        label={shared('bracketed', { word: t(`f_${field}`), more: t(locale) })}
        {...faultOf(`${field}.${locale}`)}
      >
        {rows > 1 ? <Input.TextArea rows={rows} maxLength={500} /> : <Input maxLength={40} />}
      </Form.Item>
    ))
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={content}
      onValuesChange={(_, values) => onChange({ ...content, ...(values as Content) })}
    >
      <h3>{t('section_basic')}</h3>
      <div className={styles.pair}>
        {both('names')}
        {both('guidance', 3)}
        <Form.Item name="kind" label={t('f_kind')} {...faultOf('kind')}>
          <Select
            options={REQUEST_KINDS.filter((kind) => kind !== 'appointment').map((value) => ({
              value,
              label: nameOf(requestKindNames[value]),
            }))}
          />
        </Form.Item>
        <Form.Item name="icon" label={t('f_icon')} {...faultOf('icon')}>
          <Select options={ICONS.map((value) => ({ value, label: iconName(t, value) }))} />
        </Form.Item>
        <Form.Item name="channels" label={t('f_channels')} {...faultOf('channels')}>
          <Select mode="multiple" options={CHANNELS.map((value) => ({ value, label: nameOf(channelNames[value]) }))} />
        </Form.Item>
        <Form.Item name="sort" label={t('f_sort')} {...faultOf('sort')}>
          <InputNumber min={0} max={100_000} precision={0} />
        </Form.Item>
      </div>
      <div className={styles.checks}>
        <Form.Item name="visibleToResidents" valuePropName="checked" noStyle>
          <Checkbox>{t('f_visibleToResidents')}</Checkbox>
        </Form.Item>
        <Form.Item name="urgent" valuePropName="checked" noStyle>
          <Checkbox>{t('f_urgent')}</Checkbox>
        </Form.Item>
      </div>
      <h3>{t('section_scope')}</h3>
      <div className={styles.pair}>
        <Form.Item name="places" label={t('f_places')} {...faultOf('places')}>
          <Select
            mode="multiple"
            options={PLACES_OF_CATEGORY.map((value) => ({ value, label: t(`place_${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="part" label={t('f_part')} {...faultOf('part')}>
          <Select options={PARTS.map((value) => ({ value, label: t(`part_${value}`) }))} />
        </Form.Item>
        {content.kind === 'complaint' && (
          <Form.Item name="concerns" label={t('f_concerns')} {...faultOf('concerns')}>
            <Select options={CONCERNED.map((value) => ({ value, label: t(`concerns_${value}`) }))} />
          </Form.Item>
        )}
        {(['priceFrom', 'priceTo'] as const).map((price) => (
          <Form.Item key={price} name={price} label={t(`f_${price}`)} {...yuan} {...faultOf(price)}>
            <InputNumber min={0} precision={2} placeholder={t('freeHint')} className={styles.wide} />
          </Form.Item>
        ))}
      </div>
      <h3>{t('section_work')}</h3>
      <div className={styles.pair}>
        <Form.Item name="skill" label={t('f_skill')} {...faultOf('skill')}>
          <Select options={SKILLS.map((value) => ({ value, label: nameOf(skillNames(value)) }))} />
        </Form.Item>
        <Form.Item name="dispatch" label={t('f_dispatch')} {...faultOf('dispatch')}>
          <Select options={DISPATCH_MODES.map((value) => ({ value, label: t(`dispatch_${value}`) }))} />
        </Form.Item>
        <Form.Item name="followUp" label={t('f_followUp')} {...faultOf('followUp')}>
          <Select options={FOLLOW_UPS.map((value) => ({ value, label: t(`followUp_${value}`) }))} />
        </Form.Item>
        <Form.Item name="permits" label={t('f_permits')} {...faultOf('permits')}>
          <Select
            mode="multiple"
            placeholder={t('permits_none')}
            options={PERMIT_KINDS.map((value) => ({ value, label: nameOf(permitKindNames[value]) }))}
          />
        </Form.Item>
        <Form.Item name="acceptance" label={t('f_acceptance')} {...faultOf('acceptance')}>
          <Select options={ACCEPTANCES.map((value) => ({ value, label: t(`acceptance_${value}`) }))} />
        </Form.Item>
        <Form.Item name="photos" label={t('f_photos')} {...faultOf('photos')}>
          <Select options={PHOTO_RULES.map((value) => ({ value, label: t(`photos_${value}`) }))} />
        </Form.Item>
        {(['takeWithin', 'takeWithinUrgent'] as const).map((limit) => (
          <Form.Item key={limit} name={limit} label={t(`f_${limit}`)} {...faultOf(limit)}>
            <InputNumber min={2} max={1440} precision={0} suffix={t('minutes')} className={styles.wide} />
          </Form.Item>
        ))}
        {content.safetyNotes && both('safetyNotes', 2)}
      </div>
      <Checklist />
      <h3>{t('section_speed')}</h3>
      <div className={styles.pair}>
        <Form.Item name="defaultUrgency" label={t('f_defaultUrgency')} {...faultOf('defaultUrgency')}>
          <Select options={LEVELS.map((value) => ({ value, label: t(`urgency_${value}`) }))} />
        </Form.Item>
        <Form.Item name="defaultImpact" label={t('f_defaultImpact')} {...faultOf('defaultImpact')}>
          <Select options={LEVELS.map((value) => ({ value, label: t(`impact_${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="warnAt" label={t('f_warnAt')} {...percent} {...faultOf('warnAt')}>
        <InputNumber
          min={10}
          max={95}
          precision={0}
          suffix="%"
          placeholder={t('target_none')}
          className={styles.share}
        />
      </Form.Item>
      <Targets targets={content.targets} onChange={(targets) => onChange({ ...content, targets })} />
    </Form>
  )
}
