/** What changed, told: to pages and programs that listen, and to readers that go on where they stopped. */
package changes;
