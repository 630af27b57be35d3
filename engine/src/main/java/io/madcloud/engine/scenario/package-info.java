/** Scenario files: events against a program, in a form that people write. */
package io.madcloud.engine.scenario;
