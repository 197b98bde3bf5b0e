"""Pictures of records as pages show them: small enough, in two formats, and without what cameras write into them."""
