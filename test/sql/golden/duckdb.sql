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
    CAST(e."user_id" AS VARCHAR) COLLATE "C" AS "customer",
    ((epoch_us(e."happened_at") - ((epoch_us(e."happened_at") % 1000) + 1000) % 1000) // 1000) AS "at",
    CAST(e."event" AS VARCHAR) COLLATE "C" AS "name",
    CAST(e."message_id" AS VARCHAR) COLLATE "C" AS "id",
    CASE WHEN json_type(e."properties", CAST($1 AS VARCHAR)) = 'VARCHAR' THEN json_extract_string(e."properties", CAST($1 AS VARCHAR)) COLLATE "C" END AS "feature",
    CASE WHEN json_type(e."properties", CAST($2 AS VARCHAR)) = 'VARCHAR' THEN json_extract_string(e."properties", CAST($2 AS VARCHAR)) COLLATE "C" END AS "currency",
    CASE WHEN json_type(e."properties", CAST($3 AS VARCHAR)) IN ('UBIGINT', 'BIGINT', 'DOUBLE') AND isfinite(TRY_CAST(json_extract_string(e."properties", CAST($3 AS VARCHAR)) AS DOUBLE)) THEN TRY_CAST(json_extract_string(e."properties", CAST($3 AS VARCHAR)) AS DOUBLE) + CAST(0 AS DOUBLE) END AS "amount"
  FROM "app"."events" e
  WHERE e."happened_at" >= TIMESTAMPTZ '2026-10-23 00:00:00.001+00'
    AND e."happened_at" < TIMESTAMPTZ '2026-11-22 00:00:00.001+00'
    AND e."event" IS NOT NULL
    AND (e."happened_at" >= TIMESTAMPTZ '2026-10-25 00:00:00.001+00' OR CAST(e."event" AS VARCHAR) = CAST($4 AS VARCHAR))
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
      CAST($5 AS VARCHAR), CAST($6 AS VARCHAR), CAST($7 AS VARCHAR), CAST($8 AS VARCHAR),
      CAST($9 AS VARCHAR), CAST($10 AS VARCHAR), CAST($11 AS VARCHAR), CAST($12 AS VARCHAR),
      CAST($13 AS VARCHAR), CAST($14 AS VARCHAR), CAST($15 AS VARCHAR), CAST($16 AS VARCHAR),
      CAST($17 AS VARCHAR), CAST($18 AS VARCHAR), CAST($19 AS VARCHAR), CAST($20 AS VARCHAR),
      CAST($21 AS VARCHAR), CAST($22 AS VARCHAR), CAST($23 AS VARCHAR), CAST($24 AS VARCHAR),
      CAST($25 AS VARCHAR), CAST($26 AS VARCHAR), CAST($27 AS VARCHAR), CAST($28 AS VARCHAR),
      CAST($29 AS VARCHAR), CAST($30 AS VARCHAR), CAST($31 AS VARCHAR), CAST($32 AS VARCHAR),
      CAST($33 AS VARCHAR), CAST($34 AS VARCHAR), CAST($35 AS VARCHAR), CAST($36 AS VARCHAR),
      CAST($37 AS VARCHAR), CAST($38 AS VARCHAR), CAST($39 AS VARCHAR), CAST($40 AS VARCHAR)
    )) AS "is_active_but_36_names",
    (("at" + 8646604848000000) // 86400000) AS "day",
    "name" = CAST($41 AS VARCHAR) AS "is_feature_used",
    ("name" = CAST($4 AS VARCHAR) AND COALESCE("currency" = CAST($42 AS VARCHAR), FALSE)) AS "is_purchase_with_currency_eur",
    CASE WHEN abs("amount") <= 9007199255 THEN CAST("amount" AS DOUBLE) * CAST(1000000 AS DOUBLE) END AS "amount_millionths_raw"
  FROM "events_copies"
  WHERE "nth_copy" = 1
),

-- What is worked out of the columns above.
"events_tested_2" AS (
  SELECT
    *,
    CASE WHEN abs("amount_millionths_raw") <= CAST(9007199254740992 AS DOUBLE) THEN CAST(floor("amount_millionths_raw" + CAST(0.5 AS DOUBLE)) AS BIGINT) END AS "amount_millionths"
  FROM "events_tested"
),

-- One row a customer, one aggregate a line.
"events_by_customer" AS (
  SELECT
    "customer" AS "events_customer",
    COUNT(DISTINCT CASE WHEN ("is_active_but_36_names" AND "at" >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "day" END) AS "active_days_28d",
    COUNT(DISTINCT CASE WHEN ("is_feature_used" AND "at" >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "feature" END) AS "feature_used_distinct_feature_28d",
    SUM(CAST(CASE WHEN ("is_purchase_with_currency_eur" AND "at" >= 1792713600001 /* 2026-10-23T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "amount_millionths" END AS HUGEINT)) AS "purchase_with_currency_eur_amount_sum_30d_millionths"
  FROM "events_tested_2"
  GROUP BY "customer"
),

-- Events of product_viewed, cart_added, purchase up to 2026-11-22, with the properties that are looked at. For fast_buyer.
"events_in_order_read" AS (
  SELECT
    CAST(e."user_id" AS VARCHAR) COLLATE "C" AS "customer",
    ((epoch_us(e."happened_at") - ((epoch_us(e."happened_at") % 1000) + 1000) % 1000) // 1000) AS "at",
    CAST(e."event" AS VARCHAR) COLLATE "C" AS "name",
    CAST(e."message_id" AS VARCHAR) COLLATE "C" AS "id"
  FROM "app"."events" e
  WHERE e."happened_at" < TIMESTAMPTZ '2026-11-22 00:00:00.001+00'
    AND CAST(e."event" AS VARCHAR) IN (CAST($43 AS VARCHAR), CAST($44 AS VARCHAR), CAST($4 AS VARCHAR))
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
    "name" = CAST($43 AS VARCHAR) AS "is_product_viewed",
    "name" = CAST($44 AS VARCHAR) AS "is_cart_added",
    "name" = CAST($4 AS VARCHAR) AS "is_purchase"
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
    CAST(c."id" AS VARCHAR) COLLATE "C" AS "customer",
    c."id" AS "customer_id",
    CASE WHEN abs(c."seats" + CAST(0 AS DOUBLE)) <= CAST('1.7976931348623157e308' AS DOUBLE) THEN c."seats" + CAST(0 AS DOUBLE) END AS "seats",
    CAST(a."plan" AS VARCHAR) COLLATE "C" AS "account_plan"
  FROM "app"."users" c
  LEFT JOIN "crm"."accounts" a ON CAST(a."id" AS VARCHAR) COLLATE "C" = CAST(c."account_id" AS VARCHAR) COLLATE "C"
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
    COALESCE(CAST("active_days_28d" AS DOUBLE), CAST(0 AS DOUBLE)) AS "active_days_28d_value",
    COALESCE(CAST(CASE
      WHEN "step_3_purchase_done" > 0 THEN 3
      WHEN "step_2_cart_added_done" > 0 THEN 2
      WHEN "step_1_product_viewed_done" > 0 THEN 1
      ELSE 0
    END AS DOUBLE) >= CAST($45 AS DOUBLE), FALSE) AS "fast_buyer",
    COALESCE(CASE WHEN abs("purchase_with_currency_eur_amount_sum_30d_millionths") <= 9007199254740992 THEN CAST("purchase_with_currency_eur_amount_sum_30d_millionths" AS DOUBLE) ELSE CAST(CAST("purchase_with_currency_eur_amount_sum_30d_millionths" AS VARCHAR) AS DOUBLE) END / CAST(1000000 AS DOUBLE), CAST(0 AS DOUBLE)) AS "purchase_with_currency_eur_amount_sum_30d",
    COALESCE("account_plan" = CAST($46 AS VARCHAR), FALSE) AS "of_team"
  FROM "joined"
),

-- What is worked out of the columns above.
"answers_2" AS (
  SELECT
    *,
    (COALESCE("active_days_28d_value" >= CAST($47 AS DOUBLE), FALSE) AND COALESCE(COALESCE(CAST("feature_used_distinct_feature_28d" AS DOUBLE), CAST(0 AS DOUBLE)) >= CAST($48 AS DOUBLE), FALSE)) AS "power_user",
    CASE
      WHEN COALESCE("active_days_28d_value" >= CAST($49 AS DOUBLE), FALSE) THEN CAST($50 AS VARCHAR)
      WHEN COALESCE("active_days_28d_value" >= CAST($48 AS DOUBLE), FALSE) THEN CAST($51 AS VARCHAR)
      WHEN COALESCE("active_days_28d_value" >= CAST($52 AS DOUBLE), FALSE) THEN CAST($53 AS VARCHAR)
    END AS "usage_tier",
    CASE WHEN "seats" <> 0 THEN "purchase_with_currency_eur_amount_sum_30d" / "seats" END AS "purchase_with_currency_eur_amount_per_seats_result"
  FROM "answers"
),

-- What is worked out of the columns above.
"answers_3" AS (
  SELECT
    *,
    CASE WHEN abs("purchase_with_currency_eur_amount_per_seats_result") <= CAST('1.7976931348623157e308' AS DOUBLE) THEN "purchase_with_currency_eur_amount_per_seats_result" + CAST(0 AS DOUBLE) END AS "euro_spend"
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
