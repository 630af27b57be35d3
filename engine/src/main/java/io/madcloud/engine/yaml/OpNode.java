package io.madcloud.engine.yaml;

import java.util.List;
import java.util.Map;

/**
 * An op as it is written in a folder; every copy of a template shares it. What is not written is
 * null or empty.
 *
 * @param yaml where it was read, for places
 * @param masked {@code keep} or {@code drop}
 * @param sound whether it was read without a mistake; of another a text that is not known is empty
 */
record OpNode(
    YamlCursor yaml,
    List<FieldRef> in,
    List<FieldRef> mask,
    List<FieldRef> out,
    Map<String, String> expr,
    String each,
    String when,
    String plugin,
    Map<String, Object> with,
    String call,
    Long afterMs,
    String topic,
    String processId,
    List<FieldRef> returns,
    FieldRef fail,
    String masked,
    boolean catchUp,
    PartialSupervision supervise,
    String at,
    String version,
    String doc,
    boolean sound) {}
