/** The blog for everybody: published posts from the mirror, with the images they show. */
package gateway.blog;
