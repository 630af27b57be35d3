package io.madcloud.topology;

import io.madcloud.serdes.UpdateBytes;
import io.madcloud.wire.Update;

/**
 * What another datacenter is told of a process. It goes to the partition in which the process lives
 * here, and lives there, too: so whatever partitioner brought the notification, the answers come
 * back to it.
 */
record Departure(String topic, int partition, Update update) {

  byte[] bytes() {
    return UpdateBytes.of(update);
  }
}
