package io.madcloud.acceptance.faults;

import io.madcloud.op.OpReply;
import io.madcloud.server.Handlers;
import io.madcloud.server.OpServer;
import io.madcloud.server.OpServerConfig;
import io.madcloud.server.ServerCall;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A server made with the library, a process of its own that can be killed. It prints each call
 * before it answers; a call that it is told to hold it never answers.
 */
public final class AnsweringServer {
  /** Begins the line of a call: process, invocation, attempt and key follow. */
  static final String CALL = "call ";

  static final String TAKES_CALLS = "takes calls";

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private AnsweringServer() {}

  /** Arguments: brokers, registry, name of the server, seed, id of a process to hold up. */
  public static void main(String[] args) throws InterruptedException {
    long seed = Long.parseLong(args[3]);
    Handlers handlers = Handlers.none().on("/**", call -> answer(call, seed, args[4]));
    OpServer server =
        OpServer.start(
            args[2],
            handlers,
            Map.of(
                "bootstrap.servers",
                args[0],
                "schema.registry.url",
                args[1],
                OpServerConfig.THREADS,
                8));
    OUT.println(TAKES_CALLS);
    server.join();
  }

  private static OpReply answer(ServerCall call, long seed, String held)
      throws InterruptedException {
    OUT.println(
        CALL
            + String.join(
                " ",
                call.process(),
                Integer.toString(call.invocation()),
                Integer.toString(call.attempt()),
                call.idempotencyKey()));
    if (call.process().equals(held)) {
      new CountDownLatch(1).await();
    }
    return OpReply.of(
        ConfluentProgram.answer(seed, call.op(), call.version(), call.inputs().values()));
  }
}
