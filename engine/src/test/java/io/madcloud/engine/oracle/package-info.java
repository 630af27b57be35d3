/**
 * A deliberately naive second implementation of the Madcloud model, read off its text sentence by
 * sentence: plain maps and lists, full scans, deep copies. It shares nothing with the engine, so
 * that whatever both agree on was understood twice.
 */
package io.madcloud.engine.oracle;
