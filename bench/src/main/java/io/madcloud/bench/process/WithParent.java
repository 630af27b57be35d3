package io.madcloud.bench.process;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another main class, {@code CLASS ARGUMENT…}, for as long as the process that started this
 * one is there: when it goes, however it goes, standard input ends.
 */
public final class WithParent {

  private WithParent() {}

  /** Runs the class in this thread. */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(WithParent::untilParentIsGone, "bench-parent-watch");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void untilParentIsGone() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    } catch (IOException e) {
      // It cannot say anything any more.
    }
    Runtime.getRuntime().halt(1);
  }
}
