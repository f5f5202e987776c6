/** Hands a file that the API gave to the browser under this name. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // the browser has taken it by the next turn
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
