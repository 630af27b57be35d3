/**
 * The expression language of programs: Common Expression Language, behind the engine's interface.
 */
package io.madcloud.engine.cel;
