-- Who asks with a token names no shop: the token itself says which.
CREATE UNIQUE INDEX "ApiToken_hash" ON "ApiToken" ("hash");
