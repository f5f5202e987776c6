/** Accounts with their passwords, and the phones of residents. */
export interface Logins {
  passwords: Map<string, string>
  phones: string[]
}

const PHONE = /^\s*(1\d{10})(?:\s|$)/
const ACCOUNT = /^\s*([A-Za-z][\w.-]*)\s+(\S+)/

/** Reads lines `account password` and lines that begin with a resident's phone, such as the server prints at its first start. */
export function readLogins(text: string): Logins {
  const logins: Logins = { passwords: new Map(), phones: [] }
  for (const line of text.split('\n')) {
    const phone = PHONE.exec(line)?.[1]
    const [, account, password] = ACCOUNT.exec(line) ?? []
    if (phone) logins.phones.push(phone)
    else if (account && password) logins.passwords.set(account, password)
  }
  return logins
}

/** The same text with another password for an account; a line is added when there is none. */
export function withPassword(text: string, account: string, password: string): string {
  let found = false
  const lines = text.split('\n').map((line) => {
    const [, name, old] = ACCOUNT.exec(line) ?? []
    if (name !== account || old === undefined) return line
    found = true
    const at = line.indexOf(old, line.indexOf(account) + account.length)
    return line.slice(0, at) + password + line.slice(at + old.length)
  })
  if (found) return lines.join('\n')
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${account} ${password}\n`
}
