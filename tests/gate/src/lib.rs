//! Nothing: the claims are the point.
