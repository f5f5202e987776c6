// Search in Chinese and other texts by pairs of characters.
export { gramsOf, normalized } from './grams.ts'
