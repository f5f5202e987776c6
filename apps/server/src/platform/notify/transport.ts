import { createTransport } from 'nodemailer'

export interface Mail {
  from: { name: string; address: string }
  to: string
  /** the same for every attempt, so that a mail that arrives twice can be told */
  messageId: string
  subject: string
  text: string
  html: string
}

/** Why a mail did not leave; its message names no person. */
export class MailFailure extends Error {
  /** the server will never take it */
  permanent: boolean
  constructor(message: string, permanent: boolean) {
    super(message)
    this.name = 'MailFailure'
    this.permanent = permanent
  }
}

export interface MailTransport {
  /** @throws MailFailure */
  send(mail: Mail): Promise<void>
  close(): void
}

/** Sends over SMTP by a URL such as `smtps://user:password@host:465`; a few connections, kept while in use. */
export function smtpTransport(url: string): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({ ...mail, headers: { 'auto-submitted': 'auto-generated' } })
      } catch (error) {
        throw failureOf(error)
      }
    },
    close: () => transport.close(),
  }
}

/** The server's words may hold the address; code and number say enough. */
function failureOf(error: unknown): MailFailure {
  const { code = 'EUNKNOWN', responseCode } = error as { code?: string; responseCode?: number }
  const permanent = code === 'EENVELOPE' || code === 'EMESSAGE' ? (responseCode ?? 500) >= 500 : false
  return new MailFailure(`SMTP ${code}${responseCode ? ` ${responseCode}` : ''}`, permanent)
}

/** The sender's address: the URL's user when that is one, else no-reply at the host of the public address. */
export function senderOf(smtpUrl: string, publicUrl: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username)
  return user.includes('@') ? user : `no-reply@${new URL(publicUrl).hostname}`
}
