package io.madcloud.app.scenario.kafka;

import io.madcloud.engine.ProcessView.InvocationView;
import io.madcloud.wire.InvocationStatus;
import java.util.Locale;

/**
 * An invocation, as the journal tells of it.
 *
 * @param fieldset the one that it was first fired on
 * @param programRevision of the program by which it was made
 */
record FoldedInvocation(
    int number, String op, String fieldset, long programRevision, InvocationStatus status) {

  boolean isPending() {
    return status == InvocationStatus.PENDING;
  }

  FoldedInvocation become(InvocationStatus now) {
    return new FoldedInvocation(number, op, fieldset, programRevision, now);
  }

  InvocationView view() {
    return new InvocationView(number, op, status.name().toLowerCase(Locale.ROOT), fieldset);
  }
}
