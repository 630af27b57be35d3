package io.madcloud.engine.oracle;

import java.util.List;

/**
 * What makes an invocation the one that it is.
 *
 * @param op the op's path
 * @param inputs the identities of its input values, in the order of {@code in}
 */
record Key(String op, List<Identity> inputs) {}
