/** The registers, by the last part of their address. */
export const REGISTERS = ['equipment', 'contractors', 'parts'] as const
export type RegisterName = (typeof REGISTERS)[number]

export const registerOf = (name: string | undefined): RegisterName =>
  REGISTERS.find((one) => one === name) ?? 'equipment'

/** Who enters and corrects entries, as an area of the session. */
export const KEEPERS = { equipment: 'assetsManage', contractors: 'contractorsManage', parts: 'partsManage' } as const

/** The colour of a phase that means as much. */
export const equipmentTones = { inUse: 'settled', outOfUse: 'suspended', retired: 'cancelled' } as const
export const activeTone = (active: boolean) => (active ? 'settled' : 'cancelled')
