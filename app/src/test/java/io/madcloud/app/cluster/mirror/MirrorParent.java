package io.madcloud.app.cluster.mirror;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts a MirrorMaker, prints its number, and does not close it. */
final class MirrorParent {

  private MirrorParent() {}

  /** The one argument is the directory. Nobody answers at port 1, so it waits there. */
  public static void main(String[] args) throws IOException {
    MirrorSettings nowhere =
        new MirrorSettings(Map.of("east", "127.0.0.1:1", "west", "127.0.0.1:1"), "madcloud.");
    System.out.println(MirrorProcess.start(Path.of(args[0]), nowhere).pid());
    while (System.in.read() >= 0) {
      // Until it is killed.
    }
  }
}
