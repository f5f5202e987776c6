/**
 * An account name as it is stored and compared: compatibility forms (full-width letters, composed or not), case and
 * surrounding spaces make no second account.
 */
export const foldLogin = (account: string): string => account.normalize('NFKC').toLowerCase().normalize('NFKC').trim()
