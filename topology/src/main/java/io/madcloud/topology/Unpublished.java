package io.madcloud.topology;

import io.madcloud.engine.Effect;
import io.madcloud.engine.program.Action;
import io.madcloud.serdes.Replies;
import io.madcloud.serdes.Values;
import io.madcloud.wire.Call;
import io.madcloud.wire.Reply;

/** Why a call is not published; the engine hears it as a failed attempt. */
final class Unpublished {

  private static final int MOST_BYTES = MadcloudConfig.MAX_RECORD_BYTES - 64 * 1024;

  /** Below this estimate nobody has to count. */
  private static final int SURELY_BYTES = 256 * 1024;

  private Unpublished() {}

  /**
   * The failed attempt, or null when the call can be published. A topic that was known to be
   * missing when the call was let out is so, although what is known has grown too old since.
   */
  static Reply why(Call call, Effect.Call asked, EngineSetup setup) {
    String server = ((Action.Call) asked.op().action()).server();
    CallTopics.Presence presence = setup.callTopics().of(setup.topics().calls(server));
    if (presence == CallTopics.Presence.DENIED) {
      return Replies.failed(call, KnownTopics.denied(setup.topics().calls(server)), true);
    }
    if (presence != CallTopics.Presence.PRESENT) {
      return Replies.failed(
          call,
          "Expected topic %s for the calls of server %s, but it does not exist"
              .formatted(setup.topics().calls(server), server),
          true);
    }
    if (Values.size(asked.inputs()) <= SURELY_BYTES) {
      return null;
    }
    int bytes = setup.callBytes(call).length;
    return bytes <= MOST_BYTES
        ? null
        : Replies.failed(
            call,
            "Expected a call of at most %d bytes, but it has %d".formatted(MOST_BYTES, bytes),
            false);
  }
}
