import { z } from 'zod'
import { commandAnswer, id, page } from './fields.ts'
import * as registers from './registers.ts'

const params = z.strictObject({ id })
const change = { command: true, params, answer: commandAnswer } as const
const create = { command: true, answer: commandAnswer } as const

/** What goes in and out of the registers of equipment, contractors and parts. */
export const registerOperations = {
  listEquipment: {
    tag: 'registers',
    summary: 'Equipment of the communities I work in, newest first',
    query: registers.equipmentQuery,
    answer: page(registers.equipment),
  },
  getEquipment: { tag: 'registers', summary: 'A piece of equipment', params, answer: registers.equipment },
  createEquipment: {
    ...create,
    tag: 'registers',
    summary: 'Enter a piece of equipment',
    body: registers.createEquipment,
  },
  changeEquipment: {
    ...change,
    tag: 'registers',
    summary: 'Correct a piece of equipment, take it out of use, retire it',
    body: registers.changeEquipment,
  },
  listContractors: {
    tag: 'registers',
    summary: 'Contractors, newest first',
    query: registers.contractorQuery,
    answer: page(registers.contractor),
  },
  getContractor: { tag: 'registers', summary: 'A contractor with its workers', params, answer: registers.contractor },
  createContractor: { ...create, tag: 'registers', summary: 'Enter a contractor', body: registers.createContractor },
  changeContractor: {
    ...change,
    tag: 'registers',
    summary: 'Correct a contractor, say who works for it, end it',
    body: registers.changeContractor,
  },
  listParts: {
    tag: 'registers',
    summary: 'Parts with their prices, newest first',
    query: registers.partQuery,
    answer: page(registers.part),
  },
  getPart: { tag: 'registers', summary: 'A part', params, answer: registers.part },
  createPart: { ...create, tag: 'registers', summary: 'Enter a part', body: registers.createPart },
  changePart: { ...change, tag: 'registers', summary: 'Correct a part or its price', body: registers.changePart },
} as const
