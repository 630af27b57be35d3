/** Engines as processes, on a broker in the test's JVM. */
package io.madcloud.acceptance.harness;
