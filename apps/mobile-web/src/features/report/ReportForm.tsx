import { ApiError, type Category, type MyPlaces } from '@sims/contracts/web'
import { ErrorNotice } from '@sims/ui'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMe } from '../../shared/session.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Card } from '../../shared/ui/Card.tsx'
import { FieldGroup, TextArea } from '../../shared/ui/Field.tsx'
import { focusFault } from '../../shared/ui/focus-fault.ts'
import { Page } from '../../shared/ui/Page.tsx'
import { toast } from '../../shared/ui/toast.tsx'
import { PhotoPicker } from '../../shared/upload/PhotoPicker.tsx'
import { ConcernedChoice, NOBODY } from './ConcernedChoice.tsx'
import { useDraft } from './draft.ts'
import { Guidance } from './Guidance.tsx'
import { kindPath } from './kinds.ts'
import { Nearby } from './Nearby.tsx'
import { PlaceChoice } from './PlaceChoice.tsx'
import { useSendReport } from './send-report.ts'
import { useText } from './texts.ts'

const shortest = 2

export function ReportForm({ category, places }: { category: Category; places: MyPlaces }) {
  const t = useText()
  const go = useNavigate()
  const { draft, change, clear } = useDraft(useMe().accountId, category.key)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const report = useSendReport(category)

  const repair = category.kind === 'repair'
  const home = category.places.includes('premises') ? (places.premises[0]?.id ?? '') : ''
  const placeId = draft.placeId || home
  const concerned = draft.concerned ?? (category.concerns === 'staff' ? 'staff' : NOBODY)
  const noWords = draft.description.trim().length < shortest
  const fault = (path: string, isMissing: boolean, words: string) =>
    tried && isMissing ? words : faultOf(report.error, path)
  const faults = {
    placeId: fault('placeId', !placeId, t('choosePlace')),
    description: fault('description', noWords, t('describe')),
    photos: fault('photos', false, ''),
    concerned: fault('concerned', false, ''),
  }

  const send = () => {
    setTried(true)
    if (!placeId || noWords) return focusFault()
    report.mutate(
      { ...draft, placeId, concerned },
      {
        onSuccess: (id) => {
          clear()
          toast(t('sent'))
          go('/', { replace: true })
          go(`/requests/${id}`)
        },
      },
    )
  }

  return (
    <Page
      title={t(`title_${category.kind}`)}
      back={kindPath(category.kind)}
      bar={
        <Button kind="primary" wide busy={report.isPending || busy} onClick={send}>
          {t(busy ? 'uploading' : report.isPending ? 'sending' : repair ? 'send_repair' : 'send')}
        </Button>
      }
    >
      <Guidance category={category} />
      <Card>
        <PlaceChoice
          category={category}
          places={places}
          value={placeId}
          fault={faults.placeId}
          onChange={(id) => change({ placeId: id })}
        />
      </Card>
      <Card>
        <TextArea
          label={t(repair ? 'description' : 'words')}
          hint={t(repair ? 'descriptionHint' : 'wordsHint')}
          fault={faults.description}
          maxLength={8000}
          value={draft.description}
          onChange={(event) => change({ description: event.target.value })}
        />
      </Card>
      <Nearby category={category.key} description={draft.description} placeId={placeId} />
      {category.kind === 'complaint' && (
        <Card>
          <ConcernedChoice
            value={concerned}
            fault={faults.concerned}
            onChange={(next) => change({ concerned: next })}
          />
        </Card>
      )}
      <Card>
        <FieldGroup
          label={t('photos')}
          required={false}
          hint={t(repair ? 'photosHint' : 'photosOf')}
          fault={faults.photos}
        >
          <PhotoPicker value={draft.photos} onChange={(photos) => change({ photos })} onBusy={setBusy} />
        </FieldGroup>
      </Card>
      {report.isPaused && <p role="status">{t('waiting')}</p>}
      <ErrorNotice
        error={report.error}
        shownElsewhere={(path) => Object.keys(faults).some((key) => path.includes(key))}
      />
    </Page>
  )
}

function faultOf(error: unknown, path: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return error.problem.fields?.find((field) => field.path.includes(path))?.message
}
