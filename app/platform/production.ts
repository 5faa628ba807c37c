// Imported before anything else by the programs: React, Express and Remix look at NODE_ENV while they load, and what is
// not said to be development is production.
process.env.NODE_ENV ||= 'production'
