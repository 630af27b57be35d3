package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is still kept is found, by few reads, and the store has not dropped it. */
final class RetentionBucketsTest {

  private static final long BASE_MS = 1_700_000_000_000L;

  @ParameterizedTest
  @ValueSource(longs = {1_000, 7_777, 120_000, 600_000, 86_400_000})
  void what_is_kept_lies_in_a_bucket_that_is_looked_at(long retentionMs) {
    Retention retention = new Retention(Duration.ofMillis(retentionMs));
    long step = Math.max(1, retentionMs / 997);
    for (long ageMs = 0; ageMs <= 2 * retentionMs; ageMs += step) {
      long nowMs = BASE_MS + 31 * ageMs;
      long stoppedMs = nowMs - ageMs;
      assertThat(retention.keeps(stoppedMs, nowMs)).isEqualTo(ageMs <= retentionMs);
      if (ageMs <= retentionMs) {
        assertThat(isLookedAt(retention, retention.bucket(stoppedMs), nowMs)).isTrue();
        assertThat(retention.bucket(stoppedMs))
            .isGreaterThan(nowMs - retention.supplier("s").retentionPeriod());
        assertThat(retention.segment(retention.bucket(stoppedMs)))
            .isGreaterThanOrEqualTo(retention.firstSegment(nowMs));
      }
    }
  }

  private static boolean isLookedAt(Retention retention, long wanted, long nowMs) {
    int looks = 0;
    boolean found = false;
    for (long bucket = retention.newestBucket(nowMs);
        retention.holds(bucket, nowMs);
        bucket = retention.before(bucket)) {
      found |= bucket == wanted;
      looks++;
    }
    long ahead = retention.newestBucket(nowMs) - retention.bucket(nowMs);
    assertThat(looks).isLessThanOrEqualTo(3 + (int) (ahead / ((retention.ms() + 1) / 2)));
    return found;
  }
}
