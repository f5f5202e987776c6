import type { DefinitionFault, ProcessDrawing } from '@sims/contracts/web'
import { type PicturePlace, ProcessPicture } from '@sims/ui'
import { useEffect, useRef, useState } from 'react'
import { ClockTargets } from './ClockTargets.tsx'
import styles from './process.module.css'
import { useProcessText } from './texts.ts'

interface CheckedPictureProps {
  drawing: ProcessDrawing
  faults: readonly DefinitionFault[]
}

/**
 * A definition with what is wrong with it: red states and steps in the picture, a list beside it. Pointing at a row
 * shows its place, pointing at a red place its row.
 */
export function CheckedPicture({ drawing, faults }: CheckedPictureProps) {
  const t = useProcessText()
  const [chosen, choose] = useState<number>()
  const place = chosen === undefined ? undefined : faults[chosen]?.at
  const list = useRef<HTMLOListElement>(null)
  const chooseBy = (at: PicturePlace) => {
    const index = faults.findIndex((fault) =>
      at.state === undefined ? fault.at.step === at.step : fault.at.state === at.state,
    )
    choose(index)
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }
  // another content, other faults
  useEffect(() => choose(undefined), [faults])
  return (
    <div className={styles.checked}>
      <div className={styles.sides}>
        <div className={styles.frame}>
          {drawing.states.length > 0 ? (
            <ProcessPicture
              fit
              picture={drawing}
              faults={faults}
              chosen={place}
              onChoose={chooseBy}
              label={t('picture')}
            />
          ) : (
            <p className={styles.empty}>{t('nothingDrawn')}</p>
          )}
        </div>
        {faults.length > 0 && (
          <section className={styles.faults} aria-label={t('faults', { count: faults.length })}>
            <h3>{t('faults', { count: faults.length })}</h3>
            <ol ref={list}>
              {faults.map((fault, index) => (
                <li key={`${fault.path} ${fault.code} ${fault.message}`}>
                  <button
                    type="button"
                    aria-pressed={chosen === index}
                    onClick={() => choose(index)}
                    onMouseEnter={() => choose(index)}
                    onFocus={() => choose(index)}
                  >
                    {fault.message}
                  </button>
                </li>
              ))}
            </ol>
          </section>
        )}
      </div>
      <ClockTargets
        clocks={drawing.clocks}
        wrong={new Set(faults.flatMap(({ at }) => at.clock ?? []))}
        chosen={place?.clock}
      />
    </div>
  )
}
