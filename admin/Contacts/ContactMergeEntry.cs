namespace OneLink.Admin.Contacts;

/// <summary>A contact that went into another one. Times are Unix milliseconds, as stored.</summary>
/// <param name="MergedId">Its id, which names nobody any more.</param>
/// <param name="Merged">JSON object: what it was.</param>
/// <param name="At">When.</param>
internal sealed record ContactMergeEntry(long MergedId, string Merged, long At);
