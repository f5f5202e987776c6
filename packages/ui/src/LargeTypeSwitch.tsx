import { setLargeType, useLargeType } from './large-type.ts'
import { useText } from './texts.ts'

/** A button that names the other mode. */
export function LargeTypeSwitch({ className }: { className?: string }) {
  const t = useText()
  const large = useLargeType()
  return (
    <button type="button" className={className} onClick={() => setLargeType(!large)}>
      {t(large ? 'normalType' : 'largeType')}
    </button>
  )
}
