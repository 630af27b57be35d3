package io.madcloud.app.process;

import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.InvocationStatus;
import java.util.List;
import java.util.stream.Collectors;

/** What a process waits for. */
final class Pending {

  private static final int MOST = 5;

  private Pending() {}

  static List<InspectedInvocation> of(InspectedProcess process) {
    return process.getInvocations().stream()
        .filter(it -> it.getStatus() == InvocationStatus.PENDING)
        .toList();
  }

  /** Such as {@code pending: 1 /shop/price (server pricing, attempt 1)}. */
  static String text(InspectedProcess process) {
    List<InspectedInvocation> pending = of(process);
    String paused =
        process.getWaitsFor().isEmpty() ? "" : "; waits for what is paused: " + paused(process);
    return pending.isEmpty()
        ? "nothing is pending" + paused
        : "pending: " + some(pending.stream().map(Pending::text).toList()) + paused;
  }

  /** The paused ops that a process waits for, some of them. */
  static String paused(InspectedProcess process) {
    return some(process.getWaitsFor());
  }

  private static String some(List<String> all) {
    String more = all.size() > MOST ? " and " + (all.size() - MOST) + " more" : "";
    return all.stream().limit(MOST).collect(Collectors.joining("; ")) + more;
  }

  private static String text(InspectedInvocation it) {
    String more = ProcessText.more(it);
    return it.getInvocation() + " " + it.getOp() + (more.isEmpty() ? "" : " (" + more + ")");
  }
}
