/** The little Java that routes call and YAML cannot say. */
package routes;
