package io.madcloud.bench.crossing;

/**
 * What crosses between two datacenters for one process.
 *
 * @param recordsOut from where it began
 * @param recordsBack to there
 * @param bytes keys and values in both directions, without what Kafka adds
 */
record Traffic(int recordsOut, int recordsBack, long bytes) {

  static final Traffic NONE = new Traffic(0, 0, 0);

  Traffic plus(boolean out, int recordBytes) {
    return new Traffic(
        recordsOut + (out ? 1 : 0), recordsBack + (out ? 0 : 1), bytes + recordBytes);
  }

  int records() {
    return recordsOut + recordsBack;
  }
}
