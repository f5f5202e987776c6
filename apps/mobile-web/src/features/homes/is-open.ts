import type { MyHomes } from '@sims/contracts/web'

type Tie = Pick<MyHomes['ties'][number], 'state'>

export const isOpen = ({ state }: Tie): boolean => state === 'claimed' || state === 'verified'
