/** What all commands share: which cluster, in which form they print, how they fail. */
package io.madcloud.app.cli;
