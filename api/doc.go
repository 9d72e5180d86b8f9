// Package api is the Zendesk REST API around custom objects, typed: one file
// for each family of endpoints. It imports no other package of zco.
package api
