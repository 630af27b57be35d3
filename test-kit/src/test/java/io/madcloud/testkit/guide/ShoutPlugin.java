package io.madcloud.testkit.guide;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

public final class ShoutPlugin implements OpPlugin {

  @Override
  public String name() {
    return "shout";
  }

  @Override
  public OpFunction configure(Map<String, Object> with) {
    String mark = new Settings(with, Set.of("mark")).text("mark", "!");
    return call ->
        call.inputs().get("text") instanceof String text
            ? OpReply.of(Map.of("loud", text.toUpperCase(Locale.ROOT) + mark))
            : OpReply.finalFailure("Expected a string as input 'text', but there is none");
  }
}
