-- habitus, as of 2026-11-22T00:00:00.000Z
-- power_user: active on at least 12 of the last 28 days and used at least 5 different features in the last 28 days
-- usage_tier: super if active on at least 16 of the last 28 days, average if active on at least 5 of the last 28 days, light if active in the last 28 days, otherwise none
-- fast_buyer: completed product viewed, then cart added, then purchase, all within 1 hour
-- euro_spend: (the total amount in purchase events in the last 30 days with currency EUR) divided by seats
-- of_team: accountPlan is team
WITH
-- events, with the properties that are read
"events_1" AS (
  SELECT
    e."user_id" AS "customer",
    CAST(FLOOR(DATE_PART(EPOCH_NANOSECOND, e."happened_at") / 1000000) AS NUMBER(38, 0)) AS "at",
    e."event" AS "name",
    CAST(e."message_id" AS VARCHAR) AS "id",
    AS_VARCHAR(GET(e."properties", CAST(? AS VARCHAR))) AS "property_1",
    AS_VARCHAR(GET(e."properties", CAST(? AS VARCHAR))) AS "property_2",
    CASE WHEN TYPEOF(GET(e."properties", CAST(? AS VARCHAR))) IN ('INTEGER', 'DECIMAL') THEN TRY_CAST(CAST(GET(e."properties", CAST(? AS VARCHAR)) AS VARCHAR) AS FLOAT) WHEN ABS(AS_DOUBLE(GET(e."properties", CAST(? AS VARCHAR)))) <= CAST('1.7976931348623157e308' AS FLOAT) THEN AS_DOUBLE(GET(e."properties", CAST(? AS VARCHAR))) + CAST(0 AS FLOAT) END AS "property_3"
  FROM "app"."events" e
  WHERE e."happened_at" >= TO_TIMESTAMP_TZ('2026-10-23 00:00:00.001 +00:00', 'YYYY-MM-DD HH24:MI:SS.FF3 TZH:TZM')
    AND e."happened_at" < TO_TIMESTAMP_TZ('2026-11-22 00:00:00.001 +00:00', 'YYYY-MM-DD HH24:MI:SS.FF3 TZH:TZM')
    AND e."event" IS NOT NULL
    AND (e."happened_at" >= TO_TIMESTAMP_TZ('2026-10-25 00:00:00.001 +00:00', 'YYYY-MM-DD HH24:MI:SS.FF3 TZH:TZM') OR e."event" = CAST(? AS VARCHAR))
),

-- copies of events: same customer, id, instant and name
"events_1_copies" AS (
  SELECT
    *,
    CASE WHEN "id" IS NOT NULL AND "id" <> '' THEN ROW_NUMBER() OVER (PARTITION BY "customer", "id", "at", "name" ORDER BY "at" ASC) ELSE 1 END AS "copy_1"
  FROM "events_1"
),

-- what is asked of each event
"events_1_2" AS (
  SELECT
    *,
    NOT ("name" IN (
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),
      CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR)
    )) AS "is_1",
    CAST((("at" + 8646604848000000) - (("at" + 8646604848000000) % 86400000)) / 86400000 AS NUMBER(38, 0)) AS "day_1",
    "name" = CAST(? AS VARCHAR) AS "is_2",
    ("name" = CAST(? AS VARCHAR) AND COALESCE("property_2" = CAST(? AS VARCHAR), FALSE)) AS "is_3",
    CASE WHEN abs("property_3") <= 9007199255 THEN CAST("property_3" AS FLOAT) * CAST(1000000 AS FLOAT) END AS "scaled_1"
  FROM "events_1_copies"
  WHERE "copy_1" = 1
),
"events_1_3" AS (
  SELECT
    *,
    CASE WHEN abs("scaled_1") <= CAST(9007199254740992 AS FLOAT) THEN CAST(FLOOR("scaled_1" + CAST(0.5 AS FLOAT)) AS NUMBER(38, 0)) END AS "millionths_1"
  FROM "events_1_2"
),

-- one row a customer, one aggregate a line
"events_1_by_customer" AS (
  SELECT
    "customer" AS "whose_1",
    COUNT(DISTINCT CASE WHEN ("is_1" AND "at" >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "day_1" END) AS "periods_1",
    COUNT(DISTINCT CASE WHEN ("is_2" AND "at" >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "property_1" END) AS "distinct_1",
    SUM(CAST(CASE WHEN ("is_3" AND "at" >= 1792713600001 /* 2026-10-23T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "millionths_1" END AS NUMBER(38, 0))) AS "sum_1"
  FROM "events_1_3"
  GROUP BY "customer"
),

-- events, with the properties that are read
"events_2" AS (
  SELECT
    e."user_id" AS "customer",
    CAST(FLOOR(DATE_PART(EPOCH_NANOSECOND, e."happened_at") / 1000000) AS NUMBER(38, 0)) AS "at",
    e."event" AS "name",
    CAST(e."message_id" AS VARCHAR) AS "id"
  FROM "app"."events" e
  WHERE e."happened_at" < TO_TIMESTAMP_TZ('2026-11-22 00:00:00.001 +00:00', 'YYYY-MM-DD HH24:MI:SS.FF3 TZH:TZM')
    AND e."event" IN (CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR))
),

-- copies of events: same customer, id, instant and name
"events_2_copies" AS (
  SELECT
    *,
    CASE WHEN "id" IS NOT NULL AND "id" <> '' THEN ROW_NUMBER() OVER (PARTITION BY "customer", "id", "at", "name" ORDER BY "at" ASC) ELSE 1 END AS "copy_2"
  FROM "events_2"
),

-- what is asked of each event
"events_2_2" AS (
  SELECT
    *,
    "name" = CAST(? AS VARCHAR) AS "is_4",
    "name" = CAST(? AS VARCHAR) AS "is_5",
    "name" = CAST(? AS VARCHAR) AS "is_6"
  FROM "events_2_copies"
  WHERE "copy_2" = 1
),
"events_2_3" AS (
  SELECT
    *,
    CASE WHEN ("is_4" AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "at" END AS "start_1"
  FROM "events_2_2"
),
"events_2_4" AS (
  SELECT
    *,
    MAX("start_1") OVER (PARTITION BY "customer" ORDER BY "at" ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "latest_1"
  FROM "events_2_3"
),
"events_2_5" AS (
  SELECT
    *,
    CASE WHEN (("is_5" AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) AND "at" - "latest_1" <= 3600000) THEN "latest_1" END AS "start_2"
  FROM "events_2_4"
),
"events_2_6" AS (
  SELECT
    *,
    MAX("start_2") OVER (PARTITION BY "customer" ORDER BY "at" ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "latest_2"
  FROM "events_2_5"
),
"events_2_7" AS (
  SELECT
    *,
    CASE WHEN (("is_6" AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) AND "at" - "latest_2" <= 3600000) THEN "latest_2" END AS "start_3"
  FROM "events_2_6"
),

-- one row a customer, one aggregate a line
"events_2_by_customer" AS (
  SELECT
    "customer" AS "whose_2",
    COUNT("start_1") AS "step_1",
    COUNT("start_2") AS "step_2",
    COUNT("start_3") AS "step_3"
  FROM "events_2_7"
  GROUP BY "customer"
),

-- customers, with the attributes that are read
"people" AS (
  SELECT
    c."id" AS "customer",
    CASE WHEN abs(c."seats" + CAST(0 AS FLOAT)) <= CAST('1.7976931348623157e308' AS FLOAT) THEN c."seats" + CAST(0 AS FLOAT) END AS "attribute_1",
    a."plan" AS "attribute_2"
  FROM "app"."users" c
  LEFT JOIN "crm"."accounts" a ON CAST(a."id" AS VARCHAR) = CAST(c."account_id" AS VARCHAR)
),

-- every customer, with or without events
"joined" AS (
  SELECT
    c.*,
    b1."periods_1" AS "periods_1",
    b1."distinct_1" AS "distinct_1",
    b1."sum_1" AS "sum_1",
    b2."step_1" AS "step_1",
    b2."step_2" AS "step_2",
    b2."step_3" AS "step_3"
  FROM "people" c
  LEFT JOIN "events_1_by_customer" b1 ON b1."whose_1" = c."customer"
  LEFT JOIN "events_2_by_customer" b2 ON b2."whose_2" = c."customer"
),

-- what definitions come to, step by step
"joined_2" AS (
  SELECT
    *,
    COALESCE(CAST("periods_1" AS FLOAT), CAST(0 AS FLOAT)) AS "value_1",
    COALESCE(CAST(CASE
      WHEN "step_3" > 0 THEN 3
      WHEN "step_2" > 0 THEN 2
      WHEN "step_1" > 0 THEN 1
      ELSE 0
    END AS FLOAT) >= CAST(? AS FLOAT), FALSE) AS "answer_3",
    COALESCE(CASE WHEN abs("sum_1") <= 9007199254740992 THEN CAST("sum_1" AS FLOAT) ELSE CAST(CAST("sum_1" AS VARCHAR) AS FLOAT) END / CAST(1000000 AS FLOAT), CAST(0 AS FLOAT)) AS "operand_1",
    COALESCE("attribute_2" = CAST(? AS VARCHAR), FALSE) AS "answer_5"
  FROM "joined"
),
"joined_3" AS (
  SELECT
    *,
    (COALESCE("value_1" >= CAST(? AS FLOAT), FALSE) AND COALESCE(COALESCE(CAST("distinct_1" AS FLOAT), CAST(0 AS FLOAT)) >= CAST(? AS FLOAT), FALSE)) AS "answer_1",
    CASE
      WHEN COALESCE("value_1" >= CAST(? AS FLOAT), FALSE) THEN CAST(? AS VARCHAR)
      WHEN COALESCE("value_1" >= CAST(? AS FLOAT), FALSE) THEN CAST(? AS VARCHAR)
      WHEN COALESCE("value_1" >= CAST(? AS FLOAT), FALSE) THEN CAST(? AS VARCHAR)
    END AS "answer_2",
    CASE WHEN "attribute_1" <> 0 THEN "operand_1" / "attribute_1" END AS "result_1"
  FROM "joined_2"
),
"joined_4" AS (
  SELECT
    *,
    CASE WHEN abs("result_1") <= CAST('1.7976931348623157e308' AS FLOAT) THEN "result_1" + CAST(0 AS FLOAT) END AS "answer_4"
  FROM "joined_3"
)
SELECT
  "customer" AS "customer_id",
  "answer_1" AS "power_user",
  "answer_2" AS "usage_tier",
  "answer_3" AS "fast_buyer",
  "answer_4" AS "euro_spend",
  "answer_5" AS "of_team"
FROM "joined_4"
