/** What can be told of a program without running it: what is probably wrong, what changes. */
package io.madcloud.engine.check;
