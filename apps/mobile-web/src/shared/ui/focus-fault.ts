/** Takes the reader to the first field that is not right, once it has been drawn. */
export function focusFault(within: ParentNode = document): void {
  requestAnimationFrame(() => {
    const faulty = within.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]')
    const control = faulty?.matches('fieldset') ? faulty.querySelector<HTMLElement>('input, select, button') : faulty
    control?.focus({ preventScroll: true })
    faulty?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  })
}
