package io.madcloud.app.cluster.mirror;

import io.madcloud.app.cluster.EndOfInput;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of the process: runs MirrorMaker until standard input ends, which it does when the
 * process that started this one says so or is gone, however it went.
 */
final class MirrorMain {

  /** Is printed when all clusters have answered. */
  static final String READY = "READY";

  static final int FAILED = 2;

  private static final Logger LOG = LoggerFactory.getLogger(MirrorMain.class);

  /** How long MirrorMaker may take to leave its groups; the brokers may be gone already. */
  private static final int PATIENCE_S = 10;

  private MirrorMain() {}

  /** The one argument is the file with the properties. */
  public static void main(String[] args) {
    EndOfInput.endsProcess(PATIENCE_S);
    try {
      Map<String, String> properties = Utils.propsToStringMap(Utils.loadProps(args[0]));
      MirrorMaker mirrorMaker = new MirrorMaker(properties);
      mirrorMaker.start();
      FailureWatch.start(mirrorMaker, properties);
      System.out.println(READY);
      mirrorMaker.awaitStop();
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.error("Expected MirrorMaker to run, but it failed", e);
      // Its threads would go on, and its shutdown hook would wait for a start that never ends.
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
