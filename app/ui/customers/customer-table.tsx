import { Link, Text } from '@shopify/polaris'
import type { CustomerLine } from '../../domain/customer-page.ts'
import { customerUrl } from '../addresses.ts'
import { type Column, DataTable } from '../data-table.tsx'
import { Count, When } from '../reader.tsx'
import { customers } from '../texts/customers.ts'
import { SpentText } from './spent.tsx'

const texts = customers

/** The customers of one page, each leading to their own. */
export function CustomerTable({ lines }: { lines: CustomerLine[] }) {
  return <DataTable label={texts.table} columns={columns} rows={lines} rowKey={({ id }) => id} isCompact />
}

/** What the list tells of each customer. */
export const columns: Column<CustomerLine>[] = [
  {
    key: 'name',
    widthPercent: 45,
    label: texts.columns.name,
    cell: ({ id, name, email }) => (
      <>
        <span className="encore-row-link">
          <Link url={customerUrl(id)} removeUnderline monochrome>
            <Text as="span" fontWeight="semibold">
              {name ?? email ?? texts.noName}
            </Text>
          </Link>
        </span>
        {name && email && (
          <Text as="p" tone="subdued" variant="bodySm">
            {email}
          </Text>
        )}
      </>
    ),
  },
  {
    key: 'last-order',
    widthPercent: 27,
    label: texts.columns.lastOrder,
    cell: ({ lastOrder }) =>
      lastOrder ? (
        <span>
          {lastOrder.name}, <When at={lastOrder.at} style="day" />
        </span>
      ) : (
        texts.noOrder
      ),
  },
  {
    key: 'orders',
    widthPercent: 12,
    label: texts.columns.orders,
    isEnd: true,
    cell: ({ orders }) => (
      <span>
        <Count count={orders} /> <span className="encore-phone-only">{texts.ordersWord(orders)}</span>
      </span>
    ),
  },
  {
    key: 'spent',
    widthPercent: 16,
    label: texts.columns.spent,
    isEnd: true,
    cell: ({ spent }) => (
      <span className="encore-wrap">
        <SpentText spent={spent} />
      </span>
    ),
  },
]
