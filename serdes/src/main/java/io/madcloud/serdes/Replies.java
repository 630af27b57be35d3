package io.madcloud.serdes;

import io.madcloud.wire.Call;
import io.madcloud.wire.CallError;
import io.madcloud.wire.Reply;
import java.util.List;
import java.util.Map;

/** Replies to calls: they return what names the call. */
public final class Replies {

  private Replies() {}

  /**
   * The attempt succeeded.
   *
   * @param messages in the wire's form, as {@link Values#fieldsToWire} makes it
   */
  public static Reply done(Call call, List<Map<String, Object>> messages) {
    return to(call, messages, null);
  }

  /** The attempt failed. */
  public static Reply failed(Call call, String error, boolean retryable) {
    return to(call, List.of(), new CallError(error, retryable));
  }

  private static Reply to(Call call, List<Map<String, Object>> messages, CallError error) {
    return new Reply(
        call.getProcess(),
        call.getIncarnation(),
        call.getInvocation(),
        call.getAttempt(),
        messages,
        error);
  }
}
