import { BlockStack, Button, Checkbox, InlineStack, Text } from '@shopify/polaris'
import { ArrowUpIcon } from '@shopify/polaris-icons'
import { type MessageChannel, messageChannels } from '../../domain/budget/channel.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { journeySteps } from '../texts/journeys-steps.ts'
import { useWriting } from './use-writing.ts'

const texts = journeySteps.message

/** By which channels a message may go, the best first. */
export function ChannelsField({
  value,
  onChange,
}: {
  value: MessageChannel[]
  onChange: (channels: MessageChannel[]) => void
}) {
  const finish = (channels: MessageChannel[]) => (channels.length > 0 ? channels : undefined)
  const begin = (channels: MessageChannel[]) => channels
  const [chosen, write, isWhole] = useWriting(value, { begin, finish }, onChange)
  const others = messageChannels.filter((channel) => !chosen.includes(channel))
  return (
    <fieldset className="encore-plain-fieldset">
      <legend>{texts.channels}</legend>
      <BlockStack gap="100">
        {[...chosen, ...others].map((channel) => {
          const place = chosen.indexOf(channel)
          const without = chosen.filter((each) => each !== channel)
          return (
            <InlineStack key={channel} align="space-between" blockAlign="center" wrap={false}>
              <Checkbox
                label={texts.Channel[channel]}
                checked={place >= 0}
                onChange={(isOn) => write(isOn ? [...chosen, channel] : without)}
              />
              {place > 0 && (
                <Button
                  icon={ArrowUpIcon}
                  variant="tertiary"
                  accessibilityLabel={journeyEditor.steps.up(texts.Channel[channel])}
                  onClick={() => write(without.toSpliced(place - 1, 0, channel))}
                />
              )}
            </InlineStack>
          )
        })}
        <Text as="p" tone={isWhole ? 'subdued' : 'critical'} variant="bodySm">
          {isWhole ? texts.channelsHelp : texts.noChannel}
        </Text>
      </BlockStack>
    </fieldset>
  )
}
