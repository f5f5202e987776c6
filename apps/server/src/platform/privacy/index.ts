// Personal data: the master key and what is derived from it, sealed columns, blind search, masks, one-time codes.
export { type BlindIndex, createBlindIndex, type Findable, matches, phoneHash, type Search } from './blind.ts'
export { derivedCode, hashCode, hashToken, isCode, newCode, newToken, sameBytes } from './codes.ts'
export { bindTo, type Cipher, createAesCipher, type DataKey, SealBroken } from './envelope.ts'
export { maskAddress, maskBankCard, maskEmail, maskIdNumber, maskName, maskPhone, maskPlate } from './mask.ts'
export { maskText, textFor } from './mask-text.ts'
export { isMobile, normalizePhone, type Phone, parsePhone, textableNumber } from './phone.ts'
export { openSecrets, type Purpose, type Secrets, secretsFrom, secretsFromText } from './secrets.ts'
