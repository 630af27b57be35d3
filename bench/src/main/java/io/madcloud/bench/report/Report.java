package io.madcloud.bench.report;

import java.util.List;

/**
 * What came of a bench.
 *
 * @param about one line: what was compared
 * @param conditions under which, a line each
 */
public record Report(String name, String about, List<String> conditions, List<Sheet> sheets) {}
