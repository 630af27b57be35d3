package io.madcloud.app.cli;

import io.madcloud.op.OpPlugin;
import io.madcloud.op.PluginLoadException;
import io.madcloud.op.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a command finds Java ops besides those that come with Madcloud. */
public final class PluginsOption {

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Directory of jars with more Java ops that programs may name.")
  private Path directory;

  /** This option as arguments, for another command. */
  public List<String> arguments() {
    return directory == null
        ? List.of()
        : List.of("--plugins", directory.toAbsolutePath().toString());
  }

  /**
   * The Java ops by name.
   *
   * @throws InvalidInputException if they cannot be loaded
   */
  public Map<String, OpPlugin> load() {
    if (directory == null) {
      return Plugins.load(PluginsOption.class.getClassLoader());
    }
    try {
      return Plugins.load(directory);
    } catch (PluginLoadException e) {
      throw (RuntimeException) new InvalidInputException(e.getMessage()).initCause(e);
    }
  }
}
