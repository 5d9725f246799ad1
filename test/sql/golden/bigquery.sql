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
    DIV(UNIX_MICROS(e.`happened_at`) - MOD(MOD(UNIX_MICROS(e.`happened_at`), 1000) + 1000, 1000), 1000) AS `at`,
    e.`event` AS `name`,
    CAST(e.`message_id` AS STRING) AS `id`,
    CASE WHEN JSON_TYPE(e.`properties`[CAST(@p1 AS STRING)]) = 'string' THEN LAX_STRING(e.`properties`[CAST(@p1 AS STRING)]) END AS `property_1`,
    CASE WHEN JSON_TYPE(e.`properties`[CAST(@p2 AS STRING)]) = 'string' THEN LAX_STRING(e.`properties`[CAST(@p2 AS STRING)]) END AS `property_2`,
    CASE WHEN JSON_TYPE(e.`properties`[CAST(@p3 AS STRING)]) = 'number' THEN LAX_FLOAT64(e.`properties`[CAST(@p3 AS STRING)]) + CAST(0 AS FLOAT64) END AS `property_3`
  FROM `app`.`events` e
  WHERE e.`happened_at` >= TIMESTAMP '2026-10-23 00:00:00.001+00'
    AND e.`happened_at` < TIMESTAMP '2026-11-22 00:00:00.001+00'
    AND e.`event` IS NOT NULL
    AND (e.`happened_at` >= TIMESTAMP '2026-10-25 00:00:00.001+00' OR e.`event` = CAST(@p4 AS STRING))
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
      CAST(@p5 AS STRING), CAST(@p6 AS STRING), CAST(@p7 AS STRING), CAST(@p8 AS STRING),
      CAST(@p9 AS STRING), CAST(@p10 AS STRING), CAST(@p11 AS STRING), CAST(@p12 AS STRING),
      CAST(@p13 AS STRING), CAST(@p14 AS STRING), CAST(@p15 AS STRING), CAST(@p16 AS STRING),
      CAST(@p17 AS STRING), CAST(@p18 AS STRING), CAST(@p19 AS STRING), CAST(@p20 AS STRING),
      CAST(@p21 AS STRING), CAST(@p22 AS STRING), CAST(@p23 AS STRING), CAST(@p24 AS STRING),
      CAST(@p25 AS STRING), CAST(@p26 AS STRING), CAST(@p27 AS STRING), CAST(@p28 AS STRING),
      CAST(@p29 AS STRING), CAST(@p30 AS STRING), CAST(@p31 AS STRING), CAST(@p32 AS STRING),
      CAST(@p33 AS STRING), CAST(@p34 AS STRING), CAST(@p35 AS STRING), CAST(@p36 AS STRING),
      CAST(@p37 AS STRING), CAST(@p38 AS STRING), CAST(@p39 AS STRING), CAST(@p40 AS STRING)
    )) AS `is_1`,
    DIV((`at` + 8646604848000000), 86400000) AS `day_1`,
    `name` = CAST(@p41 AS STRING) AS `is_2`,
    (`name` = CAST(@p4 AS STRING) AND COALESCE(`property_2` = CAST(@p42 AS STRING), FALSE)) AS `is_3`,
    CASE WHEN abs(`property_3`) <= 9007199255 THEN CAST(`property_3` AS FLOAT64) * CAST(1000000 AS FLOAT64) END AS `scaled_1`
  FROM `events_1_copies`
  WHERE `copy_1` = 1
),
`events_1_3` AS (
  SELECT
    *,
    CASE WHEN abs(`scaled_1`) <= CAST(9007199254740992 AS FLOAT64) THEN CAST(FLOOR(`scaled_1` + CAST(0.5 AS FLOAT64)) AS INT64) END AS `millionths_1`
  FROM `events_1_2`
),

-- one row a customer, one aggregate a line
`events_1_by_customer` AS (
  SELECT
    `customer` AS `whose_1`,
    COUNT(DISTINCT CASE WHEN (`is_1` AND `at` >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN `day_1` END) AS `periods_1`,
    COUNT(DISTINCT CASE WHEN (`is_2` AND `at` >= 1792886400001 /* 2026-10-25T00:00:00.001Z */ AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN `property_1` END) AS `distinct_1`,
    SUM(CAST(CASE WHEN (`is_3` AND `at` >= 1792713600001 /* 2026-10-23T00:00:00.001Z */ AND `at` < 1795305600001 /* 2026-11-22T00:00:00.001Z */) THEN `millionths_1` END AS BIGNUMERIC)) AS `sum_1`
  FROM `events_1_3`
  GROUP BY `customer`
),

-- events, with the properties that are read
`events_2` AS (
  SELECT
    e.`user_id` AS `customer`,
    DIV(UNIX_MICROS(e.`happened_at`) - MOD(MOD(UNIX_MICROS(e.`happened_at`), 1000) + 1000, 1000), 1000) AS `at`,
    e.`event` AS `name`,
    CAST(e.`message_id` AS STRING) AS `id`
  FROM `app`.`events` e
  WHERE e.`happened_at` < TIMESTAMP '2026-11-22 00:00:00.001+00'
    AND e.`event` IN (CAST(@p43 AS STRING), CAST(@p44 AS STRING), CAST(@p4 AS STRING))
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
    `name` = CAST(@p43 AS STRING) AS `is_4`,
    `name` = CAST(@p44 AS STRING) AS `is_5`,
    `name` = CAST(@p4 AS STRING) AS `is_6`
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
    CASE WHEN abs(c.`seats` + CAST(0 AS FLOAT64)) <= CAST('1.7976931348623157e308' AS FLOAT64) THEN c.`seats` + CAST(0 AS FLOAT64) END AS `attribute_1`,
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
    COALESCE(CAST(`periods_1` AS FLOAT64), CAST(0 AS FLOAT64)) AS `value_1`,
    COALESCE(CAST(CASE
      WHEN `step_3` > 0 THEN 3
      WHEN `step_2` > 0 THEN 2
      WHEN `step_1` > 0 THEN 1
      ELSE 0
    END AS FLOAT64) >= CAST(@p45 AS FLOAT64), FALSE) AS `answer_3`,
    COALESCE(CASE WHEN abs(`sum_1`) <= 9007199254740992 THEN CAST(`sum_1` AS FLOAT64) ELSE CAST(CAST(`sum_1` AS STRING) AS FLOAT64) END / CAST(1000000 AS FLOAT64), CAST(0 AS FLOAT64)) AS `operand_1`,
    COALESCE(`attribute_2` = CAST(@p46 AS STRING), FALSE) AS `answer_5`
  FROM `joined`
),
`joined_3` AS (
  SELECT
    *,
    (COALESCE(`value_1` >= CAST(@p47 AS FLOAT64), FALSE) AND COALESCE(COALESCE(CAST(`distinct_1` AS FLOAT64), CAST(0 AS FLOAT64)) >= CAST(@p48 AS FLOAT64), FALSE)) AS `answer_1`,
    CASE
      WHEN COALESCE(`value_1` >= CAST(@p49 AS FLOAT64), FALSE) THEN CAST(@p50 AS STRING)
      WHEN COALESCE(`value_1` >= CAST(@p48 AS FLOAT64), FALSE) THEN CAST(@p51 AS STRING)
      WHEN COALESCE(`value_1` >= CAST(@p52 AS FLOAT64), FALSE) THEN CAST(@p53 AS STRING)
    END AS `answer_2`,
    SAFE_DIVIDE(`operand_1`, `attribute_1`) AS `result_1`
  FROM `joined_2`
),
`joined_4` AS (
  SELECT
    *,
    CASE WHEN abs(`result_1`) <= CAST('1.7976931348623157e308' AS FLOAT64) THEN `result_1` + CAST(0 AS FLOAT64) END AS `answer_4`
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
