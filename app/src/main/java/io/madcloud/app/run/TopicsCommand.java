package io.madcloud.app.run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code madcloud topics}: the topics of an engine. */
@Command(
    name = "topics",
    description = {
      "Creates and lists the topics that engines need, and says who has to be allowed what; engines"
          + " create none by themselves.",
      "",
      "Example: bin/madcloud topics create --partitions 12 --replication-factor 3"
    },
    subcommands = {TopicsCreateCommand.class, TopicsListCommand.class, TopicsAclsCommand.class})
public final class TopicsCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** {@code madcloud topics} alone says what it can do. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
