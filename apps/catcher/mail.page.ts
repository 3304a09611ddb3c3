import type { CaughtMail } from './mail.store'

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; color: #161616; background: #fff }
table { border-collapse: collapse; width: 100% } caption { text-align: left; padding: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #929292 }
a { color: #000091 } a:focus-visible { outline: 3px solid #0a76f6; outline-offset: 2px }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dt { font-weight: 700 } dd { margin: 0 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #929292; padding: 1rem }
iframe { width: 100%; height: 40rem; border: 1px solid #929292; box-sizing: border-box }
h1, dd, td { overflow-wrap: anywhere }
@media (max-width: 40rem) {
  thead { display: none } table, caption, tbody, tr, td { display: block } tr { padding: .5rem 0; border-bottom: 1px solid #929292 }
  td { padding: 0; border: 0 } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .4rem } pre { padding: .5rem }
}`

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe inside HTML and its attributes. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
}

const whenFormat = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'Europe/Paris',
})

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>${main}</main></body></html>`
}

function row(mail: CaughtMail): string {
  const when = `<time datetime="${mail.receivedAt}">${whenFormat.format(new Date(mail.receivedAt))}</time>`
  const subject = `<a href="/mails/${mail.id}">${escaped(mail.subject || '(sans objet)')}</a>`
  return `<tr><td>${when}</td><td>${escaped(mail.to.join(', '))}</td><td>${subject}</td></tr>`
}

/** The list of caught mails, newest first; `total` may be more than are shown. */
export function listPage(mails: readonly CaughtMail[], total: number): string {
  const caption =
    mails.length < total
      ? `Les ${mails.length} derniers courriels sur ${total}`
      : `${total} courriel${total > 1 ? 's' : ''}`
  const table = `<table><caption>${caption}, du plus récent au plus ancien</caption>
<thead><tr><th scope="col">Reçu le</th><th scope="col">Pour</th><th scope="col">Objet</th></tr></thead>
<tbody>${mails.map(row).join('\n')}</tbody></table>`
  const content = mails.length === 0 ? '<p>Aucun courriel pour l’instant.</p>' : table
  return page(
    'Courriels retenus – Parcours',
    `<h1>Courriels retenus</h1>
<p>Aucun de ces courriels n’est parti : ils restent sur cette machine. <a href="/">Actualiser la liste</a></p>
${content}`,
  )
}

/** One mail: its headings, its text, and its HTML part in a frame that can run nothing. */
export function mailPage(mail: CaughtMail): string {
  const heading = (name: string, value: string) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`
  const frame = `<h2>Version mise en forme</h2>
<iframe title="Version mise en forme du courriel" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/${mail.id}/html"></iframe>`
  return page(
    `${mail.subject || '(sans objet)'} – Courriels retenus`,
    `<p><a href="/">Retour à la liste</a></p>
<h1>${escaped(mail.subject || '(sans objet)')}</h1>
<dl>${heading('De', mail.from)}${heading('Pour', mail.to.join(', '))}${heading('Reçu le', whenFormat.format(new Date(mail.receivedAt)))}</dl>
<h2>Version texte</h2><pre>${escaped(mail.text)}</pre>
${mail.html === null ? '' : frame}`,
  )
}

/** The HTML part alone; its links open beside the frame. */
export function htmlPart(html: string): string {
  return `<base target="_blank">${html}`
}

/** What is shown for an address that holds nothing. */
export function missingPage(): string {
  return page('Introuvable – Parcours', '<h1>Introuvable</h1><p><a href="/">Retour à la liste</a></p>')
}
