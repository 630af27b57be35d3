package io.madcloud.bench.contest;

import io.madcloud.bench.process.JavaProcess;
import io.madcloud.bench.worker.WorkerMain;
import java.util.ArrayList;
import java.util.List;

/** A side whose calls are answered by a worker in a JVM of its own. */
record AnsweredSide(Side side, WorkerMain.Caller caller) implements SideOnTop {

  @Override
  public List<JavaProcess> startWorkers(Place place) throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(caller.name()));
    arguments.addAll(place.arguments());
    String workerName = "the worker of " + name();
    JavaProcess worker = place.lab().start(workerName, WorkerMain.class.getName(), arguments);
    worker.awaitLine(WorkerMain.RUNNING::equals, Place.START);
    return List.of(worker);
  }
}
