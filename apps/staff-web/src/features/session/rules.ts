/** The rules that can be judged while typing; the server judges all of them again. */
export const passwordRules = {
  ruleLength: (password: string) => password.length >= 10,
  ruleCase: (password: string) => /[a-z]/.test(password) && /[A-Z]/.test(password),
  ruleDigit: (password: string) => /\d/.test(password),
  ruleSign: (password: string) => /[^A-Za-z0-9]/.test(password),
} as const

export type Rule = keyof typeof passwordRules
export const ruleKeys = Object.keys(passwordRules) as Rule[]
