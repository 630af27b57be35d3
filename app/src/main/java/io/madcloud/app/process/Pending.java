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
    if (pending.isEmpty()) {
      return "nothing is pending";
    }
    String more = pending.size() > MOST ? " and " + (pending.size() - MOST) + " more" : "";
    return "pending: "
        + pending.stream().limit(MOST).map(Pending::text).collect(Collectors.joining("; "))
        + more;
  }

  private static String text(InspectedInvocation it) {
    String more = ProcessText.more(it);
    return it.getInvocation() + " " + it.getOp() + (more.isEmpty() ? "" : " (" + more + ")");
  }
}
