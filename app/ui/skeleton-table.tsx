import { Bar } from './bar.tsx'
import { type Column, DataTable } from './data-table.tsx'

const rows = Array.from({ length: 10 }, (_, place) => place)

/** The outline of a table: its real columns, with bars where its words will be. */
export function SkeletonTable<Row>({
  label,
  columns,
  smallLines,
  isCompact,
}: {
  label: string
  columns: Column<Row>[]
  /** Below the first line of a first cell. */
  smallLines: number[]
  isCompact?: boolean
}) {
  const outline = columns.map((column, at) => ({
    ...column,
    cell: () => <Cell smallLines={at === 0 ? smallLines : []} />,
  }))
  return (
    <div aria-hidden="true">
      <DataTable label={label} columns={outline} rows={rows} rowKey={(row) => row} isCompact={isCompact} />
    </div>
  )
}

function Cell({ smallLines }: { smallLines: number[] }) {
  return (
    <>
      <Bar percent={60} />
      {smallLines.map((percent) => (
        <Bar key={percent} percent={percent} size="small" />
      ))}
    </>
  )
}
