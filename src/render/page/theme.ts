import { byId } from './elements.js'
import { forget, keep, kept } from './memory.js'

const THEMES = ['auto', 'light', 'dark'] as const
const SIGNS = { auto: '◐', light: '☀', dark: '☾' } as const
const NAME = 'kubeplan theme'

export function openTheme(): void {
  const button = byId('theme', HTMLButtonElement)
  let theme = THEMES.find((known) => known === kept(NAME)) ?? 'auto'
  const show = () => {
    button.textContent = SIGNS[theme]
    button.title = `Theme: ${theme}`
    button.setAttribute('aria-label', button.title)
    if (theme === 'auto') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.dataset['theme'] = theme
  }
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto'
    if (theme === 'auto') forget(NAME)
    else keep(NAME, theme)
    show()
  })
  show()
}
