/** {@code madcloud run}: the engine in a process of its own. */
package io.madcloud.app.run;
