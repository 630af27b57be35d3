package io.madcloud.bench.ops;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Settings;
import java.util.Map;
import java.util.Set;

/**
 * {@code bench-rotate} is {@link Rotation} as an op. {@code with}: {@code from} and {@code to}, the
 * local names of the input and the output.
 */
public final class RotatePlugin implements OpPlugin {

  @Override
  public String name() {
    return "bench-rotate";
  }

  @Override
  public OpFunction configure(Map<String, Object> with) {
    Settings settings = new Settings(with, Set.of("from", "to"));
    String from = settings.text("from", null);
    String to = settings.text("to", null);
    return call -> OpReply.of(Map.of(to, Rotation.of((String) call.inputs().get(from))));
  }
}
