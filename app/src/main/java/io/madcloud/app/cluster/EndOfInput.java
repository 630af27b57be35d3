package io.madcloud.app.cluster;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends this process when its standard input ends: so a process that was started by another ends
 * with it, however that ends.
 */
public final class EndOfInput {

  private EndOfInput() {}

  /**
   * Begins to watch.
   *
   * @param patienceS seconds that what is closed at the end may take
   */
  public static void endsProcess(int patienceS) {
    Thread watch = new Thread(() -> watch(patienceS), "madcloud-parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void watch(int patienceS) {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    } catch (IOException e) {
      // Nobody can say anything any more.
    }
    Thread exit = new Thread(() -> System.exit(0), "madcloud-exit");
    exit.setDaemon(true);
    exit.start();
    try {
      new CountDownLatch(1).await(patienceS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      // Then at once.
    }
    Runtime.getRuntime().halt(0);
  }
}
