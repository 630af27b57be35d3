package io.madcloud.app.process;

import io.madcloud.wire.CountElsewhere;
import io.madcloud.wire.ElsewhereCount;

/** Asks all partitions how many processes wait for other datacenters. */
final class ElsewhereCounts {

  private ElsewhereCounts() {}

  /**
   * All partitions together.
   *
   * @param waiting running processes that began here, and in which nothing is to be done here
   * @param early running processes with updates that wait for others
   * @param truncated whether there were too many to count
   */
  record Sum(long waiting, long early, boolean truncated) {}

  /**
   * Counts them.
   *
   * @throws IllegalStateException with the reason as far as it is known, if not all partitions
   *     answer in time
   */
  static Sum of(ProcessClient client, Deadline deadline) throws InterruptedException {
    try (Questions questions = Questions.aboutAll(client, "processes that wait")) {
      int partitions = client.partitions(client.topics().controls());
      for (int partition = 0; partition < partitions; partition++) {
        questions.ask("elsewhere", partition, CountElsewhere::new);
      }
      Sum sum = new Sum(0, 0, false);
      while (!questions.areOver()) {
        ElsewhereCount count = questions.next(deadline).getElsewhere();
        sum =
            new Sum(
                sum.waiting + count.getWaiting(),
                sum.early + count.getEarly(),
                sum.truncated || count.getTruncated());
      }
      return sum;
    }
  }
}
