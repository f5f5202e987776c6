import { EmptyState } from '@sims/ui'
import { Link } from 'react-router'
import { useAppText } from './texts.ts'

export function NotFound() {
  const t = useAppText()
  return <EmptyState title={t('notFound')} hint={t('notFoundHint')} action={<Link to="/">{t('toHome')}</Link>} />
}
