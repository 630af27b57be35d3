package io.madcloud.topology;

import io.madcloud.engine.Limits;
import io.madcloud.engine.program.Op;
import io.madcloud.serdes.Sealing;
import io.madcloud.topology.program.Programs;
import io.madcloud.wire.Call;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * What all tasks of an engine share. Thread-safe.
 *
 * @param callTopics whether a call can be published
 * @param partitions that processes are spread over, here and on other engines
 * @param ownNodes paths of the ops that have a node of their own
 * @param retention how long processes that stopped are kept
 * @param tick how often timers and program changes are looked at
 * @param sweepBatch how many processes are visited in one tick
 * @param sweeps is told how far the sweeps are
 * @param timers is told how far timers are served
 * @param servers is told how many calls are in flight, and how many wait
 * @param clock that processes go by
 * @param sealing encrypts the values of sensitive fields
 * @param callEncoder makes bytes of calls, for dead letters
 */
record EngineSetup(
    Programs programs,
    Limits limits,
    Topics topics,
    CallTopics callTopics,
    int partitions,
    Set<String> ownNodes,
    Retention retention,
    Duration tick,
    int sweepBatch,
    SweepProgress sweeps,
    TimerProgress timers,
    ServerLoads servers,
    EngineClock clock,
    StateSerdes stateSerdes,
    Sealing sealing,
    InputDecoder inputs,
    Function<Call, byte[]> callEncoder,
    OpMetrics metrics,
    LinkMetrics links) {

  /** The name of the node that runs {@code op}. */
  String nodeOf(Op op) {
    return ownNodes.contains(op.path())
        ? OpProcessor.nodeName(op.path())
        : MadcloudTopology.SHARED_OPS;
  }

  byte[] callBytes(Call call) {
    return callEncoder.apply(call);
  }
}
