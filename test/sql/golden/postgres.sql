-- habitus, as of 2026-11-22T00:00:00.000Z
-- power_user: active on at least 12 of the last 28 days and used at least 5 different features in the last 28 days (activeDays 12, features 5, window 28 days)
-- usage_tier: super if active on at least 16 of the last 28 days, average if active on at least 5 of the last 28 days, light if active in the last 28 days, otherwise none (superDays 16, averageDays 5, lightDays 1, window 28 days)
-- fast_buyer: completed product viewed, then cart added, then purchase, all within 1 hour
-- euro_spend: (the total amount in purchase events in the last 30 days with EUR as currency) divided by seats
-- of_team: accountPlan is team
WITH
-- Events of any name since 2026-10-23 up to 2026-11-22, with the properties that are looked at. For power_user, usage_tier, euro_spend.
"events_read" AS (
  SELECT
    CAST(e."user_id" AS TEXT) COLLATE "C" AS "customer",
    CAST(floor(extract(epoch FROM e."happened_at") * 1000) AS BIGINT) AS "at",
    CAST(e."event" AS TEXT) COLLATE "C" AS "name",
    CAST(e."message_id" AS TEXT) COLLATE "C" AS "id",
    CASE WHEN jsonb_typeof(CAST(e."properties" AS jsonb) -> $1::text) = 'string' THEN CAST(e."properties" AS jsonb) ->> $1::text END AS "feature",
    CASE WHEN jsonb_typeof(CAST(e."properties" AS jsonb) -> $2::text) = 'string' THEN CAST(e."properties" AS jsonb) ->> $2::text END AS "currency",
    CASE WHEN jsonb_typeof(CAST(e."properties" AS jsonb) -> $3::text) = 'number' THEN CASE WHEN abs(CAST(CAST(e."properties" AS jsonb) ->> $3::text AS NUMERIC)) <= 1.7976931348623157e308 THEN CASE WHEN abs(CAST(CAST(e."properties" AS jsonb) ->> $3::text AS NUMERIC)) < 2.4703282292062328e-324 THEN CAST(0 AS DOUBLE PRECISION) ELSE CAST(CAST(CAST(e."properties" AS jsonb) ->> $3::text AS NUMERIC) AS DOUBLE PRECISION) END END END AS "amount"
  FROM "app"."events" e
  WHERE e."happened_at" >= TIMESTAMPTZ '2026-10-23 00:00:00.001+00'
    AND e."happened_at" < TIMESTAMPTZ '2026-11-22 00:00:00.001+00'
    AND e."event" IS NOT NULL
    AND (e."happened_at" >= TIMESTAMPTZ '2026-10-25 00:00:00.001+00' OR CAST(e."event" AS TEXT) = $4::text)
),

-- Copies of an event (same customer, id, instant and name) are numbered: only the first counts.
"events_copies" AS (
  SELECT
    *,
    CASE WHEN "id" IS NOT NULL AND "id" <> '' THEN ROW_NUMBER() OVER (PARTITION BY "customer", "id", "at", "name" ORDER BY "at" ASC) ELSE 1 END AS "nth_copy"
  FROM "events_read"
),

-- What is asked of each event.
-- is_active_but_36_names: any event but what the company does (deal_created, deal_lost, deal_won and 8 more names), what befalls the customer (outage, payment_failed, referral_converted), what customers do that does not count here (beta_joined, cancellation_requested, case_study_joined and 19 more names).
"events_tested" AS (
  SELECT
    *,
    NOT ("name" IN (
      $5::text, $6::text, $7::text, $8::text,
      $9::text, $10::text, $11::text, $12::text,
      $13::text, $14::text, $15::text, $16::text,
      $17::text, $18::text, $19::text, $20::text,
      $21::text, $22::text, $23::text, $24::text,
      $25::text, $26::text, $27::text, $28::text,
      $29::text, $30::text, $31::text, $32::text,
      $33::text, $34::text, $35::text, $36::text,
      $37::text, $38::text, $39::text, $40::text
    )) AS "is_active_but_36_names",
    (("at" + 8646604848000000) / 86400000) AS "day",
    "name" = $41::text AS "is_feature_used",
    ("name" = $4::text AND COALESCE("currency" = $42::text, FALSE)) AS "is_purchase_with_currency_eur",
    CASE WHEN abs("amount") <= 9007199255 THEN CAST("amount" AS DOUBLE PRECISION) * CAST(1000000 AS DOUBLE PRECISION) END AS "amount_millionths_raw"
  FROM "events_copies"
  WHERE "nth_copy" = 1
),

-- What is worked out of the columns above.
"events_tested_2" AS (
  SELECT
    *,
    CASE WHEN abs("amount_millionths_raw") <= CAST(9007199254740992 AS DOUBLE PRECISION) THEN CAST(floor("amount_millionths_raw" + CAST(0.5 AS DOUBLE PRECISION)) AS BIGINT) END AS "amount_millionths"
  FROM "events_tested"
),

-- One row a customer, one aggregate a line.
"events_by_customer" AS (
  SELECT
    "customer" AS "events_customer",
    COUNT(DISTINCT CASE WHEN ("is_active_but_36_names" AND "at" >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "day" END) AS "active_days_28d",
    COUNT(DISTINCT CASE WHEN ("is_feature_used" AND "at" >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "feature" END) AS "feature_used_distinct_feature_28d",
    SUM(CAST(CASE WHEN ("is_purchase_with_currency_eur" AND "at" >= 1792713600001 /* 2026-10-23T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "amount_millionths" END AS NUMERIC)) AS "purchase_with_currency_eur_amount_sum_30d_millionths"
  FROM "events_tested_2"
  GROUP BY "customer"
),

-- Events of product_viewed, cart_added, purchase up to 2026-11-22, with the properties that are looked at. For fast_buyer.
"events_in_order_read" AS (
  SELECT
    CAST(e."user_id" AS TEXT) COLLATE "C" AS "customer",
    CAST(floor(extract(epoch FROM e."happened_at") * 1000) AS BIGINT) AS "at",
    CAST(e."event" AS TEXT) COLLATE "C" AS "name",
    CAST(e."message_id" AS TEXT) COLLATE "C" AS "id"
  FROM "app"."events" e
  WHERE e."happened_at" < TIMESTAMPTZ '2026-11-22 00:00:00.001+00'
    AND CAST(e."event" AS TEXT) IN ($43::text, $44::text, $4::text)
),

-- Copies of an event (same customer, id, instant and name) are numbered: only the first counts.
"events_in_order_copies" AS (
  SELECT
    *,
    CASE WHEN "id" IS NOT NULL AND "id" <> '' THEN ROW_NUMBER() OVER (PARTITION BY "customer", "id", "at", "name" ORDER BY "at" ASC) ELSE 1 END AS "nth_copy_2"
  FROM "events_in_order_read"
),

-- What is asked of each event.
"events_in_order_tested" AS (
  SELECT
    *,
    "name" = $43::text AS "is_product_viewed",
    "name" = $44::text AS "is_cart_added",
    "name" = $4::text AS "is_purchase"
  FROM "events_in_order_copies"
  WHERE "nth_copy_2" = 1
),

-- What is worked out of the columns above.
"events_in_order_tested_2" AS (
  SELECT
    *,
    CASE WHEN ("is_product_viewed" AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "at" END AS "step_1_product_viewed_start"
  FROM "events_in_order_tested"
),

-- What is worked out of the columns above.
"events_in_order_tested_3" AS (
  SELECT
    *,
    MAX("step_1_product_viewed_start") OVER (PARTITION BY "customer" ORDER BY "at" ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "start_before_step_2"
  FROM "events_in_order_tested_2"
),

-- What is worked out of the columns above.
"events_in_order_tested_4" AS (
  SELECT
    *,
    CASE WHEN (("is_cart_added" AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) AND "at" - "start_before_step_2" <= 3600000) THEN "start_before_step_2" END AS "step_2_cart_added_start"
  FROM "events_in_order_tested_3"
),

-- What is worked out of the columns above.
"events_in_order_tested_5" AS (
  SELECT
    *,
    MAX("step_2_cart_added_start") OVER (PARTITION BY "customer" ORDER BY "at" ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "start_before_step_3"
  FROM "events_in_order_tested_4"
),

-- What is worked out of the columns above.
"events_in_order_tested_6" AS (
  SELECT
    *,
    CASE WHEN (("is_purchase" AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) AND "at" - "start_before_step_3" <= 3600000) THEN "start_before_step_3" END AS "step_3_purchase_start"
  FROM "events_in_order_tested_5"
),

-- One row a customer, one aggregate a line.
"events_in_order_by_customer" AS (
  SELECT
    "customer" AS "events_in_order_customer",
    COUNT("step_1_product_viewed_start") AS "step_1_product_viewed_done",
    COUNT("step_2_cart_added_start") AS "step_2_cart_added_done",
    COUNT("step_3_purchase_start") AS "step_3_purchase_done"
  FROM "events_in_order_tested_6"
  GROUP BY "customer"
),

-- Customers, with the attributes that are looked at. For euro_spend, of_team.
"people" AS (
  SELECT
    CAST(c."id" AS TEXT) COLLATE "C" AS "customer",
    c."id" AS "customer_id",
    CASE WHEN abs(c."seats" + CAST(0 AS DOUBLE PRECISION)) <= CAST('1.7976931348623157e308' AS DOUBLE PRECISION) THEN c."seats" + CAST(0 AS DOUBLE PRECISION) END AS "seats",
    CAST(a."plan" AS TEXT) COLLATE "C" AS "account_plan"
  FROM "app"."users" c
  LEFT JOIN "crm"."accounts" a ON CAST(a."id" AS TEXT) COLLATE "C" = CAST(c."account_id" AS TEXT) COLLATE "C"
),

-- Every customer, with or without events. For power_user, usage_tier, fast_buyer, euro_spend, of_team.
"joined" AS (
  SELECT
    c.*,
    b1."active_days_28d" AS "active_days_28d",
    b1."feature_used_distinct_feature_28d" AS "feature_used_distinct_feature_28d",
    b1."purchase_with_currency_eur_amount_sum_30d_millionths" AS "purchase_with_currency_eur_amount_sum_30d_millionths",
    b2."step_1_product_viewed_done" AS "step_1_product_viewed_done",
    b2."step_2_cart_added_done" AS "step_2_cart_added_done",
    b2."step_3_purchase_done" AS "step_3_purchase_done"
  FROM "people" c
  LEFT JOIN "events_by_customer" b1 ON b1."events_customer" = c."customer"
  LEFT JOIN "events_in_order_by_customer" b2 ON b2."events_in_order_customer" = c."customer"
),

-- What the definitions come to.
"answers" AS (
  SELECT
    *,
    COALESCE(CAST("active_days_28d" AS DOUBLE PRECISION), CAST(0 AS DOUBLE PRECISION)) AS "active_days_28d_value",
    COALESCE(CAST(CASE
      WHEN "step_3_purchase_done" > 0 THEN 3
      WHEN "step_2_cart_added_done" > 0 THEN 2
      WHEN "step_1_product_viewed_done" > 0 THEN 1
      ELSE 0
    END AS DOUBLE PRECISION) >= $45::double precision, FALSE) AS "fast_buyer",
    COALESCE(CAST("purchase_with_currency_eur_amount_sum_30d_millionths" AS DOUBLE PRECISION) / CAST(1000000 AS DOUBLE PRECISION), CAST(0 AS DOUBLE PRECISION)) AS "purchase_with_currency_eur_amount_sum_30d",
    COALESCE("account_plan" = $46::text, FALSE) AS "of_team"
  FROM "joined"
),

-- What is worked out of the columns above.
"answers_2" AS (
  SELECT
    *,
    (COALESCE("active_days_28d_value" >= $47::double precision, FALSE) AND COALESCE(COALESCE(CAST("feature_used_distinct_feature_28d" AS DOUBLE PRECISION), CAST(0 AS DOUBLE PRECISION)) >= $48::double precision, FALSE)) AS "power_user",
    CASE
      WHEN COALESCE("active_days_28d_value" >= $49::double precision, FALSE) THEN $50::text
      WHEN COALESCE("active_days_28d_value" >= $48::double precision, FALSE) THEN $51::text
      WHEN COALESCE("active_days_28d_value" >= $52::double precision, FALSE) THEN $53::text
    END AS "usage_tier",
    CASE
      WHEN "seats" = 0 OR "seats" IS NULL THEN NULL
      WHEN "purchase_with_currency_eur_amount_sum_30d" = 0 THEN CAST(0 AS DOUBLE PRECISION)
      WHEN abs("purchase_with_currency_eur_amount_sum_30d") BETWEEN 1e-150 AND 1e150 AND abs("seats") BETWEEN 1e-150 AND 1e150 THEN "purchase_with_currency_eur_amount_sum_30d" / "seats"
      WHEN abs("purchase_with_currency_eur_amount_sum_30d") >= 1e-20 AND abs("seats") < 1 AND (abs("purchase_with_currency_eur_amount_sum_30d") * CAST('2.409919865102884e-181' AS DOUBLE PRECISION)) / (abs("seats") * CAST('4.149515568880993e+180' AS DOUBLE PRECISION)) >= CAST('1.044048714879764e-53' AS DOUBLE PRECISION) THEN NULL
      WHEN abs("purchase_with_currency_eur_amount_sum_30d") <= 1e20 AND abs("seats") >= 1 AND (abs("purchase_with_currency_eur_amount_sum_30d") * CAST('4.149515568880993e+180' AS DOUBLE PRECISION)) / (abs("seats") * CAST('2.409919865102884e-181' AS DOUBLE PRECISION)) <= CAST('4.253529586511731e+37' AS DOUBLE PRECISION) THEN CAST(0 AS DOUBLE PRECISION)
      ELSE "purchase_with_currency_eur_amount_sum_30d" / "seats"
    END AS "purchase_with_currency_eur_amount_per_seats_result"
  FROM "answers"
  OFFSET 0
),

-- What is worked out of the columns above.
"answers_3" AS (
  SELECT
    *,
    CASE WHEN abs("purchase_with_currency_eur_amount_per_seats_result") <= CAST('1.7976931348623157e308' AS DOUBLE PRECISION) THEN "purchase_with_currency_eur_amount_per_seats_result" + CAST(0 AS DOUBLE PRECISION) END AS "euro_spend"
  FROM "answers_2"
)
SELECT
  "customer_id" AS "customer_id",
  "power_user" AS "power_user",
  "usage_tier" AS "usage_tier",
  "fast_buyer" AS "fast_buyer",
  "euro_spend" AS "euro_spend",
  "of_team" AS "of_team"
FROM "answers_3"
