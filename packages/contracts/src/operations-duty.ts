import { z } from 'zod'
import * as duty from './duty.ts'
import { id } from './fields.ts'

/** What goes in and out of the operations on duty rosters. */
export const dutyOperations = {
  listDuty: {
    tag: 'duty',
    summary: 'The duty roster of a community, or of the whole company, over some days',
    query: duty.dutyQuery,
    answer: duty.dutyRoster,
  },
  setDuty: {
    tag: 'duty',
    summary: 'Set the roster of some days anew',
    command: true,
    body: duty.setDuty,
    answer: duty.dutyRoster,
  },
  changeDuty: {
    tag: 'duty',
    summary: 'Take single shifts out of a roster and put others in',
    command: true,
    body: duty.changeDuty,
    answer: duty.dutyRoster,
  },
  listDutyChanges: {
    tag: 'duty',
    summary: 'Who changed which shifts of some days of a roster, newest first',
    query: duty.dutyQuery,
    answer: duty.dutyChanges,
  },
  copyDutyWeek: {
    tag: 'duty',
    summary: 'Copy the roster of a week to another, or of four weeks to a month',
    command: true,
    body: duty.copyDutyWeek,
    answer: duty.dutyRoster,
  },
  dutyNow: {
    tag: 'duty',
    summary: 'Who is on duty now',
    query: z.strictObject({ communityId: id.optional() }),
    answer: duty.dutyNow,
  },
  myDuty: {
    tag: 'duty',
    summary: 'My turns that are not over, the next first',
    answer: duty.myDuty,
  },
  listDutyCalls: {
    tag: 'duty',
    summary: 'What calls the duty now and nobody has accepted',
    answer: duty.dutyCalls,
  },
  passDutyCall: {
    tag: 'duty',
    summary: 'I was called and cannot come: call the next',
    command: true,
    params: z.strictObject({ id }),
    answer: z.null(),
  },
} as const
