/** The plugins that come with Madcloud. Found like any other, through their service listing. */
package io.madcloud.plugins;
