package io.madcloud.engine.program;

import java.util.List;
import java.util.Map;

/**
 * An op as a declaration states it: names resolved, nothing compiled. This is what travels in the
 * program log. Exactly one of {@code expr} without {@code afterMs}, {@code plugin}, {@code call},
 * {@code afterMs} with {@code expr}, {@code topic} (one-way) says what an op with inputs does; what
 * is not stated is null or empty.
 *
 * @param path absolute
 * @param expr from local name of the produced field to expression; null when not stated
 * @param with the plugin's configuration, plain values
 * @param afterMs the delay of a timer in milliseconds, null when the op is none
 * @param fail local name and field that a final failure populates; null when not stated
 * @param dropsWhenMasked {@code masked: drop}, defaults already applied
 * @param at the datacenter where the op is resident; null for local
 * @param processId local name of the field that names the process; null when not stated
 * @param returns the fields that the outcome carries; null for all
 */
public record OpSpec(
    String path,
    List<SlotSpec> in,
    List<SlotSpec> mask,
    List<SlotSpec> out,
    Map<String, String> expr,
    String each,
    String when,
    String plugin,
    Map<String, Object> with,
    String call,
    Long afterMs,
    String topic,
    String processId,
    List<SlotSpec> returns,
    SlotSpec fail,
    boolean dropsWhenMasked,
    boolean catchUp,
    Supervision supervision,
    String at,
    String version,
    String doc,
    Place place) {

  /**
   * A field as the op names it.
   *
   * @param local the name that the op uses
   * @param field the absolute path that it stands for
   */
  public record SlotSpec(String local, String field) {}

  /** The same op with another place. */
  public OpSpec withPlace(Place otherPlace) {
    return with(expr, topic, supervision, otherPlace);
  }

  /** The same op, supervised otherwise. */
  public OpSpec withSupervision(Supervision other) {
    return with(expr, topic, other, place);
  }

  /** The same op, which no topic starts, and which publishes nothing. */
  public OpSpec withoutTopic() {
    boolean publishes = topic != null && !in.isEmpty();
    return with(publishes ? Map.of() : expr, null, supervision, place);
  }

  private OpSpec with(
      Map<String, String> newExpr, String newTopic, Supervision newSupervision, Place newPlace) {
    return new OpSpec(
        path,
        in,
        mask,
        out,
        newExpr,
        each,
        when,
        plugin,
        with,
        call,
        afterMs,
        newTopic,
        processId,
        returns,
        fail,
        dropsWhenMasked,
        catchUp,
        newSupervision,
        at,
        version,
        doc,
        newPlace);
  }
}
