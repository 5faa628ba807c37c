import { InlineGrid, Select, TextField } from '@shopify/polaris'
import type { Brand, LetterheadField, Sender } from '../../domain/letterhead.ts'
import { tones } from '../../domain/letterhead.ts'
import { settings } from '../texts/settings-contact.ts'
import { SettingsForm } from './settings-form.tsx'
import { useFields } from './use-fields.ts'

const texts = settings.letterhead

/** Says from whom messages come, and how they look and sound. */
export function Letterhead({ sender, brand }: { sender: Sender; brand: Brand }) {
  const fields = useFields<LetterheadField>({
    senderName: sender.name ?? '',
    replyTo: sender.replyTo ?? '',
    logoUrl: brand.logoUrl ?? '',
    color: brand.color ?? '',
    tone: brand.tone,
  })
  const { written, write, isRefused } = fields
  return (
    <SettingsForm intent="letterhead" texts={texts} fields={fields}>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        {(['senderName', 'replyTo', 'logoUrl', 'color'] as const).map((field) => (
          <TextField
            key={field}
            label={texts[field].label}
            helpText={texts[field].help}
            name={field}
            type={kinds[field]}
            autoComplete="off"
            value={written[field]}
            onChange={(value) => write(field, value)}
            prefix={field === 'color' && <Swatch color={written.color} />}
            error={isRefused(field) ? texts[field].refused : undefined}
          />
        ))}
        <Select
          label={texts.tone.label}
          name="tone"
          options={tones.map((tone) => ({ label: texts.tone[tone], value: tone }))}
          value={written.tone}
          onChange={(value) => write('tone', value)}
          helpText={texts.tone.help}
        />
      </InlineGrid>
    </SettingsForm>
  )
}

const kinds = { senderName: 'text', replyTo: 'email', logoUrl: 'url', color: 'text' } as const

const swatch = {
  display: 'block',
  width: 'var(--p-space-400)',
  height: 'var(--p-space-400)',
  borderRadius: 'var(--p-border-radius-100)',
}

/** The colour beside its name; nothing while what is written is none. */
function Swatch({ color }: { color: string }) {
  if (!/^#[\da-f]{6}$/i.test(color.trim())) return null
  return <span style={{ ...swatch, background: color.trim() }} aria-hidden="true" />
}
