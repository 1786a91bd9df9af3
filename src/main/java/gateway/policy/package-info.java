/** Who may see and change what of Odoo: the policy file, and the caller that it is held against. */
package gateway.policy;
