package io.madcloud.op;

import java.util.Map;

/**
 * A Java op that programs name with {@code plugin: NAME}. Implementations are found through {@link
 * java.util.ServiceLoader}; one instance serves the whole engine and must be thread-safe. What is
 * asked of a plugin here, {@code OpContractTest} of the artifact {@code madcloud-test-kit} checks.
 */
public interface OpPlugin {

  /** The name that programs use; unique among all plugins of an engine. */
  String name();

  /**
   * Prepares the plugin for one op.
   *
   * @param with the op's {@code with}, plain values (booleans, longs, doubles, strings, lists,
   *     maps); empty when the op has none
   * @return the function that runs the op; thread-safe, called from any stream thread
   * @throws IllegalArgumentException when {@code with} is not what the plugin expects; its message
   *     becomes a mistake of the program. {@link Settings} reads and refuses it.
   */
  OpFunction configure(Map<String, Object> with);
}
