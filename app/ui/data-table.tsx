import { Text } from '@shopify/polaris'
import type { ReactNode } from 'react'

export interface Column<Row> {
  key: string
  label: string
  /** Its share of the width: columns stay where they are whatever stands in them. */
  widthPercent: number
  /** Stands at the end of its column, as numbers and buttons do. */
  isEnd?: boolean
  /** Needs no label on a phone. */
  isBare?: boolean
  cell: (row: Row) => ReactNode
}

// Some browsers forget that a table is one when it is laid out as blocks, so its roles are spelled out.
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
}

/** A table that becomes a list of labelled lines on a phone. The first column names the row. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  isCompact = false,
}: {
  label: string
  columns: Column<Row>[]
  rows: Row[]
  /** What a row is kept by; by its place in lists that refresh themselves, so that nothing moves. */
  rowKey: (row: Row, place: number) => string | number
  /** For four columns: two lines on a phone, without labels. */
  isCompact?: boolean
}) {
  return (
    <table
      className={isCompact ? 'encore-table is-compact' : 'encore-table'}
      {...roles.table}
      aria-label={label}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} style={{ width: `${column.widthPercent}%` }} />
        ))}
      </colgroup>
      <thead {...roles.rowgroup}>
        <tr {...roles.row}>
          {columns.map((column) => (
            <th key={column.key} {...roles.columnheader} className={column.isEnd ? 'is-end' : undefined}>
              <Text as="span" variant="bodySm">
                {column.label}
              </Text>
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...roles.rowgroup}>
        {rows.map((row, place) => (
          <tr key={rowKey(row, place)} {...roles.row}>
            {columns.map((column, at) => (
              <td
                key={column.key}
                {...roles.cell}
                data-label={column.isBare ? undefined : column.label}
                className={[at === 0 && 'is-first', column.isEnd && 'is-end'].filter(Boolean).join(' ')}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
