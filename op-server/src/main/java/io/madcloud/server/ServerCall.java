package io.madcloud.server;

import java.time.Instant;

/**
 * A call as its handler sees it. Inputs have local names: a server does not know where its op is
 * mounted, except for {@code op} itself, which handlers are found by.
 *
 * @param op absolute path of the op
 * @param version that the op's author gave it; null for none
 * @param process id of the process
 * @param invocation its number within the process, from 1
 * @param attempt which run of the invocation this is, from 1
 * @param deadline when the engine stops waiting for this attempt; null for never
 * @param idempotencyKey the same for every attempt and delivery of the invocation, and for no other
 *     invocation anywhere
 * @param traceparent W3C trace context; null when the process has none
 * @param inputs by local name
 */
public record ServerCall(
    String op,
    String version,
    String process,
    int invocation,
    int attempt,
    Instant deadline,
    String idempotencyKey,
    String traceparent,
    Inputs inputs) {}
