/**
 * {@code madcloud apply}, {@code remove} and {@code ops}: what is declared, and how to change it.
 */
package io.madcloud.app.program;
