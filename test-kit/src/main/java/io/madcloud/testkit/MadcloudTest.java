package io.madcloud.testkit;

import io.madcloud.engine.Rejection;
import io.madcloud.engine.program.Program;
import io.madcloud.engine.program.ProgramCompiler;
import io.madcloud.engine.scenario.ScenarioEvent;
import io.madcloud.op.OpCall;
import io.madcloud.op.OpFunction;
import io.madcloud.op.OpPlugin;
import io.madcloud.op.OpReply;
import io.madcloud.op.Plugins;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Plays a program on the pure engine: no broker, and time passes only by {@link #advance}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final MadcloudTest madcloud = MadcloudTest.program("quotes.yaml");
 *
 * @Test
 * void an_offer_is_taken() {
 *   madcloud
 *       .notify("/quotes/request", "p1", Map.of("amount", 100))
 *       .reply("/quotes/insurer/offer", Map.of("price", 90))
 *       .isQuiescent()
 *       .hasField("/quotes/price", 90);
 * }
 * }</pre>
 *
 * <p>Each test begins with the program and no process. The program is compiled once, before the
 * first test; one with mistakes fails the test with all of them. Calls are answered by the test, or
 * by a {@link #server}; {@code expr} and {@code plugin} ops run as they do in an engine. An event
 * that is rejected fails the test unless {@link #isRejected} follows it.
 *
 * <p>Values may be written as in YAML: ints for longs, ISO-8601 texts for timestamps, base64 texts
 * for bytes. Not thread-safe: where the tests of one class run at the same time, make the field an
 * instance field.
 */
public final class MadcloudTest implements BeforeEachCallback, AfterEachCallback {

  private final List<String> programs;
  private final Map<String, OpPlugin> plugins = new TreeMap<>();
  private final Servers servers = new Servers();
  private ProgramCompiler compiler;
  private Program program;
  private Play play;

  private MadcloudTest(List<String> programs) {
    this.programs = programs;
  }

  /**
   * With programs that are declared together, each a path of a file, a name of a resource on the
   * class path, or the YAML itself: a text of several lines, or one that begins with a brace.
   */
  public static MadcloudTest program(String... programs) {
    return new MadcloudTest(List.of(programs));
  }

  /** With this plugin, instead of one of the same name on the class path if there is one. */
  public MadcloudTest plugin(OpPlugin plugin) {
    plugins.put(plugin.name(), plugin);
    return this;
  }

  /** With a plugin of this name that takes any {@code with} and does this. */
  public MadcloudTest plugin(String name, OpFunction function) {
    return plugin(new StandIn(name, function));
  }

  /**
   * With a server that answers the calls to its name as they come, until none is pending; an
   * attempt that fails is followed by the next one at once. Calls to other servers are answered by
   * the test.
   *
   * @param name as programs say it: {@code call: NAME}
   * @param answers from the path of an op and a call of it; the handlers of an op server fit
   */
  public MadcloudTest server(String name, BiFunction<String, OpCall, OpReply> answers) {
    servers.add(name, answers);
    return this;
  }

  /**
   * A notification event, which starts a process.
   *
   * @param fields by local name
   */
  public RehearsedProcess notify(String op, String process, Map<String, ?> fields) {
    play().bring(new ScenarioEvent.Notify(op, process, Written.plain(fields)));
    return process(process);
  }

  /** A process, to go on with it; whether there is one is asked when something is said of it. */
  public RehearsedProcess process(String id) {
    return new RehearsedProcess(this, play(), id);
  }

  /** Declares more, or other ops in place of those that there are; programs as at the beginning. */
  public MadcloudTest declare(String... more) {
    play().bring(new ScenarioEvent.Declare(Programs.read(List.of(more))));
    return this;
  }

  /** Removes an op, or a folder with all ops below it. */
  public MadcloudTest remove(String path) {
    play().bring(new ScenarioEvent.Remove(path));
    return this;
  }

  /** Pauses an op, or a folder with all ops below it: they are not fired until they are resumed. */
  public MadcloudTest pause(String path) {
    play().pause(path);
    return this;
  }

  /** Resumes an op, or a folder with all ops below it; processes that wait catch up. */
  public MadcloudTest resume(String path) {
    play().resume(path);
    return this;
  }

  /** Lets time pass, to the millisecond: timers that fall due reply, earliest first. */
  public MadcloudTest advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("Expected time to go on, but found " + time);
    }
    play().bring(new ScenarioEvent.Advance(time.toMillis()));
    return this;
  }

  /** The last event was not taken, for this reason. */
  public MadcloudTest isRejected(Rejection reason) {
    play().rejected(reason);
    return this;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (play != null) {
      throw new IllegalStateException(
          "Expected one test at a time, but another one plays on the same MadcloudTest; where"
              + " tests of a class run at the same time, make it an instance field");
    }
    if (program == null) {
      Map<String, OpPlugin> all = new TreeMap<>(Plugins.load(Programs.loader()));
      all.putAll(plugins);
      compiler = Programs.compiler(all);
      program = Programs.compile(Programs.read(programs), compiler);
    }
    play = new Play(compiler, program, servers);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Play over = play;
    play = null;
    if (over != null && context.getExecutionException().isEmpty()) {
      over.settle();
    }
  }

  private Play play() {
    if (play == null) {
      throw new IllegalStateException(
          "Expected a test under way, but there is none; register the MadcloudTest with"
              + " @RegisterExtension");
    }
    return play;
  }

  /** A function under a name. */
  private record StandIn(String name, OpFunction function) implements OpPlugin {
    @Override
    public OpFunction configure(Map<String, Object> with) {
      return function;
    }
  }
}
