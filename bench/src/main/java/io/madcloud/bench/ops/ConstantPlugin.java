package io.madcloud.bench.ops;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Settings;
import java.util.Map;
import java.util.Set;

/**
 * {@code bench-constant} always answers the same, so that all that is measured is around it. {@code
 * with}: {@code to}, the local name of the output, a {@code string}.
 */
public final class ConstantPlugin implements OpPlugin {

  @Override
  public String name() {
    return "bench-constant";
  }

  @Override
  public OpFunction configure(Map<String, Object> with) {
    OpReply reply = OpReply.of(Map.of(new Settings(with, Set.of("to")).text("to", null), "x"));
    return call -> reply;
  }
}
