-- habitus, as of 2026-11-22T00:00:00.000Z
-- power_user: active on at least 12 of the last 28 days and used at least 5 different features in the last 28 days
-- usage_tier: super if active on at least 16 of the last 28 days, average if active on at least 5 of the last 28 days, light if active in the last 28 days, otherwise none
-- fast_buyer: completed product viewed, then cart added, then purchase, all within 1 hour
-- euro_spend: (the total amount in purchase events in the last 30 days with currency EUR) divided by seats
-- of_team: accountPlan is team
WITH
-- events, with the properties that are read
`events_1` AS (
  SELECT
    e.`user_id` AS `customer`,
    ((UNIX_MICROS(e.`happened_at`) - PMOD(UNIX_MICROS(e.`happened_at`), 1000)) DIV 1000) AS `at`,
    e.`event` AS `name`,
    CAST(e.`message_id` AS STRING) AS `id`,
    CASE WHEN SCHEMA_OF_VARIANT(VARIANT_GET(e.`properties`, CAST(? AS STRING), 'VARIANT')) = 'STRING' THEN TRY_CAST(VARIANT_GET(e.`properties`, CAST(? AS STRING), 'VARIANT') AS STRING) END AS `property_1`,
    CASE WHEN SCHEMA_OF_VARIANT(VARIANT_GET(e.`properties`, CAST(? AS STRING), 'VARIANT')) = 'STRING' THEN TRY_CAST(VARIANT_GET(e.`properties`, CAST(? AS STRING), 'VARIANT') AS STRING) END AS `property_2`,
    CASE WHEN SCHEMA_OF_VARIANT(VARIANT_GET(e.`properties`, CAST(? AS STRING), 'VARIANT')) RLIKE '^(BIGINT|DECIMAL|DOUBLE|FLOAT)' THEN CASE WHEN ABS(TRY_CAST(VARIANT_GET(e.`properties`, CAST(? AS STRING), 'VARIANT') AS DOUBLE)) <= CAST('1.7976931348623157e308' AS DOUBLE) THEN TRY_CAST(VARIANT_GET(e.`properties`, CAST(? AS STRING), 'VARIANT') AS DOUBLE) + CAST(0 AS DOUBLE) END END AS `property_3`
  FROM `app`.`events` e
  WHERE e.`happened_at` >= TIMESTAMP '2026-10-23 00:00:00.001Z'
    AND e.`happened_at` < TIMESTAMP '2026-11-22 00:00:00.001Z'
    AND e.`event` IS NOT NULL
    AND (e.`happened_at` >= TIMESTAMP '2026-10-25 00:00:00.001Z' OR e.`event` = CAST(? AS STRING))
),

-- copies of events: same customer, id, instant and name
`events_1_copies` AS (
  SELECT
    *,
    CASE WHEN `id` IS NOT NULL AND `id` <> '' THEN ROW_NUMBER() OVER (PARTITION BY `customer`, `id`, `at`, `name` ORDER BY `at` ASC) ELSE 1 END AS `copy_1`
  FROM `events_1`
),

-- what is asked of each event
`events_1_2` AS (
  SELECT
    *,
    NOT (`name` IN (
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING),
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING),
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING),
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING),
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING),
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING),
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING),
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING),
      CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING)
    )) AS `is_1`,
    ((`at` + 8646604848000000) DIV 86400000) AS `day_1`,
    `name` = CAST(? AS STRING) AS `is_2`,
    (`name` = CAST(? AS STRING) AND COALESCE(`property_2` = CAST(? AS STRING), FALSE)) AS `is_3`,
    CASE WHEN abs(`property_3`) <= 9007199255 THEN CAST(`property_3` AS DOUBLE) * CAST(1000000 AS DOUBLE) END AS `scaled_1`
  FROM `events_1_copies`
  WHERE `copy_1` = 1
),
`events_1_3` AS (
  SELECT
    *,
    CASE WHEN abs(`scaled_1`) <= CAST(9007199254740992 AS DOUBLE) THEN CAST(CAST(FLOOR(`scaled_1` + CAST(0.5 AS DOUBLE)) AS DOUBLE) AS BIGINT) END AS `millionths_1`
  FROM `events_1_2`
),

-- one row a customer, one aggregate a line
`events_1_by_customer` AS (
  SELECT
    `customer` AS `whose_1`,
    COUNT(DISTINCT CASE WHEN (`is_1` AND `at` >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN `day_1` END) AS `periods_1`,
    COUNT(DISTINCT CASE WHEN (`is_2` AND `at` >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN `property_1` END) AS `distinct_1`,
    SUM(CAST(CASE WHEN (`is_3` AND `at` >= 1792713600001 /* 2026-10-23T00:00:00.001Z */ AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN `millionths_1` END AS DECIMAL(38, 0))) AS `sum_1`
  FROM `events_1_3`
  GROUP BY `customer`
),

-- events, with the properties that are read
`events_2` AS (
  SELECT
    e.`user_id` AS `customer`,
    ((UNIX_MICROS(e.`happened_at`) - PMOD(UNIX_MICROS(e.`happened_at`), 1000)) DIV 1000) AS `at`,
    e.`event` AS `name`,
    CAST(e.`message_id` AS STRING) AS `id`
  FROM `app`.`events` e
  WHERE e.`happened_at` < TIMESTAMP '2026-11-22 00:00:00.001Z'
    AND e.`event` IN (CAST(? AS STRING), CAST(? AS STRING), CAST(? AS STRING))
),

-- copies of events: same customer, id, instant and name
`events_2_copies` AS (
  SELECT
    *,
    CASE WHEN `id` IS NOT NULL AND `id` <> '' THEN ROW_NUMBER() OVER (PARTITION BY `customer`, `id`, `at`, `name` ORDER BY `at` ASC) ELSE 1 END AS `copy_2`
  FROM `events_2`
),

-- what is asked of each event
`events_2_2` AS (
  SELECT
    *,
    `name` = CAST(? AS STRING) AS `is_4`,
    `name` = CAST(? AS STRING) AS `is_5`,
    `name` = CAST(? AS STRING) AS `is_6`
  FROM `events_2_copies`
  WHERE `copy_2` = 1
),
`events_2_3` AS (
  SELECT
    *,
    CASE WHEN (`is_4` AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN `at` END AS `start_1`
  FROM `events_2_2`
),
`events_2_4` AS (
  SELECT
    *,
    MAX(`start_1`) OVER (PARTITION BY `customer` ORDER BY `at` ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS `latest_1`
  FROM `events_2_3`
),
`events_2_5` AS (
  SELECT
    *,
    CASE WHEN ((`is_5` AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) AND `at` - `latest_1` <= 3600000) THEN `latest_1` END AS `start_2`
  FROM `events_2_4`
),
`events_2_6` AS (
  SELECT
    *,
    MAX(`start_2`) OVER (PARTITION BY `customer` ORDER BY `at` ASC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS `latest_2`
  FROM `events_2_5`
),
`events_2_7` AS (
  SELECT
    *,
    CASE WHEN ((`is_6` AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) AND `at` - `latest_2` <= 3600000) THEN `latest_2` END AS `start_3`
  FROM `events_2_6`
),

-- one row a customer, one aggregate a line
`events_2_by_customer` AS (
  SELECT
    `customer` AS `whose_2`,
    COUNT(`start_1`) AS `step_1`,
    COUNT(`start_2`) AS `step_2`,
    COUNT(`start_3`) AS `step_3`
  FROM `events_2_7`
  GROUP BY `customer`
),

-- customers, with the attributes that are read
`people` AS (
  SELECT
    c.`id` AS `customer`,
    CASE WHEN abs(c.`seats` + CAST(0 AS DOUBLE)) <= CAST('1.7976931348623157e308' AS DOUBLE) THEN c.`seats` + CAST(0 AS DOUBLE) END AS `attribute_1`,
    a.`plan` AS `attribute_2`
  FROM `app`.`users` c
  LEFT JOIN `crm`.`accounts` a ON CAST(a.`id` AS STRING) = CAST(c.`account_id` AS STRING)
),

-- every customer, with or without events
`joined` AS (
  SELECT
    c.*,
    b1.`periods_1` AS `periods_1`,
    b1.`distinct_1` AS `distinct_1`,
    b1.`sum_1` AS `sum_1`,
    b2.`step_1` AS `step_1`,
    b2.`step_2` AS `step_2`,
    b2.`step_3` AS `step_3`
  FROM `people` c
  LEFT JOIN `events_1_by_customer` b1 ON b1.`whose_1` = c.`customer`
  LEFT JOIN `events_2_by_customer` b2 ON b2.`whose_2` = c.`customer`
),

-- what definitions come to, step by step
`joined_2` AS (
  SELECT
    *,
    COALESCE(CAST(`periods_1` AS DOUBLE), CAST(0 AS DOUBLE)) AS `value_1`,
    COALESCE(CAST(CASE
      WHEN `step_3` > 0 THEN 3
      WHEN `step_2` > 0 THEN 2
      WHEN `step_1` > 0 THEN 1
      ELSE 0
    END AS DOUBLE) >= CAST(? AS DOUBLE), FALSE) AS `answer_3`,
    COALESCE(CASE WHEN abs(`sum_1`) <= 9007199254740992 THEN CAST(`sum_1` AS DOUBLE) ELSE CAST(CAST(`sum_1` AS STRING) AS DOUBLE) END / CAST(1000000 AS DOUBLE), CAST(0 AS DOUBLE)) AS `operand_1`,
    COALESCE(`attribute_2` = CAST(? AS STRING), FALSE) AS `answer_5`
  FROM `joined`
),
`joined_3` AS (
  SELECT
    *,
    (COALESCE(`value_1` >= CAST(? AS DOUBLE), FALSE) AND COALESCE(COALESCE(CAST(`distinct_1` AS DOUBLE), CAST(0 AS DOUBLE)) >= CAST(? AS DOUBLE), FALSE)) AS `answer_1`,
    CASE
      WHEN COALESCE(`value_1` >= CAST(? AS DOUBLE), FALSE) THEN CAST(? AS STRING)
      WHEN COALESCE(`value_1` >= CAST(? AS DOUBLE), FALSE) THEN CAST(? AS STRING)
      WHEN COALESCE(`value_1` >= CAST(? AS DOUBLE), FALSE) THEN CAST(? AS STRING)
    END AS `answer_2`,
    CASE WHEN `attribute_1` <> 0 THEN `operand_1` / `attribute_1` END AS `result_1`
  FROM `joined_2`
),
`joined_4` AS (
  SELECT
    *,
    CASE WHEN abs(`result_1`) <= CAST('1.7976931348623157e308' AS DOUBLE) THEN `result_1` + CAST(0 AS DOUBLE) END AS `answer_4`
  FROM `joined_3`
)
SELECT
  `customer` AS `customer_id`,
  `answer_1` AS `power_user`,
  `answer_2` AS `usage_tier`,
  `answer_3` AS `fast_buyer`,
  `answer_4` AS `euro_spend`,
  `answer_5` AS `of_team`
FROM `joined_4`
