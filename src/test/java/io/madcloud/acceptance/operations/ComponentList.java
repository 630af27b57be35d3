package io.madcloud.acceptance.operations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.madcloud.acceptance.harness.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the app is made of, as its build has listed it in CycloneDX's format. */
final class ComponentList {

  private ComponentList() {}

  /**
   * The list. A test that calls this is skipped if it is not of this build: Maven's plug-in writes
   * it only when it may ask others for licences.
   *
   * @param format xml or json
   */
  static Path in(String format) throws IOException {
    Path list = SourceTree.ROOT.resolve("app/target/madcloud.cdx." + format);
    Path app = SourceTree.ROOT.resolve("app/target/madcloud-app.jar");
    assumeTrue(
        Files.exists(list)
            && Files.getLastModifiedTime(list).compareTo(Files.getLastModifiedTime(app)) >= 0,
        "Maven was offline, so the components of the app were not listed");
    return list;
  }
}
