package io.madcloud.acceptance.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Commands of other software, which a machine may have or not. */
public final class InstalledCommand {

  private InstalledCommand() {}

  /**
   * Has a test skipped where there is no such command in {@code PATH}.
   *
   * @param consequence what the test does not do then
   */
  public static void assume(String command, String consequence) {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    assumeTrue(found, "there is no " + command + " here, so " + consequence);
  }
}
