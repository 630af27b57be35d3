package io.madcloud.testkit;

import io.madcloud.engine.program.Action;
import io.madcloud.engine.program.FieldType;
import io.madcloud.engine.program.Op;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.Slot;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Plugins;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The op of a contract, compiled as an engine does it, and run as an engine runs it. */
final class OpUnderTest {

  private final OpContract contract;
  private final Program program;
  private final Op op;

  OpUnderTest(OpContract contract) {
    this.contract = contract;
    this.program = compile();
    List<Op> ops = program.ops().values().stream().filter(OpUnderTest::isPlugin).toList();
    if (ops.size() != 1) {
      throw new AssertionError(
          "Expected one op with 'plugin' in the program of the contract, but there are " + ops);
    }
    this.op = ops.get(0);
  }

  Op op() {
    return op;
  }

  Program program() {
    return program;
  }

  /** The plugin, made anew. */
  OpPlugin plugin() {
    return plugins().get(op.spec().plugin());
  }

  /** The function of a plugin made anew, configured as the op says. */
  OpFunction function() {
    return plugin().configure(with());
  }

  /** What the op says in {@code with}. */
  Map<String, Object> with() {
    return op.spec().with() == null ? Map.of() : op.spec().with();
  }

  /** A sample with the declared types, in the order of {@code in}; made anew at every call. */
  Map<String, Object> sample(Map<String, ?> written) {
    Map<String, Object> inputs = inputs(written);
    for (Slot slot : op.in()) {
      FieldType type = slot.field().type();
      Object value = inputs.get(slot.local());
      if (value == null || type.conform(value) == null) {
        throw new AssertionError(
            "Expected a %s for '%s' in every sample, but found %s in %s"
                .formatted(type, slot.local(), Shown.orNothing(value), Shown.value(inputs)));
      }
    }
    if (inputs.size() > op.in().size()) {
      throw new AssertionError(
          "Expected nothing but the inputs of %s in every sample, but found %s"
              .formatted(op, Shown.value(inputs)));
    }
    return inputs;
  }

  /** Inputs, with the declared types where that is possible; made anew. */
  Map<String, Object> inputs(Map<String, ?> written) {
    Map<String, Object> given = Written.plain(written);
    Map<String, Object> inputs = new LinkedHashMap<>();
    for (Slot slot : op.in()) {
      if (given.containsKey(slot.local())) {
        Object value = Written.typed(given.remove(slot.local()), slot.field().type());
        inputs.put(slot.local(), value);
      }
    }
    inputs.putAll(given);
    return inputs;
  }

  /** Runs the op in a thread of its own, for as long as the contract allows. */
  Answer run(OpFunction function, Map<String, Object> inputs) {
    return start(() -> function.call(call(inputs))).answer();
  }

  /** Starts what runs the op, for as long as the contract allows. */
  LimitedRun start(Callable<OpReply> work) {
    return new LimitedRun(work, contract.limit);
  }

  Duration limit() {
    return contract.limit;
  }

  OpCall call(Map<String, Object> inputs) {
    return new OpCall(inputs, "contract", 1, 1, contract.limit.toMillis());
  }

  private Program compile() {
    return Programs.compile(Programs.read(List.of(contract.program)), Programs.compiler(plugins()));
  }

  private Map<String, OpPlugin> plugins() {
    if (contract.plugin == null) {
      return Plugins.load(Programs.loader());
    }
    OpPlugin plugin = contract.plugin.get();
    return Map.of(plugin.name(), plugin);
  }

  private static boolean isPlugin(Op op) {
    return op.action() instanceof Action.Plugin;
  }
}
