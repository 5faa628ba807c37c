import {
  type Announcements,
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { DragHandleIcon } from '@shopify/polaris-icons'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { allSteps } from '../../domain/journeys/plan.ts'
import { journeyEditor } from '../texts/journeys-editor.ts'
import { useEditing } from './editing.ts'
import { stepWords } from './step-words.ts'
import { type Lane, laneKey, type Spot, spotOf } from './tree.ts'

const texts = journeyEditor.drag

/** Inside of it steps can be dragged, with a pointer or with the keyboard. */
export function DragRoot({ children }: { children: ReactNode }) {
  const { definition, move } = useEditing()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const announcements = useAnnouncements()
  const collide = useMemo(() => outside(definition.steps), [definition.steps])
  const drop = ({ active, over }: DragEndEvent) => {
    const to = over && over.id !== active.id ? spotAt(definition.steps, String(active.id), over) : undefined
    if (to) move(String(active.id), to)
  }
  return (
    <DndContext
      id="journey"
      sensors={sensors}
      collisionDetection={collide}
      accessibility={{ announcements, screenReaderInstructions: { draggable: texts.help } }}
      onDragEnd={drop}
    >
      {children}
    </DndContext>
  )
}

type Steps = Parameters<typeof spotOf>[0]

/** Where a step goes that is dropped on another one, or on a lane that has none. */
function spotAt(steps: Steps, id: string, over: NonNullable<DragEndEvent['over']>): Spot | undefined {
  const lane: Lane | undefined = over.data.current?.lane
  if (lane) return { ...lane, at: 0 }
  const to = spotOf(steps, String(over.id))
  const from = spotOf(steps, id)
  if (!to || !from) return undefined
  const isBelow = laneKey(from) === laneKey(to) && from.at < to.at
  return isBelow ? { ...to, at: to.at + 1 } : to
}

/** A step is never dropped on what stands inside itself. */
function outside(steps: Steps): CollisionDetection {
  const insideOf = new Map(
    allSteps(steps).map((step) => [step.id, new Set(allSteps([step]).map(({ id }) => id))]),
  )
  return (asked) => {
    const inside = insideOf.get(String(asked.active.id))
    const droppableContainers = asked.droppableContainers.filter(({ id, data }) => {
      const lane: Lane | undefined = data.current?.lane
      const holder = lane ? (lane.stepId ?? '') : String(id)
      return id === asked.active.id || !inside?.has(holder)
    })
    // Under the pointer, where there is one; a step is as wide as its lane, and its middle may lie in another.
    const under = pointerWithin({ ...asked, droppableContainers })
    return under.length > 0 ? under : closestCenter({ ...asked, droppableContainers })
  }
}

function useAnnouncements(): Announcements {
  const { definition, names } = useEditing()
  return useMemo(() => {
    const steps = new Map(allSteps(definition.steps).map((step) => [step.id, stepWords(step, names)]))
    const nameOf = (id: string | number) => steps.get(String(id)) ?? ''
    return {
      onDragStart: ({ active }) => texts.picked(nameOf(active.id)),
      onDragOver: ({ active, over }) => (over ? texts.over(nameOf(active.id), nameOf(over.id)) : undefined),
      onDragEnd: ({ active }) => texts.dropped(nameOf(active.id)),
      onDragCancel: ({ active }) => texts.cancelled(nameOf(active.id)),
    }
  }, [definition.steps, names])
}

/** A row of steps among which can be dragged; one without steps takes what is dropped on it. */
export function DragLane({ lane, ids, children }: { lane: Lane; ids: string[]; children: ReactNode }) {
  const isEmpty = ids.length === 0
  const { setNodeRef, isOver } = useDroppable({
    id: `lane ${laneKey(lane)}`,
    data: { lane },
    disabled: !isEmpty,
  })
  return (
    <SortableContext id={laneKey(lane)} items={ids} strategy={verticalListSortingStrategy}>
      <div ref={setNodeRef} className={isEmpty && isOver ? 'encore-drop is-over' : undefined}>
        {children}
      </div>
    </SortableContext>
  )
}

type Handle = Pick<ReturnType<typeof useSortable>, 'attributes' | 'listeners' | 'setActivatorNodeRef'>
const HandleContext = createContext<Handle | undefined>(undefined)

/** A step that can be dragged by the handle inside. */
export function DragStep({ id, children }: { id: string; children: ReactNode }) {
  const { setNodeRef, transform, transition, isDragging, attributes, listeners, setActivatorNodeRef } =
    useSortable({ id })
  const handle = useMemo(
    () => ({ attributes, listeners, setActivatorNodeRef }),
    [attributes, listeners, setActivatorNodeRef],
  )
  return (
    <div
      ref={setNodeRef}
      className={isDragging ? 'encore-drag is-dragged' : 'encore-drag'}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <HandleContext.Provider value={handle}>{children}</HandleContext.Provider>
    </div>
  )
}

/** By which a step is dragged. */
export function DragHandle({ label }: { label: string }) {
  const handle = useContext(HandleContext)
  return (
    <button
      type="button"
      className="encore-drag-handle"
      ref={handle?.setActivatorNodeRef}
      aria-label={label}
      {...handle?.attributes}
      {...handle?.listeners}
    >
      <DragHandleIcon aria-hidden="true" />
    </button>
  )
}
