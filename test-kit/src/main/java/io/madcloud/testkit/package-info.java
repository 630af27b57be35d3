/**
 * For those who write programs and ops: {@link io.madcloud.testkit.MadcloudTest} plays a program on
 * the pure engine, {@link io.madcloud.testkit.OpContractTest} holds a plugin to what every op must
 * do. No broker, no clock; a test takes milliseconds.
 */
package io.madcloud.testkit;
