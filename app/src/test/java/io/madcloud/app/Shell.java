package io.madcloud.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.madcloud.app.cluster.DevCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Runs commands as a user does, in this JVM, against one cluster. */
public final class Shell {

  /** What a command printed, and how it ended. */
  public record Result(int exitCode, String out, String err) {

    /** Fails unless the command did what it was asked for, and had nothing to complain of. */
    public Result done() {
      assertThat(err).isEmpty();
      assertThat(exitCode).isZero();
      return this;
    }

    /** Fails unless the command ended like this. */
    public Result ended(int expected) {
      assertThat(exitCode).as(out + err).isEqualTo(expected);
      return this;
    }

    /** What it printed, as JSON. */
    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("Expected JSON, but " + out, e);
      }
    }
  }

  private final List<String> cluster;

  private Shell(List<String> cluster) {
    this.cluster = cluster;
  }

  /** Commands that talk to this cluster. */
  public static Shell of(DevCluster cluster) {
    return new Shell(
        List.of(
            "--bootstrap-server",
            cluster.bootstrapServers(),
            "--schema-registry",
            cluster.schemaRegistryUrl()));
  }

  /** Commands that need no cluster. */
  public static Shell alone() {
    return new Shell(List.of());
  }

  /** The same with topics of their own, so that tests can share a cluster. */
  public Shell onTopics(String prefix) {
    List<String> all = new ArrayList<>(cluster);
    all.addAll(List.of("--property", "madcloud.topic.prefix=" + prefix));
    return new Shell(all);
  }

  /** Runs one command; which cluster is said behind the other arguments. */
  public Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(cluster);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all.toArray(String[]::new));
    return new Result(exitCode, out.toString(), err.toString());
  }
}
