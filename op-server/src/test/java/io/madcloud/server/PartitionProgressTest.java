package io.madcloud.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.madcloud.server.CallRunner.Verdict;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Up to where the calls of a partition are answered. */
final class PartitionProgressTest {

  private final PartitionProgress progress = new PartitionProgress();

  private CompletableFuture<Verdict> call(long offset) {
    CompletableFuture<Verdict> call = new CompletableFuture<>();
    progress.add(offset, call);
    return call;
  }

  @Test
  void commits_up_to_the_first_call_that_is_not_answered() {
    CompletableFuture<Verdict> first = call(5);
    CompletableFuture<Verdict> second = call(6);
    CompletableFuture<Verdict> third = call(9);
    second.complete(Verdict.ANSWERED);
    assertThat(progress.takeCommittable()).isEqualTo(-1);
    assertThat(progress.underWay()).isEqualTo(2);
    first.complete(Verdict.UNREADABLE);
    assertThat(progress.takeCommittable()).isEqualTo(7);
    assertThat(progress.takeCommittable()).isEqualTo(-1);
    third.complete(Verdict.ANSWERED);
    assertThat(progress.takeCommittable()).isEqualTo(10);
    assertThat(progress.underWay()).isZero();
  }

  @Test
  void never_commits_a_call_that_nobody_answered() {
    call(5).complete(Verdict.UNANSWERED);
    call(6).complete(Verdict.ANSWERED);
    assertThat(progress.takeCommittable()).isEqualTo(-1);
    call(7).cancel(true);
    assertThat(progress.underWay()).isZero();
  }
}
