/** Forms that send themselves as soon as something in them changes; without this script they have a button. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosubmit]')) {
  form.addEventListener('change', () => form.requestSubmit())
  form.querySelector<HTMLElement>('[data-without-script]')?.remove()
}
