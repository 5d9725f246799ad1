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
    CAST(e."user_id" AS TEXT) COLLATE "C" AS "customer",
    CAST(floor(extract(epoch FROM e."happened_at") * 1000) AS BIGINT) AS "at",
    CAST(e."event" AS TEXT) COLLATE "C" AS "name",
    CAST(e."message_id" AS TEXT) COLLATE "C" AS "id",
    CASE WHEN jsonb_typeof(CAST(e."properties" AS jsonb) -> $1::text) = 'string' THEN CAST(e."properties" AS jsonb) ->> $1::text END AS "property_1",
    CASE WHEN jsonb_typeof(CAST(e."properties" AS jsonb) -> $2::text) = 'string' THEN CAST(e."properties" AS jsonb) ->> $2::text END AS "property_2",
    CASE WHEN jsonb_typeof(CAST(e."properties" AS jsonb) -> $3::text) = 'number' THEN CASE WHEN abs(CAST(CAST(e."properties" AS jsonb) ->> $3::text AS NUMERIC)) <= 1.7976931348623157e308 THEN CASE WHEN abs(CAST(CAST(e."properties" AS jsonb) ->> $3::text AS NUMERIC)) < 2.4703282292062328e-324 THEN CAST(0 AS DOUBLE PRECISION) ELSE CAST(CAST(CAST(e."properties" AS jsonb) ->> $3::text AS NUMERIC) AS DOUBLE PRECISION) END END END AS "property_3"
  FROM "app"."events" e
  WHERE e."happened_at" >= TIMESTAMPTZ '2026-10-23 00:00:00.001+00'
    AND e."happened_at" < TIMESTAMPTZ '2026-11-22 00:00:00.001+00'
    AND e."event" IS NOT NULL
    AND (e."happened_at" >= TIMESTAMPTZ '2026-10-25 00:00:00.001+00' OR CAST(e."event" AS TEXT) = $4::text)
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
      $5::text, $6::text, $7::text, $8::text,
      $9::text, $10::text, $11::text, $12::text,
      $13::text, $14::text, $15::text, $16::text,
      $17::text, $18::text, $19::text, $20::text,
      $21::text, $22::text, $23::text, $24::text,
      $25::text, $26::text, $27::text, $28::text,
      $29::text, $30::text, $31::text, $32::text,
      $33::text, $34::text, $35::text, $36::text,
      $37::text, $38::text, $39::text, $40::text
    )) AS "is_1",
    (("at" + 8646604848000000) / 86400000) AS "day_1",
    "name" = $41::text AS "is_2",
    ("name" = $4::text AND COALESCE("property_2" = $42::text, FALSE)) AS "is_3",
    CASE WHEN abs("property_3") <= 9007199255 THEN CAST("property_3" AS DOUBLE PRECISION) * CAST(1000000 AS DOUBLE PRECISION) END AS "scaled_1"
  FROM "events_1_copies"
  WHERE "copy_1" = 1
),
"events_1_3" AS (
  SELECT
    *,
    CASE WHEN abs("scaled_1") <= CAST(9007199254740992 AS DOUBLE PRECISION) THEN CAST(floor("scaled_1" + CAST(0.5 AS DOUBLE PRECISION)) AS BIGINT) END AS "millionths_1"
  FROM "events_1_2"
),

-- one row a customer, one aggregate a line
"events_1_by_customer" AS (
  SELECT
    "customer" AS "whose_1",
    COUNT(DISTINCT CASE WHEN ("is_1" AND "at" >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "day_1" END) AS "periods_1",
    COUNT(DISTINCT CASE WHEN ("is_2" AND "at" >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "property_1" END) AS "distinct_1",
    SUM(CAST(CASE WHEN ("is_3" AND "at" >= 1792713600001 /* 2026-10-23T00:00:00.001Z */ AND "at" < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN "millionths_1" END AS NUMERIC)) AS "sum_1"
  FROM "events_1_3"
  GROUP BY "customer"
),

-- events, with the properties that are read
"events_2" AS (
  SELECT
    CAST(e."user_id" AS TEXT) COLLATE "C" AS "customer",
    CAST(floor(extract(epoch FROM e."happened_at") * 1000) AS BIGINT) AS "at",
    CAST(e."event" AS TEXT) COLLATE "C" AS "name",
    CAST(e."message_id" AS TEXT) COLLATE "C" AS "id"
  FROM "app"."events" e
  WHERE e."happened_at" < TIMESTAMPTZ '2026-11-22 00:00:00.001+00'
    AND CAST(e."event" AS TEXT) IN ($43::text, $44::text, $4::text)
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
    "name" = $43::text AS "is_4",
    "name" = $44::text AS "is_5",
    "name" = $4::text AS "is_6"
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
    CAST(c."id" AS TEXT) COLLATE "C" AS "customer",
    c."id" AS "customer_id",
    CASE WHEN abs(c."seats" + CAST(0 AS DOUBLE PRECISION)) <= CAST('1.7976931348623157e308' AS DOUBLE PRECISION) THEN c."seats" + CAST(0 AS DOUBLE PRECISION) END AS "attribute_1",
    CAST(a."plan" AS TEXT) COLLATE "C" AS "attribute_2"
  FROM "app"."users" c
  LEFT JOIN "crm"."accounts" a ON CAST(a."id" AS TEXT) COLLATE "C" = CAST(c."account_id" AS TEXT) COLLATE "C"
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
    COALESCE(CAST("periods_1" AS DOUBLE PRECISION), CAST(0 AS DOUBLE PRECISION)) AS "value_1",
    COALESCE(CAST(CASE
      WHEN "step_3" > 0 THEN 3
      WHEN "step_2" > 0 THEN 2
      WHEN "step_1" > 0 THEN 1
      ELSE 0
    END AS DOUBLE PRECISION) >= $45::double precision, FALSE) AS "answer_3",
    COALESCE(CAST("sum_1" AS DOUBLE PRECISION) / CAST(1000000 AS DOUBLE PRECISION), CAST(0 AS DOUBLE PRECISION)) AS "operand_1",
    COALESCE("attribute_2" = $46::text, FALSE) AS "answer_5"
  FROM "joined"
),
"joined_3" AS (
  SELECT
    *,
    (COALESCE("value_1" >= $47::double precision, FALSE) AND COALESCE(COALESCE(CAST("distinct_1" AS DOUBLE PRECISION), CAST(0 AS DOUBLE PRECISION)) >= $48::double precision, FALSE)) AS "answer_1",
    CASE
      WHEN COALESCE("value_1" >= $49::double precision, FALSE) THEN $50::text
      WHEN COALESCE("value_1" >= $48::double precision, FALSE) THEN $51::text
      WHEN COALESCE("value_1" >= $52::double precision, FALSE) THEN $53::text
    END AS "answer_2",
    CASE
      WHEN "attribute_1" = 0 OR "attribute_1" IS NULL THEN NULL
      WHEN "operand_1" = 0 THEN CAST(0 AS DOUBLE PRECISION)
      WHEN abs("operand_1") BETWEEN 1e-150 AND 1e150 AND abs("attribute_1") BETWEEN 1e-150 AND 1e150 THEN "operand_1" / "attribute_1"
      WHEN abs("operand_1") >= 1e-20 AND abs("attribute_1") < 1 AND (abs("operand_1") * CAST('2.409919865102884e-181' AS DOUBLE PRECISION)) / (abs("attribute_1") * CAST('4.149515568880993e+180' AS DOUBLE PRECISION)) >= CAST('1.044048714879764e-53' AS DOUBLE PRECISION) THEN NULL
      WHEN abs("operand_1") <= 1e20 AND abs("attribute_1") >= 1 AND (abs("operand_1") * CAST('4.149515568880993e+180' AS DOUBLE PRECISION)) / (abs("attribute_1") * CAST('2.409919865102884e-181' AS DOUBLE PRECISION)) <= CAST('4.253529586511731e+37' AS DOUBLE PRECISION) THEN CAST(0 AS DOUBLE PRECISION)
      ELSE "operand_1" / "attribute_1"
    END AS "result_1"
  FROM "joined_2"
  OFFSET 0
),
"joined_4" AS (
  SELECT
    *,
    CASE WHEN abs("result_1") <= CAST('1.7976931348623157e308' AS DOUBLE PRECISION) THEN "result_1" + CAST(0 AS DOUBLE PRECISION) END AS "answer_4"
  FROM "joined_3"
)
SELECT
  "customer_id" AS "customer_id",
  "answer_1" AS "power_user",
  "answer_2" AS "usage_tier",
  "answer_3" AS "fast_buyer",
  "answer_4" AS "euro_spend",
  "answer_5" AS "of_team"
FROM "joined_4"
