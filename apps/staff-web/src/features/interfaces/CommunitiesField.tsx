import { Form, Select } from 'antd'
import { useApi } from '../../shared/api.ts'
import { useText } from './texts.ts'

/** Some communities; none chosen means the whole company. */
export function CommunitiesField() {
  const t = useText()
  const communities = useApi('listCommunities', undefined, { staleTime: 600_000 })
  return (
    <Form.Item name="communityIds" label={t('communities')}>
      <Select
        mode="multiple"
        placeholder={t('allCommunities')}
        showSearch={{ optionFilterProp: 'label' }}
        options={communities.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      />
    </Form.Item>
  )
}

/** As the API wants it: null for the whole company. */
export const communitiesOf = (ids: string[] | undefined): string[] | null => (ids && ids.length > 0 ? ids : null)
