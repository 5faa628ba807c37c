import type pg from 'pg'

/** What is wrong with where bodies lie: deliveries whose pieces are not all there, and pieces that nobody has. */
export async function wrongBodies(client: pg.Client, shop: string): Promise<string[]> {
  const { rows } = await client.query<{ wrong: string }>(
    `with piece as (
       select "bodyId", sum(octet_length("bytes"))::int as "bytes", max("position") + 1 = count(*) as "isWhole"
         from "DeliveryPiece" where "shopId" = $1 group by 1),
     told as (select "id", "bodyId", "pieceBytes" from "Delivery" where "shopId" = $1 and "bodyId" is not null)
     select case when t."id" is null then 'a body of ' || p."bytes" || ' bytes is no delivery’s'
                 else t."id" || ' has ' || coalesce(p."bytes", 0) || ' of ' || t."pieceBytes" || ' bytes' end as "wrong"
       from told t full join piece p using ("bodyId")
      where t."id" is null or p."bytes" is distinct from t."pieceBytes" or not p."isWhole" order by 1`,
    [shop],
  )
  return rows.map(({ wrong }) => wrong)
}
