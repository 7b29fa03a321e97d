/** What a scenario attaches that could not come to its end here: the capabilities that it took, with commas. */
export const lackingMediaType = 'text/x.rehearsal.lacking';
