import { textIn } from '../../json-fields.ts'
import { tagOf } from '../tag-name.ts'
import type { TriggerKind } from '../trigger-kind.ts'

/** They are given a tag that they did not have. */
export interface TagJoinedTrigger {
  kind: 'tag-joined'
  tag: string
}

/** The trigger of a tag, each time that it is given. */
export const tagJoined: TriggerKind<TagJoinedTrigger> = {
  kind: 'tag-joined',
  about: 'customer',
  isTimed: false,
  listensTo: ['tags-joined'],
  parse(json) {
    const tag = tagOf(textIn(json.tag))
    return tag === undefined ? { field: 'tag' } : { kind: 'tag-joined', tag }
  },
  fired({ tag }, event) {
    if (event.kind !== 'tags-joined' || !event.tags.includes(tag.toLowerCase())) return []
    const { at, customerId } = event
    return [
      {
        key: `tag/${customerId}/${at.toISOString()}`,
        triggeredAt: at,
        dueAt: at,
        orderId: undefined,
        productId: undefined,
      },
    ]
  },
  stillDue({ tag }, _enrollment, { customer }) {
    return { kind: customer?.tags.includes(tag.toLowerCase()) ? 'due' : 'no-longer' }
  },
}
