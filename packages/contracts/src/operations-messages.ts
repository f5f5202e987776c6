import { z } from 'zod'
import { id, page } from './fields.ts'
import * as messages from './messages.ts'

const byId = z.strictObject({ id })

/** What goes in and out of the operations on messages that leave the app. */
export const messageOperations = {
  myMessages: { tag: 'notices', summary: 'By what I am told of what, beside the app', answer: messages.myMessages },
  changeMyMessages: {
    tag: 'notices',
    summary: 'Choose by what I am told of what, and my quiet hours',
    command: true,
    body: messages.changeMyMessages,
    answer: messages.myMessages,
  },
  messageDefaults: {
    tag: 'messages',
    summary: 'Quiet hours and daily cap of the company',
    answer: messages.messageDefaults,
  },
  setMessageDefaults: {
    tag: 'messages',
    summary: 'Set quiet hours and daily cap of the company',
    command: true,
    body: messages.messageDefaults,
    answer: messages.messageDefaults,
  },
  listMessages: {
    tag: 'messages',
    summary: 'What left or is to leave by mail, text message and WeChat, newest first',
    query: messages.messageQuery,
    answer: page(messages.message),
  },
  getMessage: {
    tag: 'messages',
    summary: 'A message with its attempts',
    params: byId,
    answer: messages.messageWithAttempts,
  },
  retryMessage: {
    tag: 'messages',
    summary: 'Try a message again now',
    command: true,
    params: byId,
    answer: messages.messageWithAttempts,
  },
  cancelMessage: {
    tag: 'messages',
    summary: 'Do not send a message that waits',
    command: true,
    params: byId,
    answer: messages.messageWithAttempts,
  },
} as const
