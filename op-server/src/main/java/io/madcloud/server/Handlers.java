package io.madcloud.server;

import io.madcloud.op.OpCall;
import io.madcloud.op.OpReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The handlers of a server, each for an op or a pattern of ops. A handler for the very path of an
 * op goes before those with patterns, and of these the one that was named first. Immutable.
 *
 * <pre>{@code
 * Handlers handlers =
 *     Handlers.none()
 *         .on("/shop/price", call -> OpReply.of(Map.of("price", prices.of(call.inputs().text("item")))))
 *         .on("/insurers/**", offers);
 * }</pre>
 */
public final class Handlers {

  private record Route(OpPattern ops, Handler handler) {}

  private static final Handlers NONE = new Handlers(List.of());

  private final List<Route> routes;

  private Handlers(List<Route> routes) {
    this.routes = routes;
  }

  /** To begin with. */
  public static Handlers none() {
    return NONE;
  }

  /**
   * These and one more.
   *
   * @param ops absolute path of an op, in which {@code *} stands for one name and {@code **} at the
   *     end for any number of names
   * @throws IllegalArgumentException if that is no such path
   */
  public Handlers on(String ops, Handler handler) {
    List<Route> more = new ArrayList<>(routes);
    more.add(new Route(new OpPattern(ops), handler));
    more.sort((one, other) -> Boolean.compare(other.ops.isExact(), one.ops.isExact()));
    return new Handlers(List.copyOf(more));
  }

  /**
   * Has a call answered. Whatever a handler throws becomes a failure; one of an input that is not
   * as expected is final, as another attempt has the same inputs.
   */
  public OpReply answer(ServerCall call) {
    for (Route route : routes) {
      if (route.ops.matches(call.op())) {
        return answer(route.handler, call);
      }
    }
    return OpReply.failure(
        "Expected a handler for op %s, but this server handles %s only"
            .formatted(
                call.op(),
                routes.isEmpty()
                    ? "none"
                    : routes.stream()
                        .map(route -> route.ops.toString())
                        .collect(Collectors.joining(", "))));
  }

  private static OpReply answer(Handler handler, ServerCall call) {
    try {
      OpReply reply = handler.handle(call);
      return reply == null
          ? OpReply.finalFailure("Expected messages or a failure, but the handler returned null")
          : reply;
    } catch (UnexpectedInputException e) {
      return OpReply.finalFailure(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OpReply.failure(e.toString());
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      return OpReply.failure(e.toString());
    }
  }

  /**
   * Has a call answered that comes from no engine: for tests, such as those of the test kit.
   *
   * @param op absolute path
   */
  public OpReply answer(String op, OpCall call) {
    Instant deadline =
        call.timeoutMs() == OpCall.NO_TIMEOUT ? null : Instant.now().plusMillis(call.timeoutMs());
    return answer(
        new ServerCall(
            op,
            null,
            call.process(),
            call.invocation(),
            call.attempt(),
            deadline,
            call.process() + "-" + call.invocation(),
            null,
            new Inputs(call.inputs())));
  }
}
