package io.madcloud.serdes;

import io.madcloud.op.Bytes;
import io.madcloud.wire.Absence;
import io.madcloud.wire.Answer;
import io.madcloud.wire.Answered;
import io.madcloud.wire.Arrival;
import io.madcloud.wire.Attempted;
import io.madcloud.wire.Binding;
import io.madcloud.wire.Call;
import io.madcloud.wire.CallAction;
import io.madcloud.wire.CallError;
import io.madcloud.wire.Cancel;
import io.madcloud.wire.Closed;
import io.madcloud.wire.Closing;
import io.madcloud.wire.ContributionWithdrawn;
import io.madcloud.wire.Control;
import io.madcloud.wire.CountPaused;
import io.madcloud.wire.CountedOp;
import io.madcloud.wire.Crossed;
import io.madcloud.wire.DeclarationClosed;
import io.madcloud.wire.Explain;
import io.madcloud.wire.ExplainedFieldset;
import io.madcloud.wire.ExplainedOp;
import io.madcloud.wire.ExplainedSource;
import io.madcloud.wire.ExpressionAction;
import io.madcloud.wire.FieldChanged;
import io.madcloud.wire.FieldDeclared;
import io.madcloud.wire.FieldDropped;
import io.madcloud.wire.FieldRow;
import io.madcloud.wire.FieldsetClosed;
import io.madcloud.wire.FieldsetRow;
import io.madcloud.wire.FolderDropped;
import io.madcloud.wire.ForkMade;
import io.madcloud.wire.Forked;
import io.madcloud.wire.Incarnation;
import io.madcloud.wire.InputName;
import io.madcloud.wire.Inspect;
import io.madcloud.wire.InspectedFieldset;
import io.madcloud.wire.InspectedInvocation;
import io.madcloud.wire.InspectedProcess;
import io.madcloud.wire.InvocationRow;
import io.madcloud.wire.InvocationStatus;
import io.madcloud.wire.Invoked;
import io.madcloud.wire.KeyPart;
import io.madcloud.wire.MadeInvocation;
import io.madcloud.wire.Masked;
import io.madcloud.wire.Merge;
import io.madcloud.wire.MessageFields;
import io.madcloud.wire.MessageLaid;
import io.madcloud.wire.MessageName;
import io.madcloud.wire.MessageRow;
import io.madcloud.wire.Notification;
import io.madcloud.wire.Obstacle;
import io.madcloud.wire.ObstacleKind;
import io.madcloud.wire.OnFailure;
import io.madcloud.wire.OpDeclared;
import io.madcloud.wire.Outcome;
import io.madcloud.wire.OutcomeFieldset;
import io.madcloud.wire.Paused;
import io.madcloud.wire.PausedCount;
import io.madcloud.wire.PluginAction;
import io.madcloud.wire.ProcessChunk;
import io.madcloud.wire.ProcessHead;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Producer;
import io.madcloud.wire.ProgramChange;
import io.madcloud.wire.ProgramRevised;
import io.madcloud.wire.Redrive;
import io.madcloud.wire.Refused;
import io.madcloud.wire.Removed;
import io.madcloud.wire.Reply;
import io.madcloud.wire.Resumed;
import io.madcloud.wire.Rows;
import io.madcloud.wire.Shown;
import io.madcloud.wire.Stamp;
import io.madcloud.wire.StatusChanged;
import io.madcloud.wire.Supervision;
import io.madcloud.wire.TimerAction;
import io.madcloud.wire.TimerDue;
import io.madcloud.wire.TimerKind;
import io.madcloud.wire.Turn;
import io.madcloud.wire.Update;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** One record of every kind, with every branch of every union and a value of every type. */
final class Samples {

  static final Instant TIME = Instant.parse("2031-02-03T04:05:06.789Z");

  /** A value of every type, as the engine has them. */
  static final Map<String, Object> ENGINE_VALUES =
      Map.of(
          "yes",
          true,
          "count",
          Long.MIN_VALUE,
          "ratio",
          -0.5,
          "text",
          "zażółć \ud83d\ude00",
          "raw",
          Bytes.of(new byte[] {0, -1, 127}),
          "at",
          TIME,
          "list",
          List.of(1L, List.of("a", TIME, List.of()), Map.of("k", Bytes.of(new byte[0]))),
          "map",
          Map.of("in", Map.of("x", 1.5, "l", List.of(false)), "t", Instant.EPOCH));

  static final Map<String, Object> VALUES = Values.fieldsToWire(ENGINE_VALUES);

  static final Incarnation INCARNATION = new Incarnation("madcloud.notifications", 3, 1L << 40);

  private Samples() {}

  static Stream<SpecificRecord> all() {
    return Stream.of(
            Stream.of(notification(), call(), outcome(), update(), head(), chunk()),
            Stream.of(reply(), failure()),
            programChanges(),
            Stream.of(control(new Cancel("enough")), control(new Redrive("/a/op", 7))),
            Stream.of(control(new Inspect("q-1")), answer(null), answer(inspected())),
            Stream.of(control(new Explain("q-2", "/a/op")), explained()),
            Stream.of(control(new CountPaused("q-3", "/a")), counted()),
            turns())
        .flatMap(records -> records);
  }

  static Notification notification() {
    return new Notification("/sync/system1/produce-update", VALUES);
  }

  static Stream<SpecificRecord> programChanges() {
    return Stream.of(
            op(new ExpressionAction(Map.of("SYS", "true"), "[1, 2]")),
            op(new PluginAction("concat", VALUES)),
            op(new CallAction("quotes")),
            op(new TimerAction(5_000L, Map.of("late", "true"), "[1, 2]")),
            op(null),
            new FieldDeclared("/sync/update", "string", Merge.UNION, true, "what is new", "p:3"),
            new Removed("/sync/system2"),
            new Paused("/sync/system1"),
            new Resumed("/sync/system1/consume-update"),
            new DeclarationClosed(6))
        .map(change -> new ProgramChange("declaration-1", 4, change));
  }

  private static OpDeclared op(Object action) {
    return OpDeclared.newBuilder()
        .setPath("/sync/system1/consume-update")
        .setIn(List.of(new Binding("update", "/sync/update")))
        .setMask(List.of(new Binding("SYS", "/sync/system1/SYS")))
        .setOut(List.of(new Binding("SYS", "/sync/system1/SYS")))
        .setAction(action)
        .setTopic("updates")
        .setWhen("update != ''")
        .setFail(new Binding("oops", "/sync/oops"))
        .setMasked(Masked.DROP)
        .setCatchUp(true)
        .setVersion("1.2")
        .setAt("eu")
        .setSupervise(new Supervision(5, 1L, 2L, -1L, OnFailure.DROP_FOLDER, "/sync"))
        .setProcessId("id")
        .setReturns(List.of("/sync/update"))
        .setDoc("consumes")
        .setSource("sync.yaml:7")
        .build();
  }

  static Call call() {
    return Call.newBuilder()
        .setProcess("p1")
        .setIncarnation(INCARNATION)
        .setInvocation(300)
        .setOp("/a/op")
        .setVersion("2")
        .setAttempt(2)
        .setDeadline(TIME)
        .setReplyTopic("madcloud.replies")
        .setHomePartition(3)
        .setIdempotencyKey("p1/3/9/300")
        .setTraceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .setInputs(VALUES)
        .build();
  }

  static Reply reply() {
    return new Reply("p1", INCARNATION, 300, 2, List.of(VALUES, Map.of()), null);
  }

  static Reply failure() {
    return new Reply("p1", INCARNATION, 300, 2, List.of(), new CallError("no quote", false));
  }

  static Control control(Object action) {
    return new Control("p1", INCARNATION, action, "someone");
  }

  static Answer answer(InspectedProcess found) {
    return new Answer("p1", "q-1", 3, TIME, found, 86_400_000L, null, null, null);
  }

  static Answer explained() {
    List<ExplainedSource> sources =
        List.of(
            new ExplainedSource("/a/other", true, ObstacleKind.STALE, "/a/y", null),
            new ExplainedSource("/a/third", false, null, null, 3));
    Obstacle missing =
        new Obstacle(
            ObstacleKind.MISSING,
            "/a/x",
            sources,
            1,
            null,
            null,
            "a > 1",
            null,
            0,
            0,
            null,
            false,
            null);
    Obstacle awaited =
        new Obstacle(
            ObstacleKind.AWAITED,
            null,
            List.of(),
            0,
            4,
            "/a/op",
            null,
            "boom",
            1,
            3,
            7L,
            true,
            "quotes");
    ExplainedOp op =
        new ExplainedOp(
            "/a/op",
            true,
            true,
            "/a",
            77L,
            ProcessStatus.RUNNING,
            12L,
            INCARNATION,
            List.of(new ExplainedFieldset("0.1", List.of(missing, awaited))),
            2,
            1);
    return new Answer("p1", "q-2", 3, TIME, null, 86_400_000L, op, null, null);
  }

  static Answer counted() {
    PausedCount count = new PausedCount(77L, List.of(new CountedOp("/a/op", 5L, 6L)), true, 7L, 8L);
    return new Answer("p1", "q-3", 3, TIME, null, 86_400_000L, null, count, null);
  }

  private static InspectedProcess inspected() {
    return InspectedProcess.newBuilder()
        .setIncarnation(INCARNATION)
        .setOp("/a/start")
        .setStatus(ProcessStatus.RUNNING)
        .setRevision(0)
        .setTurn(12L)
        .setProgramRevision(77L)
        .setFieldsets(
            List.of(
                new InspectedFieldset("0.1", "0", false, VALUES, List.of("/a/x"), List.of(1, 2))))
        .setInvocations(
            List.of(
                new InspectedInvocation(
                    1,
                    "/a/op",
                    5,
                    "quotes",
                    InvocationStatus.PENDING,
                    "0",
                    1,
                    0,
                    null,
                    "boom",
                    true,
                    null),
                new InspectedInvocation(
                    2,
                    "/a/late",
                    6,
                    null,
                    InvocationStatus.DONE,
                    "0",
                    0,
                    1,
                    5L,
                    null,
                    false,
                    "eu")))
        .setSensitive(List.of("/a/x"))
        .setTruncated(true)
        .build();
  }

  static Stream<SpecificRecord> turns() {
    return Stream.of(
            new Arrival(INCARNATION, notification()),
            reply(),
            new TimerDue(4, TimerKind.RETRY, 2, TIME),
            control(new Cancel(null)),
            new ProgramRevised(77L),
            update(),
            null)
        .map(Samples::turn);
  }

  static Turn turn(Object cause) {
    List<Object> changes =
        List.of(
            new FieldChanged(
                "0.1@eu", "/a/x", VALUES.get("map"), Shown.REPLACED, List.of(new Producer(2, 1))),
            new FieldDropped("0", "/a/y", Absence.STALE),
            new Forked("0.2", "0", 9, 1),
            new Closed("0.2", Closing.TWIN, "0.1"),
            new Invoked(10, "/a/op", "0", 1),
            new Attempted(10, 1, "boom", 5L),
            new Answered(10, InvocationStatus.FAILED, 0, "boom", true),
            new FolderDropped("/a", List.of(11, 12)),
            new StatusChanged(ProcessStatus.FAILED, "limit-firings", 2),
            new Refused("limit-firings", "/a/op", "0", 11, "10001 firings"));
    return new Turn("p1", INCARNATION, 12L, 1, false, 77L, TIME, cause, changes);
  }

  static Outcome outcome() {
    return Outcome.newBuilder()
        .setProcess("p1")
        .setIncarnation(INCARNATION)
        .setOp("/a/start")
        .setStatus(ProcessStatus.QUIESCENT)
        .setRevision(1)
        .setTurn(12L)
        .setProgramRevision(77L)
        .setTime(TIME)
        .setFieldsets(List.of(new OutcomeFieldset("0", VALUES)))
        .setTruncated(true)
        .setDone(3)
        .build();
  }

  static Update update() {
    MessageName notified = new MessageName("eu", 0, 0);
    MessageName made = new MessageName("eu", 3, 1);
    return Update.newBuilder()
        .setProcess("p1")
        .setIncarnation(INCARNATION)
        .setOrigin("eu")
        .setOp("/a/start")
        .setTraceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .setFrom("eu")
        .setNumber(2L)
        .setTime(9L)
        .setSent(List.of(new Crossed("eu", "us", 2L), new Crossed("us", "eu", 1L)))
        .setReceived(List.of(new Crossed("us", "eu", 1L)))
        .setStatus(ProcessStatus.RUNNING)
        .setInvocations(
            List.of(
                new MadeInvocation(
                    "eu",
                    3,
                    "/a/op",
                    1,
                    List.of(new InputName("/a/x", List.of(notified))),
                    List.of(1, 2),
                    true)))
        .setMessages(List.of(new MessageFields(made, Map.of("/a/y", VALUES.get("list")))))
        .setParts(
            List.of(
                new ForkMade("0.1@eu", "0", new Stamp(7L, "eu"), 3),
                new MessageLaid("0.1@eu", made, new Stamp(8L, "eu"), List.of("/a/y")),
                new ContributionWithdrawn(
                    "0", notified, new Stamp(1L, "eu"), "/a/x", List.of("0.1@eu")),
                new FieldsetClosed("0")))
        .build();
  }

  static ProcessHead head() {
    return ProcessHead.newBuilder()
        .setIncarnation(INCARNATION)
        .setNotification(3)
        .setStatus(ProcessStatus.RUNNING)
        .setProgramRevision(77L)
        .setRows(rows())
        .build();
  }

  static ProcessChunk chunk() {
    return new ProcessChunk(1, INCARNATION.getOffset(), 2, rows());
  }

  private static Rows rows() {
    InvocationRow invocation =
        InvocationRow.newBuilder()
            .setOp(5)
            .setKey(List.of(new KeyPart(6, List.of(0, 2))))
            .setStatus(InvocationStatus.PENDING)
            .build();
    FieldsetRow fieldset =
        FieldsetRow.newBuilder()
            .setParent(0)
            .setFork(1)
            .setForks(2)
            .setFields(List.of(new FieldRow(6, List.of(), List.of())))
            .setApplied(List.of(1))
            .setAwaited(List.of(2))
            .build();
    MessageRow message = new MessageRow(1, List.of(6, 7), List.of("a", VALUES.get("at")));
    return new Rows(10, List.of(message), 4, List.of(invocation), 1, List.of(fieldset));
  }
}
