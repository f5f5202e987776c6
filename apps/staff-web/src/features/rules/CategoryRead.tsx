import type { CategoryContent as Content } from '@sims/contracts/web'
import styles from './category.module.css'
import { useCategoryWords } from './category-words.ts'
import type { ContentProps } from './kinds.tsx'
import { useText } from './texts.ts'

const sections = {
  basic: ['names', 'kind', 'guidance', 'icon', 'channels', 'visibleToResidents', 'urgent', 'sort'],
  scope: ['places', 'part', 'concerns', 'priceFrom', 'priceTo'],
  work: [
    'skill',
    'dispatch',
    'takeWithin',
    'takeWithinUrgent',
    'permits',
    'photos',
    'acceptance',
    'followUp',
    'safetyNotes',
  ],
  speed: ['defaultUrgency', 'defaultImpact', 'warnAt'],
} as const satisfies Record<string, readonly (keyof Content)[]>

/** A category as a sheet to read. */
export function CategoryRead({ content }: ContentProps<Content>) {
  const t = useText()
  const words = useCategoryWords()
  return (
    <>
      {(Object.keys(sections) as (keyof typeof sections)[]).map((section) => (
        <section key={section}>
          <h3>{t(`section_${section}`)}</h3>
          <dl className={styles.sheet}>
            {sections[section].map((field) => (
              <div key={field}>
                <dt>{words.label(field)}</dt>
                <dd>{words.value(field, content[field])}</dd>
              </div>
            ))}
            {section === 'work' && (
              <div>
                <dt>{t('f_checklist')}</dt>
                <dd>
                  <ul>
                    {content.checklist.map((item) => (
                      <li key={item.key}>{words.value(`checklist.${item.key}`, item)}</li>
                    ))}
                  </ul>
                </dd>
              </div>
            )}
            {section === 'speed' &&
              Object.entries(content.targets).map(([clock, target]) => (
                <div key={clock}>
                  <dt>{words.label(`targets.${clock}`)}</dt>
                  <dd>{words.value(`targets.${clock}`, target)}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  )
}
