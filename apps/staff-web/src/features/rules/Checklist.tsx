import type { CategoryContent } from '@sims/contracts/web'
import { Button, Checkbox, Form, Input } from 'antd'
import { CloseIcon, PlusIcon } from '../../shared/icons.tsx'
import { newId } from '../../shared/id.ts'
import styles from './category.module.css'
import { useText } from './texts.ts'

type Item = CategoryContent['checklist'][number]
/** Records keep what was ticked under it, so an item keeps its key whatever it is called later. */
const fresh = (): Item => ({
  key: `item${newId().slice(-8)}`,
  names: { 'zh-CN': '', en: '' },
  mandatory: true,
})

/** What is ticked during the work, in order. Part of the form of a category. */
export function Checklist() {
  const t = useText()
  return (
    <Form.Item label={t('f_checklist')}>
      <Form.List name="checklist">
        {(items, { add, remove }) => (
          <div className={styles.checklist}>
            {items.map(({ key, name }) => (
              <div key={key} className={styles.check}>
                <Form.Item name={[name, 'key']} hidden>
                  <Input />
                </Form.Item>
                <Form.Item name={[name, 'names', 'zh-CN']} noStyle>
                  <Input aria-label={t('checkZh')} placeholder={t('checkZh')} maxLength={100} />
                </Form.Item>
                <Form.Item name={[name, 'names', 'en']} noStyle>
                  <Input aria-label={t('checkEn')} placeholder={t('checkEn')} maxLength={100} />
                </Form.Item>
                <Form.Item name={[name, 'mandatory']} valuePropName="checked" noStyle>
                  <Checkbox>{t('f_mandatory')}</Checkbox>
                </Form.Item>
                <Button
                  type="text"
                  icon={<CloseIcon />}
                  aria-label={t('removeCheck')}
                  title={t('removeCheck')}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusIcon />} disabled={items.length >= 20} onClick={() => add(fresh())}>
              {t('addCheck')}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  )
}
