package io.madcloud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

final class StoreFailureTest {

  private static StoreFailure of(Exception cause) {
    return StoreFailure.of(new IllegalStateException(new ProcessorStateException("some", cause)));
  }

  @Test
  void a_full_disk_is_told_by_stores_and_by_files_beside_them() {
    String full = "No space left on device";
    assertThat(of(new RocksDBException("While appending to file: " + full)))
        .isEqualTo(StoreFailure.FULL);
    assertThat(of(new IOException(full))).isEqualTo(StoreFailure.FULL);
  }

  @Test
  void damage_is_told_by_stores_alone() {
    assertThat(of(new RocksDBException("block checksum mismatch: stored = 1, computed = 2")))
        .isEqualTo(StoreFailure.DAMAGED);
    assertThat(of(new RocksDBException("Corruption: bad entry in block")))
        .isEqualTo(StoreFailure.DAMAGED);
    assertThat(of(new IOException("a checksum that a broker did not like"))).isNull();
  }

  @Test
  void everything_else_is_another_failure() {
    assertThat(of(new RocksDBException("Invalid argument"))).isNull();
    assertThat(StoreFailure.of(new NullPointerException())).isNull();
  }
}
