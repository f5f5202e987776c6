import { theme as antd, type ThemeConfig } from 'antd'
import { useSyncExternalStore } from 'react'

export const THEME_CHOICES = ['auto', 'light', 'dark'] as const
export type ThemeChoice = (typeof THEME_CHOICES)[number]

const storageKey = 'sims.theme'
const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
const watchers = new Set<() => void>()
const changed = () => {
  for (const tell of watchers) tell()
}
const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
systemDark.addEventListener('change', changed)

let choice = (localStorage.getItem(storageKey) ?? 'auto') as ThemeChoice
mark()

function mark() {
  if (choice === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
}

/** Light, dark, or as the system wishes; kept on this device. */
export function setThemeChoice(next: ThemeChoice): void {
  choice = next
  localStorage.setItem(storageKey, next)
  mark()
  changed()
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice)

/** The component library's theme, read from the tokens in force, so that no colour is said twice. */
export function useTheme(): ThemeConfig {
  const dark = useSyncExternalStore(subscribe, () => (choice === 'auto' ? systemDark.matches : choice === 'dark'))
  return themes[dark ? 'dark' : 'light']()
}

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
const themes = { light: once(() => read(false)), dark: once(() => read(true)) }

function read(dark: boolean): ThemeConfig {
  const styles = getComputedStyle(document.documentElement)
  const token = (name: string) => styles.getPropertyValue(`--${name}`).trim()
  return {
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    cssVar: { key: dark ? 'dark' : 'light' },
    hashed: false,
    token: {
      colorPrimary: token('accent'),
      colorPrimaryBg: token('accent-soft'),
      controlItemBgActive: token('accent-soft'),
      controlItemBgActiveHover: token('accent-soft'),
      controlItemBgHover: token('sunken'),
      colorLink: token('accent'),
      colorInfo: token('accent'),
      colorError: token('danger'),
      colorWarning: token('warn'),
      colorSuccess: token('good'),
      colorText: token('text'),
      colorTextSecondary: token('text-soft'),
      colorTextTertiary: token('text-faint'),
      colorTextPlaceholder: token('text-faint'),
      colorTextLightSolid: token('on-accent'),
      colorBgLayout: token('ground'),
      colorBgContainer: token('surface'),
      colorBgElevated: token('surface'),
      colorBorder: token('line-strong'),
      colorBorderSecondary: token('line'),
      colorSplit: token('line'),
      fontFamily: token('font'),
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 32,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Modal: { titleFontSize: 16 },
      Form: { itemMarginBottom: 20, verticalLabelPadding: '0 0 4px' },
      Select: { optionSelectedFontWeight: 500 },
    },
  }
}
