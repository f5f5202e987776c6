export { ChoiceGrid, toggled } from './ChoiceGrid.tsx'
export { Countdown } from './Countdown.tsx'
export { DueTime } from './DueTime.tsx'
export { EmptyState } from './EmptyState.tsx'
export { ErrorNotice } from './ErrorNotice.tsx'
export {
  type BothNames,
  locale,
  setLocale,
  type Translate,
  texts,
  UI_LOCALES,
  type UiLocale,
  useListed,
  useLocale,
  useNames,
} from './i18n.ts'
export { LargeTypeSwitch } from './LargeTypeSwitch.tsx'
export { Loading } from './Loading.tsx'
export { LocaleSwitch } from './LocaleSwitch.tsx'
export { restoreLargeType, setLargeType, useLargeType } from './large-type.ts'
export { type PartLine, PartLines } from './PartLines.tsx'
export { Permit } from './Permit.tsx'
export { PhaseTag } from './PhaseTag.tsx'
export { type Photo, PhotoStrip } from './PhotoStrip.tsx'
export { PriceQuote } from './PriceQuote.tsx'
export { type Picture, type PictureFault, type PicturePlace, ProcessPicture } from './ProcessPicture.tsx'
export { RatingStars } from './RatingStars.tsx'
export { Timeline, type TimelineItem } from './Timeline.tsx'
export { clockTime, dayAndTime, dayName, dayNumber, dueText, setTimeZone, spanText } from './time.ts'
export { useNow } from './use-now.ts'
export { VisitTime } from './Visit.tsx'
