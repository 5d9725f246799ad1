/*
 * The eight segments by hand in C, over events grouped by name and customer, in order of time, and over all events of a
 * customer in order of time. Reads its columns from a file, answers the instants on the command line, prints the
 * milliseconds of each, and writes the bits of each to another file.
 *   native columns out rounds instant...
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAY 86400000.0
enum { FEATURE_USED = 1, PURCHASE = 2, SUPPORT_TICKET = 3 };

static int32_t customers, events;
static int32_t *start[3], *all_start; /* by customer: feature_used, purchase, support_ticket; all */
static double *at[3], *all_at, *signed_up, *seats, *used;
static int32_t *cents;                /* of purchases */
static uint8_t *category[2];          /* of feature_used and purchase */

static void *take(FILE *file, size_t bytes) {
  void *data = malloc(bytes ? bytes : 1);
  if (fread(data, 1, bytes, file) != bytes) exit(2);
  return data;
}

/* The first of [from, to) at an instant or later. */
static int32_t first(const double *times, int32_t from, int32_t to, double instant) {
  while (to - from > 8) {
    int32_t middle = from + (to - from) / 2;
    if (times[middle] < instant) from = middle + 1; else to = middle;
  }
  while (to > from && times[to - 1] >= instant) to--;
  return to;
}

static int seen[40];

static uint8_t answer(int32_t c, double a) {
  double next = a + 1;
  int32_t end = first(all_at, all_start[c], all_start[c + 1], next);
  int32_t f28 = first(all_at, all_start[c], end, next - 28 * DAY);
  int32_t f30 = first(all_at, all_start[c], f28, next - 30 * DAY);
  int32_t f60 = first(all_at, all_start[c], f30, next - 60 * DAY);
  int active = 0;
  double day = NAN;
  for (int32_t i = f28; i < end; i++) {
    double d = floor(all_at[i] / DAY);
    if (d != day) { active++; day = d; }
  }
  int32_t recent = end - f30, before = f30 - f60;

  static int stamp = 0;
  stamp++;
  int features = 0;
  int32_t fe = first(at[0], start[0][c], start[0][c + 1], next);
  for (int32_t i = first(at[0], start[0][c], fe, next - 28 * DAY); i < fe; i++)
    if (seen[category[0][i]] != stamp) { seen[category[0][i]] = stamp; features++; }

  int32_t pe = first(at[1], start[1][c], start[1][c + 1], next);
  int32_t p365 = first(at[1], start[1][c], pe, next - 365 * DAY);
  int32_t p180 = first(at[1], p365, pe, next - 180 * DAY);
  int32_t p90 = first(at[1], p180, pe, next - 90 * DAY);
  int64_t sum = 0;
  for (int32_t i = p365; i < pe; i++) sum += cents[i];
  int special = 0;
  for (int32_t i = p180; i < pe; i++) special += cents[i] >= 5000 && category[1][i] < 3;
  int lapsed = pe > start[1][c] && a - at[1][pe - 1] > 60 * DAY;

  int32_t te = first(at[2], start[2][c], start[2][c + 1], next);
  int32_t tickets = te - first(at[2], start[2][c], te, next - 30 * DAY);

  int year = pe - p365;
  return (active >= 3 && features >= 2) | (recent == 0 && a - signed_up[c] >= 30 * DAY) << 1 | (sum >= 10000) << 2 |
         (pe - p90 >= 1) << 3 | lapsed << 4 | (before >= 2 && recent < before * 0.5) << 5 |
         (used[c] / seats[c] >= 0.8 && active >= 1) << 6 |
         (special >= 1 && sum / 100.0 / year >= 40 && tickets <= 1) << 7;
}

int main(int count, char **arguments) {
  FILE *file = fopen(arguments[1], "rb");
  int32_t sizes[5];
  if (fread(sizes, 4, 5, file) != 5) return 2;
  customers = sizes[0];
  events = sizes[1];
  for (int t = 0; t < 3; t++) {
    start[t] = take(file, 4 * (size_t)(customers + 1));
    at[t] = take(file, 8 * (size_t)sizes[2 + t]);
  }
  all_start = take(file, 4 * (size_t)(customers + 1));
  all_at = take(file, 8 * (size_t)events);
  signed_up = take(file, 8 * (size_t)customers);
  seats = take(file, 8 * (size_t)customers);
  used = take(file, 8 * (size_t)customers);
  cents = take(file, 4 * (size_t)sizes[3]);
  category[0] = take(file, sizes[2]);
  category[1] = take(file, sizes[3]);
  fclose(file);

  FILE *out = fopen(arguments[2], "wb");
  uint8_t *bits = malloc(customers);
  int rounds = atoi(arguments[3]);
  for (int k = 4; k < count; k++) {
    double asOf = atof(arguments[k]);
    for (int32_t c = 0; c < customers; c++) bits[c] = answer(c, asOf);
    fwrite(bits, 1, customers, out);
  }
  fclose(out);
  double asOf = atof(arguments[4]);
  for (int round = 0; round < rounds; round++) {
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    for (int32_t c = 0; c < customers; c++) bits[c] = answer(c, asOf - round * 3600001.0);
    clock_gettime(CLOCK_MONOTONIC, &after);
    printf("%.3f\n", (after.tv_sec - before.tv_sec) * 1e3 + (after.tv_nsec - before.tv_nsec) / 1e6);
  }
  return 0;
}
