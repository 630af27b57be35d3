package io.madcloud.serdes;

import io.madcloud.engine.SpreadState;
import io.madcloud.engine.SpreadState.ToldState;
import io.madcloud.engine.Status;
import io.madcloud.wire.Crossed;
import io.madcloud.wire.ProcessStatus;
import io.madcloud.wire.Report;
import io.madcloud.wire.SpreadRow;
import io.madcloud.wire.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How processes are spread over datacenters, between the engine and its store. */
final class Spreads {

  private Spreads() {}

  /** Null for null. */
  static SpreadRow row(SpreadState spread) {
    if (spread == null) {
      return null;
    }
    List<Report> reports = new ArrayList<>();
    new TreeMap<>(spread.reports())
        .forEach((datacenter, report) -> reports.add(row(datacenter, report)));
    List<Told> told = new ArrayList<>();
    new TreeMap<>(spread.told())
        .forEach(
            (datacenter, known) ->
                told.add(
                    new Told(
                        datacenter,
                        StateRecords.list(known.fieldsets()),
                        StateRecords.list(known.fields()),
                        StateRecords.list(known.invocations()),
                        StateRecords.list(known.messages()))));
    return new SpreadRow(
        spread.here(),
        spread.origin(),
        spread.notification(),
        spread.time(),
        Updates.crossed(spread.sent()),
        Updates.received(spread.received(), spread.here()),
        reports,
        told,
        spread.early().stream().map(it -> Updates.toWire(it, 0)).toList(),
        spread.news());
  }

  private static Report row(String datacenter, SpreadState.Report report) {
    List<Crossed> sent = new ArrayList<>();
    new TreeMap<>(report.sent())
        .forEach((to, count) -> sent.add(new Crossed(datacenter, to, count)));
    return new Report(
        datacenter,
        ProcessStatus.valueOf(report.status().name()),
        sent,
        Updates.received(report.received(), datacenter));
  }

  /** Null for null. */
  static SpreadState spread(SpreadRow row) {
    if (row == null) {
      return null;
    }
    Map<String, SpreadState.Report> reports = new HashMap<>();
    for (Report report : row.getReports()) {
      Map<String, Long> sent = new HashMap<>();
      report.getSent().forEach(it -> sent.put(it.getTo(), it.getCount()));
      reports.put(
          report.getDatacenter(),
          new SpreadState.Report(
              Status.valueOf(report.getStatus().name()),
              sent,
              Updates.received(report.getReceived())));
    }
    Map<String, ToldState> told = new HashMap<>();
    for (Told known : row.getTold()) {
      told.put(
          known.getDatacenter(),
          new ToldState(
              StateRecords.array(known.getFieldsets()),
              StateRecords.array(known.getFields()),
              StateRecords.array(known.getInvocations()),
              StateRecords.array(known.getMessages())));
    }
    return new SpreadState(
        row.getHere(),
        row.getOrigin(),
        row.getNotification(),
        row.getTime(),
        Updates.sent(row.getSent()),
        Updates.received(row.getReceived()),
        reports,
        told,
        row.getEarly().stream().map(Updates::fromWire).toList(),
        row.getNews());
  }
}
