import { useEffect, useState } from 'react'

/** Minutes and seconds until a moment, `3:05`; `0:00` once it has passed. For what is minutes away. */
export function Countdown({ to }: { to: string }) {
  const [left, setLeft] = useState(() => leftTo(to))
  useEffect(() => {
    setLeft(leftTo(to))
    const timer = setInterval(() => setLeft(leftTo(to)), 1000)
    return () => clearInterval(timer)
  }, [to])
  return (
    <time dateTime={to} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
    </time>
  )
}

const leftTo = (to: string) => Math.max(0, Math.ceil((Date.parse(to) - Date.now()) / 1000))
