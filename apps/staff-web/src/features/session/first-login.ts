let typed = ''

/** Keeps the first password from the sign-in to the page that changes it, so that nobody types it twice. */
export const firstLogin = {
  remember: (password: string) => {
    typed = password
  },
  password: () => typed,
  forget: () => {
    typed = ''
  },
}
