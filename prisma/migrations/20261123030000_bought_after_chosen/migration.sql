-- On the page after payment a product is chosen after the order was placed that it is bought with: nothing is bought before
-- it was chosen.
DROP VIEW "Timeline";

-- All that happened between one customer and the shop. A view cannot drift from what the tables say.
CREATE VIEW "Timeline" WITH (security_invoker = true) AS
SELECT c."shopId", c."id" AS "customerId", c."createdAt" AS "at", 'customer-joined' AS "kind", c."id" AS "subjectId",
       NULL::text AS "orderId", '{}'::jsonb AS "detail"
  FROM "Customer" c
UNION ALL
SELECT c."shopId", c."id", c."consentUpdatedAt", 'consent-changed', c."id", NULL,
       jsonb_build_object('email', c."emailConsent", 'sms', c."smsConsent")
  FROM "Customer" c WHERE c."consentUpdatedAt" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", o."processedAt", 'order-placed', o."id", o."id",
       jsonb_build_object('name', o."name", 'totalMinor', o."totalMinor", 'currency', o."currency",
         'presentmentTotalMinor', o."presentmentTotalMinor", 'presentmentCurrency', o."presentmentCurrency",
         'sourceName', o."sourceName", 'financialStatus', o."financialStatus", 'isTest', o."isTest",
         'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object('title', l."title", 'variantTitle', l."variantTitle",
                     'quantity', l."quantity", 'currentQuantity', l."currentQuantity", 'productId', l."productId")
                     ORDER BY l."position"), '[]'::jsonb)
                   FROM "OrderLine" l WHERE l."shopId" = o."shopId" AND l."orderId" = o."id"))
  FROM "Order" o WHERE o."customerId" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", o."cancelledAt", 'order-cancelled', o."id", o."id",
       jsonb_build_object('name', o."name", 'reason', o."cancelReason")
  FROM "Order" o WHERE o."customerId" IS NOT NULL AND o."cancelledAt" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", r."createdAt", 'order-refunded', r."id", o."id",
       jsonb_build_object('name', o."name", 'amountMinor', r."amountMinor", 'currency', r."currency", 'lines', r."lines")
  FROM "Refund" r JOIN "Order" o ON o."shopId" = r."shopId" AND o."id" = r."orderId"
 WHERE o."customerId" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", f."createdAt", 'order-shipped', f."id", o."id",
       jsonb_build_object('name', o."name", 'trackingCompany', f."trackingCompany", 'status', f."status")
  FROM "Fulfillment" f JOIN "Order" o ON o."shopId" = f."shopId" AND o."id" = f."orderId"
 WHERE o."customerId" IS NOT NULL
UNION ALL
SELECT o."shopId", o."customerId", f."deliveredAt", 'order-delivered', f."id", o."id",
       jsonb_build_object('name', o."name")
  FROM "Fulfillment" f JOIN "Order" o ON o."shopId" = f."shopId" AND o."id" = f."orderId"
 WHERE o."customerId" IS NOT NULL AND f."deliveredAt" IS NOT NULL
UNION ALL
SELECT f."shopId", f."customerId", f."decidedAt",
       CASE WHEN items."all" IS NULL THEN 'offer-held' ELSE 'offer-decided' END, f."id", f."orderId",
       jsonb_build_object('placement', f."placement", 'items', items."all", 'reason', f."reason", 'considered', f."considered")
  FROM "Offer" f
  LEFT JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('productId', i."productId", 'title', p."title",
              'reason', i."reason", 'status', i."status") ORDER BY i."position") AS "all"
         FROM "OfferItem" i LEFT JOIN "Product" p ON p."shopId" = i."shopId" AND p."id" = i."productId"
        WHERE i."shopId" = f."shopId" AND i."offerId" = f."id") items ON true
 WHERE f."customerId" IS NOT NULL
UNION ALL
SELECT f."shopId", f."customerId", f."shownAt", 'offer-shown', f."id", f."orderId",
       jsonb_build_object('placement', f."placement", 'items',
         (SELECT jsonb_agg(jsonb_build_object('productId', i."productId", 'title', p."title", 'reason', i."reason",
                   'status', i."status") ORDER BY i."position")
            FROM "OfferItem" i LEFT JOIN "Product" p ON p."shopId" = i."shopId" AND p."id" = i."productId"
           WHERE i."shopId" = f."shopId" AND i."offerId" = f."id"))
  FROM "Offer" f WHERE f."customerId" IS NOT NULL AND f."shownAt" IS NOT NULL
UNION ALL
-- One entry for all that was said at once: a "no thanks" to three products is one.
SELECT f."shopId", f."customerId", i."answeredAt", 'offer-' || i."status", min(i."id"), f."orderId",
       jsonb_build_object('placement', f."placement", 'items', jsonb_agg(jsonb_build_object('productId', i."productId",
         'title', p."title", 'reason', i."reason", 'status', i."status", 'quantity', i."takenQuantity",
         'isGift', i."isGift", 'remindAt', i."remindAt") ORDER BY i."position"))
  FROM "Offer" f JOIN "OfferItem" i ON i."shopId" = f."shopId" AND i."offerId" = f."id"
  LEFT JOIN "Product" p ON p."shopId" = i."shopId" AND p."id" = i."productId"
 WHERE f."customerId" IS NOT NULL AND i."answeredAt" IS NOT NULL
 GROUP BY f."shopId", f."customerId", f."orderId", f."id", f."placement", i."status", i."answeredAt"
UNION ALL
SELECT f."shopId", f."customerId", greatest(i."boughtAt", max(i."answeredAt")), 'offer-bought', min(i."id"), i."boughtOrderId",
       jsonb_build_object('placement', f."placement", 'items', jsonb_agg(jsonb_build_object('productId', i."productId",
         'title', p."title", 'reason', i."reason", 'status', i."status", 'quantity', i."boughtQuantity",
         'isGift', i."isGift") ORDER BY i."position"))
  FROM "Offer" f JOIN "OfferItem" i ON i."shopId" = f."shopId" AND i."offerId" = f."id"
  LEFT JOIN "Product" p ON p."shopId" = i."shopId" AND p."id" = i."productId"
 WHERE f."customerId" IS NOT NULL AND i."boughtAt" IS NOT NULL
 GROUP BY f."shopId", f."customerId", i."boughtOrderId", f."id", f."placement", i."boughtAt"
UNION ALL
SELECT e."shopId", e."customerId", e."enteredAt", 'journey-entered', e."id", e."orderId",
       jsonb_build_object('journeyId', e."journeyId", 'journey', j."name")
  FROM "Enrollment" e LEFT JOIN "Journey" j ON j."shopId" = e."shopId" AND j."id" = e."journeyId"
 WHERE e."enteredAt" IS NOT NULL
UNION ALL
-- Of the steps all but what has no entry of its own: a contact has several, and waiting says nothing. Kinds that are
-- new are in; whether they are told, the product says (app/domain/timeline.ts).
SELECT e."shopId", e."customerId", s."at", 'step-passed', e."id" || '/' || s."stepId", e."orderId",
       jsonb_build_object('journeyId', e."journeyId", 'journey', j."name", 'passed', s."passed" - 'verdicts')
  FROM "EnrollmentStep" s JOIN "Enrollment" e ON e."shopId" = s."shopId" AND e."id" = s."enrollmentId"
  LEFT JOIN "Journey" j ON j."shopId" = e."shopId" AND j."id" = e."journeyId"
 WHERE s."passed" ->> 'kind' NOT IN ('not-entered', 'waited', 'touched', 'ended')
   AND (s."passed" ->> 'kind' <> 'not-touched' OR NOT EXISTS (SELECT FROM "Touch" t
         WHERE t."shopId" = s."shopId" AND t."enrollmentId" = s."enrollmentId" AND t."stepId" = s."stepId"))
UNION ALL
SELECT e."shopId", e."customerId", e."endedAt", 'journey-ended', e."id", e."orderId",
       jsonb_build_object('journeyId', e."journeyId", 'journey', j."name", 'why', e."endedWhy")
  FROM "Enrollment" e LEFT JOIN "Journey" j ON j."shopId" = e."shopId" AND j."id" = e."journeyId"
 WHERE e."enteredAt" IS NOT NULL AND e."endedAt" IS NOT NULL
UNION ALL
SELECT t."shopId", t."customerId", h."at", 'touch-held', t."id" || '/' || (extract(epoch FROM h."at") * 1000)::bigint,
       t."orderId", jsonb_build_object('topic', t."topic", 'content', t."content", 'journeyId', e."journeyId",
         'journey', j."name", 'why', h."verdict" -> 'why', 'until', h."verdict" -> 'until')
  FROM "TouchHold" h JOIN "Touch" t ON t."shopId" = h."shopId" AND t."id" = h."touchId"
  LEFT JOIN "Enrollment" e ON e."shopId" = t."shopId" AND e."id" = t."enrollmentId"
  LEFT JOIN "Journey" j ON j."shopId" = e."shopId" AND j."id" = e."journeyId"
 WHERE h."verdict" ->> 'kind' = 'hold'
UNION ALL
SELECT t."shopId", t."customerId", t."sentAt", 'touch-sent', t."id", t."orderId",
       jsonb_build_object('channel', t."channel", 'topic', t."topic", 'content', t."content", 'journeyId', e."journeyId",
         'journey', j."name")
  FROM "Touch" t LEFT JOIN "Enrollment" e ON e."shopId" = t."shopId" AND e."id" = t."enrollmentId"
  LEFT JOIN "Journey" j ON j."shopId" = e."shopId" AND j."id" = e."journeyId"
 WHERE t."sentAt" IS NOT NULL
UNION ALL
SELECT t."shopId", t."customerId", t."decidedAt", 'touch-dropped', t."id", t."orderId",
       jsonb_build_object('channel', t."channel", 'topic', t."topic", 'content', t."content", 'journeyId', e."journeyId",
         'journey', j."name", 'why', CASE WHEN t."status" = 'dropped' AND t."verdict" ->> 'kind' = 'never'
           THEN t."verdict" -> 'why' ELSE '{"kind":"not-sent"}'::jsonb END)
  FROM "Touch" t LEFT JOIN "Enrollment" e ON e."shopId" = t."shopId" AND e."id" = t."enrollmentId"
  LEFT JOIN "Journey" j ON j."shopId" = e."shopId" AND j."id" = e."journeyId"
 WHERE t."status" IN ('dropped', 'failed')
UNION ALL
SELECT i."shopId", i."customerId", i."saidAt", 'intent-said', i."id", i."orderId",
       jsonb_build_object('said', i."kind", 'title', p."title", 'until', i."until")
  FROM "Intent" i LEFT JOIN "Product" p ON p."shopId" = i."shopId" AND p."id" = i."productId"
UNION ALL
SELECT c."shopId", c."customerId", c."at", 'terms-changed',
       c."customerId" || '/' || (extract(epoch FROM c."at") * 1000)::bigint, NULL,
       jsonb_build_object('before', c."before", 'after', c."after")
  FROM "TermsChange" c;
GRANT SELECT ON "Timeline" TO encore_shop;
