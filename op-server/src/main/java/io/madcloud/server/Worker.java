package io.madcloud.server;

import java.time.Duration;

/** Takes calls and has them run. One thread runs it; another one may stop it. */
interface Worker {

  /**
   * Works until it is stopped, and lets go of what it has taken.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot go on
   */
  void run(String topic) throws InterruptedException;

  /** Takes no more calls, and waits so long for those under way. Returns at once. */
  void stop(Duration grace);
}
