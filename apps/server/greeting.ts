import { roleNames } from '@sims/contracts'
import type { DemoLoaded } from '#modules/demo'

const say = (text: string) => process.stdout.write(`${text}\n`)

/** The first logins of a new installation. They are printed once and kept nowhere. */
export function printLogins({ logins, residents }: DemoLoaded): void {
  say('')
  say('首次启动:以下账号仅显示这一次,首次登录须修改密码。演示数据均为虚构。')
  say('First start: these logins are shown once; change each password at the first login. All demo data are invented.')
  say('')
  const width = Math.max(...logins.map((login) => login.account.length))
  for (const { account, password, role } of logins) {
    say(`  ${account.padEnd(width)}  ${password}  ${roleNames[role]['zh-CN']} ${roleNames[role].en}`)
  }
  say('')
  for (const { phone, name, premises } of residents) say(`  ${phone}  ${name} ${premises}`)
  say('')
}

/** Says that the server answers, and what to do next. */
export function greet(url: string, empty: boolean): void {
  say(`SIMS is ready: ${url}`)
  if (empty) say(`首次使用请打开 ${url}/setup 建立企业。 Open ${url}/setup to found the company.`)
}
