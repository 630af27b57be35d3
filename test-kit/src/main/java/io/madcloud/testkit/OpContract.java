package io.madcloud.testkit;

import io.madcloud.op.OpPlugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What {@link OpContractTest} needs to know of a plugin: an op as a program declares it, inputs
 * that it answers, and what it must refuse. Values may be written as in YAML, like those of {@link
 * MadcloudTest}.
 */
public final class OpContract {

  /** How long one run may take unless the contract says otherwise. */
  private static final Duration WITHIN = Duration.ofSeconds(5);

  final String program;
  final List<Map<String, ?>> samples = new ArrayList<>();
  final List<Map<String, ?>> badInputs = new ArrayList<>();
  final List<Map<String, ?>> badSettings = new ArrayList<>();
  Supplier<? extends OpPlugin> plugin;
  Duration limit = WITHIN;

  private OpContract(String program) {
    this.program = program;
  }

  /**
   * The contract of the one op of a program that names a plugin.
   *
   * @param program a path, a resource or the YAML itself, as for {@link MadcloudTest#program}
   */
  public static OpContract op(String program) {
    return new OpContract(program);
  }

  /** Makes the plugin, anew at every call; without this it is looked for on the class path. */
  public OpContract plugin(Supplier<? extends OpPlugin> maker) {
    plugin = maker;
    return this;
  }

  /** The op answers these inputs, by local name, with messages; at least one such sample. */
  public OpContract answers(Map<String, ?> inputs) {
    samples.add(inputs);
    return this;
  }

  /** The op fails on these inputs, by local name. They may be of any type, or missing. */
  public OpContract fails(Map<String, ?> inputs) {
    badInputs.add(inputs);
    return this;
  }

  /** The plugin refuses this {@code with}. */
  public OpContract refuses(Map<String, ?> with) {
    badSettings.add(with);
    return this;
  }

  /** One run comes back within this time, 5 seconds unless stated. */
  public OpContract within(Duration time) {
    limit = time;
    return this;
  }
}
