import { App, Form, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../shared/api.ts'
import { FormError } from '../../shared/FormError.tsx'
import { newId } from '../../shared/id.ts'
import { fieldFaults } from '../../shared/problem.ts'
import { ContractorFields } from './ContractorFields.tsx'
import { EquipmentFields } from './EquipmentFields.tsx'
import { bodyOf, type entryOf } from './entry.ts'
import { PartFields } from './PartFields.tsx'
import type { RegisterName } from './registers.ts'
import { useText } from './texts.ts'

const forms = {
  equipment: {
    Fields: EquipmentFields,
    begin: { kind: 'lift', state: 'inUse' },
    fields: [
      ...['name', 'code', 'kind', 'placeId', 'state', 'maker', 'model'],
      ...['commissionedOn', 'warrantyUntil', 'responsibleId', 'note'],
    ],
    commands: ['createEquipment', 'changeEquipment'],
    reads: ['listEquipment', 'getEquipment'],
  },
  contractors: {
    Fields: ContractorFields,
    begin: { active: true, trades: [], workerIds: [] },
    fields: [
      ...['name', 'trades', 'contactName', 'contactPhone', 'contractUntil', 'qualification'],
      ...['qualificationUntil', 'active', 'note', 'workerIds'],
    ],
    commands: ['createContractor', 'changeContractor'],
    reads: ['listContractors', 'getContractor', 'listStaff'],
  },
  parts: {
    Fields: PartFields,
    begin: { active: true },
    fields: ['name', 'code', 'unit', 'price', 'active', 'note'],
    commands: ['createPart', 'changePart'],
    reads: ['listParts', 'getPart'],
  },
} as const

export interface FieldsProps {
  /** the fault that the server found at a field */
  faultOf: (name: string) => { help: string; validateStatus: 'error' } | undefined
  /** what is being corrected; absent for something new */
  entry: Record<string, unknown> | undefined
}

interface EntryDialogProps {
  register: RegisterName
  entry?: ReturnType<typeof entryOf>
  close: () => void
}

/** Enters something into a register, or corrects it at the version that was seen. */
export default function EntryDialog({ register, entry, close }: EntryDialogProps) {
  const t = useText()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const [newEntry] = useState(newId)
  const { Fields, begin, fields, commands, reads } = forms[register]
  // each register has the same two commands under its own names
  const create = useCommand(commands[0] as 'createPart', reads)
  const change = useCommand(commands[1] as 'changePart', reads)
  const command = entry ? change : create
  const faults = fieldFaults(command.error)
  const faultOf = (name: string) =>
    faults[name] ? { help: faults[name], validateStatus: 'error' as const } : undefined

  const submit = async (values: Record<string, unknown>) => {
    const body = bodyOf(fields, values)
    const saved = entry
      ? change.run({ params: { id: entry.id }, body: { ...body, version: entry.version } })
      : create.run({ body: { ...body, id: newEntry } as never })
    const answer = await saved.catch(() => null)
    if (!answer) return
    message.success(t('saved'))
    close()
    if (!entry) navigate(`/registers/${register}/${answer.id}`)
  }
  return (
    <Modal
      open
      width={600}
      title={entry ? t('edit') : t(`add_${register}`)}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={command.isPending}
      mask={{ closable: false }}
      onOk={form.submit}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={entry ?? begin}
        onFinish={(values) => void submit(values)}
      >
        <Fields faultOf={faultOf} entry={entry} />
      </Form>
      <FormError error={command.error} fields={fields} />
    </Modal>
  )
}
