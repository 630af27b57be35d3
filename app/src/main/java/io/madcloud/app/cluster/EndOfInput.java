package io.madcloud.app.cluster;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends this process when its standard input ends: so a process that was started by another ends
 * with it, however that ends, or when the other one says so.
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

  /**
   * Ends the input of a process that was started here, and waits until it is gone.
   *
   * @param patienceS seconds after which it is killed
   */
  public static void tell(Process child, int patienceS) {
    try {
      child.getOutputStream().close();
    } catch (IOException e) {
      // It is gone, or will be in a moment.
    }
    try {
      if (!child.waitFor(patienceS, TimeUnit.SECONDS)) {
        child.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
    }
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
