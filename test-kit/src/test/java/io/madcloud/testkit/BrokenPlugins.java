package io.madcloud.testkit;

import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Contract tests of plugins each of which breaks one rule. No build runs them by themselves. */
final class BrokenPlugins {

  private BrokenPlugins() {}

  /** A plugin that echoes, but for what an extending class makes of it. */
  abstract static class Echo extends OpContractTest implements OpPlugin {

    @Override
    protected OpContract contract() {
      return OpContract.op(
              """
              fields: { text: string, tags: map<long>, echo: string }
              ops:
                echo: { in: [text, tags], out: [echo], plugin: echo, with: { to: echo } }
              """)
          .plugin(() -> this)
          .answers(Map.of("text", "12.5 Ii", "tags", Map.of("one", 1, "two", 2)))
          .answers(Map.of("text", "", "tags", Map.of("three", 3)))
          .fails(Map.of("text", 42, "tags", Map.of()))
          .refuses(Map.of("to", false));
    }

    @Override
    public String name() {
      return "echo";
    }

    @Override
    public OpFunction configure(Map<String, Object> with) {
      String to = new Settings(with, Set.of("to")).text("to", null);
      return call ->
          call.inputs().get("text") instanceof String text
              ? answer(to, text, call.inputs())
              : refuse(call.inputs());
    }

    OpReply answer(String to, String text, Map<String, Object> inputs) throws Exception {
      return OpReply.of(Map.of(to, echo(text)));
    }

    String echo(String text) throws Exception {
      return text;
    }

    OpReply refuse(Map<String, Object> inputs) {
      return OpReply.finalFailure("Expected a string as input 'text', but it is none");
    }
  }

  static final class Sound extends Echo {}

  static final class FailsOnASample extends Echo {
    @Override
    String echo(String text) {
      throw new IllegalStateException("Expected a licence, but there is none");
    }
  }

  static final class NamesAPathInItsReply extends Echo {
    @Override
    OpReply answer(String to, String text, Map<String, Object> inputs) {
      return OpReply.of(Map.of("/sync/echo", text));
    }
  }

  static final class NeedsAPathInItsSettings extends Echo {
    @Override
    protected OpContract contract() {
      return OpContract.op(
              """
              mount: /sync
              fields: { text: string, echo: string }
              ops:
                echo: { in: [text], out: [echo], plugin: echo, with: { to: /sync/echo } }
              """)
          .plugin(() -> this)
          .answers(Map.of("text", "hello"));
    }

    @Override
    OpReply answer(String to, String text, Map<String, Object> inputs) {
      return OpReply.of(Map.of(to.substring(to.lastIndexOf('/') + 1), text));
    }
  }

  static final class ProducesMoreThanItDeclares extends Echo {
    @Override
    OpReply answer(String to, String text, Map<String, Object> inputs) {
      return OpReply.of(Map.of("echo", text, "ecko", text));
    }
  }

  static final class ProducesAnotherType extends Echo {
    @Override
    OpReply answer(String to, String text, Map<String, Object> inputs) {
      return OpReply.of(Map.of("echo", text.length()));
    }
  }

  static final class ReadsTheClock extends Echo {
    @Override
    String echo(String text) {
      return text + Instant.now().toEpochMilli();
    }
  }

  static final class Counts extends Echo {
    private final AtomicInteger instances = new AtomicInteger();

    @Override
    public OpFunction configure(Map<String, Object> with) {
      OpFunction function = super.configure(with);
      int instance = instances.incrementAndGet();
      return call -> {
        OpReply reply = function.call(call);
        return reply instanceof OpReply.Messages
            ? OpReply.of(Map.of("echo", "instance " + instance))
            : reply;
      };
    }
  }

  static final class AddsToWhatItAnsweredBefore extends Echo {
    private final List<Object> texts = new CopyOnWriteArrayList<>();

    @Override
    protected OpContract contract() {
      return OpContract.op(
              """
              fields: { text: string, echo: list<string> }
              ops:
                echo: { in: [text], out: [echo], plugin: echo, with: { to: echo } }
              """)
          .plugin(() -> this)
          .answers(Map.of("text", "hello"));
    }

    @Override
    OpReply answer(String to, String text, Map<String, Object> inputs) {
      texts.add(text);
      return OpReply.of(Map.of(to, texts));
    }
  }

  static final class LooksAtTheOrderOfItsInputs extends Echo {
    @Override
    OpReply answer(String to, String text, Map<String, Object> inputs) {
      return OpReply.of(Map.of(to, inputs.toString()));
    }
  }

  static final class UsesTheDefaultLocale extends Echo {
    @Override
    @SuppressWarnings("StringCaseLocaleUsage") // that is what it is here for
    String echo(String text) {
      return text.toLowerCase();
    }
  }

  static final class UsesTheDefaultTimeZone extends Echo {
    @Override
    @SuppressWarnings("TimeZoneUsage")
    String echo(String text) {
      return Instant.EPOCH.atZone(ZoneId.systemDefault()).toString();
    }
  }

  static final class MixesUpItsThreads extends Echo {
    private final Exchanger<String> shared = new Exchanger<>();

    @Override
    String echo(String text) throws InterruptedException {
      try {
        return shared.exchange(text, 2, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return text; // nobody else is here
      }
    }
  }

  static final class SpoilsItsInputs extends Echo {
    @Override
    OpReply answer(String to, String text, Map<String, Object> inputs) {
      if (inputs.get("tags") instanceof Map<?, ?> tags) {
        tags.clear();
      }
      return OpReply.of(Map.of(to, text));
    }
  }

  /** Nobody wants to wait for those that do not come back. */
  abstract static class Hasty extends Echo {
    @Override
    protected OpContract contract() {
      return super.contract().within(Duration.ofSeconds(1));
    }
  }

  static final class NeverComesBack extends Hasty {
    @Override
    String echo(String text) throws InterruptedException {
      new CountDownLatch(1).await();
      return text;
    }
  }

  static final class NeverComesBackEvenInterrupted extends Hasty {
    @Override
    String echo(String text) {
      CountDownLatch never = new CountDownLatch(1);
      while (true) {
        try {
          never.await();
        } catch (InterruptedException e) {
          List.of(e); // and waits on
        }
      }
    }
  }

  static final class WaitsOnWhenInterrupted extends Hasty {
    @Override
    String echo(String text) {
      boolean done = false;
      long endNs = System.nanoTime() + Duration.ofSeconds(5).toNanos(); // the others need the core
      while (!done && System.nanoTime() < endNs) {
        try {
          done = new CountDownLatch(0).await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt(); // the classic: from now on nothing waits, nor ends
        }
      }
      return text;
    }
  }

  static final class TakesBadInputs extends Echo {
    @Override
    OpReply refuse(Map<String, Object> inputs) {
      return OpReply.none();
    }
  }

  static final class FailsByAccident extends Echo {
    @Override
    OpReply refuse(Map<String, Object> inputs) {
      return OpReply.of(Map.of("echo", (String) inputs.get("text")));
    }
  }

  static final class FailsWithoutAWord extends Echo {
    @Override
    OpReply refuse(Map<String, Object> inputs) {
      return OpReply.failure(" ");
    }
  }

  static final class TakesWrongSettings extends Echo {
    @Override
    public OpFunction configure(Map<String, Object> with) {
      Map<String, Object> mended = new HashMap<>(with);
      mended.replace("to", "echo");
      return super.configure(mended);
    }
  }

  static final class TripsOverWrongSettings extends Echo {
    @Override
    public OpFunction configure(Map<String, Object> with) {
      String to = (String) with.get("to");
      return to.isEmpty() ? null : super.configure(with);
    }
  }

  static final class TakesUnknownSettings extends Echo {
    @Override
    public OpFunction configure(Map<String, Object> with) {
      Map<String, Object> known = new HashMap<>(with);
      known.keySet().retainAll(Set.of("to"));
      return super.configure(known);
    }
  }
}
